"""The only reader of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Shanghai, where every user lives."""
    return now().astimezone(SHANGHAI).date()


def local(moment: datetime) -> datetime:
    """A stored moment as wall-clock time in Shanghai."""
    return moment.astimezone(SHANGHAI)


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Shanghai; that of the last day there is, for the very last."""
    following = day + timedelta(days=1) if day < date.max else day
    return datetime.combine(following, time(), SHANGHAI).astimezone(UTC)
