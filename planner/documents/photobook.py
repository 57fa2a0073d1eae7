"""活动相册.pdf: a cover, then the photos in their order, two wide ones or four high ones a page."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.days import Day
from planner.documents.typesetting import shorten, typeset_parts
from planner.pictures import ClearedPhoto, Photo
from planner.report.sentences import tell_days
from planner.report.story import Story

TEMPLATE = "photobook.typ"
# Raised when the same photos are printed otherwise than before.
REVISION = 2
# What is printed at 170 mm has 190 pixels an inch by it.
EDGE = 1280
# Typst holds the pixels of all photos that it prints at once: of 24 they are 120 MB.
PAGES_AT_ONCE = 6
LONGEST_CAPTION = 60
# Millimetres within the margins: a wide photo alone in its row, two high ones beside each other.
_WIDTH, _HALF, _HEIGHT, _LARGEST_COVER = 174.0, 84.0, 112.0, (174.0, 130.0)
_ROWS = 2

Read = Callable[[ClearedPhoto], bytes | None]
Row = tuple[ClearedPhoto, ...]


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page: at most two rows, of one wide photo or two high ones."""

    rows: tuple[Row, ...]


def build_photo_book(story: Story, read: Read) -> bytes:
    """The album of all photos of the story as PDF; each is read when its page is printed.

    One whose file is gone stands there with its words only. The same photos give the same bytes.
    """
    pages = arrange_pages(story.photos)
    return typeset_parts(TEMPLATE, _list_parts(story, pages, read), edge=EDGE)


def arrange_pages(photos: Sequence[ClearedPhoto]) -> tuple[BookPage, ...]:
    """The photos on pages, in their order but for a high one that waits for the next high one to stand beside."""
    rows = list(_arrange_rows(photos))
    return tuple(BookPage(tuple(rows[at : at + _ROWS])) for at in range(0, len(rows), _ROWS))


def _arrange_rows(photos: Sequence[ClearedPhoto]) -> Iterator[Row]:
    waiting: ClearedPhoto | None = None
    for each in photos:
        if not _is_high(each.photo):
            yield (each,)
        elif waiting is None:
            waiting = each
        else:
            yield (waiting, each)
            waiting = None
    if waiting is not None:
        yield (waiting,)


def _is_high(photo: Photo) -> bool:
    return photo.height > photo.width


def _list_parts(
    story: Story, pages: Sequence[BookPage], read: Read
) -> Iterator[tuple[dict[str, Any], dict[str, bytes]]]:
    """The data of some pages with the files of their photos, one part after the other."""
    total = len(pages) + 1
    cover = _choose_cover(story.photos)
    files = _read_files([cover] if cover else [], read)
    yield _lay_out(story, (), files, first=1, total=total, cover=_lay_out_cover(story, cover, files)), files
    for at in range(0, len(pages), PAGES_AT_ONCE):
        part = pages[at : at + PAGES_AT_ONCE]
        files = _read_files([each for page in part for row in page.rows for each in row], read)
        yield _lay_out(story, part, files, first=at + 2, total=total), files


def _choose_cover(photos: Sequence[ClearedPhoto]) -> ClearedPhoto | None:
    return next((each for each in photos if each.photo.is_cover), photos[0] if photos else None)


def _read_files(photos: Sequence[ClearedPhoto], read: Read) -> dict[str, bytes]:
    found = ((_name(each), read(each)) for each in photos)
    return {name: content for name, content in found if content is not None}


def _name(each: ClearedPhoto) -> str:
    return f"{each.photo.key}.jpg"


def _lay_out(
    story: Story,
    pages: Sequence[BookPage],
    files: Collection[str],
    *,
    first: int,
    total: int,
    cover: dict[str, Any] | None = None,
) -> dict[str, Any]:
    facts = story.facts
    return {
        "title": shorten(facts.title or "活动", 70),
        "short": shorten(facts.title or "活动", 36),
        "unit": shorten(facts.organisation, 40),
        "first": first,
        "total": total,
        "cover": cover,
        "pages": [[[_lay_out_photo(each, len(row), files) for each in row] for row in page.rows] for page in pages],
    }


def _lay_out_cover(story: Story, cover: ClearedPhoto | None, files: Collection[str]) -> dict[str, Any]:
    count = len(story.photos)
    note = (
        f"{count} 张照片，每一张都有人核对过可以对外。" if count else "还没有核对过可以对外的照片，所以这里没有照片。"
    )
    when = shorten("　".join(filter(None, (tell_days(story.facts), story.facts.place))), 80)
    size = _fit(cover.photo, *_LARGEST_COVER) if cover else (0.0, 0.0)
    file, alt = (_file(cover, files), cover.photo.caption) if cover else ("", "")
    return {"when": when, "note": note, "file": file, "alt": alt, "width": size[0], "height": size[1]}


def _file(each: ClearedPhoto, files: Collection[str]) -> str:
    """The name of its file; "" where that could not be read."""
    return _name(each) if _name(each) in files else ""


def _lay_out_photo(each: ClearedPhoto, in_row: int, files: Collection[str]) -> dict[str, Any]:
    photo = each.photo
    width, height = _fit(photo, _WIDTH if in_row == 1 else _HALF, _HEIGHT)
    return {
        "file": _file(each, files),
        "alt": photo.caption,
        "caption": shorten(photo.caption, LONGEST_CAPTION),
        "when": _tell_moment(photo.taken),
        "width": width,
        "height": height,
    }


def _fit(photo: Photo, width: float, height: float) -> tuple[float, float]:
    """Millimetres within that frame, in the proportion of the photo."""
    ratio = photo.width / photo.height if photo.width and photo.height else 4 / 3
    wide = min(width, height * ratio)
    return round(wide, 1), round(wide / ratio, 1)


def _tell_moment(taken: datetime | None) -> str:
    return f"{Day.of(taken.date()).short} {taken:%H:%M}" if taken else ""
