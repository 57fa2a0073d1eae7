"""What the page of photos shows: how many there are, what wants a word, the wall in pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from planner import clock
from planner.days import Day
from planner.forms.photos import FAST, SLOW
from planner.intake.pictures.faults import MOST_BYTES, PictureFault
from planner.models import Event, PhotoUpload
from planner.paging import read_page
from planner.permissions import Access, can_send_photos, can_work_on_event
from planner.photostates import Clearing
from planner.pictures import ClockProposal, Doubles, Photo, PhotoAlbum, WallDay, WallSection, arrange_wall
from planner.queries.photos import count_sent_by_link, list_uploads
from planner.services.photolinks import find_photo_link
from planner.services.photos import MOST_PHOTOS
from planner.views.pager import Pager, read_pager
from planner.views.photosending import ACCEPT, RefusedFile
from planner.views.places import page_url

# Of each item the first ones; a whole day by itself.
SHOWN_AT_FIRST, MOST_ON_A_PAGE = 4, 40
MOST_DOUBLES = 12
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


class FilterLink(NamedTuple):
    """A choice of photos: 没核对 9."""

    label: str
    href: str
    is_current: bool


class FileNote(NamedTuple):
    """A file that wants a word; with a `key` it can be put away, `percent` says how far one has come."""

    name: str
    sender: str
    label: str
    sentence: str
    percent: int | None = None
    drop: str = ""
    remove: str = ""


class Shot(NamedTuple):
    """A photo on the wall."""

    key: str
    href: str
    source: str
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
    count: int
    shots: tuple[Shot, ...]
    rest: int
    day_href: str
    guess: str
    arrange_href: str


class ShotDay(NamedTuple):
    """A day on the wall."""

    label: str
    count: int
    sections: tuple[ShotSection, ...]


class SentByLink(NamedTuple):
    """The link that volunteers send by: until when it is open, how many photos came from how many phones."""

    until: str
    photos: int
    phones: int


class ClockNote(NamedTuple):
    """A phone whose clock seems to be wrong; `number` stands for it among all."""

    proposal: ClockProposal
    number: int
    hours: int
    days: int
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosPage:
    """The photos of an event for one reader."""

    can_send: bool
    can_keep: bool
    accept: str
    most: int
    most_mebibytes: int
    most_pixels: int
    ready: int
    waiting: int
    counts: Mapping[str, int]
    picked: int
    files: tuple[FileNote, ...]
    refused: tuple[RefusedFile, ...]
    doubles: tuple[Doubles, ...]
    more_doubles: int
    filters: tuple[FilterLink, ...]
    clocks: tuple[ClockNote, ...]
    has_phones: bool
    days: tuple[ShotDay, ...]
    shown: str
    back: Mapping[str, str]
    whole_href: str
    pager: Pager
    link: SentByLink | None
    removed: tuple[Photo, ...]


def photos_page(
    event: Event, access: Access, album: PhotoAlbum, asked: WallAsked, refused: tuple[RefusedFile, ...]
) -> PhotosPage:
    """The page as its reader may see it."""
    can_keep = can_work_on_event(access)
    sections, pager = _choose_sections(event, album, asked)
    days = tuple(_draw_days(event, sections, asked))
    doubles = album.doubles if can_keep else ()
    return PhotosPage(
        can_send=can_send_photos(access),
        can_keep=can_keep,
        accept=ACCEPT,
        most=MOST_PHOTOS,
        most_mebibytes=MOST_BYTES // 2**20,
        most_pixels=6000,
        ready=len(album.ready),
        waiting=len(album.waiting),
        counts={state.value: album.by_clearing[state] for state in Clearing},
        picked=len(album.picked),
        files=tuple(_list_files(event, album, can_keep=can_keep)),
        refused=refused,
        doubles=doubles[:MOST_DOUBLES],
        more_doubles=max(len(doubles) - MOST_DOUBLES, 0),
        filters=_list_filters(event, album, asked),
        clocks=_list_clocks(album) if can_keep else (),
        has_phones=bool(album.clocks),
        days=days,
        shown=",".join(shot.key for day in days for section in day.sections for shot in section.shots),
        back=asked.address,
        whole_href=page_url("photos.show", event_id=event.id) if asked.day else "",
        pager=pager,
        link=_find_link(event) if can_keep else None,
        removed=album.removed if can_keep else (),
    )


Piece = tuple[WallDay, WallSection, Sequence[Photo]]


def _choose_sections(event: Event, album: PhotoAlbum, asked: WallAsked) -> tuple[list[Piece], Pager]:
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


def _draw_days(event: Event, pieces: Sequence[Piece], asked: WallAsked) -> Iterator[ShotDay]:
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
        count=len(section.photos),
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
    return Shot(
        photo.key,
        href,
        f"{href}/400",
        photo.title,
        photo.is_picked,
        photo.is_cover,
        _TONES[state],
        _ICONS[state],
        state.label,
    )


def _list_filters(event: Event, album: PhotoAlbum, asked: WallAsked) -> tuple[FilterLink, ...]:
    """All, and those of each state."""
    order = (None, Clearing.UNCHECKED, Clearing.CLEARED, Clearing.INSIDE)
    return tuple(
        FilterLink(
            f"{state.label if state else '全部'} {album.by_clearing[state] if state else len(album.ready)}",
            page_url("photos.show", event_id=event.id, **WallAsked(state).address),
            asked.clearing is state and not asked.day,
        )
        for state in order
    )


def _list_clocks(album: PhotoAlbum) -> tuple[ClockNote, ...]:
    numbers = {phone: number for number, phone in enumerate(album.clocks)}
    notes = []
    for proposal in album.clock_proposals:
        days, minutes = divmod(abs(proposal.minutes), 24 * 60)
        direction = SLOW if proposal.minutes > 0 else FAST
        notes.append(ClockNote(proposal, numbers[proposal.clock], minutes // 60, days, direction))
    return tuple(notes)


def list_phones(album: PhotoAlbum) -> list[tuple[str, str]]:
    """The cameras that have told a time, by their number."""
    return [(str(number), phone.label) for number, phone in enumerate(album.clocks)]


def _list_files(event: Event, album: PhotoAlbum, *, can_keep: bool) -> Iterator[FileNote]:
    """What is on its way, what was refused, and what could not be read."""
    for upload in list_uploads(event.id):
        drop = page_url("photos.drop", event_id=event.id, upload=upload.key) if can_keep else ""
        if upload.fault:
            yield FileNote(upload.filename, "", PictureFault(upload.fault).label, upload.sentence, drop=drop)
        else:
            yield FileNote(upload.filename, upload.sender, "没传完", _tell_rest(upload), _percent(upload), drop)
    for photo in album.unreadable:
        remove = photo.key if can_keep else ""
        yield FileNote(photo.name, photo.clock.sender, PictureFault(photo.fault).label, photo.sentence, remove=remove)


def _tell_rest(upload: PhotoUpload) -> str:
    return f"到了 {_percent(upload)}%。从同一部手机再选一次，会接着传。"


def _percent(upload: PhotoUpload) -> int:
    return upload.received * 100 // upload.size


def _find_link(event: Event) -> SentByLink | None:
    link = find_photo_link(event)
    if link is None:
        return None
    photos, phones = count_sent_by_link(link.id)
    return SentByLink(f"{Day.of(link.ends_on).label(clock.today().year)}", photos, phones)
