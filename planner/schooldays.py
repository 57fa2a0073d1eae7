"""Days of a school year: term, exams, holidays, days that are worked instead; what a unit's own calendar says."""

from dataclasses import dataclass
from datetime import date

from planner.days import Day, short_range
from planner.enums import LabelledEnum


class SchoolDayKind(LabelledEnum):
    """What a school has on these days."""

    TERM = "term", "开学、结业"
    EXAM = "exam", "考试"
    HOLIDAY = "holiday", "放假"
    WORKDAY = "workday", "补课"
    OTHER = "other", "其他"


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """Something in the calendar of a unit, from its first day to its last."""

    title: str
    kind: SchoolDayKind
    first: date
    last: date

    def touches(self, first: date, last: date) -> bool:
        """Whether any of its days lies from `first` to `last`."""
        return self.first <= last and self.last >= first

    def label(self, this_year: int | None = None) -> str:
        """6月22日—24日."""
        return short_range(Day.of(self.first), Day.of(self.last), this_year)
