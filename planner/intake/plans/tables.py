"""Tables in a text: cells by tabs, pipes or blanks under a heading line, or one cell a line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from planner.intake.plans.entries import Entry
from planner.intake.plans.parts import Part
from planner.intake.plans.words import column_of, topic_of

_CELLS = re.compile(r"\t|\|")
_BLANKS = re.compile(r"\s+")
_RULE = re.compile(r"[\s|:\-—=+]+")
# Columns whose cells have a figure in them.
_FIGURES = frozenset({"time", "quantity", "amount", "price", "phone"})
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|总额|总金额|合计金额|总费用)")


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table: what it is about, its columns as the heading says, its rows by column, and the entries it stands in."""

    about: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Part], ...]
    first: int
    last: int


def read_tables(entries: list[Entry]) -> list[PlanTable]:
    """All tables that have a heading line, in order."""
    tables: list[PlanTable] = []
    at = 0
    while at < len(entries):
        table = _table_at(entries, at) or _upright_at(entries, at)
        if table:
            tables.append(table)
        at = table.last + 1 if table else at + 1
    return tables


def _cells(part: Part) -> list[Part]:
    """Cells of a line, empty ones too; blanks part them only where no other sign does."""
    if "\t" not in part.text and "|" not in part.text:
        return part.split(_BLANKS)
    part = part.strip(" ").strip("|") if "|" in part.text else part
    pieces, at = [], 0
    for match in _CELLS.finditer(part.text):
        pieces.append(part.cut(at, match.start()).strip())
        at = match.end()
    return [*pieces, part.cut(at).strip()]


def _table_at(entries: list[Entry], at: int) -> PlanTable | None:
    heading = _cells(entries[at].part)
    columns = tuple(column_of(cell.text) for cell in heading)
    if len(columns) < 2 or "" in columns or len(set(columns)) < 2:
        return None
    tabbed = bool(_CELLS.search(entries[at].part.text))
    rows: list[dict[str, Part]] = []
    last = at
    for entry in entries[at + 1 :]:
        line = _whole(entry) if not tabbed else entry.part
        if _RULE.fullmatch(line.text) and tabbed:
            last += 1
            continue
        cells = _cells(line)
        if not _fits(entry, cells, columns, tabbed):
            break
        rows.append(_row(columns, cells, rows))
        last += 1
    about = _about(columns, entries[at].topic)
    return PlanTable(about, columns, tuple(rows), at, last) if rows else None


def _whole(entry: Entry) -> Part:
    """The line with its number, which is a cell here."""
    if entry.style not in ("number-blank", "number"):
        return entry.part
    number = Part(f"{entry.number} ", (entry.part.places[0],) * len(f"{entry.number} "))
    return number.join(entry.part)


def _fits(entry: Entry, cells: list[Part], columns: tuple[str, ...], tabbed: bool) -> bool:
    if tabbed:
        known = [column_of(cell.text) for cell in cells]
        is_heading = len(cells) > 1 and "" not in known and len(set(known)) > 1
        return bool(_CELLS.search(entry.part.text)) and not is_heading
    return len(cells) == len(columns) or (len(cells) == 2 and bool(_TOTAL.match(entry.part.text)))


def _row(columns: tuple[str, ...], cells: list[Part], rows: list[dict[str, Part]]) -> dict[str, Part]:
    if len(cells) < len(columns) and _TOTAL.match(cells[0].text):
        return {columns[0]: cells[0], columns[-1]: cells[-1]}
    row = dict(zip(columns, cells, strict=False))
    # A merged day stands only in its first row.
    if "date" in row and not row["date"].text and rows:
        row["date"] = rows[-1].get("date", row["date"])
    return row


def _upright_at(entries: list[Entry], at: int) -> PlanTable | None:
    """A table whose cells stand one a line: at least two headings one after the other, then rows of as many."""
    columns: list[str] = []
    for entry in entries[at : at + 6]:
        kind = column_of(entry.part.text)
        if not kind or (kind in columns and kind != "title") or entry.style or (columns and entry.gap):
            break
        columns = ["category" if column == kind else column for column in columns]
        columns.append(kind)
    if len(columns) < 2:
        return None
    rows: list[dict[str, Part]] = []
    last = at + len(columns) - 1
    while last + len(columns) < len(entries):
        following = entries[last + 1 : last + 1 + len(columns)]
        if any(_is_break(entry, columns) for entry in following) or not _is_row(columns, following):
            break
        rows.append({column: entry.part for column, entry in zip(columns, following, strict=True)})
        last += len(columns)
    topic = entries[at - 1].topic if at else ""
    return PlanTable(_about(tuple(columns), topic), tuple(columns), tuple(rows), at, last) if rows else None


def _is_break(entry: Entry, columns: list[str]) -> bool:
    checked = not _FIGURES.isdisjoint(columns)
    return len(entry.part.text) > 30 or bool(entry.style) or (not checked and bool(topic_of(entry.part.text)))


def _is_row(columns: list[str], entries: list[Entry]) -> bool:
    for column, entry in zip(columns, entries, strict=True):
        if column in _FIGURES and not re.search(r"\d|[一二三四五六七八九十]点", entry.part.text):
            return False
    return True


def _about(columns: tuple[str, ...], topic: str) -> str:
    """What the rows of a table are: schedule, budget, supplies, duties, safety, or what its chapter is about."""
    has = set(columns)
    if has & {"amount", "price"}:
        return "budget"
    if has & {"time", "date"} and has & {"title", "item", "goods"}:
        return "schedule"
    if "measure" in has:
        return "safety" if topic in ("", "safety", "notice", "schedule") else topic
    if "phone" in has or ("role" in has and "person" in has):
        return "duties"
    if has & {"quantity"} and has & {"goods", "item", "title"}:
        return "supplies"
    if has & {"quantity"} and has & {"group"}:
        return "who"
    return "duties" if "person" in has else topic
