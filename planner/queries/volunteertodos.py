"""What waits for the organisers of volunteers, over several events."""

from collections.abc import Mapping, Sequence

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import joinedload

from planner import clock
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Event, SignUp, SignUpDesk
from planner.people import Slot, slots_of
from planner.people.pending import PendingThing, ShiftState, list_pending
from planner.queries.dossier import current_dossiers
from planner.queries.signups import count_where, is_kept
from planner.queries.volunteering import LATELY, has_left_since

# Whoever waits for the draw is no longer to be looked for.
_COMING = (SignUpState.CONFIRMED, SignUpState.ENTERED)


def pending_of(events: Sequence[Event]) -> list[tuple[Event, PendingThing]]:
    """What waits at each of these events; of those that take volunteers the plans are read, and one statement more.

    Organisation and owner of the events must be loaded.
    """
    wanted = select(SignUpDesk).where(SignUpDesk.event_id.in_([event.id for event in events]))
    desks = db.session.scalars(wanted.options(joinedload(SignUpDesk.lottery)))
    windows = {desk.event_id: desk.window for desk in desks}
    asking = [event for event in events if event.id in windows]
    if not asking:
        return []
    slots = {event_id: slots_of(dossier) for event_id, dossier in current_dossiers(asking).items()}
    states = _read_states(slots)
    now = clock.wall_now()
    return [
        (event, thing)
        for event in asking
        for thing in list_pending(slots[event.id], states[event.id], windows[event.id], now)
    ]


def _read_states(slots: Mapping[int, Sequence[Slot]]) -> dict[int, dict[str, ShiftState]]:
    """How the shifts of these events stand, by event and key; one statement."""
    now = clock.now()
    is_held, is_waiting = is_kept(now), SignUp.state == SignUpState.WAITING
    is_coming, went_lately = or_(SignUp.state.in_(_COMING), is_held), has_left_since(now - LATELY)
    wanted = (
        select(
            SignUp.event_id,
            SignUp.shift,
            SignUp.known,
            count_where(is_coming & (SignUp.state != SignUpState.INVITED)),
            count_where(is_coming),
            count_where(is_coming & SignUp.leave_asked_at.is_not(None)),
            count_where(is_held),
            func.min(case((is_held, SignUp.held_until))),
            count_where(is_waiting),
            count_where(went_lately),
        )
        .where(SignUp.event_id.in_(slots), or_(is_coming, is_waiting, went_lately))
        .group_by(SignUp.event_id, SignUp.shift, SignUp.known)
    )
    marks = {(event_id, slot.key): slot.mark for event_id, listed in slots.items() for slot in listed}
    found: dict[int, dict[str, ShiftState]] = {event_id: {} for event_id in slots}
    for event_id, shift, known, agreed, taken, asked, held, until, waiting, left in db.session.execute(wanted):
        # Whoever was only invited has agreed to nothing yet.
        unanswered = agreed if marks.get((event_id, shift), known) != known else 0
        state = ShiftState(taken, unanswered, asked, held, clock.on_the_wall(until), waiting, left)
        found[event_id][shift] = found[event_id].get(shift, ShiftState()).plus(state)
    return found
