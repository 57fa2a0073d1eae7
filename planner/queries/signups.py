"""Reading sign-ups: how far shifts are filled, who stands in line, whose a phone number is."""

from collections.abc import Sequence

from sqlalchemy import Integer, and_, bindparam, case, func, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from planner import clock
from planner.dossier import Dossier, Facts
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.models.columns import Moment, index_candidates
from planner.people import InLine, Offer, Slot, slots_of
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.dossier import current_rows
from planner.queries.rows import Rows, read_rows

# A place that was held for too long is free, whether somebody has noted it already or not.
_HELD = and_(SignUp.state == SignUpState.HELD, SignUp.held_until > bindparam("now", type_=Moment))
_TAKEN = func.sum(case((or_(SignUp.state == SignUpState.CONFIRMED, _HELD), 1), else_=0))
_WAITING = func.sum(case((SignUp.state == SignUpState.WAITING, 1), else_=0))
_COUNTS = (
    select(SignUp.shift, _TAKEN, _WAITING)
    .where(SignUp.event_id == bindparam("event", type_=Integer))
    .group_by(SignUp.shift)
)
_DESK = (
    select(SignUpDesk)
    .where(SignUpDesk.event_id == bindparam("event", type_=Integer))
    .options(joinedload(SignUpDesk.link))
)
_DESK_ANEW = _DESK.execution_options(populate_existing=True)
_BY_PHONE = (
    select(Volunteer)
    .where(Volunteer.event_id == bindparam("event", type_=Integer), Volunteer.erased_at.is_(None))
    .where(Volunteer.phone_index.in_(bindparam("phones", expanding=True)))
    .order_by(Volunteer.id)
)


def read_slots(event: Event) -> tuple[Slot, ...]:
    """The shifts of an event as they stand in this transaction, by day and hour."""
    return _slots(event, {noun: read_rows(noun, event.id) for noun in ("posts", "shifts")})


def current_slots(event: Event) -> tuple[Slot, ...]:
    """The shifts of an event as last committed; no statement while the plan is in memory (`current_rows`)."""
    return _slots(event, current_rows(event))


def _slots(event: Event, rows: Rows) -> tuple[Slot, ...]:
    return slots_of(Dossier.of(Facts(starts_on=event.starts_on, ends_on=event.ends_on), rows))


def count_places(event_id: int) -> dict[str, tuple[int, int]]:
    """How many have a place and how many wait, by the key of the shift; one statement."""
    counted = db.session.execute(_COUNTS, {"event": event_id, "now": clock.now()})
    return {shift: (int(taken), int(waiting)) for shift, taken, waiting in counted}


def offers_of(slots: Sequence[Slot], event_id: int) -> tuple[Offer, ...]:
    """These shifts with how far each is filled; one statement."""
    counts = count_places(event_id)
    return tuple(Offer(slot, *counts.get(slot.key, (0, 0))) for slot in slots)


def read_line(event_id: int, shift: str) -> list[InLine]:
    """Who has a place in a shift or waits for one, in order of arrival."""
    lapsed = and_(SignUp.state == SignUpState.HELD, SignUp.held_until <= clock.now())
    wanted = select(SignUp.id, SignUp.state, SignUp.arrival).where(SignUp.event_id == event_id, SignUp.shift == shift)
    open_ones = wanted.where(SignUp.state.in_((*HAVING_A_PLACE, SignUpState.WAITING)), not_(lapsed))
    return [InLine(*row) for row in db.session.execute(open_ones.order_by(SignUp.arrival))]


def find_desk(event_id: int, *, anew: bool = False) -> SignUpDesk | None:
    """How the event takes volunteers, with its link; None while it takes none.

    `anew` after waiting for a lock: what this transaction read of it before may be out of date.
    """
    return db.session.scalar(_DESK_ANEW if anew else _DESK, {"event": event_id})


def volunteers_by_phone(event_id: int, phone: str) -> list[Volunteer]:
    """Those of an event who gave that number, the first who came first: a family may share one."""
    return list(db.session.scalars(_BY_PHONE, {"event": event_id, "phones": index_candidates(phone)}))


def names_on_shifts(event_id: int) -> list[tuple[str, SignUpState, Volunteer]]:
    """Who has a place or waits: shift, state and volunteer, in order of arrival."""
    wanted = select(SignUp).where(SignUp.event_id == event_id).options(joinedload(SignUp.volunteer))
    found = db.session.scalars(wanted.order_by(SignUp.arrival))
    return [(one.shift, one.state, one.volunteer) for one in found if one.state.is_open]


def volunteer_of_link(link_id: int) -> Volunteer | None:
    """Whose own page a link opens."""
    return db.session.scalar(select(Volunteer).where(Volunteer.link_id == link_id, Volunteer.erased_at.is_(None)))


def group_of(leader_id: int) -> list[Volunteer]:
    """Those whom somebody signed up as the contact of a group, each with their own link."""
    wanted = select(Volunteer).where(Volunteer.led_by_id == leader_id, Volunteer.erased_at.is_(None))
    return list(db.session.scalars(wanted.options(joinedload(Volunteer.link)).order_by(Volunteer.id)))


def sign_ups_for(shift: str, volunteer_ids: Sequence[int]) -> dict[int, SignUp]:
    """How these volunteers stand for one shift, by their ids."""
    wanted = select(SignUp).where(SignUp.volunteer_id.in_(volunteer_ids), SignUp.shift == shift)
    return {one.volunteer_id: one for one in db.session.scalars(wanted)}


def positions_of(volunteer_ids: Sequence[int]) -> dict[int, int]:
    """Which in line these volunteers are, from 1, by the id of each sign-up that waits; one statement."""
    ahead = aliased(SignUp)
    is_ahead = (
        ahead.event_id == SignUp.event_id,
        ahead.shift == SignUp.shift,
        ahead.state == SignUpState.WAITING,
        ahead.arrival <= SignUp.arrival,
    )
    position = select(func.count()).where(*is_ahead).correlate(SignUp).scalar_subquery()
    waiting = select(SignUp.id, position.label("position")).where(SignUp.volunteer_id.in_(volunteer_ids))
    found = db.session.execute(waiting.where(SignUp.state == SignUpState.WAITING))
    return {row.id: row.position for row in found}


def sign_ups_of(volunteer_id: int) -> list[SignUp]:
    """All shifts that a volunteer ever signed up for, in that order."""
    wanted = select(SignUp).where(SignUp.volunteer_id == volunteer_id)
    return list(db.session.scalars(wanted.order_by(SignUp.arrival)))
