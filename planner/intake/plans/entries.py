"""The lines of a plan with what each is about: headings, labels and what stands under them."""

import re
from dataclasses import dataclass, replace

from planner.intake.plans.lines import TextLine
from planner.intake.plans.marks import Marked, read_mark
from planner.intake.plans.names import are_names
from planner.intake.plans.parts import Part
from planner.intake.plans.words import glued_words, topic_of, word

_LABEL = re.compile(r"([^:。,，;；]{2,16}?)\s*:\s*")
_BLANK_LABEL = re.compile(r"(\S{2,8})\s+(?=\S)")
_INNER_BLANKS = re.compile(r"\s+")
_SEVERAL = re.compile(
    r"(?<=[;；。 ，,])\s*(?=(?:主办|承办|协办|支持|赞助|组织|时间|地点|对象|联系人|副?领队|副?组长|成员)"
    r"[\u4e00-\u9fff]{0,4}\s*:)"
)
_LISTS = {"schedule", "safety", "notice", "phases", "budget", "supplies", "duties", "prep"}
_TITLE = re.compile(r"(?:方案|策划书?|计划书?|安排|通知)$")
_IN_BRACKETS = re.compile(r"([^()]{2,12})\s*(?=\([^()]*\)\s*[:：]?$)")
_HEADING_STYLES = ("han", "frame", "part", "#", "##", "###", "####", "han-brackets")
# What a role or an item can look like: 安全员：雷鸣, 摄影报道：…, “1.交通安全：…” in a chapter on safety.
_VAGUE = {"safety", "report", "prep", "notice", "supplies", "schedule", "purpose", "phases", "awards"}
# One line says all: what follows it without a mark is something else.
_SINGLE = {
    "when",
    "where",
    "whenwhere",
    "gather",
    "host",
    "organizer",
    "co_organizer",
    "supporter",
    "theme",
    "name",
    "contacts",
}
_COUNTED = re.compile(r"\d\s*(?:余|多)?(?:人|名|位|元|万|个|条|套|份)")
_DEPTHS = ("#", "part", "##", "han", "frame", "###", "han-brackets", "number", "number-blank", "dotted", "bullet")
_NESTED = {
    "when",
    "where",
    "who",
    "duties",
    "contacts",
    "gather",
    "host",
    "organizer",
    "supplies",
    "schedule",
    "notice",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line without its mark.

    `label` is what a heading or label on it is about, `value` what stands after it (the whole line where there is
    none); `topic` is that of the chapter, `nested` says that the label belongs to an item of the chapter.
    """

    style: str
    number: int
    part: Part
    label: str
    label_part: Part
    value: Part
    gap: bool
    topic: str = ""
    chapter: int = 0
    nested: bool = False
    guessed: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it begins a chapter."""
        return bool(self.label) and not self.nested

    @property
    def about(self) -> str:
        """What the line itself is about: its own label first, else its chapter."""
        return self.label or self.topic


def read_entries(lines: list[TextLine]) -> list[Entry]:
    """Every line with its mark and label, then with the chapter that it stands in."""
    entries: list[Entry] = []
    for line in lines:
        for at, piece in enumerate(line.part.split(_SEVERAL)):
            first = not entries and _TITLE.search(piece.text)
            marked = Marked("", piece) if first else read_mark(piece)
            entries.append(_read_entry(marked, line.gap and not at))
    return _chapters(entries)


def _read_entry(marked: Marked, gap: bool) -> Entry:
    label, end = _find_label(marked)
    if label == "duties" and _COUNTED.search(marked.part.text[end:]):
        label = "who"
    if label in _VAGUE and are_names(marked.part.cut(end).text.strip(" :：")):
        label = ""
    if not label and marked.part.text[:1] in ":：":
        marked = Marked(marked.style, marked.part.strip(":： "), marked.number)
    label_part = marked.part.cut(0, end).strip(" :：、.") if label else Part("", ())
    value = marked.part.cut(end).strip(" :：") if label else marked.part
    return Entry(marked.style, marked.number, marked.part, label, label_part, value, gap)


def _find_label(marked: Marked) -> tuple[str, int]:
    """What the line is labelled with and where the label ends; "" where it has none."""
    text = marked.part.text
    whole = _INNER_BLANKS.sub("", text).strip(":：、.。 ()")
    if "\t" not in text and "|" not in text and (topic := topic_of(_bare(whole))):
        return topic, len(text)
    if (match := re.match("参加(?:人员|对象)(?:数量)?(?=[^:]{4,}:\\d)", text)) and re.search(r"\d+人", text):
        return "who", match.end()
    if (match := _IN_BRACKETS.match(text)) and (topic := topic_of(_bare(match[1].strip()))):
        return topic, match.end()
    if match := _LABEL.match(text):
        if topic := topic_of(_bare(_INNER_BLANKS.sub("", match[1]))):
            return topic, match.end()
        return "", 0
    return _label_without_colon(marked)


def _label_without_colon(marked: Marked) -> tuple[str, int]:
    """A label in a cell of its own, glued to what it labels, or with a blank behind it."""
    text = marked.part.text
    cells = re.split(r"\s*[\t|]\s*", text.strip("| "))
    if len(cells) == 2 and (topic := topic_of(cells[0].strip())) and not topic_of(cells[1].strip()):
        return topic, text.index(cells[0]) + len(cells[0])
    if marked.style in _HEADING_STYLES and (
        word := next((word for word in glued_words() if text.startswith(word)), "")
    ):
        return topic_of(word), len(word)
    match = _BLANK_LABEL.match(text)
    if match and (marked.style or len(text) > 12) and not topic_of(text.split()[-1]):
        topic = topic_of(match[1])
        return topic, match.end() if topic else 0
    return "", 0


def _bare(heading: str) -> str:
    return re.sub(r"^(?:本次|此次)|\(.{0,8}\)$|(?:如下|安排如下)$", "", heading)


def _chapters(entries: list[Entry]) -> list[Entry]:
    placed: list[Entry] = []
    topic, style, chapter, items, said = "", "", 0, False, False
    headed: dict[str, str] = {}
    for at, entry in enumerate(entries):
        if _is_item(entry, topic, style, placed):
            entry = replace(entry, label="", label_part=Part("", ()), value=entry.part)
        nested = _is_nested(entry, topic, style, items, placed)
        if entry.label and not nested:
            topic, style, chapter, items = entry.label, entry.style, chapter + 1, False
            headed[entry.style] = entry.style
            said = bool(entry.value.text) and topic in _SINGLE
        elif _has_own_time(entry, entries[at + 1 : at + 2]):
            topic, style, chapter, items, said = "schedule", "item", chapter + (topic != "schedule"), True, False
        elif said and (not entry.style or not style or entry.style == style):
            topic, style, chapter, items, said = "", "", chapter + 1, False, False
        elif _ends_chapter(entry, style or headed.get(entry.style, ""), topic):
            topic, chapter, items = "", chapter + 1, False
        elif entry.style or items:
            items = True
        placed.append(replace(entry, topic=topic, chapter=chapter, nested=nested))
    return placed


def _is_nested(entry: Entry, topic: str, style: str, items: bool, placed: list[Entry]) -> bool:
    """Whether a label belongs to an item above it: “地点：图书室” under “2、好书推荐会”."""
    if entry.label not in _NESTED or topic not in ("schedule", "phases") or not entry.value.text:
        return False
    if entry.style == style:
        return False
    last = placed[-1] if placed else None
    return items and last is not None and (last.nested or (bool(last.style) and not last.is_heading))


def _is_item(entry: Entry, topic: str, style: str, placed: list[Entry]) -> bool:
    """Whether what looks like a heading is an item of the chapter: “3.校医务室做好应急准备” under 六、安全要求."""
    before = placed[-1] if placed else None
    goes_on = before and entry.style == before.style and not before.label and entry.number == before.number + 1 > 1
    if goes_on and entry.label in _VAGUE | {"budget"} and _depth(entry.style) >= _depth("number"):
        return True
    if entry.style and entry.label in _VAGUE and topic in _LISTS and style and _depth(entry.style) > _depth(style):
        return True
    if topic == "duties" and not entry.style and re.fullmatch(word("people", "roles"), entry.part.text):
        return True
    vague = _VAGUE | {"budget"} if topic == "budget" else _VAGUE
    if topic in ("budget", "supplies", "duties") and entry.label in vague and entry.value.text:
        return (not entry.style or entry.style != style) and (
            topic == "duties" or bool(_COUNTED.search(entry.value.text))
        )
    return False


def _has_own_time(entry: Entry, following: list[Entry]) -> bool:
    """Whether it is one activity of several, with a line for its own time below it: （一）走访慰问 / 1、时间：…"""
    if entry.label or not entry.style or not following or len(entry.part.text) > 30 or not following[0].value.text:
        return False
    return following[0].label in ("when", "gather") and _depth(following[0].style) > _depth(entry.style)


def _depth(style: str) -> int:
    """How deep a mark usually stands; unknown ones and none are the deepest."""
    return _DEPTHS.index(style) if style in _DEPTHS else len(_DEPTHS)


def _ends_chapter(entry: Entry, style: str, topic: str) -> bool:
    """Whether a line that isn't understood begins a chapter of its own: the same mark as the heading above."""
    if not topic or not style or entry.style not in _HEADING_STYLES or entry.label:
        return False
    return entry.style == style or _depth(entry.style) < _depth(style)
