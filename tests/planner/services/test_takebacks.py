"""Taking a yes back: until somebody acted on it, ten minutes in any case; then the same version waits again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from planner.enums import Decision, EventStatus, ReviewDecision, ReviewSubject
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import FinanceReview, Revision
from planner.models.reviews import ApprovedLine
from planner.queries.activity import recent_activity
from planner.queries.approvals import count_waiting_for, latest_revision
from planner.queries.finances import read_finances
from planner.queries.reviews import Approvals, count_reviews_for, latest_review, read_approvals, review_in_force
from planner.services.approvals import decide_event
from planner.services.events import advance_event
from planner.services.reviews import reopen_settlement
from planner.services.rows import add_row, edit_row
from planner.services.takebacks import take_back_agreement, take_back_pass
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.moneysteps import BUS, MEALS, decide, handed_in, passed, planned, spent
from tests.planner.submissions import agreed, change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
BUDGET, SETTLEMENT = ReviewSubject.BUDGET, ReviewSubject.SETTLEMENT
NOON = datetime(2027, 6, 5, 4, tzinfo=UTC)
STILL, LATER = NOON + timedelta(minutes=9, seconds=59), NOON + timedelta(minutes=10)


def take_back(world: World, who: str = "韩校长", words: str = "时间看错了") -> Revision:
    return take_back_agreement(event_of(world), words, actor=user(world, who))


def refusal_of(step: Callable[[], object]) -> str:
    """The reason why the step is refused, "" when it is taken."""
    try:
        step()
    except (BadInput, NotAllowed) as refusal:
        return refusal.reason
    return ""


def test_agreement_that_is_taken_back_waits_again_as_the_same_version(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        agreed(world, "注意安全")
        at(STILL)

        revision = take_back(world)
        db.session.commit()

        assert event_of(world).status == EventStatus.SUBMITTED
        assert (revision.number, revision.decision, revision.words) == (1, None, "")
        assert (revision.decided_by, revision.decided_for, revision.decided_at) == (None, None, None)
        assert (revision.taken_back_by_id, revision.taken_back_at) == (world.users["韩校长"], STILL)
        assert revision.taken_back_because == "时间看错了"
        assert read_approvals(world.event) == Approvals()
        assert count_waiting_for(user(world, "韩校长")) == 1
        entry = recent_activity(world.event, 1)[0]
        assert (entry.verb, entry.subject, entry.before, entry.after) == (
            "收回同意",
            "第 1 版",
            "韩校长 2027-06-05 12:00 同意：注意安全",
            "时间看错了",
        )


def test_what_was_taken_back_can_be_decided_anew(world: World, in_app: InApp) -> None:
    with in_app():
        agreed(world)
        take_back(world)
        decide_event(event_of(world), Decision.RETURN, "改时间", actor=user(world, "韩校长"), number=1)

        newest = latest_revision(world.event)
        assert newest is not None
        assert (newest.decision, event_of(world).status) == (Decision.RETURN, EventStatus.RETURNED)


def publish(world: World) -> None:
    advance_event(event_of(world), EventStatus.PUBLISHED, actor=user(world, "周老师"))


def spend(world: World) -> None:
    spent(world)


def lend(world: World) -> None:
    row = {"person": "李老师", "lent": MEALS["unit_price"]}
    add_row(event_of(world), "advances", row, actor=user(world, "周老师"))


def review(world: World) -> None:
    planned_budget = handed_in(world)
    decide(world, "钱会计", ReviewDecision.RETURN, planned_budget.number, words="补依据")


def edit_a_chapter(world: World) -> None:
    change(event_of(world), user(world, "周老师"), theme="手牵手")


@pytest.mark.parametrize(
    ("step", "later"),
    [(publish, "ACTED_ON"), (spend, "ACTED_ON"), (lend, "ACTED_ON"), (review, "ACTED_ON"), (edit_a_chapter, "")],
)
def test_agreement_stands_once_somebody_acted_on_it_and_ten_minutes_are_over(
    world: World, in_app: InApp, at: At, step: Callable[[World], None], later: str
) -> None:
    with in_app():
        at(NOON - timedelta(hours=1))
        planned(world)
        at(NOON)
        agreed(world)
        step(world)
        db.session.commit()

        at(LATER)
        assert refusal_of(lambda: take_back(world)) == later
        db.session.rollback()
        at(STILL)
        assert refusal_of(lambda: take_back(world)) == ""
        assert event_of(world).status == EventStatus.SUBMITTED


def test_agreement_that_nobody_acted_on_is_taken_back_days_later(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        agreed(world)
        at(NOON + timedelta(days=30))

        assert take_back(world).decision is None


@pytest.mark.parametrize(
    ("who", "words", "reason"),
    [("管理员", "看错", "NOT_DECIDER"), ("周老师", "看错", "NOT_DECIDER"), ("韩校长", "  ", "NO_WORDS")],
)
def test_agreement_is_taken_back_by_whoever_said_it_and_with_a_reason(
    world: World, in_app: InApp, who: str, words: str, reason: str
) -> None:
    with in_app():
        agreed(world)

        assert refusal_of(lambda: take_back(world, who, words)) == reason
        assert event_of(world).status == EventStatus.APPROVED


@pytest.mark.parametrize("case", ["waiting", "returned", "reopened", "cancelled", "taken back"])
def test_nothing_is_taken_back_where_no_agreement_is_in_force(world: World, in_app: InApp, case: str) -> None:
    with in_app():
        submitted(world)
        if case == "returned":
            decide_event(event_of(world), Decision.RETURN, "改", actor=user(world, "韩校长"), number=1)
        elif case != "waiting":
            decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "韩校长"), number=1)
        if case == "reopened":
            change(event_of(world), user(world, "周老师"), place="县体育馆")
        if case == "cancelled":
            advance_event(event_of(world), EventStatus.CANCELLED, actor=user(world, "周老师"))
        if case == "taken back":
            take_back(world)

        assert refusal_of(lambda: take_back(world)) == "WRONG_STATUS"


def back(world: World, subject: ReviewSubject = BUDGET, number: int = 1, who: str = "钱会计") -> FinanceReview:
    return take_back_pass(event_of(world), subject, number, "漏看一条", actor=user(world, who))


def test_pass_of_a_budget_that_is_taken_back_puts_the_one_before_in_force(world: World, in_app: InApp) -> None:
    with in_app():
        bus, _ = planned(world)
        passed(world)
        edit_row(event_of(world), "budget", bus, {"item": "中巴租赁"}, version=1, actor=user(world, "周老师"))
        passed(world)

        review = back(world, number=2)
        db.session.commit()

        held = review_in_force(world.event)
        items = db.session.scalars(db.select(ApprovedLine.item).order_by(ApprovedLine.id)).all()
        assert (review.decision, review.in_force, review.taken_back_because) == (None, False, "漏看一条")
        assert (held and held.number, items) == (1, ["大巴租赁", "午餐"])
        assert count_reviews_for(user(world, "钱会计")) == 1
        entry = recent_activity(world.event, 1)[0]
        assert (entry.verb, entry.subject, entry.where, entry.after) == (
            "收回通过",
            "预算第 2 次",
            "budget",
            "漏看一条",
        )


def test_pass_of_the_only_budget_that_is_taken_back_leaves_none_in_force(world: World, in_app: InApp) -> None:
    with in_app():
        planned(world)
        passed(world)
        back(world)

        assert (review_in_force(world.event), db.session.scalars(db.select(ApprovedLine)).all()) == (None, [])
        assert read_finances(event_of(world)).passed is None


def test_settlement_that_is_taken_back_opens_the_accounts_and_waits(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        settle(world)

        review = back(world, SETTLEMENT)
        assert (event_of(world).settled_at, review.waits) == (None, True)
        assert decide(world, "钱会计", subject=SETTLEMENT).has_passed


def settle(world: World) -> None:
    """The budget passed, was spent and settled; committed."""
    bus, meals = planned(world)
    passed(world)
    meal = {"line": meals, "amount": MEALS["unit_price"] * 10, "invoice_amount": MEALS["unit_price"] * 10}
    spent(world, {"line": bus}, meal)
    passed(world, SETTLEMENT)


def test_budget_of_a_settled_event_is_not_taken_back(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        settle(world)

        assert refusal_of(lambda: back(world)) == "ACTED_ON"


def test_agreement_to_a_plan_that_is_settled_is_not_taken_back(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        bus, _ = planned(world, BUS, MEALS)
        passed(world)
        agreed(world)
        spent(world, {"line": bus, "paid_on": NOON.date(), "issued_on": NOON.date()})
        passed(world, SETTLEMENT)

        assert refusal_of(lambda: take_back(world)) == "ACTED_ON"
        back(world, SETTLEMENT)
        assert refusal_of(lambda: take_back(world)) == ""


def test_settlement_does_not_pass_without_a_budget_that_passed(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        settle(world)
        back(world, SETTLEMENT)
        back(world, BUDGET)

        with pytest.raises(BadInput, match="先审预算，再通过决算"):
            decide(world, "钱会计", subject=SETTLEMENT)


@pytest.mark.parametrize("step", [spend, agreed])
def test_pass_stands_once_somebody_acted_on_it_and_ten_minutes_are_over(
    world: World, in_app: InApp, at: At, step: Callable[[World], None]
) -> None:
    with in_app():
        at(NOON)
        planned(world)
        passed(world)
        step(world)

        at(LATER)
        assert refusal_of(lambda: back(world)) == "ACTED_ON"
        at(STILL)
        assert refusal_of(lambda: back(world)) == ""


@pytest.mark.parametrize(
    ("who", "number", "reason"), [("管理员", 1, "NOT_DECIDER"), ("钱会计", 2, "WRONG_STATUS"), ("钱会计", 1, "")]
)
def test_pass_is_taken_back_by_whoever_said_it(world: World, in_app: InApp, who: str, number: int, reason: str) -> None:
    with in_app():
        planned(world)
        passed(world)

        assert refusal_of(lambda: back(world, number=number, who=who)) == reason


def test_settlement_that_was_opened_again_has_nothing_to_take_back(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        settle(world)
        reopen_settlement(event_of(world), "漏记", actor=user(world, "钱会计"))

        assert refusal_of(lambda: back(world, SETTLEMENT)) == "WRONG_STATUS"
        newest = latest_review(world.event, SETTLEMENT)
        assert newest is not None
        assert newest.has_passed
