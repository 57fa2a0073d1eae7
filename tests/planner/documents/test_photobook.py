"""活动相册, read back by pypdf."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from planner.documents import photobook
from planner.documents.photobook import arrange_pages, build_photo_book
from planner.pictures import ClearedPhoto
from planner.report.story import Story
from tests.planner.documents.pdfs import A4, pages_of, sizes_of
from tests.planner.storysamples import STORY, cleared_photo, with_file


def book_of(*photos: ClearedPhoto) -> Story:
    """The story of these photos."""
    return replace(STORY, photos=photos)


def read(photo: ClearedPhoto) -> bytes | None:
    """The file of a photo; that of number 9 is gone."""
    return None if photo.photo.number == 9 else with_file(photo)[1]


BOOK = book_of(
    cleared_photo(1, caption="南门集合"),
    cleared_photo(2, is_high=True, caption="古丽·阿依和大家"),
    cleared_photo(3, is_cover=True),
    cleared_photo(4, is_high=True),
    cleared_photo(5, caption="很长的说明" * 600),
    cleared_photo(9, caption="文件不在"),
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The album of six photos."""
    return build_photo_book(BOOK, read)


@pytest.mark.parametrize(
    ("high", "rows"),
    [
        ([False, False, False], [[[0], [1]], [[2]]]),
        ([True, True, True, True, True], [[[0, 1], [2, 3]], [[4]]]),
        ([True, False, True, False], [[[1], [0, 2]], [[3]]]),
        ([], []),
    ],
)
def test_two_wide_or_four_high_photos_stand_on_a_page(high: list[bool], rows: list[list[list[int]]]) -> None:
    photos = [cleared_photo(number, is_high=is_high) for number, is_high in enumerate(high)]

    pages = arrange_pages(photos)

    assert [[[each.photo.number for each in row] for row in page.rows] for page in pages] == rows


def test_album_has_a_cover_captions_times_and_page_numbers(printed: bytes) -> None:
    cover, first, second, third = pages_of(printed)

    assert sizes_of(printed) == {A4}
    assert [words for words in ("白石镇中心小学", "看见家乡的山和水", "6张照片") if words not in cover] == []
    assert "8月10日09:01南门集合" in first
    assert "2/4" in first
    assert "8月10日09:02古丽·阿依和大家" in second
    assert "3/4" in second
    assert ("这张照片的文件不在了" in third, "4/4" in third) == (True, True)
    assert (second.count("很长的说明"), "…" in second) == (11, True)


def test_photos_are_in_it_each_once_and_the_cover_besides(printed: bytes) -> None:
    pictures = [len(page.images) for page in PdfReader(io.BytesIO(printed)).pages]

    assert pictures == [1, 2, 3, 0]


def test_same_photos_give_the_same_bytes(printed: bytes) -> None:
    assert build_photo_book(BOOK, read) == printed


def test_album_in_parts_is_one_with_pages_numbered_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photobook, "PAGES_AT_ONCE", 1)

    assert [page[-3:] for page in pages_of(build_photo_book(BOOK, read))][1:] == ["2/4", "3/4", "4/4"]


def test_album_without_photos_says_so() -> None:
    (cover,) = pages_of(build_photo_book(book_of(), read))

    assert "还没有核对过可以对外的照片" in cover
