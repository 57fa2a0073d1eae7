"""The only reader of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import overload
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


@overload
def on_the_wall(moment: datetime) -> datetime: ...
@overload
def on_the_wall(moment: None) -> None: ...
def on_the_wall(moment: datetime | None) -> datetime | None:
    """A stored moment as a clock on the wall in Shanghai shows it, without a zone: as shifts are written."""
    return local(moment).replace(tzinfo=None) if moment else None


def off_the_wall(said: datetime) -> datetime:
    """The moment at which the clock on the wall in Shanghai says that: the way back from `on_the_wall`."""
    return said.replace(tzinfo=SHANGHAI)


def wall_now() -> datetime:
    """What the clock on the wall in Shanghai shows at present."""
    return on_the_wall(now())


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Shanghai; that of the last day there is, for the very last."""
    following = day + timedelta(days=1) if day < date.max else day
    return datetime.combine(following, time(), SHANGHAI).astimezone(UTC)
