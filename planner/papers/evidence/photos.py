"""The photos of a set: large copies in the order in which they were taken, and what stands under them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from planner.documents.photo_captions import CaptionLine, build_captions
from planner.evidence import EvidencePart, SetFile, number_files
from planner.papers.evidence.source import Found, SetSource, lack
from planner.photostates import Clearing, may_leave
from planner.pictures import Photo, PhotoAlbum
from planner.queries.photos import current_album, list_large_copies

_PART = EvidencePart.PHOTOS
_LEFT_OUT = {Clearing.UNCHECKED: "没有核对", Clearing.INSIDE: "只留校内"}


def collect_photos(source: SetSource) -> Iterator[Found]:
    """The photos that may leave the house, all where that was asked for: never the files that came from the phones."""
    album = current_album(source.event, source.dossier)
    ordered = sorted(album.ready, key=lambda photo: (photo.order, photo.number))
    # Whoever takes all of them still takes none that does not hide yet what is to be hidden.
    chosen = [photo for photo in ordered if may_leave(photo) or (source.takes_unchecked and photo.is_drawn)]
    copies = list_large_copies([photo.number for photo in chosen])
    packed = [photo for photo in chosen if photo.number in copies]
    names = number_files(f"{_name_photo(source, photo)}.jpg" for photo in packed)
    if packed:
        yield SetFile(part=_PART, name="照片说明.docx", content=_list_captions(source, album, packed, names))
    for photo, name in zip(packed, names, strict=True):
        yield SetFile(part=_PART, name=name, sha256=copies[photo.number])
    yield from _tell_missing(source, album)


def _name_photo(source: SetSource, photo: Photo) -> str:
    """08.41 南门集合; what a phone called the file says nothing, or whose it is."""
    return " ".join(filter(None, (photo.hour.replace(":", "."), source.hide(photo.caption)))) or "照片"


def _list_captions(source: SetSource, album: PhotoAlbum, packed: Sequence[Photo], names: Sequence[str]) -> bytes:
    items = {span.key: span.title for span in album.spans}
    lines = [
        CaptionLine(
            name=name,
            taken=f"{photo.taken:%Y-%m-%d %H:%M}" if photo.taken else "",
            item=items.get(photo.item, ""),
            caption=source.hide(photo.caption),
        )
        for photo, name in zip(packed, names, strict=True)
    ]
    return build_captions(source.event.title, lines, unit=source.unit)


def _tell_missing(source: SetSource, album: PhotoAlbum) -> Iterator[Found]:
    if not album.photos:
        yield lack(_PART, "没有照片：没有人传过")
    counts = Counter() if source.takes_unchecked else album.by_clearing
    for clearing, words in _LEFT_OUT.items():
        if counts[clearing]:
            yield lack(_PART, f"有 {counts[clearing]} 张{words}，没有放进来")
    waiting = len(album.waiting) + sum(not photo.is_drawn for photo in album.ready)
    if waiting:
        yield lack(_PART, f"有 {waiting} 张还在处理，没有放进来")
    if album.unreadable:
        yield lack(_PART, f"有 {len(album.unreadable)} 张打不开，没有放进来")
