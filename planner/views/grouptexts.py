"""The ready texts for the group chat of an event, for who works on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner import clock
from planner.enums import EventStatus, SignUpState
from planner.errors import BadInput
from planner.models import Event, SignUp, SignUpDesk
from planner.people import Slot, age_on
from planner.people.board import BoardShift, ShiftTone
from planner.people.grouptexts import (
    Announced,
    GroupText,
    call_politely,
    write_cancelling,
    write_change,
    write_recruiting,
    write_reminder,
    write_short,
    write_thanks,
)
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.volunteering import list_sign_ups
from planner.services.shiftplaces import window_of
from planner.views.links import public_url

_PLAIN = {
    GroupText.RECRUIT: write_recruiting,
    GroupText.SHORT: write_short,
    GroupText.THANKS: write_thanks,
    GroupText.CANCEL: write_cancelling,
}
NO_URL = "（链接还没有：请管服务器的人设好网址）"


@dataclass(frozen=True, slots=True)
class SayPanel:
    """One text, and which others there are."""

    kind: GroupText
    kinds: tuple[GroupText, ...]
    text: str


def say_panel(event: Event, desk: SignUpDesk, shifts: Sequence[BoardShift], wanted: str) -> SayPanel:
    """The text that is asked for; else the one that fits how things stand."""
    kinds = _kinds_for(event)
    kind = next((kind for kind in kinds if kind.code == wanted), None) or _usual(kinds, shifts)
    return SayPanel(kind, kinds, _write(kind, event, desk, shifts))


def _kinds_for(event: Event) -> tuple[GroupText, ...]:
    """What may be said of the event: of one that is cancelled only that it is."""
    if event.status is EventStatus.CANCELLED:
        return (GroupText.CANCEL,)
    return tuple(kind for kind in GroupText if kind is not GroupText.CANCEL)


def _usual(kinds: Sequence[GroupText], shifts: Sequence[BoardShift]) -> GroupText:
    if len(kinds) == 1:
        return kinds[0]
    if shifts and all(shift.tone is ShiftTone.PAST for shift in shifts):
        return GroupText.THANKS
    return GroupText.SHORT if any(shift.tally.taken for shift in shifts) else GroupText.RECRUIT


def _write(kind: GroupText, event: Event, desk: SignUpDesk, shifts: Sequence[BoardShift]) -> str:
    said = Announced(
        title=event.title,
        url=desk_address(desk) or NO_URL,
        now=clock.wall_now(),
        closes=window_of(event, desk).closes,
        draws=clock.on_the_wall(desk.coming_draw.draws_at) if desk.coming_draw else None,
        benefits=desk.benefits,
        bring=desk.bring,
    )
    if kind is GroupText.REMIND:
        people = _by_shift(list_sign_ups(event.id))
        names = {s.slot.key: [_polite(one, s.slot) for one in people.get(s.slot.key, ())] for s in shifts}
        return write_reminder(said, shifts, names)
    if kind is GroupText.CHANGE:
        people = _by_shift(list_sign_ups(event.id))
        changed = [
            (s.slot, [_polite(one, s.slot) for one in people.get(s.slot.key, ()) if one.known != s.slot.mark])
            for s in shifts
            if s.tone is not ShiftTone.PAST
        ]
        return write_change(said, changed)
    return _PLAIN[kind](said, shifts)


def desk_address(desk: SignUpDesk) -> str:
    """The address of the public page; "" while others can't open any page of this server, or the link has ended."""
    if not desk.link.is_open:
        return ""
    try:
        return public_url("signing.show", token=desk.link.token)
    except BadInput:
        return ""


def _by_shift(sign_ups: Sequence[SignUp]) -> dict[str, list[SignUp]]:
    """Those who said that they come and have a place, by the key of their shift."""
    found: dict[str, list[SignUp]] = {}
    for one in sign_ups:
        if one.state in HAVING_A_PLACE and one.state is not SignUpState.INVITED:
            found.setdefault(one.shift, []).append(one)
    return found


def _polite(sign_up: SignUp, slot: Slot) -> str:
    born = sign_up.volunteer.month_of_birth
    age = age_on(born, slot.begins.date()) if born and slot.begins else None
    return call_politely(sign_up.volunteer.name, age)
