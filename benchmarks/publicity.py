"""Papers for outside: a long picture with nine photos, an album of 200, with the memory that printing takes."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from benchmarks.photos import draw_photo
from planner.days import Day
from planner.documents.longpicture import MOST_PHOTOS, draw_long_picture
from planner.documents.photobook import build_photo_book
from planner.dossier import Facts
from planner.pictures import CameraClock, ClearedPhoto, Photo
from planner.report.story import Story

Row = tuple[str, str, str, bool]
PHOTOS, DRAWN = 200, 8
PICTURE_SECONDS, BOOK_SECONDS, BOOK_MEBIBYTES, MOST_MEMORY = 2.0, 30.0, 60, 400
LARGE_COPY = (1600, 1200)
FIRST = datetime.fromisoformat("2027-08-09T08:00")
FACTS = Facts(
    title="看见家乡的山和水",
    starts_on=Day.of(date(2027, 8, 9)),
    ends_on=Day.of(date(2027, 8, 11)),
    place="县地质公园",
    organisation="白石镇中心小学",
)


def measure() -> list[Row]:
    """Rows of name, figure, limit, kept; photos are copies as the store keeps them, every third of them upright."""
    files = [draw_photo(number, _sides(number)) for number in range(DRAWN * 3)]
    photos = tuple(map(_photo, range(PHOTOS)))
    told = tuple(f"第 {number} 站，孩子们听讲解员讲石头，自己量了水温，记在手册里。" for number in range(12))
    story = Story(facts=FACTS, lead=("29 名孩子参加。",), sentences=told, photos=photos)
    return [_measure_picture(story, files), *_measure_book(story, files)]


def _measure_picture(story: Story, files: list[bytes]) -> Row:
    shown, best = [(each, files[each.photo.number]) for each in story.photos[:MOST_PHOTOS]], float("inf")
    for _ in range(3):
        start = time.perf_counter()
        draw_long_picture(story, shown)
        best = min(best, time.perf_counter() - start)
    name = f"long picture with {MOST_PHOTOS} photos"
    return name, f"{best:.2f} s", f"≤ {PICTURE_SECONDS} s", best <= PICTURE_SECONDS


def _measure_book(story: Story, files: list[bytes]) -> Iterator[Row]:
    """The processor time and the memory of the press that prints it, which ends with it."""
    with _children() as used:
        size = len(build_photo_book(story, lambda each: files[each.photo.number % len(files)])) / 2**20
    seconds, memory = used
    name = f"album of {PHOTOS} photos"
    yield name, f"{seconds:.1f} s of a core", f"≤ {BOOK_SECONDS:.0f} s", seconds <= BOOK_SECONDS
    yield f"{name}, its size", f"{size:.1f} MB", f"≤ {BOOK_MEBIBYTES} MB", size <= BOOK_MEBIBYTES
    yield f"{name}, memory of its press", f"{memory:.0f} MiB", f"≤ {MOST_MEMORY} MiB", memory <= MOST_MEMORY


@contextmanager
def _children() -> Iterator[list[float]]:
    """Seconds of a core, and the most MiB, of the processes that end in between."""
    used: list[float] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield used
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used += [after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, after.ru_maxrss / 1024]


def _sides(number: int) -> tuple[int, int]:
    return LARGE_COPY if number % 3 else (LARGE_COPY[1], LARGE_COPY[0])


def _photo(number: int) -> ClearedPhoto:
    width, height = _sides(number)
    taken = FIRST + timedelta(minutes=number)
    photo = Photo(
        key=f"p{number}",
        number=number,
        name=f"IMG_{number}.jpg",
        sha256="",
        size=1,
        arrived=taken,
        clock=CameraClock("u1", "周老师", ""),
        taken=taken,
        width=width,
        height=height,
        caption=f"第 {number} 站" if number % 2 else "",
    )
    return ClearedPhoto(photo, "")
