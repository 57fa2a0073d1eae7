"""Reading the pages of the money overview."""

import html
import re

from tests.planner.markup import squeeze

ROOT = "/finance/overview"


def links(page: str) -> list[tuple[str, str]]:
    """Address and text of each figure of the table."""
    found = re.findall(r'<a class="fig[^"]*" href="([^"]+)"[^>]*>([^<]+)</a>', squeeze(page))
    return [(html.unescape(href), text) for href, text in found]


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.+?)</h1>", page)
    assert found
    return found[1]
