"""Posts that an event may need, proposed from its schedule and from duties that nobody has yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from planner.days import Day
from planner.dossier import Dossier, ScheduleItem

USUAL_PLACES = 2


@dataclass(frozen=True, slots=True)
class ProposedShift:
    """A stretch of time that a proposed post is to be filled."""

    day: Day | None = None
    start: time | None = None
    end: time | None = None


@dataclass(frozen=True, slots=True)
class ProposedPost:
    """A post and its shifts, with where it comes from; `values` are those of its row."""

    source: str
    values: Mapping[str, Any]
    shifts: tuple[ProposedShift, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.values["title"])


def propose_posts(dossier: Dossier) -> tuple[ProposedPost, ...]:
    """One for each duty without a name, and one for each thing on the schedule, which may recur; none that is there."""
    there = {post.title for post in dossier.posts}
    days = tuple(dict.fromkeys(item.day for item in dossier.schedule if item.day))
    found: dict[str, ProposedPost] = {}
    for duty in dossier.duties:
        if not duty.name.strip() and not duty.organisation.strip():
            values = {"title": duty.role[:60], "task": duty.task}
            found.setdefault(values["title"], ProposedPost("分工", values, tuple(ProposedShift(d) for d in days)))
    by_title: dict[str, list[ScheduleItem]] = {}
    for item in dossier.schedule:
        by_title.setdefault(item.title[:60], []).append(item)
    for title, items in by_title.items():
        shifts = tuple(_shift_of(item) for item in items)
        values = {"title": title, "task": items[0].detail, "place": items[0].place[:120]}
        found.setdefault(title, ProposedPost("日程", values, shifts))
    return tuple(post for title, post in found.items() if title and title not in there)


def _shift_of(item: ScheduleItem) -> ProposedShift:
    """The hours of an item; a shift ends on its day, so one through the night is left without an end."""
    is_of_one_day = item.start is None or item.end is None or item.end > item.start
    return ProposedShift(item.day, item.start, item.end if is_of_one_day else None)
