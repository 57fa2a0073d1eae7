"""The money of an event in the browser: drafted, returned, corrected, passed, spent, settled."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import expect

from budgets import Line, Money, UnitPrice, parse_quantity
from planner import clock
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event

LINES = """类别\t项目\t单价\t数量\t单位\t次数\t次数单位\t金额\t资金来源
交通费\t大巴租赁\t1800\t3\t天\t\t\t5500\t财政
餐费\t午餐\t20.25\t10\t人\t\t\t\t财政
宣传费\t横幅\t80\t2\t条\t\t\t\t财政
物资\t药箱\t180\t1\t套\t\t\t\t财政
交通费\t过路费\t420\t1\t项\t\t\t\t财政"""
PAPER = b"%PDF-1.4"
CODE = "{year}5120000000123456{n:02d}"


@pytest.fixture
def desk(page_at: Callable[..., Any], live_server: LiveServer) -> Callable[[str], Any]:
    """A page of that person, at 1280 px."""

    def sit_down(name: str) -> Any:
        page = page_at(1280)
        enter(page, live_server, name)
        return page

    return sit_down


def draft(page: Any) -> str:
    """A new event with five lines of a budget, one of them wrong; returns its address."""
    day = clock.today() - timedelta(days=2)
    page.goto("/events/new")
    page.locator("label.post", has_text="空白").click()
    page.get_by_label("活动名称").fill("清明祭扫")
    page.get_by_label("开始日期").fill(day.isoformat())
    page.get_by_role("button", name="新建").click()
    page.wait_for_url(re.compile(r"/events/\d+$"))
    event = re.search(r"/events/\d+", page.url)[0]
    page.goto(f"{event}/rows/budget/paste")
    page.get_by_label("粘贴到这里").fill(LINES)
    page.get_by_role("button", name="看一遍").click()
    page.get_by_label("按 5,500.00").check()
    page.get_by_role("button", name="添加").click()
    page.get_by_role("status").filter(has_text="已添加 5 条").wait_for()
    page.goto(f"{event}/rows/funding/new")
    page.get_by_label("资金来源").fill("财政")
    page.get_by_label("金额").fill("6362.50")
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator("#funding tr[data-key]", has_text="财政").wait_for()
    return event


def hand_in(page: Any, event: str, name: str) -> None:
    page.goto(f"{event}/{name}")
    page.get_by_role("link", name="送财务审核" if name == "budget" else "提交决算").click()
    page.get_by_role("button", name="送财务审核").click()
    page.get_by_role("status").filter(has_text="已送财务审核").wait_for()


def open_review(page: Any, title: str) -> None:
    page.goto("/finance")
    page.get_by_role("link", name=title).first.click()


def pay(page: Any, event: str, n: int, item: str, amount: str) -> None:
    """Type an expense: its QR text is read in, the rest filled in by hand."""
    day = clock.today()
    number = CODE.format(year=f"{day:%y}", n=n)
    page.goto(f"{event}/rows/expenses/new")
    page.get_by_label("发票二维码").fill(f"01,32,,{number},{amount},{day:%Y%m%d},,74AE")
    page.get_by_role("button", name="读入").click()
    page.locator(f"[name=amount][value='{amount}']").wait_for()
    page.get_by_label("用途").fill(item)
    page.get_by_label("预算明细").select_option(label=page.locator("#line option", has_text=item).inner_text())
    page.get_by_label("付款日期").fill(day.isoformat())
    page.get_by_label("经办人").fill("周老师")
    page.get_by_label("验收人").fill("李老师")
    page.get_by_role("button", name="保存", exact=True).click()


def return_budget(finance: Any) -> None:
    """Finance can't pass it, writes beside the wrong line and returns it."""
    open_review(finance, "清明祭扫的预算")
    expect(finance.get_by_role("button", name="通过")).to_be_disabled()
    expect(finance.locator("main")).to_contain_text("大巴租赁 只有一个总数 5,500.00 元，应拆成单价和数量")
    finance.get_by_label("对 大巴租赁 的意见").fill("总额和单价对不上")
    finance.get_by_role("button", name="退回").click()
    finance.get_by_role("status").filter(has_text="已退回").wait_for()


def correct_budget(planner: Any, event: str) -> None:
    """The remark stands beside the line, and its link mends it."""
    planner.goto(f"{event}/budget")
    row = planner.locator("#budget tr[data-key]", has_text="大巴租赁")
    expect(row).to_contain_text("总额和单价对不上")
    row.get_by_role("link", name="去改").first.click()
    planner.get_by_label("单价（元）").fill("1800")
    planner.locator("[name=quantity]").fill("3")
    planner.get_by_label("总额（元）").fill("")
    planner.get_by_role("button", name="保存", exact=True).click()
    row.locator(".remark.bad").wait_for(state="detached")


def pass_review(finance: Any, title: str) -> None:
    open_review(finance, title)
    finance.get_by_role("button", name="通过").click()
    finance.get_by_role("status").filter(has_text="已通过").wait_for()


def pay_five(planner: Any, event: str) -> None:
    """Five expenses; the fifth comes with an invoice that was used before, and then with its own."""
    paid = (("大巴租赁", "5400.00"), ("午餐", "202.50"), ("横幅", "160.00"), ("药箱", "178.80"))
    for n, (item, amount) in enumerate(paid):
        pay(planner, event, n, item, amount)
        planner.locator("#expenses tr[data-key]", has_text=item).wait_for()
    pay(planner, event, 0, "过路费", "420.00")
    expect(planner.locator(".note.bad")).to_contain_text("已经在这个活动的“大巴租赁”里报过，一张发票只能报一次")
    planner.get_by_label("发票号码").fill(CODE.format(year=f"{clock.today():%y}", n=9))
    planner.get_by_role("button", name="保存", exact=True).click()
    planner.locator("#expenses tr[data-key]", has_text="过路费").wait_for()
    expect(planner.locator("#expenses tr[data-key]")).to_have_count(5)


def prove_settlement(planner: Any, finance: Any, event: str) -> None:
    """Three reasons keep finance from passing: one is mended, one asked for, and all that is left waived."""
    finance.goto(f"{event}/settlement")
    finance.get_by_role("link", name="通过（差 3 项）").wait_for()
    finance.locator("#gap-payment").get_by_role("button", name="请周老师补").click()
    finance.get_by_role("status").filter(has_text="已请组织者补").wait_for()
    planner.goto(f"{event}/settlement")
    expect(planner.locator("#gap-payment")).to_contain_text("请周老师补：大巴租赁 5,400.00 元没有付款记录")
    planner.goto(f"{event}/vouchers?kind=approval")
    planner.locator("#files").set_input_files({"name": "批件.pdf", "mimeType": "application/pdf", "buffer": PAPER})
    planner.get_by_role("button", name="上传").click()
    planner.get_by_role("status").filter(has_text="已添加 1 份凭证").wait_for()
    for reason, left in (("payment", "通过（差 1 项）"), ("e_file", "去通过")):
        waive(finance, event, reason)
        finance.get_by_role("link", name=left).wait_for()


def waive(finance: Any, event: str, reason: str) -> None:
    """All gaps of a reason, in writing."""
    finance.goto(f"{event}/settlement")
    gap = finance.locator(f"#gap-{reason}")
    gap.locator("summary").click()
    gap.get_by_label("为什么可以豁免").wait_for()
    for pick in gap.get_by_role("checkbox").all():
        pick.check()
    gap.get_by_label("为什么可以豁免").fill("村里没有信号，回单第二天补打，附说明。")
    gap.get_by_role("button", name="豁免并写进说明").click()
    finance.get_by_role("status").filter(has_text="已豁免 5 项").wait_for()


@pytest.mark.slow
def test_from_drafting_through_return_and_passing_to_the_settlement(desk: Callable[[str], Any]) -> None:
    planner, finance = desk("周老师"), desk("钱会计")
    event = draft(planner)
    hand_in(planner, event, "budget")
    return_budget(finance)
    correct_budget(planner, event)
    hand_in(planner, event, "budget")
    pass_review(finance, "清明祭扫的预算")
    pay_five(planner, event)
    hand_in(planner, event, "settlement")
    prove_settlement(planner, finance, event)
    pass_review(finance, "清明祭扫的决算")

    planner.goto(f"{event}/settlement")
    text = planner.locator("main").inner_text()
    assert all(
        part in text
        for part in ("决算已办结：钱会计", "¥6,361.30", "¥1.20", "没有登记到账", "豁免：大巴租赁 5,400.00 元、午餐")
    )
    planner.goto(f"{event}/expenses")
    expect(planner.get_by_role("link", name="加支出")).to_have_count(0)


def test_sums_follow_the_typing_and_agree_with_the_server(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = page_at(1280)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/budget")
    page.locator("html[data-ready]").wait_for()
    page.locator("#budget tr[data-key]", has_text="高速通行费").get_by_role("link", name="改").click()
    form = page.locator(".row-line form")
    form.get_by_label("单价（元）").fill("１,２３４.５６５４３元")
    expect(form.locator("[data-line-sum]")).to_contain_text("金额待定")
    typed = (("单价（元）", "1,234.56元"), ("数量", "1.5"), ("× 次数", "3"))
    for label, text in typed:
        form.get_by_label(label).fill(text)

    live = [
        page.locator(place).first.inner_text()
        for place in ("[data-sum='交通费']", "[data-sum='']", "[data-total]", "[data-each]")
    ]
    expect(form.locator("[data-line-sum]")).to_contain_text("这一条 ¥5,555.52")
    form.get_by_role("button", name="保存", exact=True).click()
    page.locator("#budget tr[data-key]", has_text="高速通行费").get_by_text("5,555.52").wait_for()
    saved = [
        page.locator(place).first.inner_text()
        for place in ("[data-sum='交通费']", "[data-sum='']", "[data-total]", "[data-each]")
    ]
    assert live == saved == ["10,955.52", "30,046.77", "¥30,046.77", "¥732.85"]


def test_sums_go_back_when_the_form_is_closed(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = page_at(390)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/budget")
    page.locator("html[data-ready]").wait_for()
    before = page.locator("[data-total]").inner_text()
    page.locator("#budget").get_by_role("link", name="加预算明细").click()
    form = page.locator(".row-line form")
    form.get_by_label("总额（元）").fill("2万元")
    expect(page.locator("[data-total]")).not_to_have_text(before)
    form.get_by_role("link", name="不改了").click()
    expect(page.locator("[data-total]")).to_have_text(before)


PRICES = (
    "0",
    "1",
    "0.01",
    "0.125",
    "12.34567",
    "12.345",
    "1,234.5",
    "１２３",
    "2万元",
    "¥ 88.88",
    "人民币5元整",
    "1.005",
    "",
    "待定",
    "约2",
    "-3",
    "=1",
)
QUANTITIES = ("1", "0", "3", "0.5", "1.234567", "2%", "1,000", "２", "若干", "", "2万")


def amount(price: str, quantity: str, times: str, stated: str) -> str | None:
    """What the server makes of these, in fen."""

    def read(parse: Callable[[str], Any], text: str) -> Any:
        try:
            return parse(text) if text.strip() else None
        except ValueError:
            return None

    numbers = [read(parse_quantity, text) for text in (quantity, times)]
    if times and numbers[1] is None and numbers[0] is not None and read(UnitPrice.parse, price) is not None:
        return None  # the form would not take it
    line = Line(
        "", "", "", read(UnitPrice.parse, price), numbers[0], times=numbers[1], stated=read(Money.parse, stated)
    )
    return None if line.amount is None else str(line.amount.fen)


def test_amounts_of_the_page_are_those_of_the_server(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = page_at(1280)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/budget")
    cases = [*product(PRICES, QUANTITIES, ("", "3", "0.5"), ("", "160.5"))]

    found = page.evaluate(
        """async (cases) => {
            const { lineFen } = await import("/static/js/money.js");
            return cases.map(([unit_price, quantity, times, stated]) => {
                const fen = lineFen({ unit_price, quantity, times, stated });
                return fen === null ? null : fen.toString();
            });
        }""",
        cases,
    )

    assert [(case, fen) for case, fen in zip(cases, found, strict=True) if fen != amount(*case)] == []
