"""Reading sign-ups: how far shifts are filled, who stands in line, whose a phone number is."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, lazyload

from budgets.persons import plain_person
from planner import clock
from planner.dossier import Dossier, Facts
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Event, FiledVolunteer, Link, SignUp, SignUpDesk, Volunteer
from planner.models.columns import Moment, index_candidates
from planner.people import InLine, Offer, Slot, slots_of
from planner.people.waitinglist import KEPT_FOR_AN_ANSWER
from planner.queries.dossier import current_rows
from planner.queries.rows import Rows, read_rows, read_rows_of

Known = TypeVar("Known", Volunteer, FiledVolunteer)


def is_kept(now: ColumnElement[datetime] | datetime) -> ColumnElement[bool]:
    """Whether a place is kept for an answer at that moment: held for too long it is free, noted already or not."""
    return and_(SignUp.state.in_(KEPT_FOR_AN_ANSWER), SignUp.held_until > now)


def has_place(now: ColumnElement[datetime] | datetime) -> ColumnElement[bool]:
    """Whether a place of a shift is taken by this sign-up at that moment."""
    return or_(SignUp.state == SignUpState.CONFIRMED, is_kept(now))


def count_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of a group meet the condition."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_COUNTS = (
    select(
        SignUp.shift,
        count_where(has_place(bindparam("now", type_=Moment))),
        count_where(SignUp.state == SignUpState.WAITING),
        count_where(SignUp.state == SignUpState.ENTERED),
    )
    .where(SignUp.event_id == bindparam("event", type_=Integer))
    .group_by(SignUp.shift)
)
_BARE_DESK = (
    select(SignUpDesk)
    .where(SignUpDesk.event_id == bindparam("event", type_=Integer))
    .options(joinedload(SignUpDesk.lottery))
)
_DESK = _BARE_DESK.options(joinedload(SignUpDesk.link))
_DESK_ANEW = _BARE_DESK.options(lazyload(SignUpDesk.link)).execution_options(populate_existing=True)
_BY_PHONE = (
    select(Volunteer)
    .where(Volunteer.event_id == bindparam("event", type_=Integer), Volunteer.erased_at.is_(None))
    .where(Volunteer.phone_index.in_(bindparam("phones", expanding=True)))
    .order_by(Volunteer.id)
)
_CHANGE_NUMBER = select(Event.change_number).where(Event.id == bindparam("event", type_=Integer))


def read_slots(event: Event) -> tuple[Slot, ...]:
    """The shifts of an event as they stand in this transaction, by day and hour."""
    return _slots(event, {noun: read_rows(noun, event.id) for noun in ("posts", "shifts")})


def locked_slots(event: Event) -> tuple[Slot, ...]:
    """The shifts of an event under the lock of its people, which everybody takes who changes a shift.

    One small statement while the plan is in memory: it may have changed since the event was read, up to the lock.
    """
    if db.session.scalar(_CHANGE_NUMBER, {"event": event.id}) != event.change_number:
        return read_slots(event)
    return current_slots(event)


def current_slots(event: Event) -> tuple[Slot, ...]:
    """The shifts of an event as last committed; no statement while the plan is in memory (`current_rows`)."""
    return _slots(event, current_rows(event))


def _slots(event: Event, rows: Rows) -> tuple[Slot, ...]:
    return slots_of(Dossier.of(Facts(starts_on=event.starts_on, ends_on=event.ends_on), rows))


def read_slots_of(events: Iterable[Event]) -> dict[int, dict[str, Slot]]:
    """The shifts of these events, by event and key; two statements, none for no event."""
    by_id = {event.id: event for event in events}
    if not by_id:
        return {}
    rows = {noun: read_rows_of(noun, list(by_id)) for noun in ("posts", "shifts")}
    found: dict[int, dict[str, Slot]] = {}
    for id_, event in by_id.items():
        facts = Facts(starts_on=event.starts_on, ends_on=event.ends_on)
        dossier = Dossier.of(facts, {noun: read[id_] for noun, read in rows.items()})
        found[id_] = {slot.key: slot for slot in slots_of(dossier)}
    return found


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
    wanted = select(SignUp.id, SignUp.state, SignUp.arrival).where(SignUp.event_id == event_id, SignUp.shift == shift)
    in_line = wanted.where(or_(has_place(clock.now()), SignUp.state == SignUpState.WAITING))
    return [InLine(*row) for row in db.session.execute(in_line.order_by(SignUp.arrival))]


def find_desk(event_id: int, *, anew: bool = False) -> SignUpDesk | None:
    """How the event takes volunteers, with its link and its lottery; None while it takes none.

    `anew` after waiting for a lock: what this transaction read of it before may be out of date. Its link, which few ask
    for then, is read when it is asked for.
    """
    return db.session.scalar(_DESK_ANEW if anew else _DESK, {"event": event_id})


def list_desk_links(event_ids: Sequence[int]) -> list[tuple[Link, str]]:
    """The public links of these events, as far as they take volunteers, with the title of each."""
    wanted = select(Link, Event.title).join(SignUpDesk, SignUpDesk.link_id == Link.id)
    wanted = wanted.join(Event, Event.id == SignUpDesk.event_id).where(Event.id.in_(event_ids))
    found = db.session.execute(wanted.where(Event.deleted_at.is_(None)).order_by(Event.id))
    return [(link, title) for link, title in found]


def volunteers_by_phone(event_id: int, phone: str) -> list[Volunteer]:
    """Those of an event who gave that number, the first who came first: a family may share one."""
    return list(db.session.scalars(_BY_PHONE, {"event": event_id, "phones": index_candidates(phone)}))


def find_volunteer(event_id: int, *, name: str, phone: str) -> Volunteer | None:
    """Who gave that number by that name at an event."""
    return pick_by_name(volunteers_by_phone(event_id, phone), name)


def pick_by_name(found: Iterable[Known], name: str) -> Known | None:
    """Who of these with one number has that name: a family may share a number, and 欧阳 娜 is 欧阳娜."""
    plain = plain_person(name)
    return next((one for one in found if plain_person(one.name) == plain), None)


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


def read_own_pages(event_id: int, shift: str, state: SignUpState) -> list[tuple[SignUp, str]]:
    """Those of a shift who stand so, each with the token of their own page; one statement."""
    wanted = select(SignUp, Link).join(SignUp.volunteer).join(Link, Link.id == Volunteer.link_id)
    here = wanted.where(SignUp.event_id == event_id, SignUp.shift == shift, SignUp.state == state)
    found = db.session.execute(here.options(contains_eager(SignUp.volunteer)).order_by(SignUp.arrival))
    return [(sign_up, link.token) for sign_up, link in found]
