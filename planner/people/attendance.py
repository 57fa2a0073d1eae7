"""When volunteers came and went, as plain data; all moments are those of the wall in Shanghai."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.days import Day
from planner.people.hours import ServiceStint
from planner.people.positions import GeoPoint
from planner.people.volunteers import Slot

# So long before a shift one may check in, so long after it check out.
EARLIEST, LATEST = timedelta(minutes=60), timedelta(minutes=120)
# A thumb that presses twice checks in and is gone at once: so long nobody checks out.
SHORTEST = timedelta(minutes=1)
# So long a phone without signal may keep what was pressed: a day in the mountains.
LONGEST_AGE = timedelta(hours=12)
# Up to here the page counts the minutes until a shift, before that the hours.
_MINUTES_COUNT = timedelta(minutes=120)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when a shift lasts."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Pressed:
    """What the phone of a volunteer sends: digits, where it is if that is asked, and for how long it kept this.

    The age is the only time that a phone is asked for: its clock may be wrong.
    """

    digits: str = ""
    here: GeoPoint | None = None
    age: timedelta = timedelta(0)


def span_of(slot: Slot) -> Span | None:
    """The shift as it stands; None while its day or its hours are not known."""
    return Span(slot.begins, slot.ends) if slot.begins and slot.ends else None


def find_span(slot: Slot | None, kept: Span | None) -> Span | None:
    """By which hours a service counts: the shift as it stands while it is on the day on which it was served.

    One that was moved to another day afterwards, or deleted, counts as it was `kept` when somebody came.
    """
    stands = span_of(slot) if slot else None
    if kept is None or (stands is not None and stands.begins.date() == kept.begins.date()):
        return stands
    return kept


def make_stint(
    key: str, span: Span, *, arrived_at: datetime | None, left_at: datetime | None, is_absent: bool
) -> ServiceStint:
    """What hours are counted from; of somebody who is marked as absent nothing that was noted besides."""
    came, went = (None, None) if is_absent else (arrived_at, left_at)
    return ServiceStint(key, span.begins.date(), span.begins, span.ends, arrived_at=came, left_at=went)


def is_open(span: Span, now: datetime) -> bool:
    """Whether anybody may check in or out just now."""
    return span.begins - EARLIEST <= now <= span.ends + LATEST


def refuse_arrival(span: Span, at: datetime) -> str:
    """Why nobody checks in at that moment; empty when one may."""
    opens = span.begins - EARLIEST
    if at < opens:
        return f"{_day_if_other(opens, at)}{opens:%H:%M} 起才能签到，现在是 {at:%H:%M}。"
    if at >= span.ends:
        return f"这一班 {_day_if_other(span.ends, at)}{span.ends:%H:%M} 结束了，来过就请组织者记上。"
    return ""


def refuse_departure(span: Span, at: datetime, arrived_at: datetime | None = None) -> str:
    """Why nobody checks out at that moment who came then; empty when one may."""
    closes = span.ends + LATEST
    if arrived_at is not None and arrived_at <= at < arrived_at + SHORTEST:
        return "刚签到，是不是多按了一下？走的时候再签退。"
    if at <= closes:
        return ""
    return f"签退到 {closes:%H:%M} 为止。忘了也不要紧，按 {span.ends:%H:%M} 先记，请组织者核一下。"


def refuse_age(age: timedelta) -> str:
    """Why what a phone kept for so long is not taken; empty when it is."""
    if timedelta(0) <= age <= LONGEST_AGE:
        return ""
    hours = LONGEST_AGE // timedelta(hours=1)
    return f"手机里存了超过 {hours} 小时，不能算数了，请组织者记上。"


def arrival_by_hand(span: Span, now: datetime) -> datetime:
    """When somebody came whom the organiser ticks: now; once the shift is over, when it began."""
    return now if now < span.ends else span.begins


def departure_by_hand(span: Span, now: datetime) -> datetime:
    """When somebody went whom the organiser ticks: now; long after the shift, when it ended."""
    return now if now <= span.ends + LATEST else span.ends


def countdown(span: Span, now: datetime) -> str:
    """How a shift of today lies to now: 还有 19 分钟, 还有 5 小时, 开始 17 分钟了, 16:30 结束了."""
    if now >= span.ends:
        return f"{span.ends:%H:%M} 结束了"
    if now >= span.begins:
        minutes = (now - span.begins) // _MINUTE
        return f"开始 {minutes} 分钟了" if minutes else "现在开始"
    left = span.begins - now
    if left > _MINUTES_COUNT:
        return f"还有 {left // timedelta(hours=1)} 小时"
    return f"还有 {-(-left // _MINUTE)} 分钟"


def tell_arrival(span: Span, at: datetime, now: datetime) -> str:
    """When somebody came: 13:52 签到，8 分钟后开始; 14:17 签到，晚 17 分钟; 14:00 签到."""
    if now < span.begins:
        return f"{at:%H:%M} 签到，{-(-(span.begins - now) // _MINUTE)} 分钟后开始"
    late = (at - span.begins) // _MINUTE
    return f"{at:%H:%M} 签到，晚 {late} 分钟" if late > 0 else f"{at:%H:%M} 签到"


def tell_departure(span: Span, at: datetime) -> str:
    """When somebody went: 16:31 签退; 16:10 签退，早 20 分钟."""
    early = (span.ends - at) // _MINUTE
    return f"{at:%H:%M} 签退，早 {early} 分钟" if early > 0 else f"{at:%H:%M} 签退"


def tell_stay(arrived_at: datetime | None, left_at: datetime | None) -> str:
    """From when until when somebody was there: 13:52—16:31, 13:52 到, 16:31 走; empty when neither is known."""
    if arrived_at and left_at:
        return f"{arrived_at:%H:%M}—{left_at:%H:%M}"
    if arrived_at:
        return f"{arrived_at:%H:%M} 到"
    return f"{left_at:%H:%M} 走" if left_at else ""


def _day_if_other(moment: datetime, now: datetime) -> str:
    return "" if moment.date() == now.date() else f"{Day.of(moment).short} "
