"""What the page of photos shows: how many there are, what wants a word, the wall in pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from planner import clock
from planner.days import Day
from planner.enums import LinkPurpose
from planner.forms.photos import FAST, SLOW
from planner.intake.pictures.faults import MOST_BYTES, PictureFault
from planner.models import Event, Link, PhotoUpload
from planner.permissions import Access, can_send_photos, can_take_steps, can_work_on_event
from planner.photostates import Clearing
from planner.pictures import ClockProposal, Doubles, Photo, PhotoAlbum
from planner.queries.photos import count_sent_by_link, list_uploads
from planner.services.photolinks import find_open_links
from planner.views.pager import Pager
from planner.views.photosending import ACCEPT, RefusedFile
from planner.views.photowall import ShotDay, WallAsked, choose_sections, draw_days
from planner.views.places import page_url
from planner.views.summaryparts import SummaryPart, list_summary_parts

MOST_DOUBLES, MOST_FILES = 12, 20


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


class SentByLink(NamedTuple):
    """The link that volunteers send by: until when it is open, how many photos came from how many phones."""

    until: str
    photos: int
    phones: int


class Checking(NamedTuple):
    """How far photos have been looked at: `asked` have faces that nobody has judged, `unseen` were opened by nobody."""

    asked: int
    unseen: int
    leaving: int
    percent: int

    @property
    def rest(self) -> int:
        """How many are still to be looked at."""
        return self.asked + self.unseen


class GalleryNote(NamedTuple):
    """The public album: how many photos may be in it, and its last day where it is open."""

    leaving: int
    until: str


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

    parts: tuple[SummaryPart, ...]
    can_send: bool
    can_keep: bool
    accept: str = ACCEPT
    most_mebibytes: int = MOST_BYTES // 2**20
    ready: int
    waiting: int
    counts: Mapping[str, int]
    picked: int
    files: tuple[FileNote, ...]
    more_files: int
    refused: tuple[RefusedFile, ...]
    all_doubles: tuple[Doubles, ...]
    filters: tuple[FilterLink, ...]
    clocks: tuple[ClockNote, ...]
    has_phones: bool
    days: tuple[ShotDay, ...]
    shown: str
    back: Mapping[str, str]
    whole_href: str
    pager: Pager
    link: SentByLink | None
    checking: Checking | None
    gallery: GalleryNote | None
    removed: tuple[Photo, ...]

    @property
    def doubles(self) -> tuple[Doubles, ...]:
        """The groups that the page shows."""
        return self.all_doubles[:MOST_DOUBLES]

    @property
    def more_doubles(self) -> int:
        """How many come up once these are settled."""
        return max(len(self.all_doubles) - MOST_DOUBLES, 0)

    @property
    def to_check(self) -> int:
        """How many photos the reader is to look at one by one."""
        return self.checking.rest if self.checking else 0


def photos_page(
    event: Event, access: Access, album: PhotoAlbum, asked: WallAsked, refused: tuple[RefusedFile, ...]
) -> PhotosPage:
    """The page as its reader may see it."""
    can_keep = can_work_on_event(access)
    sections, pager = choose_sections(event, album, asked)
    days = tuple(draw_days(event, sections, asked))
    files = tuple(_list_files(event, album, can_keep=can_keep))
    links = find_open_links(event) if can_keep else {}
    return PhotosPage(
        parts=list_summary_parts(event.id, access, "photos", len(album.photos)),
        can_send=can_send_photos(access),
        can_keep=can_keep,
        ready=len(album.ready),
        waiting=len(album.waiting),
        counts={state.value: album.by_clearing[state] for state in Clearing},
        picked=len(album.picked),
        files=files[:MOST_FILES],
        more_files=max(len(files) - MOST_FILES, 0),
        refused=refused,
        all_doubles=album.doubles if can_keep else (),
        filters=_list_filters(event, album, asked),
        clocks=_list_clocks(album) if can_keep else (),
        has_phones=bool(album.clocks),
        days=days,
        shown=",".join(shot.key for day in days for section in day.sections for shot in section.shots),
        back=asked.address,
        whole_href=page_url("photos.show", event_id=event.id) if asked.day else "",
        pager=pager,
        link=_draw_link(event, links.get(LinkPurpose.PHOTOS)),
        checking=_count_checked(album) if can_keep and album.ready else None,
        gallery=_draw_gallery(links.get(LinkPurpose.GALLERY), album) if can_take_steps(access) else None,
        removed=album.removed if can_keep else (),
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
        if photo.fault != PictureFault.NO_READER:
            remove, label = photo.key if can_keep else "", PictureFault(photo.fault).label
            yield FileNote(photo.name, photo.clock.sender, label, photo.sentence, remove=remove)
    # A whole phone of them is one thing to say.
    unread = [photo for photo in album.unreadable if photo.fault == PictureFault.NO_READER]
    if unread:
        yield FileNote(f"{len(unread)} 张 HEIC", "", PictureFault.NO_READER.label, unread[0].sentence)


def _tell_rest(upload: PhotoUpload) -> str:
    return f"到了 {_percent(upload)}%。从同一部手机再选一次，会接着传。"


def _percent(upload: PhotoUpload) -> int:
    return upload.received * 100 // upload.size


def _count_checked(album: PhotoAlbum) -> Checking:
    unchecked = [photo for photo in album.ready if photo.clearing is Clearing.UNCHECKED]
    asked = sum(photo.undecided > 0 for photo in unchecked)
    percent = 100 - 100 * len(unchecked) // len(album.ready)
    return Checking(asked, len(unchecked) - asked, len(album.leaving), percent)


def _draw_link(event: Event, link: Link | None) -> SentByLink | None:
    if link is None:
        return None
    photos, phones = count_sent_by_link(event.id, link.id)
    return SentByLink(Day.of(link.ends_on).label(clock.today().year), photos, phones)


def _draw_gallery(link: Link | None, album: PhotoAlbum) -> GalleryNote:
    return GalleryNote(len(album.leaving), Day.of(link.ends_on).label(clock.today().year) if link else "")
