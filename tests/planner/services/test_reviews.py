"""Finance review: handing in, passing, returning, settling; what is refused writes nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest

from budgets import Money
from planner.actors import CONSOLE
from planner.enums import RemarkKind, ReviewDecision, ReviewSubject, Role, TeamRole
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import FinanceReview, LineRemark
from planner.models.reviews import ApprovedLine
from planner.queries.finances import read_finances
from planner.queries.reviews import latest_review, review_in_force
from planner.services import reviews
from planner.services.accounts import set_role
from planner.services.roworder import move_by_one
from planner.services.rows import add_row, delete_row, edit_row
from planner.services.team import set_team_member
from tests.planner.conftest import World
from tests.planner.moneysteps import BUS, MEALS, decide, handed_in, passed, planned
from tests.planner.rowvalues import clear_rows, last_entry
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
At = Callable[[datetime], None]
BUDGET, SETTLEMENT = ReviewSubject.BUDGET, ReviewSubject.SETTLEMENT
PASS, RETURN = ReviewDecision.PASS, ReviewDecision.RETURN
AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)
WRONG = BUS | {"stated": Money(550000)}


def test_submission_keeps_the_budget_as_it_stands(world: World, in_app: InApp) -> None:
    with in_app():
        bus, _ = planned(world)
        review = handed_in(world)
        edit_row(event_of(world), "budget", bus, {"unit_price": Money(1)}, version=1, actor=user(world, "周老师"))

        assert (review.number, review.known, review.unknown, review.spent, review.waits) == (
            1,
            Money(560250),
            0,
            None,
            True,
        )
        assert '"unit_price":180000' in review.snapshot
        entry = last_entry(world)
        assert entry.verb == "修改"


def test_sum_of_a_budget_with_open_amounts_says_how_many(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world, BUS, MEALS | {"unit_price": None})

        review = handed_in(world)

        assert (review.known, review.unknown) == (Money(540000), 1)


def test_submission_is_refused_for_a_reason(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        clear_rows()
        reasons = []
        for step in (lambda: None, lambda: (planned(world), handed_in(world)), lambda: decide(world, "钱会计")):
            step()
            with pytest.raises((BadInput, NotAllowed)) as caught:
                reviews.submit_budget(event, actor=actor)
            reasons.append(caught.value.reason)

    assert reasons == ["EMPTY", "WAITING", "SAME"]


def test_withdrawn_review_no_longer_waits_and_the_next_has_the_next_number(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        handed_in(world)
        reviews.withdraw_review(event_of(world), BUDGET, actor=user(world, "周老师"))
        with pytest.raises(NotAllowed, match="没有待审的预算"):
            reviews.withdraw_review(event_of(world), BUDGET, actor=user(world, "周老师"))
        with pytest.raises(NotAllowed, match="已经撤回"):
            decide(world, "钱会计")

        assert handed_in(world).number == 2


def test_passing_puts_one_budget_in_force(world: World, in_app: InApp) -> None:
    with in_app():
        bus, meals = planned(world)
        passed(world)
        event, actor = event_of(world), user(world, "周老师")
        delete_row(event, "budget", meals, actor=actor)
        add_row(event, "budget", MEALS | {"item": "晚餐"}, actor=actor)
        review = passed(world)

        held = db.session.scalars(db.select(FinanceReview.number).where(FinanceReview.in_force)).all()
        lines = db.session.execute(db.select(ApprovedLine.review_id, ApprovedLine.key, ApprovedLine.amount)).all()
        assert held == [2]
        assert [(line[0], line[2]) for line in lines] == [(review.id, Money(540000)), (review.id, Money(20250))]
        assert (lines[0].key, meals in [line.key for line in lines]) == (bus, False)


def test_budget_with_an_open_error_stays_waiting(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world, WRONG, MEALS)
        handed_in(world)

        with pytest.raises(BadInput, match="还有 1 处要改好才能通过：大巴租赁 3天×1,800元") as caught:
            decide(world, "钱会计")

        review = latest_review(world.event, BUDGET)
        assert (caught.value.reason, review and review.waits) == ("OPEN_ERRORS", True)
        assert review_in_force(world.event) is None
        assert db.session.scalar(db.select(db.func.count()).select_from(ApprovedLine)) == 0


def test_error_mended_after_the_submission_does_not_count(world: World, in_app: InApp) -> None:
    with in_app():
        bus, _ = planned(world, WRONG, MEALS)
        handed_in(world)
        edit_row(event_of(world), "budget", bus, {"stated": None}, version=1, actor=user(world, "周老师"))

        with pytest.raises(BadInput, match="还有 1 处要改好"):
            decide(world, "钱会计")


@pytest.mark.parametrize(
    ("words", "remarks", "taken"),
    [("", {}, False), (" ", {"a": " "}, False), ("改", {}, True), ("", {"a": "改"}, True)],
)
def test_return_needs_a_word_somewhere(
    world: World, in_app: InApp, words: str, remarks: dict[str, str], taken: bool
) -> None:
    with in_app():
        planned(world)
        handed_in(world)
        with nullcontext() if taken else pytest.raises(BadInput, match="退回要写一句意见"):
            decide(world, "钱会计", RETURN, words=words, remarks=remarks)

        review = latest_review(world.event, BUDGET)
        assert review is not None
        assert review.decision == (RETURN if taken else None)
        said = db.session.execute(db.select(LineRemark.line, LineRemark.text, LineRemark.kind)).all()
        assert said == ([("a", "改", RemarkKind.OPINION)] if taken and remarks else [])


@pytest.mark.parametrize("who", ["周老师", "韩校长", "陈老师", "李老师"])
def test_others_than_finance_are_refused(world: World, in_app: InApp, who: str) -> None:
    with in_app():
        planned(world)
        handed_in(world)

        with pytest.raises(NotAllowed) as caught:
            decide(world, who)

        assert caught.value.reason == ("OWN_SUBMISSION" if who == "周老师" else "NOT_FINANCE")
        assert review_in_force(world.event) is None


@pytest.mark.parametrize("who", ["吴书记", "江老师"])
def test_those_who_may_not_read_the_event_find_no_review(world: World, in_app: InApp, who: str) -> None:
    with in_app():
        planned(world)
        handed_in(world)

        with pytest.raises(NotFound):
            decide(world, who)

        assert review_in_force(world.event) is None


def test_finance_of_the_unit_above_may_and_a_co_planner_may_not(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        handed_in(world)
        set_team_member(event_of(world), world.users["钱会计"], TeamRole.PLANNER, actor=user(world, "周老师"))
        set_role(user(world, "吴书记"), world.units["committee"], Role.FINANCE, actor=CONSOLE)
        event_of(world).status = "approved"  # type: ignore[assignment]
        db.session.commit()
        db.session.expire_all()
        with pytest.raises(NotAllowed, match="不能审自己的账"):
            decide(world, "钱会计")

        assert decide(world, "吴书记").decision == PASS


def test_second_word_on_a_review_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        passed(world)

        with pytest.raises(NotAllowed) as caught:
            decide(world, "管理员", RETURN, words="不行")

        assert caught.value.reason == "WRONG_STATUS"


def test_moving_a_line_is_no_change_of_the_budget_and_a_new_source_is(world: World, in_app: InApp) -> None:
    with in_app():
        _, meals = planned(world)
        passed(world)
        move_by_one(event_of(world), "budget", meals, up=True, actor=user(world, "周老师"))
        moved = read_finances(event_of(world)).is_changed
        add_row(event_of(world), "funding", {"name": "捐赠", "amount": Money(1)}, actor=user(world, "周老师"))

        assert (moved, read_finances(event_of(world)).is_changed) == (False, True)


def test_withdrawn_review_says_when(world: World, in_app: InApp, at: At) -> None:
    at(AFTER)
    with in_app():
        planned(world)
        handed_in(world)

        reviews.withdraw_review(event_of(world), BUDGET, actor=user(world, "周老师"))
        db.session.commit()

        review = latest_review(world.event, BUDGET)
        assert review is not None
        assert (review.withdrawn_at, review.waits, review.decided_at) == (AFTER, False, None)


@pytest.mark.parametrize(("decision", "words"), [(PASS, ""), (RETURN, "贵")])
def test_word_of_finance_says_by_whom_and_when(
    world: World, in_app: InApp, at: At, decision: ReviewDecision, words: str
) -> None:
    at(AFTER)
    with in_app():
        planned(world)
        handed_in(world)

        decide(world, "钱会计", decision, words=words)
        db.session.commit()

        review = latest_review(world.event, BUDGET)
        assert review is not None
        assert (review.decision, review.words) == (decision, words)
        assert (review.decided_by_id, review.decided_at) == (world.users["钱会计"], AFTER)
