"""The wall of photos as a page shows it: which part is asked for, days, items and photos, cut into pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from planner import clock
from planner.days import Day
from planner.models import Event
from planner.paging import read_page
from planner.photostates import Clearing
from planner.pictures import Photo, PhotoAlbum, WallDay, WallSection, arrange_wall
from planner.views.pager import Pager, read_pager
from planner.views.places import page_url

# Of each item the first ones; a whole day by itself.
SHOWN_AT_FIRST, MOST_ON_A_PAGE = 4, 40
_TONES = {Clearing.CLEARED: "ok", Clearing.UNCHECKED: "todo", Clearing.INSIDE: "no"}
_ICONS = {Clearing.CLEARED: "check-circle-fill", Clearing.UNCHECKED: "circle-half", Clearing.INSIDE: "lock"}


@dataclass(frozen=True, slots=True)
class WallAsked:
    """Which part of the wall an address asks for: photos of one state, one day, a page."""

    clearing: Clearing | None = None
    day: str = ""
    page: int = 1

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> "WallAsked":
        """What the address says; what it says wrong is left out."""
        wanted = args.get("show", "")
        clearing = next((state for state in Clearing if state.value == wanted), None)
        return cls(clearing, args.get("day", "")[:10], read_page(args.get("page")))

    @property
    def address(self) -> dict[str, str]:
        """The same as it stands in an address."""
        parts = {
            "show": self.clearing.value if self.clearing else "",
            "day": self.day,
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: text for name, text in parts.items() if text}


class Shot(NamedTuple):
    """A photo on the wall."""

    key: str
    href: str
    source: str
    large: str
    title: str
    is_picked: bool
    is_cover: bool
    tone: str
    icon: str
    label: str


class ShotSection(NamedTuple):
    """Photos of one item on the wall; `guess` confirms what their time says, `rest` of them are not shown here."""

    title: str
    hours: str
    size: int
    shots: tuple[Shot, ...]
    rest: int
    day_href: str
    guess: str
    arrange_href: str


class ShotDay(NamedTuple):
    """A day on the wall, and how many photos it has in all."""

    label: str
    size: int
    sections: tuple[ShotSection, ...]


Piece = tuple[WallDay, WallSection, Sequence[Photo]]


def choose_sections(event: Event, album: PhotoAlbum, asked: WallAsked) -> tuple[list[Piece], Pager]:
    """What of the wall is shown, cut into pages: of each item its first photos, or all of one day."""
    wall = arrange_wall(album.photos, album.spans, asked.clearing) if asked.clearing else album.wall
    pieces: list[Piece] = [
        (day, section, section.photos if asked.day else _first_of(section.photos))
        for day in wall.days
        if asked.day in ("", day.slug)
        for section in day.sections
    ]
    pages = _paginate(pieces)
    pager = read_pager(len(pages), 1, path=page_url("photos.show", event_id=event.id), anchor="wall")
    return pages[pager.page - 1], pager


def _first_of(photos: Sequence[Photo]) -> Sequence[Photo]:
    """All where they fit; else one fewer, with a tile that leads to the rest."""
    return photos if len(photos) <= SHOWN_AT_FIRST else photos[: SHOWN_AT_FIRST - 1]


def _paginate(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Full pages, each of `MOST_ON_A_PAGE` photos; heads of day and item repeat where a page begins within them."""
    pages: list[list[Piece]] = [[]]
    room = MOST_ON_A_PAGE
    for day, section, photos in pieces:
        start = 0
        while start < len(photos):
            if not room:
                pages.append([])
                room = MOST_ON_A_PAGE
            part = photos[start : start + room]
            pages[-1].append((day, section, part))
            start, room = start + len(part), room - len(part)
    return pages


def draw_days(event: Event, pieces: Sequence[Piece], asked: WallAsked) -> Iterator[ShotDay]:
    days: dict[str, tuple[WallDay, list[ShotSection]]] = {}
    for day, section, photos in pieces:
        drawn = days.setdefault(day.slug, (day, []))[1]
        drawn.append(_draw_section(event, day, section, photos, asked))
    for day, sections in days.values():
        yield ShotDay(label_day(day.day), day.count, tuple(sections))


def label_day(day: date | None) -> str:
    """8月9日（周一）; the year where it is not this one."""
    return Day.of(day).label(clock.today().year) if day else "没有拍摄时间"


def _draw_section(
    event: Event, day: WallDay, section: WallSection, photos: Sequence[Photo], asked: WallAsked
) -> ShotSection:
    rest = 0 if asked.day else len(section.photos) - len(photos)
    values = asked.address | {"day": day.slug, "page": ""}
    return ShotSection(
        title=section.item.title if section.item else "",
        hours=section.item.hours if section.item else "",
        size=len(section.photos),
        shots=tuple(draw_shot(event.id, photo) for photo in photos),
        rest=rest,
        day_href=page_url("photos.show", event_id=event.id, **{name: text for name, text in values.items() if text}),
        guess=f"{day.slug}/{section.key}" if section.is_guess else "",
        arrange_href=page_url("onephoto.arrange", event_id=event.id, day=day.slug),
    )


def draw_shot(event_id: int, photo: Photo) -> Shot:
    """A photo as it hangs on the wall."""
    state = photo.clearing
    href = f"/events/{event_id}/photos/{photo.key}"
    # Copies that hide something else have another address: no browser shows one that it kept.
    drawn = f"?v={photo.drawn_number}" if photo.drawn_number else ""
    return Shot(
        photo.key,
        href,
        f"{href}/400{drawn}",
        f"{href}/1600{drawn}",
        photo.title,
        photo.is_picked,
        photo.is_cover,
        _TONES[state],
        _ICONS[state],
        _tell_state(photo),
    )


def _tell_state(photo: Photo) -> str:
    """可对外，遮了 3 处; 2 处没定; 没核对"""
    if photo.clearing is Clearing.UNCHECKED and photo.undecided:
        return f"{photo.undecided} 处没定"
    if photo.clearing is not Clearing.CLEARED:
        return photo.clearing.label
    hidden = f"，遮了 {photo.hidden} 处" if photo.hidden else ""
    return f"{photo.clearing.label}{hidden}{'' if photo.is_drawn else '，正在遮'}"
