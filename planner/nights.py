"""Where an item ends that lasts until midnight or through the night.

An end of 00:00 is the end of its day, written 24:00 (GB/T 7408.1, 5.3.1.3). What begins in the evening and ends in the
morning ends on the next day; every other end that isn't later than its start is a slip.
"""

from datetime import time

DAY_MINUTES = 24 * 60
# What begins so late and ends so early lasts through the night.
_NIGHT_BEGINS, _NIGHT_ENDS = 17 * 60, 12 * 60


def minutes_of(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def lasts_through_night(start: int, end: int) -> bool:
    """Whether what begins and ends at these minutes of a day ends on the next one."""
    return start >= _NIGHT_BEGINS and end <= min(start - 1, _NIGHT_ENDS)


def end_minutes(start: time, end: time) -> int:
    """Minutes from the midnight before the start until the end: 1440 at midnight, more on the next day."""
    begins, ends = minutes_of(start), minutes_of(end)
    return ends + DAY_MINUTES if ends == 0 or lasts_through_night(begins, ends) else ends


def ends_too_early(start: time | None, end: time | None) -> bool:
    """Whether both are known and the end is a slip."""
    return start is not None and end is not None and end_minutes(start, end) <= minutes_of(start)


def say_end(end: time, start: time | None = None) -> str:
    """10:45, 24:00, or 次日06:00 of what began the evening before."""
    if end == time.min:
        return "24:00"
    is_next_day = start is not None and lasts_through_night(minutes_of(start), minutes_of(end))
    return f"{'次日' * is_next_day}{end:%H:%M}"
