"""The phases of an event as bars over weeks: where each starts, how long it is, where nothing is planned."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.days import Day, days_between
from planner.dossier import Phase


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """A phase with its place on the axis in percent; `gap` is the hole behind it, or None."""

    phase: Phase
    left: float
    width: float
    gap: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class PhaseAxis:
    """All bars, the labels of the weeks (text, percent) and today's place."""

    bars: tuple[PhaseBar, ...]
    weeks: tuple[tuple[str, float], ...]
    today: float | None
    week_count: float


def phase_axis(phases: tuple[Phase, ...], today: date) -> PhaseAxis | None:
    """The axis over all phases whose days are known; None when there is none."""
    dated = [(p, p.starts_on, p.ends_on or p.starts_on) for p in phases if p.starts_on]
    if not dated:
        return None
    anchor = min((s for _, s, _ in dated if s), key=lambda d: days_between(dated[0][1] or d, d))
    spans = [(p, days_between(anchor, s), days_between(anchor, e) + 1) for p, s, e in dated if s and e]
    total = max((end for _, _, end in spans), default=1)
    if total < 1:
        return None
    bars = []
    for number, (phase, start, end) in enumerate(spans):
        follower = min((s for _, s, _ in spans[number + 1 :] if s > start), default=None)
        gap = (end * 100 / total, (follower - end) * 100 / total) if follower is not None and follower > end else None
        bars.append(PhaseBar(phase, start * 100 / total, max(end - start, 1) * 100 / total, gap))
    step = 7 * max(1, round(total / 7 / 8))
    weeks = tuple((_tick(anchor, n), n * 100 / total) for n in range(0, total, step))
    now = days_between(anchor, Day.of(today)) if anchor.year else -1
    return PhaseAxis(tuple(bars), weeks, now * 100 / total if 0 <= now <= total else None, total / step)


def _tick(anchor: Day, days: int) -> str:
    there = anchor.shift(timedelta(days=days))
    return f"{there.month}/{there.day}"
