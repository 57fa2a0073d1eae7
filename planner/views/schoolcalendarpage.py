"""The page on which a calendar file is looked through: where each entry goes, what is asked, what it will be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.days import Day, short_range
from planner.eventkinds import KINDS
from planner.forms.schoolcalendar import NO, UNDECIDED, EntryAnswer, answer_day, answer_event, read_answer
from planner.intake.calendars.entries import CalendarEntry, CalendarFile
from planner.intake.calendars.judging import EntryFate, JudgedEntry
from planner.schooldays import SchoolDayKind, SchoolDays
from planner.services.schoolcalendar import PlannedEvent

_NAMED = 3
Choice = tuple[str, str]
INTO_CALENDAR: tuple[Choice, ...] = tuple((answer_day(kind), kind.label) for kind in SchoolDayKind)
INTO_EVENTS: tuple[Choice, ...] = tuple((answer_event(code), label) for code, label in KINDS.items())


@dataclass(frozen=True, slots=True)
class CalendarFileRow:
    """An entry of the file and what becomes of it; `choices` are the answers of one that is asked.

    What can't become anything is not `open`.
    """

    number: int
    title: str
    days: str
    fate: EntryFate
    why: str
    answer: str
    choices: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class CalendarReadingPage:
    """All entries of a file, each with its fate."""

    rows: tuple[CalendarFileRow, ...]
    notes: tuple[str, ...]

    def count(self, fate: str) -> int:
        """How many entries go that way."""
        return sum(row.fate == fate for row in self.rows)

    @property
    def asks(self) -> tuple[CalendarFileRow, ...]:
        """Those that somebody has to decide, or has decided."""
        return tuple(row for row in self.rows if row.choices)

    @property
    def shares(self) -> tuple[tuple[str, int], ...]:
        """How much of the bar each fate takes, at least one percent of it."""
        total = len(self.rows) or 1
        return tuple((fate.value, max(1, round(100 * n / total))) for fate in EntryFate if (n := self.count(fate)))

    @property
    def heading(self) -> str:
        """读到 12 条，2 条要问一问."""
        asked = self.count(EntryFate.ASKED)
        return f"读到 {len(self.rows)} 条" + (f"，{asked} 条要问一问" if asked else "")

    @property
    def button(self) -> str:
        """What the button does."""
        count = self.count(EntryFate.TAKEN)
        return f"放入 {count} 条" if count else "放入定了的"


def reading_page(
    file: CalendarFile, judged: Sequence[JudgedEntry], sent: Mapping[str, str], this_year: int
) -> CalendarReadingPage:
    """The page of what was read, with the answers that were sent so far."""
    return CalendarReadingPage(
        tuple(_row(one, read_answer(sent, one.number, usual_answer(one)), this_year) for one in judged),
        tuple(_list_notes(file)),
    )


def usual_answer(judged: JudgedEntry) -> str:
    """What an entry becomes where nobody says otherwise; nothing is decided of one that is asked."""
    if judged.fate is EntryFate.ASKED:
        return UNDECIDED
    return answer_day(judged.kind) if judged.fate is EntryFate.TAKEN else NO


def _row(judged: JudgedEntry, answer: EntryAnswer, this_year: int) -> CalendarFileRow:
    entry, is_open = judged.entry, bool(judged.entry.spans and judged.entry.title)
    fate = EntryFate.LEFT_OUT if answer.code == NO or not is_open else EntryFate.TAKEN
    fate = EntryFate.ASKED if answer.code == UNDECIDED else fate
    return CalendarFileRow(
        number=judged.number,
        title=entry.title or "没有标题",
        days=_say_days(entry, this_year),
        fate=fate,
        why=judged.why or ("不要" if fate is EntryFate.LEFT_OUT else ""),
        answer=answer.code,
        choices=_choices(judged),
        is_open=is_open,
    )


def _choices(judged: JudgedEntry) -> tuple[Choice, ...]:
    if judged.fate is not EntryFate.ASKED:
        return ()
    event = (answer_event(judged.event), f"建成活动（{KINDS[judged.event]}）")
    return event, (answer_day(SchoolDayKind.OTHER), "只进校历"), (NO, "不要")


def _say_days(entry: CalendarEntry, this_year: int) -> str:
    shown = "、".join(short_range(Day.of(first), Day.of(last), this_year) for first, last in entry.spans[:_NAMED])
    return f"{shown} 等 {len(entry.spans)} 次" if len(entry.spans) > _NAMED else shown


def _list_notes(file: CalendarFile) -> Iterator[str]:
    zones = dict.fromkeys(entry.zone for entry in file.entries if entry.zone)
    if zones:
        yield f"没有 {'、'.join(zones)} 这个时区，时间照写的算。"
    if file.is_cut:
        yield "重复的日程太多，后面的没有读。只选这一学年再导出。"


def list_days(judged: Sequence[JudgedEntry], sent: Mapping[str, str]) -> list[SchoolDays]:
    """The days that go into the calendar by these answers."""
    return [
        SchoolDays(entry.title, kind, first, last)
        for entry, answer in _decided(judged, sent)
        if (kind := answer.day_kind) is not None
        for first, last in entry.spans
    ]


def list_events(judged: Sequence[JudgedEntry], sent: Mapping[str, str]) -> list[PlannedEvent]:
    """The events that are drafted by these answers: one each time that the entry takes place."""
    return [
        PlannedEvent(entry.title, answer.event_kind, first, last)
        for entry, answer in _decided(judged, sent)
        if answer.event_kind
        for first, last in entry.spans
    ]


def list_undecided(judged: Sequence[JudgedEntry], sent: Mapping[str, str]) -> tuple[CalendarEntry, ...]:
    """The entries of which nobody has said anything yet."""
    answers = ((one, read_answer(sent, one.number, usual_answer(one))) for one in judged)
    return tuple(one.entry for one, answer in answers if answer.code == UNDECIDED)


def _decided(judged: Sequence[JudgedEntry], sent: Mapping[str, str]) -> Iterator[tuple[CalendarEntry, EntryAnswer]]:
    for one in judged:
        if one.entry.title:
            yield one.entry, read_answer(sent, one.number, usual_answer(one))
