"""Approval and finance: of two who decide at once, the second sees what the first did."""

from datetime import UTC, datetime, timedelta

from budgets import Money
from planner.enums import Decision, EventStatus, ReviewDecision, ReviewSubject
from planner.extensions import db
from planner.models import FinanceReview
from planner.nouns import Aggregate
from planner.queries.approvals import latest_revision
from planner.queries.changes import lock_aggregate
from planner.services import reviews
from planner.services.approvals import decide_event, submit_event, withdraw_event
from planner.services.events import advance_event
from planner.services.rows import add_row
from planner.services.takebacks import take_back_agreement, take_back_pass
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race, SignedIn, locked, reason_of
from tests.planner.moneysteps import PAID, handed_in, passed, planned, spent
from tests.planner.rowvalues import EXAMPLES, listed
from tests.planner.submissions import agreed, change, event_of, submitted, user

AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)


def test_approval_of_what_is_being_withdrawn_is_refused(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        submitted(world)

    late = race(
        lambda: withdraw_event(event_of(world), actor=user(world, "周老师")),
        in_own_app(
            lambda: event_of(world).status,
            lambda: decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "韩校长"), number=1),
        ),
    )

    assert reason_of(late) == "WRONG_STATUS"
    with in_app():
        revision = latest_revision(world.event)
        assert (event_of(world).status, revision and revision.decision) == (EventStatus.DRAFT, None)


def test_second_word_of_two_approvers_is_refused(world: World, in_app: InApp, race: Race, in_own_app: InOwnApp) -> None:
    with in_app():
        submitted(world)

    late = race(
        lambda: decide_event(event_of(world), Decision.RETURN, "车牌", actor=user(world, "韩校长"), number=1),
        in_own_app(
            lambda: event_of(world).status,
            lambda: decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "管理员"), number=1),
        ),
    )

    assert reason_of(late) == "WRONG_STATUS"
    with in_app():
        assert event_of(world).status == EventStatus.RETURNED


def test_two_who_submit_make_one_version(world: World, in_app: InApp, race: Race, in_own_app: InOwnApp) -> None:
    with in_app():
        change(event_of(world), user(world, "周老师"), place="校操场", stated_total=41)
        db.session.commit()

    late = race(
        lambda: submit_event(event_of(world), actor=user(world, "周老师")),
        in_own_app(lambda: event_of(world).status, lambda: submit_event(event_of(world), actor=user(world, "周老师"))),
    )

    assert reason_of(late) == "WRONG_STATUS"


def test_second_word_of_finance_is_refused(world: World, in_app: InApp, race: Race, in_own_app: InOwnApp) -> None:
    with in_app():
        planned(world)
        handed_in(world)
    budget = ReviewSubject.BUDGET

    late = race(
        lambda: reviews.decide_review(
            event_of(world), budget, 1, ReviewDecision.RETURN, "贵", actor=user(world, "钱会计")
        ),
        in_own_app(
            lambda: event_of(world).status,
            lambda: reviews.decide_review(
                event_of(world), budget, 1, ReviewDecision.PASS, "", actor=user(world, "管理员")
            ),
        ),
    )

    assert reason_of(late) == "WRONG_STATUS"
    with in_app():
        assert db.session.scalars(db.select(FinanceReview.decision)).all() == [ReviewDecision.RETURN]


def test_review_that_is_being_withdrawn_is_not_decided(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        planned(world)
        handed_in(world)
    budget = ReviewSubject.BUDGET

    late = race(
        lambda: reviews.withdraw_review(event_of(world), budget, actor=user(world, "周老师")),
        in_own_app(
            lambda: event_of(world).status,
            lambda: reviews.decide_review(
                event_of(world), budget, 1, ReviewDecision.PASS, "", actor=user(world, "钱会计")
            ),
        ),
    )

    assert reason_of(late) == "WRONG_STATUS"


def test_settlement_waits_for_the_expense_that_comes_before_it(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    at(AFTER)
    with in_app():
        bus, meals = planned(world)
        passed(world)
        whole = {"amount": Money(20250), "invoice_amount": Money(20250)}
        spent(world, {"line": bus}, {"line": meals, **whole})
        handed_in(world, ReviewSubject.SETTLEMENT)
    unverified = {**EXAMPLES["expenses"].kept, "amount": Money(999900), "line": bus}

    late = race(
        lambda: add_row(locked(world, Aggregate.MONEY), "expenses", unverified, actor=user(world, "周老师")),
        in_own_app(
            lambda: locked(world),
            lambda: reviews.decide_review(
                event_of(world), ReviewSubject.SETTLEMENT, 1, ReviewDecision.PASS, "", actor=user(world, "钱会计")
            ),
        ),
    )

    assert reason_of(late) == "OPEN_ERRORS"
    with in_app():
        assert event_of(world).settled_at is None


def test_expense_that_comes_while_the_settlement_passes_is_refused(
    world: World, in_app: InApp, race: Race, signed_in: SignedIn, at: At
) -> None:
    at(AFTER)
    with in_app():
        bus, meals = planned(world)
        passed(world)
        whole = {"amount": Money(20250), "invoice_amount": Money(20250)}
        spent(world, {"line": bus}, {"line": meals, **whole})
        handed_in(world, ReviewSubject.SETTLEMENT)
    client = signed_in("周老师")

    late = race(
        lambda: reviews.decide_review(
            locked(world), ReviewSubject.SETTLEMENT, 1, ReviewDecision.PASS, "", actor=user(world, "钱会计")
        ),
        lambda: client.post(f"/events/{world.event}/rows/expenses/new", data=EXAMPLES["expenses"].typed),
    )

    assert late.result().status_code == 403
    assert "决算已经办结" in late.result().text
    with in_app():
        assert len(listed(world, "expenses")) == 2


def test_agreement_is_taken_back_before_or_after_it_is_published_never_both(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    """Within ten minutes a yes can be taken back whatever happened: who publishes late learns that it is gone."""
    at(AFTER)
    with in_app():
        agreed(world)

    late = race(
        lambda: take_back_agreement(event_of(world), "看错了", actor=user(world, "韩校长")),
        in_own_app(lambda: event_of(world).status, lambda: publish(world)),
    )

    assert reason_of(late) == "NOT_ALLOWED"
    with in_app():
        assert event_of(world).status == EventStatus.SUBMITTED


def test_agreement_that_is_being_published_stands_after_ten_minutes(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    at(AFTER)
    with in_app():
        agreed(world)
    at(AFTER + timedelta(minutes=10))

    late = race(
        lambda: publish(world),
        in_own_app(
            lambda: event_of(world).status,
            lambda: take_back_agreement(event_of(world), "看错了", actor=user(world, "韩校长")),
        ),
    )

    assert reason_of(late) == "ACTED_ON"
    with in_app():
        assert event_of(world).status == EventStatus.PUBLISHED


def test_agreement_stands_where_somebody_is_spending_by_it_after_ten_minutes(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, at: At
) -> None:
    at(AFTER)
    with in_app():
        planned(world)
        agreed(world)
    at(AFTER + timedelta(minutes=10))

    late = race(
        lambda: spend(world),
        in_own_app(
            lambda: event_of(world).status,
            lambda: take_back_agreement(event_of(world), "看错了", actor=user(world, "韩校长")),
        ),
    )

    assert reason_of(late) == "ACTED_ON"
    with in_app():
        assert event_of(world).status == EventStatus.APPROVED


def spend(world: World) -> None:
    """Write an expense, for which its loader locks the money."""
    event = event_of(world)
    lock_aggregate(event.id, Aggregate.MONEY)
    add_row(event, "expenses", PAID, actor=user(world, "周老师"))


def publish(world: World) -> None:
    """Publish the event, which its loader locks."""
    event = locked(world)
    advance_event(event, EventStatus.PUBLISHED, actor=user(world, "周老师"))


def test_second_of_two_who_take_a_pass_back_is_refused(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        planned(world)
        passed(world)

    def take_back() -> object:
        return take_back_pass(event_of(world), ReviewSubject.BUDGET, 1, "看错了", actor=user(world, "钱会计"))

    late = race(take_back, in_own_app(lambda: event_of(world).status, take_back))

    assert reason_of(late) == "WRONG_STATUS"
