"""What the page of one photo shows to whoever decides whether it may leave the house."""

from collections.abc import Iterator
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
class Refused:
    """What was not done with the form of this request, and what was typed into the fields of one box."""

    sentence: str
    number: int = 0
    typed: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesPage:
    """One photo, its boxes, and what is known of who agrees."""

    photo: Photo
    shot: Shot
    title: str
    when: str
    place: str
    source: str
    before_href: str
    after_href: str
    asking: tuple[BoxLine, ...]
    hidden: tuple[BoxLine, ...]
    free: tuple[BoxLine, ...]
    search: str
    is_searching: bool
    can_search: bool
    can_clear: bool
    is_judged: bool
    judgement: str
    consents: PhotoConsents
    columns: int
    rows: int
    finer_href: str
    refused: Refused | None

    @property
    def lines(self) -> tuple[BoxLine, ...]:
        """All boxes in the order of their numbers."""
        return tuple(sorted((*self.asking, *self.hidden, *self.free)))

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
    refused: Refused | None,
) -> FacesPage:
    """The page as its reader may see it."""
    keys = [found.key for found in album.ordered]
    boxes, shot = known.boxes, draw_shot(event.id, photo)
    here = page_url("photofaces.show", event_id=event.id, key=photo.key)
    return FacesPage(
        photo=photo,
        shot=shot,
        title=photo.caption or photo.hour or photo.name,
        when=_tell_when(photo),
        place=f"{keys.index(photo.key) + 1} / {len(keys)}",
        source=shot.large,
        before_href=_neighbour(event.id, keys, photo.key, -1),
        after_href=_neighbour(event.id, keys, photo.key, 1),
        asking=tuple(_draw_lines(boxes.undecided, photo, refused)),
        hidden=tuple(_draw_lines(boxes.hidden, photo, refused)),
        free=tuple(_draw_lines(boxes.shown, photo, refused)),
        search=_SEARCHES[known.search],
        is_searching=known.search is FaceSearch.WAITING,
        can_search=can_find_faces(),
        can_clear=can_take_steps(access),
        is_judged=photo.clearing is not Clearing.UNCHECKED,
        judgement=_tell_judgement(known.judgement, photo),
        consents=known.consents,
        columns=columns,
        rows=GRIDS[columns],
        finer_href=f"{here}?grid={max(GRIDS)}#cells" if columns < max(GRIDS) else "",
        refused=refused,
    )


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


def _neighbour(event_id: int, keys: list[str], key: str, by: int) -> str:
    place = keys.index(key) + by
    return page_url("photofaces.show", event_id=event_id, key=keys[place]) if 0 <= place < len(keys) else ""


def _draw_lines(boxes: tuple[FaceBox, ...], photo: Photo, refused: Refused | None) -> Iterator[BoxLine]:
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
