"""Who serves at events, counted for the check-up: birth months are unsealed, names and phones are not."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from planner.enums import SignUpState
from planner.extensions import db
from planner.models import SignUp, SignUpDesk, Volunteer
from planner.people.birthmonths import read_birth_month
from planner.people.signingrules import Window
from planner.people.staffing import PlacedHelper, Staffing
from planner.people.waitinglist import HAVING_A_PLACE

_COLUMNS = (
    SignUp.volunteer_id,
    SignUp.shift,
    SignUp.state,
    Volunteer.born,
    Volunteer.experienced,
    Volunteer.trained_until,
    Volunteer.checked_until,
)
# Whoever waits for the draw is no longer to be looked for.
_IS_COMING = SignUp.state.in_((*HAVING_A_PLACE, SignUpState.ENTERED)) & (SignUp.absent_by == "")


def read_staffing_of(event_ids: Sequence[int]) -> dict[int, Staffing]:
    """Who has a place at each of these events, or waits for the draw, by id; one statement, however many there are.

    Whoever was marked as absent has had a place and is left out.
    """
    wanted = (
        select(SignUpDesk, *_COLUMNS)
        .outerjoin(SignUp, and_(SignUp.event_id == SignUpDesk.event_id, _IS_COMING))
        .outerjoin(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(SignUpDesk.event_id.in_(event_ids))
        .options(joinedload(SignUpDesk.lottery))
        .order_by(SignUp.arrival)
    )
    windows: dict[int, Window] = {}
    helpers: dict[int, list[PlacedHelper]] = {event_id: [] for event_id in event_ids}
    for desk, person, shift, state, born, experienced, trained_until, checked_until in db.session.execute(wanted):
        windows[desk.event_id] = desk.window
        if person is None:
            continue
        helper = PlacedHelper(
            person=person,
            shift=shift,
            is_confirmed=state is SignUpState.CONFIRMED,
            born=read_birth_month(born),
            experienced=experienced,
            trained_until=trained_until,
            checked_until=checked_until,
        )
        helpers[desk.event_id].append(helper)
    return {event_id: Staffing(tuple(found), windows.get(event_id)) for event_id, found in helpers.items()}
