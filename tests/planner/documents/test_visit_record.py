"""慰问活动记录表.docx, read back by python-docx."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from planner.documents.visit_record import VisitRow, build_visit_record
from planner.money.ledger import Ledger
from tests.planner.editions import LEDGER, draft_of, tour_records
from tests.planner.reportvalues import MONEY, handout

PEOPLE = [VisitRow("林**", "四（1）班"), VisitRow("宋**")]
BAGS = replace(handout("h1", "书包", 2, each=1), handed_on=date(2027, 1, 28), handler="周老师", witness="李老师")


def read(people: Sequence[VisitRow] = PEOPLE, ledger: Ledger = LEDGER, *, erased: str = "") -> WordDocument:
    """The record, read back."""
    content = build_visit_record(draft_of(tour_records(ledger=ledger)), people, erased=erased)
    return Document(io.BytesIO(content))


def rows(document: WordDocument, at: int) -> list[list[str]]:
    """The cells of one of its tables."""
    return [[cell.text for cell in row.cells] for row in document.tables[at].rows]


def test_head_says_when_where_who_and_what_was_given_as_recorded() -> None:
    head = rows(read(ledger=Ledger(handouts=(BAGS, LEDGER.handouts[1]))), 0)

    assert head[0][1] == "看见家乡的山和水"
    assert head[1] == ["慰问时间", "2027年8月9日至11日", "慰问地点", "云台县青少年宫"]
    assert head[2] == ["慰问单位", "白石镇中心小学、少先队大队", "走访户数", "12 户"]
    assert (
        head[3][1] == "书包：每人 1 个，2 人，2027年1月28日，发放人周老师，证明人李老师\n慰问金：每人 200.00 元，4 人"
    )


def test_each_has_a_line_whose_place_to_sign_is_empty() -> None:
    listed = rows(read(), 1)

    assert listed[0] == ["序号", "慰问对象", "班级", "慰问品、慰问金", "签收\n（本人或监护人）", "日期", "备注"]
    assert listed[1:] == [["1", "林**", "四（1）班", "", "", "", ""], ["2", "宋**", "", "", "", "", ""]]


def test_what_each_got_stands_there_only_where_as_many_got_it_as_there_are() -> None:
    lines = rows(read(ledger=Ledger(handouts=(BAGS, replace(BAGS, key="h3", item="油", people=3)))), 1)

    assert [line[3] for line in lines[1:]] == ["书包 1 个"] * 2


def test_blank_lines_where_nobody_is_named_as_many_as_got_something() -> None:
    assert [len(rows(read([], ledger), 1)) - 1 for ledger in (LEDGER, Ledger())] == [29, 10]
    assert rows(read([], Ledger()), 0)[3][1] == "未记录"
    assert rows(read([]), 1)[1] == ["1", "", "", "", "", "", ""]


def test_erased_roster_is_said_to_be_erased() -> None:
    said = [p.text for p in read([], erased="花名册已清除。").paragraphs if p.text]

    assert said == ["慰问活动记录表", "（草稿，没有定稿）", "花名册已清除。"]


def test_hand_out_to_nobody_knows_how_many_says_so() -> None:
    ledger = Ledger(
        handouts=(replace(BAGS, each=None, cash=MONEY("50"), people=0, handler="", witness="", handed_on=None),)
    )

    assert rows(read(ledger=ledger), 0)[3][1] == "书包：每人 50.00 元，人数未记录"


def test_places_to_write_and_to_sign_stay_on_one_page() -> None:
    foot = read().tables[2]

    kept = [row.cells[0].paragraphs[0]._p.pPr.find(qn("w:keepNext")) is not None for row in foot.rows]
    assert [row.cells[0].text for row in foot.rows] == ["走访了解的情况", "要跟进的事", "走访人签字"]
    assert kept == [True, True, False]
