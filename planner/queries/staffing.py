"""Who serves at events, counted for the check-up: birth months are unsealed, names and phones are not."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.enums import SignUpState
from planner.extensions import db
from planner.models import SignUp, SignUpDesk, Volunteer
from planner.people.birthmonths import read_birth_month
from planner.people.staffing import PlacedHelper, Staffing
from planner.people.waitinglist import HAVING_A_PLACE

_COLUMNS = (
    SignUp.event_id,
    SignUp.volunteer_id,
    SignUp.shift,
    SignUp.state,
    Volunteer.born,
    Volunteer.experienced,
    Volunteer.trained_until,
    Volunteer.checked_until,
)


def read_staffing_of(event_ids: Sequence[int]) -> dict[int, Staffing]:
    """Who has a place at each of these events, by id; two statements, however many there are.

    Whoever was marked as absent has had a place and is left out.
    """
    desks = db.session.scalars(select(SignUpDesk).where(SignUpDesk.event_id.in_(event_ids)))
    windows = {desk.event_id: desk.window for desk in desks}
    helpers: dict[int, list[PlacedHelper]] = {event_id: [] for event_id in event_ids}
    serving = (
        select(*_COLUMNS)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(SignUp.event_id.in_(event_ids), SignUp.state.in_(HAVING_A_PLACE), SignUp.absent_by == "")
        .order_by(SignUp.arrival)
    )
    for event_id, person, shift, state, born, *known in db.session.execute(serving):
        helpers[event_id].append(
            PlacedHelper(person, shift, state is SignUpState.CONFIRMED, read_birth_month(born), *known)
        )
    return {event_id: Staffing(tuple(found), windows.get(event_id)) for event_id, found in helpers.items()}
