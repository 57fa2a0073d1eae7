"""Reading sign-ups: how far shifts are filled, who stands in line, whose a phone number is."""

from collections.abc import Sequence

from sqlalchemy import Integer, and_, bindparam, case, func, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from planner import clock
from planner.dossier import Dossier, Facts
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Event, Link, SignUp, SignUpDesk, Volunteer
from planner.models.columns import Moment, index_candidates
from planner.people import InLine, Offer, Slot, slots_of
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.rows import read_rows

# A place that was held for too long is free, whether somebody has noted it already or not.
_HELD = and_(SignUp.state == SignUpState.HELD, SignUp.held_until > bindparam("now", type_=Moment))
_TAKEN = func.sum(case((or_(SignUp.state == SignUpState.CONFIRMED, _HELD), 1), else_=0))
_WAITING = func.sum(case((SignUp.state == SignUpState.WAITING, 1), else_=0))
_ENTERED = func.sum(case((SignUp.state == SignUpState.ENTERED, 1), else_=0))
_COUNTS = (
    select(SignUp.shift, _TAKEN, _WAITING, _ENTERED)
    .where(SignUp.event_id == bindparam("event", type_=Integer))
    .group_by(SignUp.shift)
)


def read_slots(event: Event) -> tuple[Slot, ...]:
    """The shifts of an event as they stand in this transaction, by day and hour."""
    rows = {noun: read_rows(noun, event.id) for noun in ("posts", "shifts")}
    return slots_of(Dossier.of(Facts(starts_on=event.starts_on, ends_on=event.ends_on), rows))


def count_places(event_id: int) -> dict[str, tuple[int, int, int]]:
    """How many have a place, how many wait for one and how many for the draw, by shift; one statement."""
    counted = db.session.execute(_COUNTS, {"event": event_id, "now": clock.now()})
    return {shift: (int(taken), int(waiting), int(entered)) for shift, taken, waiting, entered in counted}


def offers_of(slots: Sequence[Slot], event_id: int) -> tuple[Offer, ...]:
    """These shifts with how far each is filled; one statement."""
    counts = count_places(event_id)
    return tuple(Offer(slot, *counts.get(slot.key, (0, 0, 0))) for slot in slots)


def read_line(event_id: int, shift: str) -> list[InLine]:
    """Who has a place in a shift or waits for one, in order of arrival."""
    lapsed = and_(SignUp.state == SignUpState.HELD, SignUp.held_until <= clock.now())
    wanted = select(SignUp.id, SignUp.state, SignUp.arrival).where(SignUp.event_id == event_id, SignUp.shift == shift)
    open_ones = wanted.where(SignUp.state.in_((*HAVING_A_PLACE, SignUpState.WAITING)), not_(lapsed))
    return [InLine(*row) for row in db.session.execute(open_ones.order_by(SignUp.arrival))]


def find_desk(event_id: int, *, is_locked: bool = False) -> SignUpDesk | None:
    """How the event takes volunteers, with its link and its lottery; None while it takes none.

    For whoever has locked it, it is read anew: what was known before may be old.
    """
    wanted = select(SignUpDesk).where(SignUpDesk.event_id == event_id)
    wanted = wanted.options(joinedload(SignUpDesk.link), joinedload(SignUpDesk.lottery))
    return db.session.scalar(wanted.execution_options(populate_existing=is_locked))


def list_desk_links(event_ids: Sequence[int]) -> list[tuple[Link, str]]:
    """The public links of these events, as far as they take volunteers, with the title of each."""
    wanted = select(Link, Event.title).join(SignUpDesk, SignUpDesk.link_id == Link.id)
    wanted = wanted.join(Event, Event.id == SignUpDesk.event_id).where(Event.id.in_(event_ids))
    found = db.session.execute(wanted.where(Event.deleted_at.is_(None)).order_by(Event.id))
    return [(link, title) for link, title in found]


def volunteers_by_phone(event_id: int, phone: str) -> list[Volunteer]:
    """Those of an event who gave that number, the first who came first: a family may share one."""
    wanted = select(Volunteer).where(Volunteer.event_id == event_id, Volunteer.erased_at.is_(None))
    return list(
        db.session.scalars(wanted.where(Volunteer.phone_index.in_(index_candidates(phone))).order_by(Volunteer.id))
    )


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


def list_entered(event_id: int, shift: str) -> list[SignUp]:
    """Those who wait for the draw of a shift, in order of arrival, with who they are."""
    wanted = select(SignUp).where(SignUp.event_id == event_id, SignUp.shift == shift)
    wanted = wanted.where(SignUp.state == SignUpState.ENTERED).options(joinedload(SignUp.volunteer))
    return list(db.session.scalars(wanted.order_by(SignUp.arrival).execution_options(populate_existing=True)))


def sign_ups_of(volunteer_id: int) -> list[SignUp]:
    """All shifts that a volunteer ever signed up for, in that order."""
    wanted = select(SignUp).where(SignUp.volunteer_id == volunteer_id)
    return list(db.session.scalars(wanted.order_by(SignUp.arrival)))
