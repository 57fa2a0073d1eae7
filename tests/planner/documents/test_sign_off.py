"""签领表.docx, read back by python-docx."""

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn

from budgets import Money
from planner.documents.sign_off import FEWEST, MOST, SignOffRow, build_sign_off
from planner.dossier import Dossier
from planner.money.ledger import Handout
from tests.planner.documents.events import NASTY, nasty, tour
from tests.planner.documents.ledgers import BOOKS, CASH

PEOPLE = [SignOffRow("林晚晴", "四（1）班", "0001"), SignOffRow("宋石榴", "四（2）班")]
BOTH = Handout("h3", "礼包", Decimal(2), "份", Money(50_00), people=1)


def read(handouts: Sequence[Handout], people: Sequence[SignOffRow] = PEOPLE, dossier: Dossier | None = None):
    return Document(io.BytesIO(build_sign_off(dossier or tour(2026), handouts, people)))


def rows(document, at: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[at].rows]


def test_sheet_of_goods_has_a_line_a_person_and_blank_ones_up_to_the_number() -> None:
    document = read([BOOKS])
    assert [p.text for p in document.paragraphs if p.text] == [
        "夏日研学签领表",
        "发放内容：书包（捐赠物资）　每人：1 个　人数：28 人",
        "合计：28 个",
        "日期：2026年8月9日　地点：元坝—仪陇",
    ]
    head, *listed, foot = rows(document)
    assert head == ["序号", "姓名", "班级", "数量", "签字\n（本人或监护人）", "电话\n尾号", "备注"]
    assert listed[:3] == [
        ["1", "林晚晴", "四（1）班", "1 个", "", "0001", ""],
        ["2", "宋石榴", "四（2）班", "1 个", "", "", ""],
        ["3", "", "", "1 个", "", "", ""],
    ]
    assert len(listed) == 28
    for part in ("应发 28 人，28 个", "个", "发放人（周老师）签字", "证明人（李医生）签字", "别人代领的"):
        assert part in foot[0]
    assert "转账" not in foot[0]


def test_sheet_of_cash_is_in_words_and_asks_for_transfers() -> None:
    document = read([CASH])
    head, first, *_, foot = rows(document)
    assert (head[3], first[3]) == ("金额\n（元）", "200.00")
    assert document.tables[0].rows[1].cells[3].paragraphs[0]._p.pPr.jc.get(qn("w:val")) == "right"
    assert "合计：4,800.00 元（人民币肆仟捌佰元整）" in [p.text for p in document.paragraphs]
    assert "应发 24 人，4,800.00 元（人民币肆仟捌佰元整）" in foot[0]
    assert "建议转账" in foot[0]
    assert "发放人签字：＿" in foot[0]
    assert "日期：待定　地点：元坝—仪陇" in [p.text for p in document.paragraphs]


def test_sheet_of_goods_and_cash_names_both() -> None:
    head, first, *_, foot = rows(read([BOTH]))
    assert (head[3], first[3]) == ("数量、金额", "2 份\n50.00 元")
    assert "＿份、＿＿＿＿＿＿＿元" in foot[0]


def test_each_hand_out_begins_a_page() -> None:
    document = read([BOOKS, CASH, BOTH])
    titles = [p for p in document.paragraphs if p.style.style_id == "Title"]
    assert [p._p.pPr.find(qn("w:pageBreakBefore")) is not None for p in titles] == [False, True, True]
    assert len(document.tables) == 3


@pytest.mark.parametrize(
    ("people", "names", "printed", "lines"),
    [(0, 0, 0, FEWEST), (1, 2, 0, 1), (2, 2, 2, 2), (28, 0, 0, 28), (120, 118, 118, 120)],
)
def test_lines_are_names_and_then_blank(people: int, names: int, printed: int, lines: int) -> None:
    named = [SignOffRow(f"学生{n}") for n in range(names)]
    listed = rows(read([replace(BOOKS, people=people)], named))[1:-1]
    assert len(listed) == lines
    assert [row[1] for row in listed] == [p.name for p in named[:printed]] + [""] * (lines - printed)


def test_sheet_of_thousands_stays_a_sheet() -> None:
    listed = rows(read([replace(CASH, people=100_000)], []))
    assert len(listed) == 1 + MOST + 1
    assert f"（本表印 {MOST} 行，其余另附）" in listed[-1][0]


def test_head_repeats_and_the_foot_stays_with_the_last_line() -> None:
    table = read([replace(CASH, people=120)]).tables[0]._tbl
    head, *_, last, foot = table.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert last.findall(f".//{qn('w:keepNext')}")
    assert foot.trPr.find(qn("w:cantSplit")) is not None


def test_without_hand_outs_one_empty_sheet() -> None:
    document = read([], [], Dossier())
    assert [p.text for p in document.paragraphs if p.text] == [
        "活动签领表",
        "发放内容：待定　每人：待定　人数：待定",
        "合计：待定",
        "日期：待定　地点：待定",
    ]
    assert len(rows(document)) == 1 + FEWEST + 1
    assert rows(document)[1] == ["1", "", "", "", "", "", ""]


def test_any_text_stays_text() -> None:
    spoiled = replace(BOOKS, item=NASTY, unit=NASTY, handler=NASTY, witness=NASTY)
    document = read([spoiled, replace(BOOKS, item="长" * 5000)], [SignOffRow(NASTY, NASTY, NASTY)], nasty())
    text = "\n".join([p.text for p in document.paragraphs] + [cell for row in rows(document) for cell in row])
    for part in ("<script>alert(1)</script>", '=HYPERLINK("http://x")', "👶"):
        assert part in text
    assert "\ufffe" not in text


def test_same_arguments_give_same_bytes() -> None:
    sheets = [build_sign_off(tour(2026), (BOOKS, CASH), list(PEOPLE)) for _ in range(2)]
    assert sheets[0] == sheets[1]
