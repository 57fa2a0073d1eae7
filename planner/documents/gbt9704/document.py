"""The whole of an official paper: its text and its styles as one .docx."""

from collections.abc import Sequence
from functools import cache

from planner.documents.gbt9704.page import SECTION
from planner.documents.gbt9704.styles import font_table, footer, settings, styles
from planner.documents.wordpackage import W, word_file


def build_document(body: Sequence[str], *, title: str, author: str) -> bytes:
    """The paper as .docx bytes; the same body gives the same bytes."""
    return word_file("".join(body) + SECTION, _parts(), title=title, author=author)


@cache
def _parts() -> dict[str, str]:
    """The parts that are the same for every paper."""
    names = {"styles": styles(), "settings": settings(), "fontTable": font_table()}
    parts = {**names, "footer1": footer("right"), "footer2": footer("left")}
    return {name: xml.replace(">", f' xmlns:w="{W}">', 1) for name, xml in parts.items()}
