"""Service hours of volunteers: the time really given, by the rule of the unit (民政部令第67号 art. 7)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

_MINUTE = timedelta(minutes=1)


class HoursNote(StrEnum):
    """Why what is counted isn't what the clock said; the value is the sentence that says so."""

    ABSENT = "没有签到，不计时长"
    ARRIVAL_PROPOSED = "没有签到，先按班次开始的时间"
    END_PROPOSED = "忘了签退，先按班次结束的时间"
    CLOCK_WRONG = "签退早于签到，先按班次的时间"
    EARLY = "班次开始前的时间不计"
    LATE = "班次结束后的时间不计"
    OVERLAPS = "和另一班重叠的时间只计一次"
    MOST_A_DAY = "超过一天最多的时长"


@dataclass(frozen=True, slots=True)
class HoursRule:
    """How a unit counts: in steps rounded down, at most so much a day (0: no limit), beyond the shift or not."""

    step_minutes: int = 30
    most_minutes_a_day: int = 480
    beyond_shift: bool = False

    @property
    def sentence(self) -> str:
        """The rule as a certificate states it."""
        most = f"，{self._most_words}" if self.most_minutes_a_day else ""
        return f"服务时间按实际服务计，不含往返路程，以{self._step_words}为单位{most}。"

    def refuse(self, minutes: int, others: int) -> str:
        """Why so many minutes don't go with what a certificate says of the rule; empty when they do.

        `others` are those of the same day that count besides.
        """
        step = max(1, self.step_minutes)
        if minutes % step:
            below = minutes // step * step
            return f"按规则以{self._step_words}为单位：写 {format_hours(below)} 或 {format_hours(below + step)}。"
        if self.most_minutes_a_day and minutes + others > self.most_minutes_a_day:
            besides = f"，这一天别的班次有 {format_hours(others)} 小时" if others else ""
            return f"按规则{self._most_words}{besides}。"
        return ""

    @property
    def _step_words(self) -> str:
        words = {15: "一刻钟", 30: "半小时", 60: "一小时"}
        return words.get(self.step_minutes, f" {self.step_minutes} 分钟")

    @property
    def _most_words(self) -> str:
        return f"一天最多 {format_hours(self.most_minutes_a_day).removesuffix('.0')} 小时"


@dataclass(frozen=True, slots=True)
class ServiceStint:
    """One shift of one person: as it was planned, and when they came and went as far as that is known.

    All moments are of one kind, aware or not; `day` is the day that the time counts for. `travel_minutes` is what of
    the time between coming and going was spent on the way.
    """

    key: str
    day: date
    starts_at: datetime
    ends_at: datetime
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    travel_minutes: int = 0


@dataclass(frozen=True, slots=True)
class CountedTime:
    """What a stint counts, in minutes, with what has to be said of it. Who approves may set another time."""

    key: str
    day: date
    minutes: int
    notes: tuple[HoursNote, ...] = ()

    @property
    def is_proposed(self) -> bool:
        """Whether somebody has to look, since a moment was not known but taken from the shift."""
        return not {HoursNote.ARRIVAL_PROPOSED, HoursNote.END_PROPOSED, HoursNote.CLOCK_WRONG}.isdisjoint(self.notes)

    @property
    def hours(self) -> str:
        """The time in hours: 2.5."""
        return format_hours(self.minutes)


@dataclass(slots=True)
class _Span:
    """A stint being counted: what is left of its time."""

    stint: ServiceStint
    start: datetime
    end: datetime
    notes: list[HoursNote]
    minutes: int = 0


def count_hours(stints: Iterable[ServiceStint], rule: HoursRule) -> tuple[CountedTime, ...]:
    """What each stint of one person counts, in the order given.

    Guarantees: time that lies in two shifts counts once, for the one that began first; the times of a day are multiples
    of the step and add up to the time of the day rounded down; no day exceeds the most of the rule.
    """
    given = list(stints)
    spans = {stint.key: span for stint in given if (span := _find_span(stint, rule))}
    by_day: dict[date, list[_Span]] = defaultdict(list)
    _count_once(list(spans.values()))
    for span in sorted(spans.values(), key=_order):
        by_day[span.stint.day].append(span)
    for day in by_day.values():
        _round_day(day, rule)
    return tuple(_counted(stint, spans.get(stint.key)) for stint in given)


def sum_minutes(counted: Iterable[CountedTime]) -> int:
    """The minutes of all together."""
    return sum(time.minutes for time in counted)


def format_hours(minutes: int) -> str:
    """Minutes as hours: 2.0, 6.5, 1.25. What is no quarter of an hour is rounded down to the hundredth."""
    hundredths = (minutes * 100) // 60
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    return text.removesuffix("0")


def hours_of(minutes: int) -> Decimal:
    """The same as a number, for tables that add up."""
    return Decimal(format_hours(minutes))


def _find_span(stint: ServiceStint, rule: HoursRule) -> _Span | None:
    """When somebody served, with what was taken from the shift; None for who neither came nor left."""
    if stint.arrived_at is None and stint.left_at is None:
        return None
    notes = []
    start, end = stint.arrived_at or stint.starts_at, stint.left_at or stint.ends_at
    if stint.arrived_at is None:
        notes.append(HoursNote.ARRIVAL_PROPOSED)
    if stint.left_at is None:
        notes.append(HoursNote.END_PROPOSED)
    if stint.arrived_at and stint.left_at and end < start:
        notes.append(HoursNote.CLOCK_WRONG)
        start, end = stint.starts_at, stint.ends_at
    if start < stint.starts_at and not rule.beyond_shift:
        notes.append(HoursNote.EARLY)
        start = stint.starts_at
    if end > stint.ends_at and not rule.beyond_shift:
        notes.append(HoursNote.LATE)
        end = stint.ends_at
    return _Span(stint, start, max(start, end), notes)


def _count_once(spans: Sequence[_Span]) -> None:
    """Give each span the minutes that no earlier one has."""
    reached: datetime | None = None
    for span in sorted(spans, key=_order):
        start = span.start if reached is None else max(span.start, min(reached, span.end))
        if start > span.start:
            span.notes.append(HoursNote.OVERLAPS)
        span.minutes = max(0, (span.end - start) // _MINUTE - max(0, span.stint.travel_minutes))
        reached = span.end if reached is None else max(reached, span.end)


def _round_day(spans: Sequence[_Span], rule: HoursRule) -> None:
    """Round the whole day down, and give each span what its time adds to it."""
    step = max(1, rule.step_minutes)
    most = rule.most_minutes_a_day // step * step
    so_far = given = 0
    for span in spans:
        so_far += span.minutes
        whole = so_far // step * step
        if most and whole > most:
            whole = most
            span.notes.append(HoursNote.MOST_A_DAY)
        span.minutes, given = whole - given, whole


def _order(span: _Span) -> tuple[datetime, datetime, str]:
    return span.start, span.end, span.stint.key


def _counted(stint: ServiceStint, span: _Span | None) -> CountedTime:
    if span is None:
        return CountedTime(stint.key, stint.day, 0, (HoursNote.ABSENT,))
    return CountedTime(stint.key, stint.day, span.minutes, tuple(span.notes))
