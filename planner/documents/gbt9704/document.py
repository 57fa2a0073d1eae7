"""The whole of an official paper: its text, its styles and its pictures as one .docx."""

from collections.abc import Sequence
from functools import cache

from planner.documents.gbt9704.page import SECTION
from planner.documents.gbt9704.pictures import Album
from planner.documents.gbt9704.styles import font_table, footer, settings, styles
from planner.documents.wordpackage import W, word_file


def build_document(body: Sequence[str], *, title: str, author: str, album: Album | None = None) -> bytes:
    """The paper as .docx bytes, with the pictures of the album that its body was made with.

    The same body and pictures give the same bytes.
    """
    media = album.media if album else {}
    return word_file("".join(body) + SECTION, _parts(), title=title, author=author, media=media)


@cache
def _parts() -> dict[str, str]:
    """The parts that are the same for every paper."""
    names = {"styles": styles(), "settings": settings(), "fontTable": font_table()}
    parts = {**names, "footer1": footer("right"), "footer2": footer("left")}
    return {name: xml.replace(">", f' xmlns:w="{W}">', 1) for name, xml in parts.items()}
