"""Who serves at an event, as far as the check-up must know it: no name, no phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.people.signingrules import Window
from planner.people.volunteers import MonthOfBirth, Slot, age_on


@dataclass(frozen=True, slots=True)
class PlacedHelper:
    """Somebody who has a place in a shift, named by its key; `person` tells them from the others of the event.

    Of who is not confirmed a guardian still has to say yes.
    """

    person: int
    shift: str
    is_confirmed: bool = True
    born: MonthOfBirth | None = None
    experienced: bool = False
    trained_until: date | None = None
    checked_until: date | None = None

    def is_adult_on(self, day: date, grown_up: int) -> bool:
        """Whether they are known to be of age on that day."""
        return self.born is not None and age_on(self.born, day) >= grown_up

    def is_minor_on(self, day: date, grown_up: int) -> bool:
        """Whether they are known to be under age on that day."""
        return self.born is not None and age_on(self.born, day) < grown_up


@dataclass(frozen=True, slots=True)
class Staffing:
    """Everybody who has a place, and how sign-up stands; without a `window` no volunteers are taken yet."""

    helpers: tuple[PlacedHelper, ...] = ()
    window: Window | None = None

    def of_shift(self, key: str) -> tuple[PlacedHelper, ...]:
        """Those who have a place in that shift."""
        return tuple(helper for helper in self.helpers if helper.shift == key)

    @property
    def confirmed(self) -> tuple[PlacedHelper, ...]:
        """Those who are sure to come."""
        return tuple(helper for helper in self.helpers if helper.is_confirmed)

    def gap_of(self, slot: Slot) -> int:
        """How many a shift still needs."""
        return max(slot.shift.places - len(self.of_shift(slot.key)), 0)

    def awaits_more(self, slots: Iterable[Slot]) -> bool:
        """Whether somebody may still come to these shifts: sign-up hasn't begun, or goes on with free places."""
        if self.window is None:
            return True
        return not self.window.is_closed and any(self.gap_of(slot) for slot in slots)


def count_people(helpers: Iterable[PlacedHelper]) -> int:
    """How many persons they are (人数): whoever has several shifts counts once."""
    return len({helper.person for helper in helpers})


def by_day(helpers: Iterable[PlacedHelper], slots: Sequence[Slot]) -> dict[date, list[PlacedHelper]]:
    """Who serves on which day; shifts without a day are left out."""
    days = {slot.key: slot.begins.date() for slot in slots if slot.begins}
    found: dict[date, list[PlacedHelper]] = {day: [] for day in sorted(set(days.values()))}
    for helper in helpers:
        if helper.shift in days:
            found[days[helper.shift]].append(helper)
    return found


def most_on_a_day(helpers: Iterable[PlacedHelper], slots: Sequence[Slot]) -> int:
    """How many persons serve on the day on which most do."""
    return max((count_people(of_day) for of_day in by_day(helpers, slots).values()), default=0)
