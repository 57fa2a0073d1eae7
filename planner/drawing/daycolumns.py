"""The schedule as columns of days: which days and hours are shown, where each block stands, who shares a width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.days import Day, day_near, day_order
from planner.dossier import Dossier, ScheduleItem
from planner.nights import DAY_MINUTES, end_minutes, ends_too_early, minutes_of, say_end

MIDNIGHT = DAY_MINUTES
# A block is drawn at least this many minutes high, so that its title can be read.
SHORTEST = 20
# How long an item looks whose end is not known.
OPEN_LENGTH = 30
# Of a longer event (a winter of home visits) only the days that have something are shown.
MOST_OWN_DAYS = 10
_USUAL_HOURS = (8, 18)
_LEAST_HOURS = 4
# So many blocks beside each other leave no room for both hours, or for names behind them.
_LANES_FOR_HOURS = 4
_LANES_FOR_NAMES = 3
_MINUTES_FOR_PLACE = 75


@dataclass(frozen=True, slots=True)
class Block:
    """An item on its day: minutes from midnight as drawn, its lane and how many lanes share the width."""

    item: ScheduleItem
    start: int
    end: int
    lane: int = 0
    lanes: int = 1

    @property
    def style(self) -> str:
        """The block's place as CSS variables, in hours."""
        return f"--f:{_hours(self.start)};--t:{_hours(self.end)};--l:{self.lane};--ls:{self.lanes}"

    @property
    def end_clock(self) -> str:
        """The end as a form takes it, 24:00 at midnight; nothing while it is unknown."""
        return say_end(self.item.end) if self.item.end else ""

    @property
    def size(self) -> str:
        """How much text the block has room for."""
        length = self.end - self.start
        return "xs" if length < 30 else "s" if length < 50 else ""

    @property
    def fits_hours(self) -> bool:
        """Whether both hours fit beside each other; else only the start does."""
        return not self.size and self.lanes < _LANES_FOR_HOURS

    @property
    def fits_names_beside(self) -> bool:
        """Whether names fit behind the hours."""
        return self.lanes < _LANES_FOR_NAMES

    @property
    def fits_names_below(self) -> bool:
        """Whether names fit on a line of their own, where there is no room behind the hours."""
        return not self.size and self.lanes == _LANES_FOR_NAMES

    @property
    def fits_place(self) -> bool:
        """Whether the place fits on a line of its own."""
        return not self.size and self.end - self.start >= _MINUTES_FOR_PLACE


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day: its blocks in order of start, and the items whose start is not known."""

    day: Day
    blocks: tuple[Block, ...]
    untimed: tuple[ScheduleItem, ...]

    @property
    def count(self) -> int:
        """How many items the day has."""
        return len(self.blocks) + len(self.untimed)


@dataclass(frozen=True, slots=True)
class Board:
    """All columns, the first and the last full hour of the axis, and the items without a day."""

    columns: tuple[DayColumn, ...]
    first_hour: int
    last_hour: int
    dayless: tuple[ScheduleItem, ...]

    @property
    def hours(self) -> range:
        """The full hours that the axis names."""
        return range(self.first_hour, self.last_hour)

    @property
    def has_timed(self) -> bool:
        """Whether any day has a block."""
        return any(column.blocks for column in self.columns)

    @property
    def has_untimed(self) -> bool:
        """Whether any day has an item without a start."""
        return any(column.untimed for column in self.columns)


def day_columns(dossier: Dossier, shown: Sequence[ScheduleItem] | None = None) -> Board:
    """The columns of an event. `shown` are the items to draw; days and hours follow from the whole schedule,
    so that a filter doesn't move what stays."""
    items = dossier.schedule if shown is None else tuple(shown)
    first, last = _axis(dossier.schedule)
    columns = []
    for day in _days(dossier):
        own = [item for item in items if item.day is not None and _in_event_year(dossier, item.day) == day]
        timed = [item for item in own if item.start is not None]
        untimed = tuple(item for item in own if item.start is None)
        columns.append(DayColumn(day, _blocks(timed), untimed))
    return Board(tuple(columns), first, last, tuple(item for item in items if item.day is None))


def assign_lanes(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each span (start, end) its lane and the number of lanes of everything it overlaps with, also through others.

    The answer is in the order of `spans`; touching ends don't overlap; a lane is the first that is free.
    """
    found: list[tuple[int, int]] = [(0, 1)] * len(spans)
    group: list[int] = []
    ends: list[int] = []
    for number in sorted(range(len(spans)), key=lambda n: (spans[n][0], -spans[n][1], n)):
        start, end = spans[number]
        if ends and start >= max(ends):
            _close(found, group, len(ends))
            group, ends = [], []
        lane = next((n for n, until in enumerate(ends) if until <= start), len(ends))
        ends[lane : lane + 1] = [end]
        found[number] = (lane, 1)
        group.append(number)
    _close(found, group, len(ends))
    return found


def _close(found: list[tuple[int, int]], group: Sequence[int], count: int) -> None:
    for number in group:
        found[number] = (found[number][0], count)


def length_label(item: ScheduleItem) -> str:
    """1 小时 30 分; nothing while start or end is unknown or the end is not later."""
    if item.start is None or item.end is None or ends_too_early(item.start, item.end):
        return ""
    hours, minutes = divmod(end_minutes(item.start, item.end) - minutes_of(item.start), 60)
    return " ".join([f"{hours} 小时"] * bool(hours) + [f"{minutes} 分"] * bool(minutes))


def _blocks(items: Sequence[ScheduleItem]) -> tuple[Block, ...]:
    spans = [_span(item) for item in items]
    placed = zip(items, spans, assign_lanes(spans), strict=True)
    blocks = [Block(item, start, end, lane, count) for item, (start, end), (lane, count) in placed]
    return tuple(sorted(blocks, key=lambda block: (block.start, block.lane)))


def _span(item: ScheduleItem) -> tuple[int, int]:
    """As drawn: at least SHORTEST, OPEN_LENGTH without an end; a night is drawn till midnight."""
    assert item.start is not None
    start = minutes_of(item.start)
    end = start + OPEN_LENGTH if item.end is None else min(end_minutes(item.start, item.end), MIDNIGHT)
    if end < start:
        end = MIDNIGHT
    return start, max(end, start + SHORTEST)


def _axis(items: Sequence[ScheduleItem]) -> tuple[int, int]:
    spans = [_span(item) for item in items if item.start is not None]
    if not spans:
        return _USUAL_HOURS
    first = min(start for start, _ in spans) // 60
    last = -(-max(end for _, end in spans) // 60)
    return min(first, 24 - _LEAST_HOURS), min(max(last, first + _LEAST_HOURS), 24)


def _days(dossier: Dossier) -> list[Day]:
    """The days of the event, as long as it is short, and all days that the schedule names."""
    first = dossier.facts.starts_on
    days = {_in_event_year(dossier, day) for day in dossier.days()}
    if first is not None:
        nights = dossier.nights or 0
        days |= {first.shift(timedelta(days=n)) for n in range(nights + 1) if nights < MOST_OWN_DAYS}
    return sorted(days, key=lambda day: day_order(day, first))


def _in_event_year(dossier: Dossier, day: Day) -> Day:
    """The day in the year of the event, where its own is not known."""
    return day_near(day, dossier.facts.starts_on)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.4f}".rstrip("0").rstrip(".")
