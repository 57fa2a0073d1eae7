"""Until when data of children is kept: arithmetic of days, nothing else."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day so many months later, the last day of the month where there is none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Retention:
    """Data of children is kept through `until`; its owner may say any day from `earliest` to `latest`."""

    until: date
    earliest: date
    latest: date

    def is_over(self, today: date) -> bool:
        """Whether it is to be erased today."""
        return today > self.until


def retention_of(last_day: date, chosen: date | None, *, months: int, most_months: int) -> Retention:
    """Of an event that ended on `last_day`: the day that its owner chose, else `months` later.

    Never shorter than the event, also when that was moved since, never longer than `most_months` after it.
    """
    latest = add_months(last_day, most_months)
    until = chosen or add_months(last_day, months)
    return Retention(min(max(until, last_day), latest), last_day, latest)
