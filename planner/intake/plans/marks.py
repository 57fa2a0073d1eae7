"""The numbers and signs that items and headings begin with."""

import re
from dataclasses import dataclass

from planner.intake.plans.parts import Part

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("step", rf"第{_HAN_NUMBER}\s*(?:项|步|部分|环节|板块)\s*[、,，:.\s]\s*"),
        ("part", rf"第{_HAN_NUMBER}\s*(?:章|篇)?\s*[、,，:.\s]\s*"),
        ("han", rf"{_HAN_NUMBER}\s*[、.．,，:]+\s*"),
        ("han-brackets", rf"\(\s*{_HAN_NUMBER}\s*\)\s*[、.:]?\s*"),
        ("number-brackets", r"\(\s*\d{1,2}\s*\)\s*[、.]?\s*"),
        ("dotted3", r"\d{1,2}\.\d{1,2}\.\d{1,2}[.、\s]*(?![\d:])"),
        ("dotted", r"\d{1,2}\.\d{1,2}[.、\s]*(?![\d:.\-~—年月/元时点])(?=\D|\d+:)"),
        ("number", r"\d{1,2}\s*(?:[、,，]|\.(?!\d+(?:\.\d+)?\s*(?:元|万|%|米|公里|千克))|\))\s*"),
        ("number-blank", r"\d{1,2}\s+(?=[\u4e00-\u9fff“])"),
        ("circle", r"[①-⑳⑴-⒇❶-❿]\s*"),
        ("letter", r"[A-Ha-h]\s*[.、)]\s*"),
        ("step", r"[Ss][Tt][Ee][Pp]\s*\d+\s*[.:、]?\s*"),
        ("bullet", r"(?:[-•·●◆◇■□★☆※➢➤▶▲*+>—–]+\s+|[•●◆◇■□★☆※➢➤▶▲]\s*)"),
    )
)
_SHARP = re.compile(r"(#{1,6})\s*")
_STARS = re.compile(r"(?<![\d*])\*\*(?![\d*])|__(?=[\u4e00-\u9fff])")
_FRAME = re.compile(r"[【\[]([^】\]]{2,12})[】\]]\s*[:：]?\s*")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line without its mark: the style of the mark, "" for none, and its number where it has one."""

    style: str
    part: Part
    number: int = 0


def read_mark(line: Part) -> Marked:
    """Take the mark off a line; `- 1、` counts as the number in it, a heading of markdown as `#`, `##`."""
    line = line.without(_STARS).strip()
    if match := _SHARP.match(line.text):
        inner = read_mark(line.cut(match.end()))
        return Marked(match[1], inner.part)
    if match := _FRAME.match(line.text):
        return Marked(
            "frame", line.cut(match.start(1), match.end(1)).join(_colon(line, match)).join(line.cut(match.end()))
        )
    for style, pattern in _STYLES:
        match = pattern.match(line.text)
        if match and match.end() < len(line.text):
            return _inner(style, line, match)
    return Marked("", line)


def _inner(style: str, line: Part, match: re.Match[str]) -> Marked:
    rest = line.cut(match.end()).strip()
    if style == "bullet":
        inner = read_mark(rest)
        return inner if inner.style else Marked(style, rest)
    return Marked(style, rest, read_number(match[0]))


def _colon(line: Part, match: re.Match[str]) -> Part:
    return Part(":", (line.places[match.end(1)],))


def read_number(text: str) -> int:
    """The number of a mark: 3 of “3、”, “（三）”, “第三、”, “1.3”; 0 where there is none."""
    if digits := re.findall(r"\d+", text):
        return int(digits[-1])
    if han := re.search(_HAN_NUMBER, text):
        return read_han(han[0])
    if circle := re.search("[①-⑳]", text):
        return ord(circle[0]) - ord("①") + 1
    return 0


def read_han(text: str) -> int:
    """Up to 99 in Chinese numerals; 0 for anything else."""
    ones = "零一二三四五六七八九"
    tens, ten, rest = text.replace("两", "二").rpartition("十")
    if not ten:
        return ones.find(text.replace("两", "二")) if len(text) == 1 and text.replace("两", "二") in ones else 0
    if (tens and tens not in ones) or (rest and rest not in ones):
        return 0
    return (ones.find(tens) if tens else 1) * 10 + (ones.find(rest) if rest else 0)
