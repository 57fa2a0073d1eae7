"""Every permission that has a twin in SQL, held against it: people by roles by teams, in every status that matters."""

from datetime import datetime

import pytest

from planner import clock
from planner.enums import EventStatus
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.permissions import can_read_event, can_take_steps
from planner.queries.calendar import events_between
from planner.queries.events import Filters, events_worked_on, my_open_events, recent_events
from planner.queries.listing import counts_by_status, list_page
from planner.queries.organisations import drafting_organisations, list_managed_units, policy_organisations
from planner.queries.overview import title_of
from planner.queries.todos import Step, todos
from planner.queries.tree import role_in_unit
from planner.services.guard import guard_drafting
from planner.unitpermissions import can_manage_users, can_set_policy
from tests.planner.queries.cast import CLOSED, DAY, Cast


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("settled_at", [None, clock.now()], ids=["open", "settled"])
def test_lists_show_what_may_be_read(cast: Cast, status: EventStatus, settled_at: datetime | None) -> None:
    cast.common.settled_at = settled_at
    db.session.flush()
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
