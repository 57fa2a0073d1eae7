"""What the page of one photo shows to whoever decides whether it may leave the house."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner import clock
from planner.days import Day
from planner.forms.photofaces import GRIDS, PLACE_FIELDS, write_percent
from planner.models import Event
from planner.people.photoconsent import PhotoConsents
from planner.permissions import Access, can_take_steps
from planner.photostates import BoxOrigin, BoxVerdict, Clearing, FaceSearch
from planner.pictures import FaceBox, FaceBoxes, Photo, PhotoAlbum
from planner.queries.photoboxes import Judgement
from planner.services.photoproposals import can_find_faces
from planner.views.photowall import Shot, draw_shot, label_day
from planner.views.places import page_url

_KINDS = {BoxVerdict.OPEN: "q", BoxVerdict.HIDDEN: "done", BoxVerdict.SHOWN: "free"}
_SEARCHES = {
    FaceSearch.NEVER: "",
    FaceSearch.WAITING: "正在找脸，找到的会标上“?”。",
    FaceSearch.DONE: "",
    FaceSearch.CAREFUL: "已经仔细找过一遍。",
    FaceSearch.FAILED: "这张找不了脸，请自己看一遍，漏的画上。",
}


class PlaceField(NamedTuple):
    """A number of the place of a box, to be typed."""

    name: str
    label: str
    value: str


class Cell(NamedTuple):
    """A cell of the grid: how the form calls it, and how it is read out."""

    value: str
    aria: str


class BoxLine(NamedTuple):
    """A box on the picture and in the list beside it. `style` says where it is, in per cent of the picture."""

    number: int
    kind: str
    label: str
    told: str
    aria: str
    style: str
    fields: tuple[PlaceField, ...]
    can_delete: bool
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class RefusedStep:
    """What was not done with the form of this request, and what was typed into the fields of one box."""

    sentence: str
    number: int = 0
    typed: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesPage:
    """One photo, its boxes, and what is known of who agrees."""

    photo: Photo
    shot: Shot
    when: str
    place: str
    before_href: str
    after_href: str
    asking: tuple[BoxLine, ...]
    hidden: tuple[BoxLine, ...]
    free: tuple[BoxLine, ...]
    search: str
    is_searching: bool
    can_search: bool
    can_clear: bool
    judgement: str
    consents: PhotoConsents
    columns: int
    cells: tuple[Cell, ...]
    finer_href: str
    refused: RefusedStep | None

    @property
    def lines(self) -> tuple[BoxLine, ...]:
        """All boxes in the order of their numbers."""
        return tuple(sorted((*self.asking, *self.hidden, *self.free)))

    @property
    def title(self) -> str:
        """What it is called."""
        return self.photo.caption or self.photo.hour or self.photo.name

    @property
    def is_judged(self) -> bool:
        """Whether somebody has said what becomes of it."""
        return self.photo.clearing is not Clearing.UNCHECKED

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return GRIDS[self.columns]

    @property
    def is_fine(self) -> bool:
        """Whether somebody asked for the finer grid."""
        return self.columns > min(GRIDS)

    @property
    def free_numbers(self) -> str:
        """1、3、5"""
        return "、".join(str(line.number) for line in self.free)

    @property
    def is_pending(self) -> bool:
        """Whether the house still works on this photo, so that the page is to be shown anew."""
        return self.is_searching or not self.photo.is_drawn


@dataclass(frozen=True, slots=True)
class KnownOfPhoto:
    """What the database says of one photo beside its row."""

    boxes: FaceBoxes
    judgement: Judgement
    search: FaceSearch
    consents: PhotoConsents


def faces_page(
    event: Event,
    access: Access,
    album: PhotoAlbum,
    photo: Photo,
    known: KnownOfPhoto,
    *,
    columns: int,
    refused: RefusedStep | None,
) -> FacesPage:
    """The page as its reader may see it."""
    keys = [found.key for found in album.ordered]
    place, shot = keys.index(photo.key), draw_shot(event.id, photo)
    asking, hidden, free = (tuple(_draw_lines(boxes, photo, refused)) for boxes in known.boxes.by_verdict)
    return FacesPage(
        photo=photo,
        shot=shot,
        when=_tell_when(photo),
        place=f"{place + 1} / {len(keys)}",
        before_href=_link(event.id, keys[place - 1 : place]),
        after_href=_link(event.id, keys[place + 1 : place + 2]),
        asking=asking,
        hidden=hidden,
        free=free,
        search=_SEARCHES[known.search],
        is_searching=known.search is FaceSearch.WAITING,
        can_search=can_find_faces(),
        can_clear=can_take_steps(access),
        judgement=_tell_judgement(known.judgement, photo),
        consents=known.consents,
        columns=columns,
        cells=tuple(_draw_cells(columns)),
        finer_href=f"{_link(event.id, [photo.key])}?grid={max(GRIDS)}#cells" if columns < max(GRIDS) else "",
        refused=refused,
    )


def _link(event_id: int, keys: Sequence[str]) -> str:
    """The page of the first of these photos; "" for none."""
    return page_url("photofaces.show", event_id=event_id, key=keys[0]) if keys else ""


def _draw_cells(columns: int) -> Iterator[Cell]:
    for row in range(GRIDS[columns]):
        for column in range(columns):
            yield Cell(f"{row}-{column}", f"第 {row + 1} 行第 {column + 1} 格")


def _tell_when(photo: Photo) -> str:
    """8月10日（周二）14:07，何同学拍"""
    moment = f"{label_day(photo.taken.date())}{photo.hour}" if photo.taken else label_day(None)
    return f"{moment}，{photo.clock.sender}传的"


def _tell_judgement(judgement: Judgement, photo: Photo) -> str:
    """周老师 8月12日 14:32 看过：可对外"""
    if judgement.at is None:
        return ""
    moment = clock.local(judgement.at)
    day = Day.of(moment.date()).label(clock.today().year).partition("（")[0]
    return f"{judgement.by or '有人'} {day} {moment:%H:%M} 看过：{photo.clearing.label}"


def _draw_lines(boxes: tuple[FaceBox, ...], photo: Photo, refused: RefusedStep | None) -> Iterator[BoxLine]:
    for box in boxes:
        typed = refused.typed if refused and refused.number == box.number else None
        told = _tell_origin(box)
        yield BoxLine(
            number=box.number,
            kind=_KINDS[box.verdict],
            label=f"{box.number} ?" if box.verdict is BoxVerdict.OPEN else str(box.number),
            told=told,
            aria=f"第 {box.number} 处：{box.verdict.label}，{told}",
            style=_place_on_page(box),
            fields=tuple(_draw_fields(box, typed or {})),
            can_delete=box.origin is BoxOrigin.DRAWN,
            is_fresh=not photo.is_drawn and box.verdict is BoxVerdict.HIDDEN,
        )


def _tell_origin(box: FaceBox) -> str:
    if box.origin is BoxOrigin.DRAWN:
        return f"{box.drawn_by}画的"
    return "找到的，还没人看过" if box.verdict is BoxVerdict.OPEN else "找到的"


def _place_on_page(box: FaceBox) -> str:
    values = (box.place.left, box.place.top, box.place.width, box.place.height)
    return ";".join(f"--{name}:{write_percent(value)}%" for name, value in zip("xywh", values, strict=True))


def _draw_fields(box: FaceBox, typed: dict[str, str]) -> Iterator[PlaceField]:
    for name, label in PLACE_FIELDS.items():
        yield PlaceField(name, label, typed.get(name, write_percent(getattr(box.place, name))))
