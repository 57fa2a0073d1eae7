"""Settling an event: what it needs, who may, and that it then stands still."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest

from budgets import Money
from planner.enums import BarReason, RemarkKind, ReviewDecision, ReviewSubject
from planner.errors import BadInput, NotAllowed
from planner.queries.bars import bars_of
from planner.queries.deciders import deciders_of_money
from planner.queries.finances import read_finances
from planner.queries.reviews import count_reviews_for, reviews_waiting_for
from planner.services import reviews
from planner.services.remarks import remark_line
from planner.services.rows import add_row, edit_row
from tests.planner.conftest import World
from tests.planner.moneysteps import decide, handed_in, passed, planned, spent
from tests.planner.rowvalues import last_entry
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
At = Callable[[datetime], None]
BUDGET, SETTLEMENT = ReviewSubject.BUDGET, ReviewSubject.SETTLEMENT
PASS, RETURN = ReviewDecision.PASS, ReviewDecision.RETURN
AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)


def settled(world: World) -> None:
    """An event whose settlement 钱会计 passed; committed."""
    bus, meals = planned(world)
    passed(world)
    spent(world, {"line": bus}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
    passed(world, SETTLEMENT)


def test_settlement_needs_a_passed_unchanged_budget_and_expenses(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        bus, _ = planned(world)
        reasons = []
        for step in (
            lambda: None,
            lambda: passed(world),
            lambda: (
                spent(world, {"line": bus}),
                edit_row(event, "budget", bus, {"unit": "日"}, version=1, actor=actor),
            ),
        ):
            step()
            with pytest.raises(BadInput) as caught:
                reviews.submit_settlement(event, actor=actor)
            reasons.append(caught.value.reason)

    assert reasons == ["NOT_PASSED", "EMPTY", "NOT_PASSED"]


def test_settled_event_stands_still(world: World, in_app: InApp, at: At) -> None:
    at(AFTER)
    with in_app():
        settled(world)
        event, actor = event_of(world), user(world, "周老师")
        refused = []
        for noun in (
            "expenses",
            "incomes",
            "advances",
            "donations",
            "handouts",
            "vouchers",
            "budget",
            "funding",
            "duties",
        ):
            try:
                add_row(event, noun, {"role": "领队"} if noun == "duties" else {}, actor=actor)
            except NotAllowed as refusal:
                refused.append((noun, refusal.reason))
        with pytest.raises(NotAllowed, match="决算已经办结"):
            remark_line(event, "", RemarkKind.ANSWER, "说明", actor=actor)

        assert event.settled_at == AFTER
        assert [noun for noun, reason in refused if reason == "SETTLED"] == [
            "expenses",
            "incomes",
            "advances",
            "donations",
            "handouts",
            "vouchers",
            "budget",
            "funding",
        ]
        assert read_finances(event).reviewer == "钱会计"


def test_settlement_waits_while_the_budget_changed_since(world: World, in_app: InApp, at: At) -> None:
    at(AFTER)
    with in_app():
        bus, meals = planned(world)
        passed(world)
        spent(world, {"line": bus}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
        handed_in(world, SETTLEMENT)
        edit_row(event_of(world), "budget", bus, {"unit": "日"}, version=1, actor=user(world, "周老师"))
        assert read_finances(event_of(world)).blocking_settlement == []

        with pytest.raises(BadInput, match="先审改动，再通过决算") as caught:
            decide(world, "钱会计", subject=SETTLEMENT)

        assert (caught.value.reason, event_of(world).settled_at) == ("OPEN_ERRORS", None)
        edit_row(event_of(world), "budget", bus, {"unit": "天"}, version=2, actor=user(world, "周老师"))
        assert decide(world, "钱会计", subject=SETTLEMENT).decision == PASS


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("handler", "钱　会计"),
        ("handler", "钱会计（代周老师）"),
        ("handler", "钱\u200b会计"),
        ("verifier", "王老师、钱会计"),
    ],
)
def test_whoever_handled_or_verified_does_not_settle(world: World, in_app: InApp, at: At, part: str, name: str) -> None:
    at(AFTER)
    with in_app():
        bus, meals = planned(world)
        passed(world)
        spent(world, {"line": bus, part: name}, {"line": meals, "amount": Money(20250), "invoice_amount": Money(20250)})
        handed_in(world, SETTLEMENT)

        with pytest.raises(NotAllowed) as caught:
            decide(world, "钱会计", subject=SETTLEMENT)

        event, finance, administrator = event_of(world), user(world, "钱会计"), user(world, "管理员")
        barred = read_finances(event).ledger.people
        assert caught.value.reason == "SAME_PERSON"
        assert (count_reviews_for(finance), reviews_waiting_for(finance)) == (0, [])
        assert (count_reviews_for(administrator), len(reviews_waiting_for(administrator))) == (1, 1)
        (review,) = (review for _, review in reviews_waiting_for(administrator))
        named = deciders_of_money(event, bars_of(event, review), names=barred)
        assert (named.short_labels, named.barred[-1]) == (("管理员",), ("钱会计", BarReason.NAMED))
        assert decide(world, "管理员", subject=SETTLEMENT).decision == PASS


def test_overrun_is_explained_before_it_is_settled(world: World, in_app: InApp, at: At) -> None:
    at(AFTER)
    with in_app():
        bus, _ = planned(world)
        passed(world)
        add_row(event_of(world), "incomes", {"source": "财政", "amount": Money(600000)}, actor=user(world, "周老师"))
        spent(world, {"line": bus, "amount": Money(600000), "invoice_amount": Money(600000)})
        handed_in(world, SETTLEMENT)
        with pytest.raises(BadInput, match="大巴租赁 超预算 600"):
            decide(world, "钱会计", subject=SETTLEMENT)
        remark_line(event_of(world), bus, RemarkKind.REASON, "绕行", actor=user(world, "周老师"))

        assert decide(world, "钱会计", subject=SETTLEMENT).decision == PASS


def test_reopened_by_finance_with_a_reason_only(world: World, in_app: InApp, at: At) -> None:
    at(AFTER)
    with in_app():
        settled(world)
        event, reasons = event_of(world), []
        for who, words in (("周老师", "漏票"), ("钱会计", " ")):
            with pytest.raises((NotAllowed, BadInput)) as caught:
                reviews.reopen_settlement(event, words, actor=user(world, who))
            reasons.append(caught.value.reason)
        reviews.reopen_settlement(event, "漏票", actor=user(world, "钱会计"))

        assert reasons == ["NOT_FINANCE", "NO_WORDS"]
        assert event.settled_at is None
        entry = last_entry(world)
        assert (entry.verb, entry.after) == ("重新打开决算", "漏票")
        with pytest.raises(NotAllowed, match="还没有办结"):
            reviews.reopen_settlement(event, "再来", actor=user(world, "钱会计"))
