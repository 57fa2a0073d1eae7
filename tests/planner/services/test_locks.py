"""Two people at once: the second sees what the first did, on both databases."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask
from sqlalchemy import func, select

from planner.enums import Decision, EventStatus, ReviewDecision, ReviewSubject
from planner.extensions import db
from planner.models import Activity, Event, FinanceReview
from planner.queries.approvals import latest_revision
from planner.queries.reviews import latest_review
from planner.services.approvals import decide_event, submit_event, withdraw_event
from planner.services.locks import lock
from planner.services.reviews import decide_review, submit_budget
from tests.planner.conftest import World
from tests.planner.moneysteps import handed_in, planned
from tests.planner.races import run_at_once
from tests.planner.submissions import change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]


def entries(world: World, verb: str) -> int:
    """How many lines of the log have that verb."""
    counted = select(func.count()).where(Activity.event_id == world.event, Activity.verb == verb)
    return db.session.scalar(counted) or 0


def test_lock_sees_what_was_committed_since(world: World, in_app: InApp) -> None:
    with in_app():
        event = event_of(world)
        assert event.status == EventStatus.DRAFT
        db.session.execute(
            db.update(Event).values(status=EventStatus.ENDED), execution_options={"synchronize_session": False}
        )

        lock(event)

        assert event.status == EventStatus.ENDED


def test_of_two_decisions_at_once_one_counts(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        submitted(world)

    def decide(who: str, decision: Decision) -> Callable[[], object]:
        return lambda: decide_event(event_of(world), decision, "车牌没写", actor=user(world, who), number=1)

    steps = (decide("韩校长", Decision.AGREE), decide("管理员", Decision.RETURN))
    answers = run_at_once(app, *steps, look=lambda: (event_of(world), latest_revision(world.event)))

    assert answers == ["", "WRONG_STATUS"]
    with in_app():
        assert entries(world, Decision.AGREE.label) + entries(world, Decision.RETURN.label) == 1


def test_decision_and_withdrawal_at_once_one_counts(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        submitted(world)

    answers = run_at_once(
        app,
        lambda: decide_event(event_of(world), Decision.AGREE, "", actor=user(world, "韩校长"), number=1),
        lambda: withdraw_event(event_of(world), actor=user(world, "周老师")),
        look=lambda: (event_of(world), latest_revision(world.event)),
    )

    assert answers == ["", "WRONG_STATUS"]


def test_event_submitted_twice_at_once_is_one_revision(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        change(event_of(world), user(world, "周老师"), place="校操场", stated_total=41)
        db.session.commit()

    answers = run_at_once(
        app,
        *[lambda: submit_event(event_of(world), actor=user(world, "周老师"))] * 2,
        look=lambda: event_of(world),
    )

    assert answers == ["", "WRONG_STATUS"]
    with in_app():
        assert entries(world, "提交审批") == 1


def test_of_two_reviews_at_once_one_counts(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        planned(world)
        handed_in(world)

    def decide(who: str, decision: ReviewDecision) -> Callable[[], object]:
        subject = ReviewSubject.BUDGET
        return lambda: decide_review(event_of(world), subject, 1, decision, "补依据", actor=user(world, who))

    steps = (decide("钱会计", ReviewDecision.PASS), decide("管理员", ReviewDecision.RETURN))
    answers = run_at_once(app, *steps, look=lambda: (event_of(world), latest_review(world.event, ReviewSubject.BUDGET)))

    assert answers == ["", "WRONG_STATUS"]


def test_budget_handed_in_twice_at_once_waits_once(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        planned(world)

    answers = run_at_once(
        app,
        *[lambda: submit_budget(event_of(world), actor=user(world, "周老师"))] * 2,
        look=lambda: event_of(world),
    )

    assert answers == ["", "WAITING"]
    with in_app():
        assert db.session.scalar(select(func.count()).select_from(FinanceReview)) == 1
