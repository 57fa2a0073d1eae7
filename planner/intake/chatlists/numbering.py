"""Which lines of a chat list begin an entry: its numbers, told from dates, sums and lists of somebody's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from planner.intake.chatlists.signs import CIRCLED

_NUMBER = re.compile(
    rf"(?:[(【\[](?P<framed>\d{{1,3}})[)】\]]|(?P<circled>[{CIRCLED}])"
    rf"|(?P<plain>\d{{1,3}})(?:\s*(?P<sign>[.。、,):]))?)"
    r"(?P<blank>\s*)(?P<body>.*)",
    re.DOTALL,
)
# 3月5日, 8点集合, 2人一组: a number that counts something is no number of an entry.
_MEASURES = frozenset("月日号点时分年班人名份个位箱大小周天元岁级楼组期届件盒斤套张本瓶只米公里%￥+-/~—～*×")
_DATE = re.compile(r"\d{1,2}(?:[日号]|\s|$)")
# A bracket closes a number only where it stands alone: not that of 三(2)班.
_INLINE = re.compile(r"(?<![\d.+(])(\d{1,3})\s*(?:[.。、]|(?<=\s\d)\))(?!\d)")


class NumberRole(Enum):
    """What a number at the beginning of a line does."""

    ENTRY = auto()
    # The first of a list that begins anew.
    RESTART = auto()
    OWN_LIST = auto()


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that begins with a number: where it stands, how it is written, and the text behind it."""

    at: int
    number: int
    style: str
    body: str
    # Written so that it may as well be a date or a sum: counted only where the order demands it.
    loose: bool


def find_numbers(plain: Sequence[str]) -> dict[int, tuple[NumberRole, NumberedLine]]:
    """The lines that begin an entry or an item of somebody's own list, by their place in `plain`."""
    candidates = [found for at, line in enumerate(plain) if (found := _read_number(at, line))]
    style = _main_style(candidates)
    roles: dict[int, tuple[NumberRole, NumberedLine]] = {}
    last = own = 0
    for at, line in enumerate(candidates):
        role = _judge(line, candidates[at + 1 :], style, last, own)
        if role is None:
            continue
        roles[line.at] = role, line
        if role is NumberRole.OWN_LIST:
            own = line.number
        else:
            last, own = line.number, 0
    return roles


def split_inline(plain: Sequence[str]) -> list[tuple[int, str]]:
    """The lines with entries that stand behind each other taken apart, each with the place where it stood.

    `1.甲 2.乙` is two; a number that begins a line of its own elsewhere is none within another.
    """
    starts = {found.number for at, line in enumerate(plain) if (found := _read_number(at, line)) and not found.loose}
    return [(at, piece) for at, line in enumerate(plain) for piece in _cut(line, starts)]


def _cut(line: str, starts: set[int]) -> list[str]:
    tokens = list(_INLINE.finditer(line))
    begins = bool(tokens) and tokens[0].start() == 0
    expected = int(tokens[0][1]) + 1 if begins else 1
    cuts: list[int] = []
    for token in tokens[begins:]:
        if int(token[1]) == expected and expected not in starts:
            cuts.append(token.start())
            expected += 1
    if not begins and len(cuts) < 2:
        return [line]
    edges = [0, *cuts, len(line)]
    pieces = (line[start:end].strip(" ,;，；") for start, end in pairwise(edges))
    return [piece for piece in pieces if piece] or [line]


def _read_number(at: int, line: str) -> NumberedLine | None:
    found = _NUMBER.fullmatch(line)
    if not found:
        return None
    body = found["body"].strip()
    if found["framed"]:
        return NumberedLine(at, int(found["framed"]), "()", body, loose=False)
    if found["circled"]:
        return NumberedLine(at, CIRCLED.index(found["circled"]) + 1, "①", body, loose=False)
    sign = found["sign"] or ""
    if not sign and (not body or body[0] in _MEASURES or body[0].isdigit()):
        return None
    glued_digit = bool(sign) and not found["blank"] and body[:1].isdigit()
    if glued_digit and sign == "." and _DATE.match(body):
        return None
    style = "." if sign == "。" else sign
    return NumberedLine(at, int(found["plain"]), style, body, loose=not sign or sign == ":" or glued_digit)


def _main_style(candidates: Sequence[NumberedLine]) -> str:
    """The sign behind the numbers of the list itself; a point wherever some entry 1 has one, as the apps write it."""
    firsts = [c.style for c in candidates if c.number == 1 and not c.loose]
    if "." in firsts:
        return "."
    return next(iter(firsts or [c.style for c in candidates if not c.loose]), "")


def _judge(line: NumberedLine, later: Sequence[NumberedLine], style: str, last: int, own: int) -> NumberRole | None:
    follows = line.number == last + 1
    if line.loose:
        after = next((c.number for c in later if c.loose or c.style == style), None)
        fits = after == line.number + 1 or (after is None and last > 0)
        return NumberRole.ENTRY if follows and fits else None
    if line.style == style:
        return NumberRole.RESTART if line.number == 1 and last > 0 else NumberRole.ENTRY
    if last and line.number == own + 1:
        return NumberRole.OWN_LIST
    return NumberRole.ENTRY if last and follows else None
