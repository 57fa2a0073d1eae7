"""By when hours and evaluation are recorded: ten working days after the event (民政部令第67号 art. 11)."""

from datetime import date

from planner.days import Day
from planner.workdays import WorkdayCount, add_workdays


def find_due(last_day: date, workdays: int) -> WorkdayCount:
    """The last day on which what was served until that day is to be recorded, by the rules of the unit."""
    return add_workdays(last_day, workdays)


def say_due(due: WorkdayCount, this_year: int) -> str:
    """最迟 8月25日（周三）; with the year where it is another one, and with what is not known of its working days."""
    words = f"最迟 {Day.of(due.day).label(this_year)}"
    return f"{words}（{due.note}）" if due.note else words
