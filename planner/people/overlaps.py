"""Who is wanted in two places at once: shifts, duties and items of a schedule, at one event or at several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from budgets.persons import plain_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """Somebody who is wanted from `begins` to `ends`, in Shanghai.

    `phone` is the blind index of their number. A shift has its key `shift` and the id of its `sign_up`. `duty` is the
    key of a duty, or of the one that leads the post of a shift. `is_vague` where only the days of its event are known.
    """

    name: str
    phone: str | None
    event_id: int
    event: str
    what: str
    begins: datetime
    ends: datetime
    shift: str = ""
    sign_up: int = 0
    duty: str = ""
    is_vague: bool = False


@dataclass(frozen=True, slots=True)
class Overlap:
    """A shift and what else the same person is wanted for then; only `is_sure` where name and number say so."""

    one: Engagement
    other: Engagement
    is_sure: bool


def find_overlaps(shifts: Sequence[Engagement], others: Iterable[Engagement]) -> list[Overlap]:
    """Every pair of one of these shifts and something else at the same time, each once; touching ends don't overlap."""
    engagements = (*shifts, *others)
    found: dict[tuple[int, int | str], Overlap] = {}
    for place, other_place in sorted(_pairs_at_one_time(engagements)):
        one, other = engagements[place], engagements[other_place]
        if place < len(shifts) and _is_another(one, other):
            overlap = Overlap(one, other, is_same_for_sure(one, other) and not other.is_vague)
            found.setdefault(_pair(one, other), overlap)
    return list(found.values())


def _pairs_at_one_time(engagements: Sequence[Engagement]) -> set[tuple[int, int]]:
    """What one person, by number or by name, is wanted for at the same time: places in the list, the lower one first.

    Each is held only against what begins before it ends, so that a common name costs little.
    """
    by_person: dict[str, list[int]] = {}
    for place in sorted(range(len(engagements)), key=lambda place: engagements[place].begins):
        for key in _keys(engagements[place]):
            by_person.setdefault(key, []).append(place)
    found: set[tuple[int, int]] = set()
    for places in by_person.values():
        for number, place in enumerate(places):
            for later in islice(places, number + 1, None):
                if engagements[later].begins >= engagements[place].ends:
                    break
                found.add((min(place, later), max(place, later)))
    return found


def _is_another(one: Engagement, other: Engagement) -> bool:
    """Whether it is something else: who leads a post as their duty is not in the way of themselves."""
    leads = bool(one.duty) and (one.event_id, one.duty) == (other.event_id, other.duty) and not other.sign_up
    return other.sign_up != one.sign_up and not leads


def is_same_for_sure(one: Engagement, other: Engagement) -> bool:
    """Whether both have one name and one number; either alone is borne by several people."""
    return one.phone is not None and one.phone == other.phone and plain_person(one.name) == plain_person(other.name)


def _keys(engagement: Engagement) -> list[str]:
    """By what somebody is found: the number, the name."""
    name = plain_person(engagement.name)
    return [f"phone {engagement.phone}"] * (engagement.phone is not None) + [f"name {name}"] * bool(name)


def _pair(one: Engagement, other: Engagement) -> tuple[int, int | str]:
    """The same for both orders of two shifts; of a duty one item of the schedule each."""
    if other.sign_up:
        return min(one.sign_up, other.sign_up), max(one.sign_up, other.sign_up)
    return one.sign_up, f"{other.event_id} {other.what} {other.begins}"
