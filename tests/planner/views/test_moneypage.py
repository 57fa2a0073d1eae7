"""What pages of money share: links, the word of finance, notes beside lines."""

from typing import Any

import pytest
from flask import Flask

from budgets import Line, Money
from planner import clock
from planner.enums import RemarkKind, ReviewDecision
from planner.findings import Finding, Severity
from planner.models import LineRemark
from planner.permissions import Access
from planner.views.moneypage import (
    Difference,
    LineNotes,
    Mend,
    NoteDesk,
    Saying,
    difference_of,
    money_nav,
    remark_page,
    review_note,
)
from tests.planner.views.moneyreaders import FINANCE, GUEST, OWNER, READER, event_with, review_with

DECIDE = "/events/7/reviews/budget/1"


def test_links_between_the_pages_mark_the_current_one(app: Flask) -> None:
    with app.test_request_context():
        links = money_nav(event_with(), READER, "handouts")

    assert [(link.label, link.href) for link in links if link.is_current] == [("发放", "/events/7/handouts")]
    assert [link.label for link in links] == ["预算", "支出", "发放", "决算"]


def test_guest_has_no_links_to_the_accounts(app: Flask) -> None:
    with app.test_request_context():
        assert money_nav(event_with(), GUEST, "budget") == ()


@pytest.mark.parametrize(
    ("fen", "expected"),
    [
        (-1, Difference("超支", Money(1), "up")),
        (0, Difference("还能用", Money(0), "down")),
        (1, Difference("还能用", Money(1), "down")),
    ],
)
def test_difference_is_over_below_zero(fen: int, expected: Difference) -> None:
    assert difference_of(Money(fen), over="超支", under="还能用") == expected


@pytest.mark.parametrize(
    ("access", "is_barred", "may_decide"), [(FINANCE, False, True), (FINANCE, True, False), (OWNER, False, False)]
)
def test_note_of_what_waits_sends_whoever_may_decide(
    app: Flask, access: Access, is_barred: bool, may_decide: bool
) -> None:
    review = review_with()

    with app.test_request_context():
        note = review_note(review, access, is_barred=is_barred)

    assert note is not None
    assert (note.review, note.href, note.may_decide) == (review, DECIDE, may_decide)


def test_note_stands_while_something_waits_or_came_back(app: Flask) -> None:
    reviews = (
        None,
        review_with(ReviewDecision.PASS),
        review_with(withdrawn_at=clock.now()),
        review_with(),
        review_with(ReviewDecision.RETURN),
    )

    with app.test_request_context():
        notes = [review_note(review, READER, is_barred=False) for review in reviews]

    assert [note is not None for note in notes] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("access", "on_budget", "is_settled", "rights"),
    [
        (OWNER, True, False, (True, True, False)),
        (OWNER, False, False, (False, True, False)),
        (OWNER, True, True, (False, False, False)),
        (FINANCE, True, False, (False, False, True)),
        (FINANCE, False, False, (False, False, False)),
        (FINANCE, True, True, (False, False, False)),
        (READER, True, False, (False, False, False)),
        (GUEST, True, False, (True, False, False)),
    ],
)
def test_desk_gives_each_reader_their_rights(
    access: Access, on_budget: bool, is_settled: bool, rights: tuple[bool, bool, bool]
) -> None:
    desk = NoteDesk.of(event_with(is_settled=is_settled), access, on_budget=on_budget)

    assert (desk.may_mend, desk.may_answer, desk.may_ask) == rights


def notes(app: Flask, desk: NoteDesk, *found: Finding, written: tuple[LineRemark, ...] = ()) -> LineNotes:
    """The notes beside the line `bus`."""
    with app.test_request_context():
        return desk.notes_of("bus", found, written)


@pytest.mark.parametrize(
    ("code", "mend"),
    [
        ("quotes-missing", Mend("传报价单", "/events/7/vouchers?about=budget/bus&kind=quote", False)),
        ("contract-missing", Mend("传合同", "/events/7/vouchers?about=budget/bus&kind=contract", False)),
        ("amount-wrong", Mend("去改", "/events/7/rows/budget/bus", True)),
    ],
)
def test_finding_is_mended_where_its_answer_belongs(app: Flask, code: str, mend: Mend) -> None:
    finding = Finding(code, Severity.WARNING, "一句话。", "budget/bus")
    open_desk, closed_desk = (NoteDesk(7, may_mend=may, may_answer=False, may_ask=False) for may in (True, False))

    assert [f.mend for f in notes(app, open_desk, finding).findings] == [mend]
    assert [f.mend for f in notes(app, closed_desk, finding).findings] == [None]


def remark(kind: RemarkKind, text: str) -> LineRemark:
    """What 周老师 says of the line `bus`."""
    return LineRemark(line="bus", kind=kind, text=text, author="周老师")


def test_last_opinion_alone_can_be_answered(app: Flask) -> None:
    first, last = remark(RemarkKind.OPINION, "太贵"), remark(RemarkKind.OPINION, "还是贵")
    desk = NoteDesk(7, may_mend=False, may_answer=True, may_ask=False)
    href = "/events/7/budget/bus/remark?kind=answer"

    assert notes(app, desk, written=(first, last)).sayings == (
        Saying("周老师", "太贵", "say", ""),
        Saying("周老师", "还是贵", "say", href),
    )
    assert [s.answer_href for s in notes(app, desk, written=(last, remark(RemarkKind.ANSWER, "没有"))).sayings] == [
        "",
        "",
    ]


def test_reason_says_that_it_is_one(app: Flask) -> None:
    desk = NoteDesk(7, may_mend=False, may_answer=True, may_ask=True)

    found = notes(app, desk, written=(remark(RemarkKind.REASON, "绕行"),))

    assert found.sayings == (Saying("周老师（原因）", "绕行", "ok", ""),)
    assert found.ask_href == "/events/7/budget/bus/remark?kind=opinion"


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (RemarkKind.REASON, "超支或结余的原因"),
        (RemarkKind.OPINION, "财务意见"),
        (RemarkKind.ANSWER, "说明"),
        ("x", "说明"),
    ],
)
def test_remark_page_says_what_to_write(kind: Any, label: str) -> None:
    assert remark_page(Line("bus", "交通费", "大巴"), kind, "/").label == label
