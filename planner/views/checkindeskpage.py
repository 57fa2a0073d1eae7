"""What checking in needs on the side of the organiser: the digits of today, signs to print, who has come so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.days import Day
from planner.dossier import Dossier
from planner.models import Event, SignUpDesk
from planner.people import Slot, slots_of
from planner.people.board import Tally
from planner.people.postsigns import PostSign
from planner.services.postcodes import code_of_post
from planner.views.links import public_url
from planner.views.papergaps import tell_gaps_of_signs


@dataclass(frozen=True, slots=True)
class DayShift:
    """A shift of a day: where it is ticked, its digits, how many have come of how many."""

    key: str
    title: str
    hours: str
    digits: str
    arrived: int
    taken: int


@dataclass(frozen=True, slots=True)
class SignDay:
    """A day for which signs can be printed, and how many they are."""

    day: date
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """The shifts of today, or of the next day on which there are any, and the days that still need signs."""

    title: str
    is_today: bool
    shifts: tuple[DayShift, ...]
    days: tuple[SignDay, ...]
    gaps: str


def check_in_page(event: Event, dossier: Dossier, tallies: dict[str, Tally], now: datetime) -> CheckInPage:
    """The page at that moment in Shanghai."""
    today, slots = now.date(), slots_of(dossier)
    days = sorted({slot.begins.date() for slot in slots if slot.begins and slot.begins.date() >= today})
    shown = days[0] if days else None
    of_day = [slot for slot in slots if slot.begins and slot.begins.date() == shown]
    return CheckInPage(
        title=_title(shown, today),
        is_today=shown == today,
        shifts=tuple(_shift(event, slot, tallies.get(slot.key, Tally())) for slot in of_day),
        days=tuple(SignDay(day, day_label(day), len(_posts_on(slots, day))) for day in days),
        gaps=tell_gaps_of_signs(dossier),
    )


def _title(shown: date | None, today: date) -> str:
    if shown is None:
        return "没有要签到的班次了"
    return f"今天，{day_label(shown)}" if shown == today else f"下一天，{day_label(shown)}"


def _shift(event: Event, slot: Slot, tally: Tally) -> DayShift:
    assert slot.begins is not None, "only shifts of a day are shown"
    digits = code_of_post(event, slot.post.key, slot.begins.date())
    return DayShift(slot.key, slot.post.title, slot.shift.hours, digits, tally.arrived, tally.taken)


def day_label(day: date) -> str:
    """8月10日（周二）."""
    return Day.of(day).label(day.year)


def make_signs(
    event: Event, desk: SignUpDesk, dossier: Dossier, slots: Sequence[Slot], days: Sequence[date]
) -> list[PostSign]:
    """A sign for each post on each of these days; raises BadInput where no address is set that phones can open."""
    return [_sign(event, desk, dossier, of_post, day) for day in days for of_post in _posts_on(slots, day)]


def _sign(event: Event, desk: SignUpDesk, dossier: Dossier, slots: Sequence[Slot], day: date) -> PostSign:
    """The sign of the post of these shifts, which are all of its shifts of that day."""
    post = slots[0].post
    digits = code_of_post(event, post.key, day)
    contact = dossier.duty(post.duty) if post.duty else None
    return PostSign(
        post=post.title,
        day=day_label(day),
        digits=digits,
        address=public_url("checkin.scan", token=desk.link.token, post=post.key, digits=digits),
        place=post.meeting or post.place,
        hours="、".join(slot.shift.hours for slot in slots),
        contact=contact.holder if contact else "",
    )


def _posts_on(slots: Sequence[Slot], day: date) -> list[list[Slot]]:
    """The shifts of that day by their posts, in the order of the first shift of each."""
    found: dict[str, list[Slot]] = {}
    for slot in slots:
        if slot.begins is not None and slot.begins.date() == day:
            found.setdefault(slot.post.key, []).append(slot)
    return list(found.values())
