"""Who decides plans and money: the predicates held against their twins in SQL, with deputies and who is barred."""

from datetime import timedelta

import pytest

from budgets import Money
from planner import clock
from planner.enums import BarReason, EventStatus, Matter, ReviewSubject, Role
from planner.extensions import db
from planner.models import (
    BarredPerson,
    Deputy,
    Event,
    Expense,
    FinanceReview,
    Revision,
    RowAuthor,
    User,
)
from planner.permissions import can_decide_review, can_read_event
from planner.queries.approvals import count_waiting_for, waiting_for
from planner.queries.bars import bars_of
from planner.queries.deciders import deciders_of_money, deciders_of_plan, right_to_plan
from planner.queries.events import access_to
from planner.queries.reviews import count_reviews_for, reviews_waiting_for
from planner.queries.todos import Step, todos
from planner.unitpermissions import can_decide
from tests.planner.queries.cast import DAY, UNITS, Cast


def submitters(cast: Cast) -> dict[int, User]:
    """Who handed an event in, by its id: somebody who could decide it too, so that it matters that they may not."""
    administrator = next(p for p in cast.people if list(p.roles.values()) == [Role.ADMINISTRATOR])
    finance = next(p for p in cast.people if list(p.roles.values()) == [Role.FINANCE])
    return {
        event.id: (finance if n % 2 else administrator) for n, event in enumerate([cast.common, *cast.owned.values()])
    }


def bar(cast: Cast, matter: Matter, events: list[int]) -> None:
    """Every fifth person was barred when it was handed in, every seventh from an earlier version only."""
    for event_id in events:
        for number, people in ((1, cast.people[::5]), (2, cast.people[::7])):
            for person in people:
                kept = BarredPerson(event_id=event_id, matter=matter, number=number, user_id=person.id)
                kept.because = BarReason.AUTHOR
                db.session.add(kept)
    db.session.flush()


def lend(cast: Cast) -> None:
    """Others stand in for each that decides: today, and one each whose days are over, to come, ended, or who is no more
    what they were.
    """
    today, day = clock.today(), timedelta(days=1)
    spans = ((0, 0), (-3, 3), (-9, -1), (1, 9))
    for unit_name in UNITS[:2]:
        unit = cast.units[unit_name].id
        members = [person for person in cast.people if unit in person.roles]
        for n, role in enumerate((Role.APPROVER, Role.FINANCE, Role.ADMINISTRATOR)):
            absent = next(person for person in members if person.roles[unit] == role)
            for at, deputy in enumerate(members[3 + n :: 4]):
                first, last = spans[at % len(spans)]
                named = Deputy(organisation_id=unit, absent_id=absent.id, deputy_id=deputy.id, role=role)
                named.first_day, named.last_day = today + first * day, today + last * day
                named.ended_at = clock.now() if at % 11 == 10 else None
                named.role = Role.READER if at % 13 == 12 else role
                db.session.add(named)
    db.session.flush()
    db.session.expire_all()


@pytest.mark.usefixtures("way")
def test_reviews_wait_for_those_who_may_decide_them(cast: Cast, status: EventStatus) -> None:
    handed_in, reviews = submitters(cast), {}
    for event_id, submitter in handed_in.items():
        review = reviews[event_id] = FinanceReview(
            event_id=event_id, subject=ReviewSubject.BUDGET, number=1, snapshot="{}"
        )
        review.known, review.submitted_by_id = Money(1), submitter.id
        db.session.add(review)
    bar(cast, Matter.BUDGET, list(handed_in))
    lend(cast)

    bars = {event_id: bars_of(db.session.get_one(Event, event_id), review) for event_id, review in reviews.items()}
    able = []
    for person in cast.people:
        waiting = [event for event, _ in reviews_waiting_for(person)]
        assert count_reviews_for(person) == len(waiting), person.name
        due = [todo.event_id for todo in todos(person, [], DAY) if todo.step is Step.REVIEW]
        assert sorted(due) == sorted(event.id for event in waiting), person.name
        for event in (cast.common, cast.event_of(person)):
            may = can_decide_review(access_to(event, person), is_barred=person.id in bars[event.id])
            assert (event in waiting) == may, (person.name, event.title)
        if cast.common in waiting:
            able.append(person.id)

    named = deciders_of_money(cast.common, bars[cast.common.id]).able
    assert {decider.user_id for decider in named} <= set(able)
    assert {id_ for id_ in able if _is_finance(db.session.get_one(User, id_), cast, status)} <= {
        decider.user_id for decider in named
    }
    assert any(decider.absent for decider in named)


def _is_finance(person: User, cast: Cast, status: EventStatus) -> bool:
    units = ["school"] if status == EventStatus.DRAFT else UNITS
    return any(person.roles.get(cast.units[unit].id) == Role.FINANCE for unit in units)


def test_settlement_waits_for_nobody_who_wrote_it_or_is_named_in_it(cast: Cast) -> None:
    """By account and by name; deleted rows were written by nobody and name nobody."""
    common, school = cast.common, cast.units["school"].id
    finance = [person for person in cast.people if person.roles.get(school) == Role.FINANCE]
    free = [person for person in finance if access_to(common, person).team is None]
    writer, deleter, named, once_named, other = free[:5]
    review = FinanceReview(event_id=common.id, subject=ReviewSubject.SETTLEMENT, number=1, snapshot="{}")
    review.known, review.submitted_by_id = Money(1), common.owner_id
    authors = [
        RowAuthor(event_id=common.id, noun=noun, key=str(n), user_id=person.id, gone=gone)
        for n, (noun, person, gone) in enumerate(
            [("expenses", writer, False), ("expenses", deleter, True), ("budget", other, False)]
        )
    ]
    named.name, once_named.name = "钱100%会计", "钱_会计"
    expenses = [
        Expense(event_id=common.id, purpose="车", amount=Money(1), handler="周老师、钱100%会计（代李老师）"),
        Expense(event_id=common.id, purpose="车", amount=Money(1), handler="钱x会计", verifier="钱100x会计"),
        Expense(event_id=common.id, purpose="车", amount=Money(1), verifier="钱_会计", deleted_at=clock.now()),
    ]
    db.session.add_all([review, *authors, *expenses])
    db.session.flush()

    waits = [common in [event for event, _ in reviews_waiting_for(person)] for person in free[:5]]
    assert waits == [False, True, False, True, True]
    assert [count_reviews_for(person) for person in free[:5]] == [0, 1, 0, 1, 1]
    assert writer.id in bars_of(common, review)
    assert deleter.id not in bars_of(common, review)


@pytest.mark.parametrize("unit", ["school", "committee"])
def test_approvals_wait_for_those_who_may_decide_them(cast: Cast, status: EventStatus, unit: str) -> None:
    handed_in, approving, revisions = submitters(cast), cast.units[unit].id, {}
    for event_id, submitter in handed_in.items():
        revision = revisions[event_id] = Revision(
            event_id=event_id, number=1, dossier="{}", submitted_by_id=submitter.id
        )
        revision.approving_organisation_id = approving
        db.session.add(revision)
    bar(cast, Matter.PLAN, list(handed_in))
    lend(cast)

    bars = {event_id: bars_of(db.session.get_one(Event, event_id), each) for event_id, each in revisions.items()}
    able = set()
    for person in cast.people:
        waiting = [event.id for event, _ in waiting_for(person)]
        assert count_waiting_for(person) == len(waiting), person.name
        role, _ = right_to_plan(person, approving)
        for event_id in handed_in:
            may = can_decide(role, is_barred=person.id in bars[event_id])
            assert (event_id in waiting) == (may and status == EventStatus.SUBMITTED), person.name
            if may and event_id == cast.common.id:
                able.add(person.id)
                assert status == EventStatus.DRAFT or can_read_event(access_to(cast.common, person)), person.name

    named = deciders_of_plan(approving, bars[cast.common.id]).able
    assert {decider.user_id for decider in named} <= able
    approvers = {p.id for p in cast.people if p.id in able and p.roles.get(approving) == Role.APPROVER}
    assert approvers <= {decider.user_id for decider in named}
    assert any(decider.absent for decider in named)
