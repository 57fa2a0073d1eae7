"""What the fonts of our papers can draw, and what stands on paper for a character that none of them holds."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from planner.characters import drop_unseen
from planner.documents.fontfiles import read_ranges

# What Chinese printers set where a sort is missing, so that everybody sees that something belongs there.
STAND_IN = "〓"
# A test holds that our fonts have all of these; most texts consist of nothing else.
_PLAIN = re.compile("[\n\x20-\x7e\xb7\u4e00-\u9fff—“”‘’…　、。〈-】〓！（），：；？]*")
# What changes or joins other signs and has no look of its own: the style of a letter, the skin of a hand, the keycap.
_INVISIBLE = re.compile("[\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]+")
_FLAGS = range(0x1F1E6, 0x1F200)
# Where emoji and other pictures stand; what is newer than our tables is one as well.
_PICTURES = range(0x1F000, 0x1FC00)
_SYMBOLS, _BRAILLE = range(0x2000, 0x2C00), range(0x2800, 0x2900)
# What is ticked on paper stays ticked.
_LOOK_ALIKE = {
    sign: like
    for signs, like in (
        ("✔☑✅", "✓"),
        ("✖✗✘❌❎☒", "×"),
        ("☐⬜", "□"),
        ("⬛", "■"),
        ("⭐", "★"),
        ("❤", "♥"),
        ("➔➜➞", "→"),
    )
    for sign in signs
}
# Files of before 2022 hold these characters of GB 18030 in the private area; Unicode has places for them by now.
_OF_GB18030 = {
    chr(private): chr(public)
    for private, public in (
        *zip(range(0xE78D, 0xE797), (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A)), strict=True),
        (0xE7C7, 0x1E3F),
        (0xE816, 0x20087),
        (0xE817, 0x20089),
        (0xE818, 0x200CC),
        (0xE81E, 0x9FB4),
        (0xE826, 0x9FB5),
        (0xE82B, 0x9FB6),
        (0xE82C, 0x9FB7),
        (0xE831, 0x215D7),
        (0xE832, 0x9FB8),
        (0xE83B, 0x2298F),
        (0xE843, 0x9FB9),
        (0xE854, 0x9FBA),
        (0xE855, 0x241FE),
        (0xE864, 0x9FBB),
    )
}
_OTHERWISE = _LOOK_ALIKE | _OF_GB18030
_MOST_SAID, _LONGEST_SAID = 6, 12


@dataclass(frozen=True, slots=True)
class Gaps:
    """What texts hold that our fonts don't: `missing` is printed as 〓, `pictures` are left out; each run once."""

    missing: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.pictures)


def fit_to_fonts(text: str) -> str:
    """The text as our fonts can draw it: 〓 for each letter that none holds, without emoji and other pictures.

    What Unicode says is written otherwise as well, or is ticked in another style, is printed so. Marks go with their
    letter; nothing that can't be seen is left but blanks and ends of lines.
    """
    return "".join(drawn for _, drawn in _draw(text))


def find_gaps(*printed: Any) -> Gaps:
    """What can't be drawn of all texts in these values: strings, or mappings, sequences and dataclasses of them."""
    missing: dict[str, None] = {}
    pictures: dict[str, None] = {}
    for text in _texts_in(printed):
        run = ""
        for written, drawn in (*_draw(text), ("", "")):
            if drawn == STAND_IN != written:
                run += written
                continue
            missing |= {run: None} if run else {}
            pictures |= {written: None} if written and not drawn else {}
            run = ""
    return Gaps(tuple(missing), tuple(pictures))


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts_in(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts_in(item)
    elif is_dataclass(value):
        yield from _texts_in(tuple(getattr(value, each.name) for each in fields(value)))


def _draw(text: str) -> Iterator[tuple[str, str]]:
    """What is written and what stands on paper for it, piece by piece."""
    if _PLAIN.fullmatch(text):
        yield text, text
        return
    seen = _INVISIBLE.sub("", drop_unseen(text))
    for cluster in _cut_clusters(seen):
        yield cluster, _draw_cluster(cluster)


def _cut_clusters(text: str) -> Iterator[str]:
    """Letters with their marks, flags with both of their halves."""
    cluster = ""
    for sign in text:
        is_second_half = len(cluster) == 1 and ord(cluster) in _FLAGS and ord(sign) in _FLAGS
        if cluster and not cluster.isspace() and (unicodedata.category(sign)[0] == "M" or is_second_half):
            cluster += sign
            continue
        if cluster:
            yield cluster
        cluster = sign
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _draw_cluster(cluster: str) -> str:
    for write in _WAYS:
        if _is_held(written := write(cluster)):
            return written
    return "" if _is_picture(cluster[0]) else STAND_IN


_WAYS: tuple[Callable[[str], str], ...] = (
    lambda cluster: cluster,
    lambda cluster: _OTHERWISE.get(cluster, cluster),
    lambda cluster: unicodedata.normalize("NFC", cluster),
    lambda cluster: unicodedata.normalize("NFKC", cluster),
)
"""How a cluster may be written, the nearest first."""


def _is_held(text: str) -> bool:
    return all(sign.isspace() or _has_glyph(ord(sign)) for sign in text)


def _has_glyph(code: int) -> bool:
    firsts, lasts = _load_ranges()
    at = bisect_right(firsts, code) - 1
    return at >= 0 and code <= lasts[at]


@cache
def _load_ranges() -> tuple[list[int], list[int]]:
    """Where the runs of characters begin and end of which one of our fonts has all; the press looks in both."""
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    runs: list[tuple[int, int]] = []
    for first, last in sorted(read_ranges(sans_path()) + read_ranges(serif_path())):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(last, runs[-1][1])
        else:
            runs.append((first, last))
    return [first for first, _ in runs], [last for _, last in runs]


def _is_picture(sign: str) -> bool:
    code = ord(sign)
    is_symbol = code in _SYMBOLS and code not in _BRAILLE and unicodedata.category(sign) == "So"
    return is_symbol or code in _PICTURES


def say_gaps(gaps: Gaps, *, where: str = " PDF ", kept: str = "") -> str:
    """“𬭊”在 PDF 里印成〓; what is left out; where they are `kept` as they are. "" without gaps."""
    said = []
    if gaps.missing:
        said.append(f"{_quote(gaps.missing)}在{where}里印成{STAND_IN}")
    if gaps.pictures:
        said.append(f"{_quote(gaps.pictures)}在{where}里不印")
    return "，".join((*said, kept) if kept else said) + "。" if said else ""


def _quote(runs: tuple[str, ...]) -> str:
    shown = "".join(f"“{_name(run)}”" for run in runs[:_MOST_SAID])
    return f"{shown}等 {len(runs)} 处" if len(runs) > _MOST_SAID else shown


def _name(run: str) -> str:
    """As it is written; a character of somebody's own font, which no screen shows, by its code."""
    shown = run if len(run) <= _LONGEST_SAID else run[:_LONGEST_SAID] + "…"
    return "".join(f"造字 U+{ord(sign):04X}" if unicodedata.category(sign) == "Co" else sign for sign in shown)
