"""The lines of a text as they were meant: broken ones joined, spaced-out letters closed, □ read as what was lost."""

import itertools
import re
from dataclasses import dataclass

from planner.intake.plans.marks import read_mark, read_number
from planner.intake.plans.parts import Part, tidy
from planner.intake.plans.words import column_of, topic_of

_HAN = r"[\u4e00-\u9fff]"
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff“”‘’—:,、，。；()《》\d]) +(?=[\u4e00-\u9fff“”‘’—:,、，。；()《》\d])")
_AROUND_SIGNS = re.compile(r" +(?=[:：、，。；,）)])|(?<=[、，。；:(（]) +(?=\S)")
_LOST_COLON = re.compile(rf"^((?:[\d(（]+[、.)）]\s*|[一二三四五六七八九十]+、)?{_HAN}{{2,9}})□")
_LOST_COLON_INSIDE = re.compile(r"((?:负责人|主持人|参加人员|组织者|地点|时间|联系人|电话))□")
_LOST_BRACKETS = re.compile(r"^□(\d{1,2})□")
_ENDS = tuple("。！？；:：!?;")
_CLOSES = re.compile(r"^[，。、；：）)》”,;:]")
_CONTINUES = re.compile(r"[，、,—(（“《]$")
_LABELLED = re.compile(rf"^{_HAN}{{2,6}}\s*:")
_TIMED = re.compile(r"^\(?\d{1,2}:\d{2}|^\d{1,2}月\d{1,2}日")
_TITLE = re.compile(r"(?:方案|通知|计划|策划书?|安排表?|书)$")
_INSIDE = re.compile(r"[，；。、](?!$)")
_ONE_LINE = 40
# Lines of recognised scans are narrow; texts that were typed aren't broken.
_NARROW = 44


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with text; `gap` says that an empty line stands before it."""

    part: Part
    gap: bool


def read_lines(text: str) -> list[TextLine]:
    """All lines with text, in order; what a scan broke in two is one line again."""
    lines: list[TextLine] = []
    at, gap = 0, False
    for raw in text.splitlines(keepends=True):
        part = _mend(tidy(raw, at))
        pieces = _split_runs(part) if part.text else []
        lines += [TextLine(piece, gap and not n) for n, piece in enumerate(pieces)]
        gap = not part.text
        at += len(raw)
    return _join_broken(lines)


_RUNS = (
    re.compile(r"(?<![一二三四五六七八九十第(])([一二三四五六七八九十]{1,2})\s*、(?=[\u4e00-\u9fff]{2})"),
    re.compile(r"(?<![\d(.])(\d{1,2})\s*、(?=[\u4e00-\u9fff])"),
)


def _split_runs(part: Part) -> list[Part]:
    """A whole text on one line (…如下:一、时间:…二、地点:…) is parted where its numbers rise one by one."""
    if len(part.text) < _ONE_LINE or "\t" in part.text:
        return [part]
    for pattern in _RUNS:
        starts, wanted = [], 1
        for match in pattern.finditer(part.text):
            if read_number(match[1]) == wanted and part.text[: match.start()].count("(") == part.text[
                : match.start()
            ].count(")"):
                starts.append(match.start())
                wanted += 1
        if len(starts) > 1:
            cuts = [0, *starts, len(part.text)]
            pieces = [part.cut(first, last).strip() for first, last in itertools.pairwise(cuts)]
            return [line for piece in pieces if piece.text for line in _split_runs(piece)]
    return [part]


def _mend(part: Part) -> Part:
    text = part.text
    spaced = len(re.findall(rf"{_HAN} (?={_HAN})", text))
    if spaced >= 4 and spaced * 3 >= len(re.findall(_HAN, text)):
        part = part.without(_SPACED)
    if "\t" not in text and "|" not in text:
        part = part.without(_AROUND_SIGNS)
    return _read_boxes(part) if "□" in part.text else part


def _read_boxes(part: Part) -> Part:
    text = _LOST_BRACKETS.sub(r"(\1)", part.text)
    text = _LOST_COLON.sub(r"\1:", text)
    text = _LOST_COLON_INSIDE.sub(r"\1:", text)
    if text.endswith("□"):
        text = text[:-1] + (")" if text.count("(") > text.count(")") else ":")
    # Between words it was a comma of one kind or another, or a blank.
    return Part(text.replace("□", "、"), part.places)


def _join_broken(lines: list[TextLine]) -> list[TextLine]:
    widths = sorted(len(line.part.text) for line in lines)
    width = widths[len(widths) * 9 // 10] if widths else 0
    # Lines of a scan are as wide as the page; where few are, none was broken.
    scanned = 4 * sum(1 for one in widths if one >= width - 3) >= len(widths) and width <= _NARROW
    joined: list[TextLine] = []
    last = 0
    for line in lines:
        if joined and not line.gap and _goes_on(joined[-1].part.text, line.part.text, last, width, scanned):
            joined[-1] = TextLine(_mend(joined[-1].part.join(line.part)), joined[-1].gap)
        else:
            joined.append(line)
        last = len(line.part.text)
    return joined


def _goes_on(before: str, after: str, last: int, width: int, scanned: bool) -> bool:
    """Whether a line is the rest of the one before it, of which the last piece had `last` characters."""
    if any(sign in before or sign in after for sign in "\t|#"):
        return False
    if _CLOSES.match(after):
        return True
    if _begins_anew(after) or before.endswith(_ENDS) or _TITLE.search(before):
        return False
    if _CONTINUES.search(before) and not _LABELLED.match(re.sub(r"\s+", "", after)):
        return True
    if width > _NARROW or last < 10:
        return False
    is_rest = len(after) <= 4 or after.endswith(("。", "；"))
    return (2 * last >= width and is_rest) or (scanned and 4 * last >= 3 * width and bool(_INSIDE.search(after)))


def _begins_anew(text: str) -> bool:
    part = Part(text, tuple(range(len(text))))
    closed = re.sub(r"\s+", "", text)
    if read_mark(part).style or _LABELLED.match(closed) or _TIMED.match(text):
        return True
    return bool(topic_of(closed.strip(":：")) or column_of(text))
