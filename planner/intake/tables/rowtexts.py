"""The texts of a line by field: merged cells counted once, empty ones filled from above, edits in place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.dayparts import PARTS
from planner.days import Day
from planner.intake.tables.frame import TableFrame
from planner.intake.tables.lines import CellReach, TableLine
from planner.intake.tables.reading import Column
from planner.intake.tables.synonyms import NounWords
from planner.intake.values.daysplit import split_day
from planner.intake.values.frame import DayFrame
from planner.intake.values.signs import fold

_SCALE = re.compile("([万千]元)")
_SCALE_ABOVE = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*([万千]元)")
_BARE_NUMBER = re.compile(r"\s*[¥￥]?\s*-?[\d０-９][\d,.０-９]*\s*")
_SECTION = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|[IVX]{1,4})[)）、.．]\s*(?P<name>.{1,30})")


@dataclass(slots=True)
class RowTexts:
    """Goes through the lines in their order and keeps what holds for those below; `by_field` are the columns in use.

    `scale` is 万元 or 千元 where the table says above its headings that its sums are in these.
    """

    words: NounWords
    columns: Sequence[Column]
    frame: TableFrame
    scale: str = ""
    _above: dict[str, str] = field(default_factory=dict)
    _part: str = ""
    _fields: dict[int, str] = field(init=False)
    by_field: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._fields = {column.index: column.field for column in self.columns if column.field}
        self.by_field = {name: at for at, name in self._fields.items()}

    def heading_of(self, name: str) -> str:
        """The heading of the column of a field."""
        return next((column.heading for column in self.columns if column.field == name), "")

    def read_section(self, line: TableLine, days: DayFrame) -> str:
        """Why a line with a single text is no row but holds for those below: a day, a category; else nothing."""
        if len(line.own) != 1 or any(reach is CellReach.FROM_ABOVE for reach in line.reach):
            return ""
        at, text = next(iter(line.own.items()))
        if at:
            return ""
        if "day" in self.words.fill and self._is_section_day(text, days):
            return "整行的日期，管着下面几行"
        named = _SECTION.fullmatch(text)
        target = next((each for each in self.words.fill if each != "day"), "")
        if named and target and self.by_field.get(target, 0) == 0:
            self._above[target] = named["name"].strip()
            return "分类，管着下面几行"
        return ""

    def _is_section_day(self, text: str, days: DayFrame) -> bool:
        day, rest = split_day(text, days)
        if not day.text or (rest and fold(rest).strip() not in PARTS):
            return False
        self._above["day"], self._part = text.removesuffix(rest) if rest else text, rest
        return True

    def of(self, line: TableLine) -> dict[str, str]:
        """The texts of the line by field."""
        texts, covered = self._cells(line)
        for name in self.words.fill:
            if texts.get(name):
                self._above[name] = texts[name]
                self._part = "" if name == "day" else self._part
            elif name in self._above and self.by_field.get(name) not in covered:
                texts[name] = self._above[name]
        self._lend_part(texts)
        scaled = {name: self.scale_of(name) for name in texts if self.scale_of(name)}
        texts |= {name: f"{texts[name]}{unit}" for name, unit in scaled.items() if _BARE_NUMBER.fullmatch(texts[name])}
        return texts | dict(self.frame.edited(line.number))

    def scale_of(self, name: str) -> str:
        """万元 or 千元 where the sums of a field are written in these, "" where they are in yuan."""
        if name not in self.words.fields or self.words.kind_of(name) not in {"money", "price"}:
            return ""
        found = _SCALE.search(self.heading_of(name))
        return found[1] if found else "" if "元" in self.heading_of(name) else self.scale

    def _cells(self, line: TableLine) -> tuple[dict[str, str], set[int]]:
        """The texts of the cells, and the columns that a cell to their left covers."""
        fields = self._fields
        texts: dict[str, str] = {}
        covered: set[int] = set()
        for at in range(len(line.reach)):
            if line.reach[at] is CellReach.FROM_LEFT or not line.text(at):
                continue
            reached = line.span(at)
            span = [each for each in reached if each in fields]
            target = next((each for each in span if fields[each] == self.words.main), span[0] if span else None)
            if target is not None:
                name = fields[target]
                joined = [texts[name], line.text(at)] if name in texts else [line.text(at)]
                texts[name] = self.words.join.get(name, " ").join(joined)
                covered.update(each for each in reached if each != target)
        return texts, covered

    def _lend_part(self, texts: dict[str, str]) -> None:
        """8月9日上午 | 9:00: the part of the day that stands with the day belongs to the time."""
        if "day" not in texts or not texts.get("start"):
            return
        _, rest = split_day(texts["day"], DayFrame(previous=Day(1, 1)))
        part = rest if fold(rest).strip() in PARTS else self._part
        if part and not any(word in fold(texts["start"]) for word in PARTS):
            texts["start"] = f"{part}{texts['start']}"
            texts["day"] = texts["day"].strip().removesuffix(rest) if rest else texts["day"]


def find_scale(lines: Sequence[TableLine]) -> str:
    """万元 or 千元 where a line says so of all sums: 单位：万元."""
    found = (_SCALE_ABOVE.search(text) for line in lines for text in line.own.values())
    return next((match[1] for match in found if match), "")


def split_people(texts: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """One row for each person of a cell; as many phones as persons go to them in their order."""
    people = [each for each in re.split(r"[、,，;；/\n]+", texts[name]) if each.strip()]
    phones = [each for each in re.split(r"[、,，;；/\n]+", texts.get("phone", "")) if each.strip()]
    rows = []
    for at, person in enumerate(people):
        phone = {"phone": phones[at]} if len(phones) == len(people) else {}
        rows.append({**texts, name: person, **phone})
    return rows
