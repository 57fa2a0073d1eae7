"""Tables as text: tabs, commas, pipes, runs of blanks, one item a line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.intake.tables.grid import number_lines
from planner.intake.tables.limits import check_cells, check_characters
from planner.intake.tables.table import SourceCell, Table
from planner.intake.tables.tornrows import mend_rows

_LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]")
# A longer text in quotes is none: a quote was never closed.
_LONGEST_QUOTED = 5000
_COMMA = re.compile(r"[,，]")
_RULE_LINE = re.compile(r"[\s|:\-=—+]+")
# ="00123": how a program keeps a spreadsheet from reading a text as a number.
_KEPT_TEXT = re.compile(r'="([^"]*)"')
_WIDE_GAP = re.compile(r"(?:[ \xa0]{2,}|\u3000+)")
_GAP = re.compile(r"[ \xa0\u3000]+")
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_PADDED_NAME = re.compile(rf"(?<![^\s|,，])({_HAN})[ \xa0\u3000]+({_HAN})(?![^\s|,，])")
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.、．)）]\s*(?=\D)")
# So many of the lines must be parted alike for the sign to be the one that parts them.
_MOST_OF = 0.7


def read_text_table(text: str, *, delimiter: str = "", name: str = "") -> Table:
    """The lines of a text as a table; without a `delimiter` what parts its cells is judged by the lines.

    Raises UnreadableFileError for more than is read.
    """
    check_characters(text)
    cleaned = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    rows = list(split_quoted(cleaned, delimiter)) if delimiter else _split(cleaned)
    torn = set[int]()
    if delimiter in {"", "\t"} and "\t" in cleaned:
        rows, torn = mend_rows(rows)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    check_cells(width * len(rows))
    lines = [tuple(SourceCell(_strip(cell)) for cell in (*row, *[""] * (width - len(row)))) for row in rows]
    numbered = number_lines(lines)
    return Table(
        tuple(replace(line, is_torn=at in torn) for at, line in enumerate(numbered)) if torn else numbered, name
    )


def split_quoted(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows of cells; a cell in quotes may hold line ends, and a quote that is never closed is only a quote."""
    end = re.escape(delimiter)
    inside = r'(?:[^"\t]|"")' if delimiter == "\t" else r'(?:[^"]|"")'
    quoted = re.compile(rf'"({inside}{{0,{_LONGEST_QUOTED}}})"[ ]*(?={end}|\n|\Z)')
    plain = re.compile(rf"[^\n{end}]*")
    row: list[str] = []
    at = 0
    while at <= len(text):
        match = quoted.match(text, at) if text[at : at + 1] == '"' else None
        found = match or plain.match(text, at)
        assert found
        row.append(_unquote(match, delimiter) if match else found[0])
        at = found.end()
        if text[at : at + 1] != delimiter:
            yield row
            row = []
        at += 1


def _strip(cell: str) -> str:
    kept = _KEPT_TEXT.fullmatch(bare := cell.strip(" \t\xa0\n"))
    return kept[1] if kept else bare


def _unquote(cell: re.Match[str], delimiter: str) -> str:
    """What stood in the cell: a spreadsheet that copies quotes one only where it must."""
    is_needed = delimiter != "\t" or "\n" in cell[1] or '""' in cell[1]
    return cell[1].replace('""', '"') if is_needed else cell[0]


def _split(text: str) -> list[list[str]]:
    if "\t" in text:
        return list(split_quoted(text, "\t"))
    lines = _LINE_ENDS.split(text)
    full = [line for line in lines if line.strip()]
    if _mostly("|" in line.strip().strip("|") or line.strip().startswith("|") for line in full):
        return [_split_pipes(line) for line in lines]
    for sign in (",", "，", ";", "；"):
        rows = list(split_quoted(text, sign)) if sign in text else []
        if _parts_alike([len(row) - 1 for row in rows if any(row)]):
            return rows
    return _split_blanks(lines, full)


def _split_pipes(line: str) -> list[str]:
    if _RULE_LINE.fullmatch(line):
        return [line]
    stripped = line.strip()
    return stripped.removeprefix("|").removesuffix("|").split("|")


def _split_blanks(lines: Sequence[str], full: Sequence[str]) -> list[list[str]]:
    """Lines parted by runs of blanks, or by single ones where all lines then have equally many cells."""
    bare = [_NUMBERED.sub("", line) for line in full]
    numbered = _mostly(_NUMBERED.match(line) for line in full)
    padded = [_PADDED_NAME.sub(r"\1\2", line).strip() for line in (bare if numbered else full)]
    gap = next((each for each in (_WIDE_GAP, _GAP) if _parts_alike([len(each.findall(line)) for line in padded])), None)
    rows = []
    for line in lines:
        text = _NUMBERED.sub("", line) if numbered else line
        whole = _PADDED_NAME.sub(r"\1\2", text).strip() if gap else text
        rows.append(gap.split(whole) if gap else [whole])
    return rows


def _parts_alike(counts: Sequence[int]) -> bool:
    """Whether nearly all lines have the sign equally often, and at least once."""
    if not counts:
        return False
    often, lines = Counter(counts).most_common(1)[0]
    return often > 0 and lines >= _MOST_OF * len(counts) and all(counts[:1])


def _mostly(found: Iterator[object]) -> bool:
    results = [bool(each) for each in found]
    return bool(results) and sum(results) >= _MOST_OF * len(results)
