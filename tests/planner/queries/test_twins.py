"""Every permission that has a twin in SQL, held against it: people by roles by teams, in every status that matters."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest

from budgets import Money
from planner import clock
from planner.actors import CONSOLE
from planner.days import Day
from planner.enums import Bar, EventStatus, Matter, ReviewSubject, Role, TeamRole
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import (
    BarredPerson,
    Deputy,
    Event,
    Expense,
    FinanceReview,
    Membership,
    Organisation,
    Revision,
    RowAuthor,
    TeamMember,
    User,
)
from planner.permissions import (
    Access,
    can_decide,
    can_decide_review,
    can_manage_users,
    can_read_event,
    can_set_policy,
    can_take_steps,
)
from planner.queries import reach
from planner.queries.approvals import count_waiting_for, waiting_for
from planner.queries.bars import bars_of
from planner.queries.calendar import events_between
from planner.queries.deciders import deciders_of_money, deciders_of_plan, right_to_plan
from planner.queries.events import Filters, access_to, events_worked_on, my_open_events, recent_events
from planner.queries.listing import counts_by_status, list_page
from planner.queries.organisations import drafting_organisations, list_managed_units, policy_organisations
from planner.queries.overview import title_of
from planner.queries.reviews import count_reviews_for, reviews_waiting_for
from planner.queries.todos import Step, todos
from planner.queries.tree import role_in_unit
from planner.services.guard import guard_drafting
from planner.services.organisations import create_organisation

InApp = Callable[[], AbstractContextManager[object]]
DAY = date(2027, 6, 1)
CLOSED = (EventStatus.ARCHIVED, EventStatus.CANCELLED)
# The statuses that the predicates tell apart: a draft, one that waits, one that goes on, one that is closed.
STATUSES = (EventStatus.DRAFT, EventStatus.SUBMITTED, EventStatus.RETURNED, EventStatus.ARCHIVED)
ROLES = (None, *Role)
# Organisers above are readers above.
ROLES_ABOVE = (None, Role.ADMINISTRATOR, Role.APPROVER, Role.FINANCE, Role.READER)
TEAMS = (None, *TeamRole)
UNITS = ("school", "committee", "province")


@dataclass
class Cast:
    """Everybody whom an event can meet. `event_of` is the event that somebody owns, else the one common to all."""

    units: dict[str, Organisation]
    people: list[User]
    common: Event
    owned: dict[int, Event]

    def event_of(self, person: User) -> Event:
        return self.owned.get(person.id, self.common)

    def pairs(self) -> Iterator[tuple[User, Event, Access]]:
        """Each person with the event they are held against, and what they are to it."""
        for person in self.people:
            event = self.event_of(person)
            yield person, event, access_to(event, person)


@pytest.fixture
def cast(in_app: InApp) -> Iterator[Cast]:
    """A person for each role in the unit, each above it, and each place in the team; and some of two units above."""
    with in_app():
        province = create_organisation("省团委", actor=CONSOLE)
        committee = create_organisation("县团委", parent=province, actor=CONSOLE)
        units = {"province": province, "committee": committee}
        units["school"] = create_organisation("镇中心小学", parent=committee, actor=CONSOLE)
        units["stranger"] = create_organisation("邻县小学", actor=CONSOLE)
        nobody = User(name="原来的负责人", name_key="y", active=False)
        db.session.add(nobody)
        db.session.flush()
        made = Cast(units, [], _event(units["school"], nobody), {})
        for own, above, team in product(ROLES, ROLES_ABOVE, TEAMS):
            _person(made, {"school": own, "committee": above}, team)
        for above, top in product((None, Role.READER), (Role.FINANCE, Role.ADMINISTRATOR, Role.APPROVER)):
            _person(made, {"committee": above, "province": top}, None)
        for role in Role:
            _person(made, {"stranger": role}, TeamRole.PLANNER)
        db.session.commit()
        yield made


def _event(unit: Organisation, owner: User) -> Event:
    event = Event(organisation_id=unit.id, owner_id=owner.id, title=f"活动{owner.name}", kind="blank")
    event.starts_on, event.first_date, event.last_date = Day.of(DAY), DAY, DAY
    db.session.add(event)
    db.session.flush()
    return event


def _person(cast: Cast, roles: dict[str, Role | None], team: TeamRole | None) -> None:
    """Somebody with these roles; an owner gets an event of their own."""
    held = [role.value[:5] for role in (*roles.values(), team) if role]
    person = User(name=f"{len(cast.people):03d} {' '.join(held)}", name_key=f"{len(cast.people):03d}")
    person.memberships = [Membership(organisation_id=cast.units[u].id, role=r) for u, r in roles.items() if r]
    db.session.add(person)
    db.session.flush()
    cast.people.append(person)
    if team == TeamRole.OWNER:
        cast.owned[person.id] = _event(cast.units["school"], person)
    elif team is not None:
        db.session.add(TeamMember(event_id=cast.common.id, user_id=person.id, role=team))


@pytest.fixture(params=STATUSES, ids=str)
def status(request: pytest.FixtureRequest, cast: Cast) -> EventStatus:
    """Every event of the cast in one of the statuses."""
    chosen: EventStatus = request.param
    for event in (cast.common, *cast.owned.values()):
        event.status = chosen
    db.session.flush()
    return chosen


@pytest.fixture(params=[reach.MANY_UNITS, 0], ids=["few", "many"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way to find what may be read: by units, and, as for a county, along the order that is asked for."""
    monkeypatch.setattr(reach, "MANY_UNITS", request.param)


def submitters(cast: Cast) -> dict[int, User]:
    """Who handed an event in, by its id: somebody who could decide it too, so that it matters that they may not."""
    administrator = next(p for p in cast.people if list(p.roles.values()) == [Role.ADMINISTRATOR])
    finance = next(p for p in cast.people if list(p.roles.values()) == [Role.FINANCE])
    return {
        event.id: (finance if n % 2 else administrator) for n, event in enumerate([cast.common, *cast.owned.values()])
    }


@pytest.mark.usefixtures("way")
def test_lists_show_what_may_be_read(cast: Cast, status: EventStatus) -> None:
    for person, event, access in cast.pairs():
        may = can_read_event(access)

        assert (event.id in [e.id for e in list_page(person, Filters(text=event.title), 1, this_year=2027)]) == may, (
            person.name
        )
        assert (title_of(person, event.id) is not None) == may, person.name
        assert bool(counts_by_status(person, Filters(text=event.title))) == may, person.name
        assert (event.id in [e.id for e in events_between(person, DAY, DAY)]) == (
            may and status != EventStatus.CANCELLED
        )


def test_my_events_are_those_whose_team_i_am_in(cast: Cast, status: EventStatus) -> None:
    for person, event, access in cast.pairs():
        mine = access.team is not None

        assert (event.id in [id_ for id_, _, _ in recent_events(person)]) == mine, person.name
        assert (event in my_open_events(person)) == (mine and status not in CLOSED), person.name


@pytest.mark.usefixtures("way")
def test_steps_are_due_for_those_who_may_take_them(cast: Cast, status: EventStatus) -> None:
    for person, event, access in cast.pairs():
        events = my_open_events(person)
        steps = {todo.event_id for todo in todos(person, events, DAY) if todo.step in (Step.SUBMIT, Step.MEND)}
        is_due = access.team is not None and status in (EventStatus.DRAFT, EventStatus.RETURNED)

        assert (event in events_worked_on(person, events)) == (event in events and can_take_steps(access)), person.name
        assert (event.id in steps) == (is_due and can_take_steps(access)), person.name


def bar(cast: Cast, matter: Matter, events: list[int]) -> None:
    """Every fifth person was barred when it was handed in, every seventh from an earlier version only."""
    for event_id in events:
        for number, people in ((1, cast.people[::5]), (2, cast.people[::7])):
            for person in people:
                kept = BarredPerson(event_id=event_id, matter=matter, number=number, user_id=person.id)
                kept.because = Bar.AUTHOR
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
    handed_in = submitters(cast)
    for event_id, submitter in handed_in.items():
        review = FinanceReview(event_id=event_id, subject=ReviewSubject.BUDGET, number=1, snapshot="{}")
        review.known, review.submitted_by_id = Money(1), submitter.id
        db.session.add(review)
    bar(cast, Matter.BUDGET, list(handed_in))
    lend(cast)

    bars = {event_id: bars_of(db.session.get_one(Event, event_id), Matter.BUDGET, 1) for event_id in handed_in}
    able = []
    for person in cast.people:
        waiting = [event for event, _ in reviews_waiting_for(person)]
        assert count_reviews_for(person) == len(waiting), person.name
        due = [todo.event_id for todo in todos(person, [], DAY) if todo.step is Step.REVIEW]
        assert sorted(due) == sorted(event.id for event in waiting), person.name
        for event in (cast.common, cast.event_of(person)):
            is_barred = person.id in bars[event.id] or handed_in[event.id] is person
            may = can_decide_review(access_to(event, person), is_barred=is_barred)
            assert (event in waiting) == may, (person.name, event.title)
        if cast.common in waiting:
            able.append(person.id)

    known = bars[cast.common.id] | {handed_in[cast.common.id].id: Bar.SUBMITTER}
    named = deciders_of_money(cast.common, known).able
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
    assert writer.id in bars_of(common, Matter.SETTLEMENT, 1)
    assert deleter.id not in bars_of(common, Matter.SETTLEMENT, 1)


@pytest.mark.parametrize("unit", ["school", "committee"])
def test_approvals_wait_for_those_who_may_decide_them(cast: Cast, status: EventStatus, unit: str) -> None:
    handed_in, approving = submitters(cast), cast.units[unit].id
    for event_id, submitter in handed_in.items():
        revision = Revision(event_id=event_id, number=1, dossier="{}", submitted_by_id=submitter.id)
        revision.approving_organisation_id = approving
        db.session.add(revision)
    bar(cast, Matter.PLAN, list(handed_in))
    lend(cast)

    events = {event_id: db.session.get_one(Event, event_id) for event_id in handed_in}
    bars = {event_id: bars_of(event, Matter.PLAN, 1) for event_id, event in events.items()}
    able = set()
    for person in cast.people:
        waiting = [event.id for event, _ in waiting_for(person)]
        assert count_waiting_for(person) == len(waiting), person.name
        role, _ = right_to_plan(person, approving)
        for event_id, submitter in handed_in.items():
            may = can_decide(role, is_barred=person.id in bars[event_id] or submitter is person)
            assert (event_id in waiting) == (may and status == EventStatus.SUBMITTED), person.name
            if may and status == EventStatus.SUBMITTED:
                assert can_read_event(access_to(events[event_id], person)), person.name
            if may and event_id == cast.common.id:
                able.add(person.id)

    known = bars[cast.common.id] | {handed_in[cast.common.id].id: Bar.SUBMITTER}
    named = deciders_of_plan(approving, known).able
    assert {decider.user_id for decider in named} <= able
    approvers = {p.id for p in cast.people if p.id in able and p.roles.get(approving) == Role.APPROVER}
    assert approvers <= {decider.user_id for decider in named}
    assert any(decider.absent for decider in named)


def test_units_offered_for_drafting_are_those_where_it_is_allowed(cast: Cast) -> None:
    for person in cast.people:
        offered = {unit for unit, _ in drafting_organisations(person)}
        for unit in cast.units.values():
            try:
                guard_drafting(unit.id, person)
                may = True
            except (NotAllowed, NotFound):
                may = False
            assert (unit.id in offered) == may, (person.name, unit.name)


def test_managed_units_are_those_whose_people_one_manages(cast: Cast) -> None:
    for person in cast.people:
        managed = {unit.id for unit in list_managed_units(person)}
        for unit in cast.units.values():
            assert (unit.id in managed) == can_manage_users(role_in_unit(unit.id, person)), (person.name, unit.name)


def test_limits_are_offered_to_those_who_set_them(cast: Cast) -> None:
    for person in cast.people:
        offered = {unit for unit, _ in policy_organisations(person)}
        for unit in cast.units.values():
            may = can_set_policy(role_in_unit(unit.id, person))
            is_own = unit.id in person.roles
            # From above one gets there by the page of the unit; the finance desk offers one's own units.
            assert (unit.id in offered) <= may, (person.name, unit.name)
            assert not (is_own and can_set_policy(person.roles[unit.id])) or unit.id in offered, (
                person.name,
                unit.name,
            )
