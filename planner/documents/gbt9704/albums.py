"""Photos of an official paper: two a row, each with its caption below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.gbt9704.page import TEXT_WIDTH
from planner.documents.gbt9704.paragraphs import small_line, table_gap
from planner.documents.gbt9704.pictures import Album, measure_picture, picture_line
from planner.documents.gbt9704.tables import begin_table, table_row

_COLUMN = TEXT_WIDTH // 2
# 63 × 48 mm: three rows have room on a page, below the title too. Upright photos are no higher, so that a row looks
# alike; where both of it stand upright they have the room that they need. One alone is larger.
_WIDTH = 3600
_LOW, _HIGH = _WIDTH * 3 // 4, _WIDTH * 4 // 3
_ALONE = TEXT_WIDTH * 3 // 4


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """A photo as PNG or JPEG, the words below it, and what is on it for those who cannot see it."""

    content: bytes
    caption: str
    alt: str

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        size = measure_picture(self.content)
        return size.height > size.width


def photo_grid(album: Album, photos: Sequence[AlbumPhoto]) -> str:
    """The photos in their order, put into the album: two a row, the last of an odd number in the middle.

    A photo and its caption stay on one page. Raises ValueError for bytes that are neither a PNG nor a JPEG.
    """
    if len(photos) == 1:
        rows = [_cell(album, photos[0], TEXT_WIDTH, _ALONE, _ALONE)]
    else:
        rows = [_row(album, photos[at : at + 2]) for at in range(0, len(photos), 2)]
    columns = begin_table([_COLUMN, _COLUMN], borders="")
    return f"{table_gap(keep=True)}{columns}{''.join(table_row(0, row) for row in rows)}</w:tbl>{table_gap()}"


def _row(album: Album, photos: Sequence[AlbumPhoto]) -> str:
    height = _HIGH if all(photo.is_upright for photo in photos) else _LOW
    cell_width = _COLUMN * 2 // len(photos)
    return "".join(_cell(album, photo, cell_width, _WIDTH, height) for photo in photos)


def _cell(album: Album, photo: AlbumPhoto, cell_width: int, width: int, height: int) -> str:
    spanned = '<w:gridSpan w:val="2"/>' if cell_width > _COLUMN else ""
    picture = picture_line(album.picture(photo.content, width=width, height=height, alt=photo.alt), keep=True)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{cell_width}" w:type="dxa"/>{spanned}<w:vAlign w:val="top"/></w:tcPr>'
        f"{picture}{small_line(photo.caption, align='center')}</w:tc>"
    )
