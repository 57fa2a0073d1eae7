"""An auditor's walk: forty invoices at once, what is wrong with them, what papers prove, what finance above finds."""

import io
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from planner import clock
from planner.jobs import invoices as job
from tests.browser.auditing import BUS_NUMBER, OTHER, PDF, UNIT, Walk, code, forty_files, prepare_walk, yuan_of
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter
from tests.planner.intake.invoices.pictures import paper, scan
from tests.planner.jobsteps import worker

# So long a page waits before it looks again how far the reading is.
LOOK_AGAIN_MS = 2500


@pytest.fixture
def walk(page_at: Callable[..., Any], live_server: LiveServer) -> Walk:
    """The event, and who sits down at its desk."""
    with live_server.app.app_context():
        event = prepare_walk()

    def sit_down(name: str) -> Any:
        page = page_at(1280)
        enter(page, live_server, name)
        return page

    return Walk(f"/events/{event}", sit_down)


def named(*numbers: int) -> str:
    """These expenses, as a sentence names them."""
    return "、".join(f"第 {n} 组材料 {yuan_of(n)}.00 元" for n in numbers)


def today() -> str:
    """The day of the walk, as papers write it."""
    day = clock.today()
    return f"{day.year}年{day.month}月{day.day}日"


# --- what is dropped -------------------------------------------------------------------------------------------------


def drop_forty(page: Any, walk: Walk, server: LiveServer) -> None:
    """All at once; the page looks again by itself until they are read."""
    page.clock.install()
    page.goto(f"{walk.event}/invoices")
    page.locator("html[data-ready]").wait_for()
    page.locator("#files").set_input_files(forty_files())
    page.get_by_role("button", name="放进来").click()
    page.get_by_role("heading", name="正在读，4 / 40").wait_for()
    worker(server.app, job.JOB).run_due()
    page.clock.fast_forward(LOOK_AGAIN_MS)
    page.get_by_role("heading", name="34 张对上了").wait_for()


def look_at_six(page: Any) -> list[tuple[str, str]]:
    """What is said of those that want a look: the head and the sentence of each."""
    remarks = page.locator(".inv .remark").all()
    return [(r.locator("b").inner_text(), r.inner_text().removeprefix(r.locator("b").inner_text())) for r in remarks]


def deal_with(page: Any, head: str, verb: str) -> None:
    """The one of which that is said."""
    row = page.locator(".inv > li", has=page.locator("b", has_text=head))
    row.get_by_role("button", name=re.compile(verb)).click()
    row.wait_for(state="detached")


# --- what is proven --------------------------------------------------------------------------------------------------


def hand_in(page: Any, walk: Walk) -> None:
    """The accounts, to finance."""
    page.goto(f"{walk.event}/settlement")
    page.get_by_role("link", name="提交决算").click()
    page.get_by_role("button", name="送财务审核").click()
    page.get_by_role("status").filter(has_text="已送财务审核").wait_for()


def reasons_of(page: Any, walk: Walk) -> list[str]:
    """Why finance can't pass it."""
    page.goto(f"{walk.event}/settlement")
    return page.locator("#gaps li:not(.ok) p.t").all_inner_texts()


def bring(page: Any, walk: Walk, name: str, kind: str, about: str = "") -> None:
    """A file as a voucher."""
    page.goto(f"{walk.event}/vouchers?kind={kind}&about={about}")
    page.locator("#files").set_input_files({"name": name, "mimeType": PDF, "buffer": scan(paper(code(1)))})
    page.get_by_role("button", name="上传").click()
    page.get_by_role("status").filter(has_text="已添加 1 份凭证").wait_for()


def waive(page: Any, walk: Walk, reason: str, words: str, done: str) -> None:
    """All gaps of a reason, in writing."""
    page.goto(f"{walk.event}/settlement")
    gap = page.locator(f"#gap-{reason}")
    gap.locator("summary").click()
    gap.get_by_label("全部").check()
    gap.get_by_label("为什么可以豁免").fill(words)
    gap.get_by_role("button", name="豁免并写进说明").click()
    page.get_by_role("status").filter(has_text=done).wait_for()


def paper_of(page: Any, walk: Walk, name: str) -> io.BytesIO:
    """A paper of the event, as it is downloaded."""
    return io.BytesIO(page.request.get(f"{walk.event}/documents/{name}").body())


def said_in(paper: io.BytesIO, *names: str) -> list[str]:
    """The paragraphs of 决算说明 that begin with these words."""
    begins = tuple(f"{name}：" for name in names)
    return [p.text for p in Document(paper).paragraphs if p.text.startswith(begins)]


def sums_in(paper: io.BytesIO) -> list[Any]:
    """What stands behind 来源合计 in 决算表: promised, received, spent, left."""
    sheet = load_workbook(paper, data_only=True)["决算"]
    return next([*row[3:8]] for row in sheet.values if "来源合计" in row)


# --- what finance above finds ----------------------------------------------------------------------------------------


def search_register(page: Any, query: str) -> tuple[str, list[str]]:
    """What the register says of so many rows, and what proves each of those it shows."""
    page.goto(f"/finance/invoices?{query}")
    lead = re.sub(r"\s+", "", page.locator(".page-head .lead").inner_text())
    return lead, page.locator(".reg tbody .es").all_inner_texts()


def drop_and_enter(planner: Any, walk: Walk, server: LiveServer, axe: Callable[[Any], list[str]]) -> None:
    """34 are entered at once; of the six others the red one, once its blue one stands in the accounts."""
    drop_forty(planner, walk, server)
    assert look_at_six(planner) == [
        ("别的单位已报过这张。", "是哪家，云台县团委财务看得到。"),
        ("买方不是本单位。", "写的是“青禾幼儿园”，请对方重开。"),
        ("这是退款的红票。", f"它冲的蓝字发票 {BUS_NUMBER} 还没有记在这个活动里，先记那一张。"),
        ("同一张传了两遍。", "记的是“扫描21.pdf”，这一份不记。"),
        ("二维码是一个网址。", "用手机扫开，下载 PDF 再传上来，或者照着打 4 格。"),
        ("读不出。", "文件坏了，打不开，多半没传完。请再传一次，或者照着打。"),
    ]
    assert axe(planner) == []
    planner.get_by_role("button", name="记下 34 张").click()
    planner.get_by_text("已记下 34 张，12,911.00 元").wait_for()
    deal_with(planner, "这是退款的红票", "连上蓝票")
    for head in ("买方不是本单位", "在这个活动的", "二维码是一个网址", "别的单位已报过"):
        deal_with(planner, head, "不用这张")
    assert [head for head, _ in look_at_six(planner)] == ["读不出。"]


def prove_and_pass(planner: Any, finance: Any, walk: Walk) -> None:
    """Three reasons: one is mended, of one a part, and the others are waived with a sentence."""
    hand_in(planner, walk)
    assert reasons_of(finance, walk) == [
        "方案没有批准记录",
        "第 1 组材料等 35 笔没有付款记录，共 10,511.00 元",
        "第 1 组材料等 19 笔没有电子文件，共 2,103.00 元",
    ]
    bring(planner, walk, "批件.pdf", "approval")
    waive(finance, walk, "payment", "公务卡付的，回单月底一起归档。", "已豁免 35 项")
    waive(finance, walk, "e_file", "小店只给了照片。", "已豁免 19 项")
    assert reasons_of(finance, walk) == []
    finance.get_by_role("link", name="去通过").click()
    finance.get_by_role("button", name="通过").click()
    finance.get_by_role("status").filter(has_text="已通过").wait_for()


@pytest.mark.slow
def test_auditor_finds_in_papers_and_register_what_is_there(
    walk: Walk, live_server: LiveServer, axe: Callable[[Any], list[str]]
) -> None:
    planner, finance, above = (walk.sit_down(name) for name in ("周老师", "钱会计", "郑会计"))
    drop_and_enter(planner, walk, live_server, axe)
    above.goto("/finance/invoices")
    above.get_by_role("link", name="同一张票两家报，107.00 元").click()
    expect(above.locator(".both-units .t")).to_have_text([f"{OTHER}，还在草拟的活动", f"{UNIT}，还在草拟的活动"])

    prove_and_pass(planner, finance, walk)

    word = paper_of(planner, walk, "settlement")
    assert said_in(word, "方案批准", "发票", "支付记录") == [
        "方案批准：有 1 份 1 页，批件。",
        f"发票：35 笔支出，16 笔有，16 份；19 笔只有号码（{named(1, 2, 3, 4)}等）。",
        f"支付记录：35 笔支出，35 笔没有登记（{named(1, 2, 3, 4)}等）。",
    ]
    assert [text.partition("元没有")[2] for text in said_in(word, "豁免")] == [
        f"付款记录。公务卡付的，回单月底一起归档。钱会计，{today()}。",
        f"电子文件。小店只给了照片。钱会计，{today()}。",
    ]
    assert sums_in(paper_of(planner, walk, "settlement_sheet")) == [13018, 0, 10511, -10511, "没有登记到账"]
    whole, proofs = search_register(above, "")
    assert whole == "云台县团委和下面2个单位，共39笔，¥12,515.00。1件要看"
    assert Counter(proofs) == {"只有号码": 19, "有文件": 15, "没有登记": 4, "连着蓝票": 1}
    assert search_register(above, "state=red")[1] == ["连着蓝票"]
