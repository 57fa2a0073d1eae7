"""招募海报: one layout as A4 to print and as a picture for the chat."""

import re
from typing import Any

from planner.documents.qrcodes import make_qr
from planner.documents.typesetting import draw_page, ems, make_printable, shorten, typeset
from planner.people.poster import Poster, PosterPost

TEMPLATE = "poster.typ"
PICTURE_WIDTH = 1080
# Inches of the width of A4.
_A4_WIDTH = 210 / 25.4
# Millimetres: the title at its largest, the room left of the sun, the smallest that is read from two metres.
LARGEST, ROOM, SMALLEST = 18.0, 140.0, 9.0
MOST_TITLE_LINES = 5
LONGEST_TITLE = 70
LONGEST_ADDRESS = 48
# A title breaks rather behind these, as if the halves were so much more alike.
_GOOD_ENDS = {"，": 4, "、": 4, "：": 5, "。": 4, "！": 4, "—": 3, "》": 3, "”": 3, " ": 4, "的": 3, "·": 2}
_GOOD_WORDS = ("活动", "行动", "主题", "实践", "招募", "志愿者")
_NEVER_FIRST = frozenset("，、：。！？；》”）…—·,.!?)")
_ONE_PIECE = re.compile(r"[A-Za-z0-9.:/-]{2}")


def build_poster(poster: Poster) -> bytes:
    """The poster as PDF, one page A4. The same data gives the same bytes; user text is printed as it stands."""
    return typeset(TEMPLATE, _data(poster))


def draw_poster(poster: Poster) -> bytes:
    """The same sheet as PNG, 1080 pixels wide, for a group chat."""
    return draw_page(TEMPLATE, _data(poster), ppi=PICTURE_WIDTH / _A4_WIDTH)


def break_title(title: str) -> tuple[list[str], float]:
    """The lines of a title and their size in mm: one line if it is short, two by sense, then a size down.

    Where two lines would be too small to read, as many as are needed, at most five.
    """
    plain = shorten(str(make_printable(title)).replace("\u200b", ""), LONGEST_TITLE)
    if "\n" in plain:
        lines = [line for line in plain.split("\n") if line][:MOST_TITLE_LINES]
    elif ems(plain) * LARGEST <= ROOM * 0.78:
        lines = [plain]
    else:
        lines = _halve(plain)
    widest = max(map(ems, lines), default=1.0) or 1.0
    if ROOM / widest < SMALLEST:
        return _fill(plain), SMALLEST
    return lines, round(min(LARGEST, ROOM / widest), 2)


def _halve(text: str) -> list[str]:
    """In two by sense: near the middle, behind a sign or 的 rather than within a word."""
    places = [at for at in range(1, len(text)) if _may_break(text, at)]
    if not places:
        return [text]
    at = min(places, key=lambda at: abs(ems(text[:at]) - ems(text[at:])) - _how_good(text[:at]))
    return [text[:at].strip(), text[at:].strip()]


def _how_good(line: str) -> int:
    return _GOOD_ENDS.get(line[-1], 3 if line.endswith(_GOOD_WORDS) else 0)


def _fill(text: str) -> list[str]:
    """As many lines as the smallest size needs."""
    lines = [""]
    for at, sign in enumerate(text.replace("\n", " ")):
        full = ems(lines[-1] + sign) * SMALLEST > ROOM
        if full and at and _may_break(text, at) and len(lines) < MOST_TITLE_LINES:
            lines.append("")
        lines[-1] += sign
    return [line.strip() for line in lines]


def _may_break(text: str, at: int) -> bool:
    return text[at] not in _NEVER_FIRST and not _ONE_PIECE.fullmatch(text[at - 1 : at + 1])


def _data(poster: Poster) -> dict[str, Any]:
    lines, size = break_title(poster.title or "招募志愿者")
    needed = poster.needed
    return {
        "title": poster.title or "招募志愿者",
        "lines": lines,
        "size": size,
        "organiser": shorten(poster.organiser, 40),
        "call-for": f"招募志愿者，还需 {needed} 人" if needed else "招募志愿者",
        "when": shorten(poster.when, 60),
        "about": shorten(poster.about, 80),
        "posts": [_post(post) for post in poster.shown],
        "more": f"还有 {poster.more} 个岗位，扫码看" if poster.more else "",
        "qr": make_qr(poster.address),
        "closes": f"{poster.closes} 截止" if poster.closes else "",
        "notes": [shorten(note, 30) for note in poster.notes[:6]],
        "unit": shorten(poster.unit, 24),
        "call": shorten(poster.call, 30),
        "address": _address_to_type(poster.address),
    }


def _address_to_type(address: str) -> str:
    """The address for whoever can't scan; one that nobody would type is left to the code."""
    plain = address.removeprefix("https://").removeprefix("http://")
    return plain if len(plain) <= LONGEST_ADDRESS else ""


def _post(post: PosterPost) -> dict[str, Any]:
    return {"title": shorten(post.title, 30), "details": shorten(post.details, 60), "needed": max(0, post.needed)}
