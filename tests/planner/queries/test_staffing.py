"""Who has a place at events, as the check-up reads it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from planner import clock
from planner.enums import SignUpState
from planner.extensions import db
from planner.people.staffing import PlacedHelper, Staffing
from planner.queries.checkup import current_readiness
from planner.queries.dossier import current_dossier
from planner.queries.staffing import read_staffing_of
from planner.services.signupdesk import close_desk
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


def found_codes(world: World) -> set[str]:
    """What the check-up finds of the event now."""
    event = event_of(world)
    return {finding.code for finding in current_readiness(event, current_dossier(event)).open}


def test_those_who_have_a_place_are_read_with_what_is_known_of_them(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=3)
        first, second, third, waiting = signed_up(world, shift, "甲", "乙", "丙", "丁", born=(1998, 3))
        first.volunteer.experienced, first.volunteer.checked_until = True, date(2028, 1, 1)
        second.state, second.held_until = SignUpState.HELD, clock.now()
        third.absent_by = "周老师"
        close_desk(event_of(world), is_closed=True, actor=user(world, "周老师"))
        db.session.commit()

        staffing = read_staffing_of([world.event])[world.event]

        born, until = (1998, 3), date(2028, 1, 1)
        assert waiting.state is SignUpState.WAITING
        assert staffing.helpers == (
            PlacedHelper(first.volunteer_id, shift, born=born, experienced=True, checked_until=until),
            PlacedHelper(second.volunteer_id, shift, is_confirmed=False, born=born),
        )
        assert staffing.window is not None
        assert staffing.window.is_closed


def test_event_without_a_desk_takes_nobody(world: World, in_app: InApp, count_queries: CountQueries) -> None:
    with in_app(), count_queries() as queries:
        assert read_staffing_of([world.event, 99]) == {world.event: Staffing(), 99: Staffing()}

    assert len(queries) == 1


def test_check_up_in_memory_goes_with_every_sign_up(world: World, in_app: InApp) -> None:
    with in_app():
        shift = asking(world, places=1)
        before = found_codes(world)
        signed_up(world, shift, "甲")

        assert ("shifts-short" in before, "shifts-short" in found_codes(world)) == (True, False)
