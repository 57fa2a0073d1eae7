"""The calendar file of a school: what was read out of it goes along in the form, with an answer for each entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import HiddenField

from planner.errors import BadInput
from planner.eventkinds import KINDS
from planner.forms.fields import clean_text
from planner.intake.calendars.entries import CalendarFile, pack_entries, unpack_entries
from planner.schooldays import SchoolDayKind

MOST_SIGNS = 400_000
NO, UNDECIDED = "no", ""
_DAY, _EVENT = "day:", "event:"


@dataclass(frozen=True, slots=True)
class EntryAnswer:
    """What is to become of an entry: a day of that kind, an event of that kind (its code), neither; or undecided."""

    code: str = UNDECIDED

    @property
    def day_kind(self) -> SchoolDayKind | None:
        """The kind of the days that it is to be in the calendar."""
        kind = self.code.removeprefix(_DAY)
        return SchoolDayKind(kind) if self.code.startswith(_DAY) else None

    @property
    def event_kind(self) -> str:
        """The kind of the event that it is to be; "" where it is to be none."""
        return self.code.removeprefix(_EVENT) if self.code.startswith(_EVENT) else ""


def answer_day(kind: SchoolDayKind) -> str:
    """The code of the answer that an entry goes into the calendar."""
    return f"{_DAY}{kind.value}"


def answer_event(kind: str) -> str:
    """The code of the answer that an event is drafted of an entry."""
    return f"{_EVENT}{kind}"


CODES = frozenset((NO, *map(answer_day, SchoolDayKind), *map(answer_event, KINDS)))


def read_answer(sent: Mapping[str, str], number: int, usual: str) -> EntryAnswer:
    """What the form says of the entry with that number; the usual where it says nothing that can be meant."""
    code = sent.get(f"as-{number}", usual)
    return EntryAnswer(code if code in CODES or code == UNDECIDED else usual)


class CalendarEntriesForm(FlaskForm):
    """The entries that were read, and the name of their file."""

    entries = HiddenField()
    name = HiddenField()

    def read_entries(self) -> CalendarFile:
        """The entries; raises BadInput for what was not made by `keep`."""
        if len(self.entries.data or "") > MOST_SIGNS:
            raise BadInput("这份日历太长，只选这一学年再导出。")
        try:
            return unpack_entries(self.entries.data or "")
        except ValueError:
            raise BadInput("再选一次日历文件，这一份没有读全。") from None

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return clean_text(self.name.data or "")[:100] or "日历"

    def keep(self, file: CalendarFile, name: str) -> None:
        """Leave these entries in the form."""
        self.entries.data, self.name.data = pack_entries(file), name
