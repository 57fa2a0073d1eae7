"""What becomes of each entry of a calendar file: into the school calendar, asked, or left out with the reason."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.intake.calendars.entries import CalendarEntry
from planner.intake.calendars.kinds import guess_event, guess_school_days
from planner.schooldays import SchoolDayKind

# What is there more often is a timetable or a weekly habit, and would cover the calendar.
MOST_TIMES = 3
Known = Collection[tuple[str, date]]


class EntryFate(StrEnum):
    """Where an entry goes unless somebody says otherwise."""

    TAKEN = "in"
    ASKED = "ask"
    LEFT_OUT = "out"


@dataclass(frozen=True, slots=True)
class JudgedEntry:
    """An entry with its number in the file, counted from 1, and what becomes of it.

    `kind` is of the days it would be in the school calendar; `event` the kind of event that its title speaks of, by
    its code; `why` says in a few words why it is asked or left out.
    """

    number: int
    entry: CalendarEntry
    fate: EntryFate
    kind: SchoolDayKind
    event: str = ""
    why: str = ""


def judge_entries(
    entries: Sequence[CalendarEntry], *, days_there: Known = (), events_there: Known = ()
) -> tuple[JudgedEntry, ...]:
    """Every entry in its order, none left out of the answer.

    `days_there` and `events_there` are titles with first days of what the unit has in its calendar and as events.
    """
    return tuple(_judge_each(entries, days_there, events_there))


def _judge_each(entries: Sequence[CalendarEntry], days_there: Known, events_there: Known) -> Iterator[JudgedEntry]:
    seen: dict[tuple[str, date], int] = {}
    for number, entry in enumerate(entries, start=1):
        kind, event = guess_school_days(entry.title), guess_event(entry.title)
        why = entry.fault or _find_reason(entry) or _find_double(entry, seen, days_there, events_there)
        if entry.spans:
            seen.setdefault((entry.title, entry.spans[0][0]), number)
        if why:
            yield JudgedEntry(number, entry, EntryFate.LEFT_OUT, kind, why=why)
        elif event:
            yield JudgedEntry(number, entry, EntryFate.ASKED, kind, event, why="像是要办的活动")
        else:
            yield JudgedEntry(number, entry, EntryFate.TAKEN, kind)


def _find_reason(entry: CalendarEntry) -> str:
    if not entry.title:
        return "没有标题"
    if not entry.spans:
        return "不在前半年到后一年里"
    return f"反复的日程，{len(entry.spans)} 次" if len(entry.spans) > MOST_TIMES else ""


def _find_double(
    entry: CalendarEntry, seen: dict[tuple[str, date], int], days_there: Known, events_there: Known
) -> str:
    key = entry.title, entry.spans[0][0]
    if key in seen:
        return f"和第 {seen[key]} 条相同"
    if key in days_there:
        return "校历里已经有了"
    return "已经有这个活动" if key in events_there else ""
