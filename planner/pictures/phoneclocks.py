"""Cameras whose clock seems to be wrong, by the schedule: their photos all lie beside it, and an hour later within."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.pictures.photo import CameraClock, Photo
from planner.pictures.spans import ItemSpan

# Fewer photos prove nothing.
LEAST_PHOTOS = 3
_MOST_HOURS = 14
_WELL_PERCENT, _BADLY_PERCENT = 80, 50
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class ClockProposal:
    """A camera whose photos fit the schedule when its clock is put on by so many minutes, or back."""

    clock: CameraClock
    minutes: int
    count: int
    fitting_now: int
    fitting_then: int

    @property
    def span(self) -> str:
        """1 小时, 3 天: by how much."""
        return tell_span(self.minutes)

    @property
    def direction(self) -> str:
        """A clock that is to be put on is slow."""
        return "慢" if self.minutes > 0 else "快"

    @property
    def verb(self) -> str:
        """整批加 1 小时: what one press does."""
        return f"整批{'加' if self.minutes > 0 else '减'} {self.span}"


def tell_span(minutes: int) -> str:
    """1 小时, 3 天 2 小时, 30 分钟: without its sign."""
    days, rest = divmod(abs(minutes), _MINUTES_A_DAY)
    hours, left = divmod(rest, 60)
    parts = ((days, "天"), (hours, "小时"), (left, "分钟"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 分钟"


def propose_clocks(photos: Iterable[Photo], spans: Sequence[ItemSpan]) -> tuple[ClockProposal, ...]:
    """One for each camera whose photos mostly lie beside the schedule, and mostly in it by another time.

    The smallest change that brings most of them into it counts: whole hours, or whole days where a camera thinks that
    it is another day.
    """
    cameras: dict[CameraClock, list[Photo]] = defaultdict(list)
    for photo in photos:
        if photo.taken is not None:
            cameras[photo.clock].append(photo)
    enough = {clock: taken for clock, taken in cameras.items() if spans and len(taken) >= LEAST_PHOTOS}
    found = (_propose(clock, taken, spans) for clock, taken in enough.items())
    return tuple(proposal for proposal in found if proposal is not None)


def _propose(clock: CameraClock, photos: Sequence[Photo], spans: Sequence[ItemSpan]) -> ClockProposal | None:
    now, count = _count_fitting(photos, spans, 0), len(photos)
    if now * 100 > count * _BADLY_PERCENT:
        return None
    tried = ((minutes, _count_fitting(photos, spans, minutes)) for minutes in _candidates(photos, spans))
    minutes, then = max(tried, key=lambda pair: (pair[1], -abs(pair[0])))
    if then * 100 < count * _WELL_PERCENT:
        return None
    return ClockProposal(clock, minutes, count, fitting_now=now, fitting_then=then)


def _candidates(photos: Sequence[Photo], spans: Sequence[ItemSpan]) -> list[int]:
    """By how many minutes a clock may be wrong: some hours, or the days between its first day and the event's."""
    hours = [60 * number for number in range(-_MOST_HOURS, _MOST_HOURS + 1) if number]
    first = min(photo.taken for photo in photos if photo.taken)
    days = (spans[0].begins.date() - first.date()).days
    return hours + ([days * _MINUTES_A_DAY] if days else [])


def _count_fitting(photos: Sequence[Photo], spans: Sequence[ItemSpan], minutes: int) -> int:
    shift = timedelta(minutes=minutes)
    taken = (photo.taken + shift for photo in photos if photo.taken)
    return sum(any(span.holds(moment) for span in spans) for moment in taken)
