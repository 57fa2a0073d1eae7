"""The wall of an event's photos: by day, by schedule item, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from planner.photostates import Clearing
from planner.pictures.order import sort_photos
from planner.pictures.photo import Photo
from planner.pictures.spans import ItemSpan, propose_item


@dataclass(frozen=True, slots=True)
class WallSection:
    """Photos of a day that belong to one item of the schedule, or to none; `is_guess`: by the time alone."""

    photos: tuple[Photo, ...]
    item: ItemSpan | None = None
    is_guess: bool = False

    @property
    def key(self) -> str:
        """The key of its item; nothing for those that belong to none."""
        return self.item.key if self.item else ""


@dataclass(frozen=True, slots=True)
class WallDay:
    """Photos of one day; `day` is None for those that don't say when they were taken."""

    day: date | None
    sections: tuple[WallSection, ...]

    @property
    def count(self) -> int:
        """How many photos."""
        return sum(len(section.photos) for section in self.sections)

    @property
    def slug(self) -> str:
        """2027-08-09, or none: how an address calls the day."""
        return self.day.isoformat() if self.day else "none"


@dataclass(frozen=True, slots=True)
class Wall:
    """All days with photos, in their order."""

    days: tuple[WallDay, ...]

    @property
    def count(self) -> int:
        """How many photos there are."""
        return sum(day.count for day in self.days)

    def find_section(self, key: str) -> tuple[Photo, ...]:
        """The photos that one stands among; empty for a photo that isn't on the wall."""
        sections = (section for day in self.days for section in day.sections)
        return next((found.photos for found in sections if any(photo.key == key for photo in found.photos)), ())


def arrange_wall(photos: Iterable[Photo], spans: Sequence[ItemSpan], clearing: Clearing | None = None) -> Wall:
    """The wall of these photos, of one state of `clearing` only where that is said; none that was removed or can't be
    read.
    """
    shown = [photo for photo in photos if photo.is_ready and not photo.is_removed]
    wanted = [photo for photo in shown if clearing is None or photo.clearing is clearing]
    by_day = sorted(sort_photos(wanted), key=_day_order)
    days = groupby(by_day, key=lambda photo: photo.taken.date() if photo.taken else None)
    return Wall(tuple(WallDay(day, _make_sections(list(found), spans)) for day, found in days))


def _day_order(photo: Photo) -> tuple[bool, date]:
    return (photo.taken is None, photo.taken.date() if photo.taken else date.max)


def _make_sections(photos: Sequence[Photo], spans: Sequence[ItemSpan]) -> tuple[WallSection, ...]:
    """The sections of a day, in the order of their first photos."""
    items = {span.key: span for span in spans}
    sections: dict[tuple[str, bool], list[Photo]] = {}
    for photo in photos:
        known = items.get(photo.item)
        guess = None if known else propose_item(photo.taken, spans)
        found = known or guess
        sections.setdefault((found.key if found else "", guess is not None), []).append(photo)
    return tuple(
        WallSection(tuple(found), items.get(key), is_guess=is_guess) for (key, is_guess), found in sections.items()
    )
