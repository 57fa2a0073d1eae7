"""Pasted tables: from Excel or Word text to the values of many rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_wtf import FlaskForm

from planner.dossier import Dossier
from planner.errors import PlannerError
from planner.findings import Finding, Severity
from planner.forms.fields import Required, TableField
from planner.forms.row import RowForm
from planner.forms.rows import ROW_FORMS

MOST_CHARACTERS = 200_000
MOST_LINES = 500


class PasteForm(FlaskForm):
    """The box that a table is pasted into."""

    text = TableField("粘贴表格", [Required("从 Excel 或 Word 复制几行，粘贴到这里。")], most=MOST_CHARACTERS)

    def keep(self, text: str) -> None:
        """Leave only `text` in the box."""
        self.text.raw_data, self.text.data = [text], text


@dataclass(frozen=True, slots=True)
class PasteReport:
    """What became of a paste: values of the good lines, findings on the others, and their text to be mended.

    `refused` are lines that were read but may not come in, with the reason.
    """

    values: list[dict[str, Any]]
    findings: list[Finding]
    rest: str
    lines: list[str] = field(default_factory=list)
    heading: str = ""
    refused: tuple[tuple[str, PlannerError], ...] = ()

    @property
    def faults(self) -> int:
        """How many lines stay in the box."""
        return len(self.findings) + len(self.refused)

    def without(self, problems: Sequence[PlannerError | None]) -> "PasteReport":
        """The report after some of its good lines were refused, for the reasons given in their order."""
        if not any(problems):
            return self
        good = [v for v, problem in zip(self.values, problems, strict=True) if problem is None]
        bad = [(line, p) for line, p in zip(self.lines, problems, strict=True) if p is not None]
        rest = "\n".join(filter(None, [self.rest or self.heading, *(line for line, _ in bad)]))
        return replace(self, values=good, rest=rest, refused=tuple((_first_cell(line)[:16], p) for line, p in bad))


def read_pasted(noun: str, text: str, dossier: Dossier) -> PasteReport:
    """Read tab-separated lines; a first line of headings says which column is which, else the usual order holds."""
    form_class = ROW_FORMS[noun]
    lines = [line for line in table_lines(text) if line.strip(" \t")]
    names = _headings(form_class, lines[0]) if lines else None
    first = 2 if names else 1
    body = [(n, part) for n, line in enumerate(lines[first - 1 :], first) for part in form_class.split_line(line)]
    order = names or [name for name, _ in form_class.columns]
    values: list[dict[str, Any]] = []
    findings: list[Finding] = []
    rest = [lines[0]] if names else []
    good: list[str] = []
    for number, line in body[:MOST_LINES]:
        form = form_class.of_cells(_cells(order, line), dossier)
        if form.validate():
            values.append(form.values())
            good.append(line)
        else:
            rest.append(line)
            findings.append(Finding("paste-line", Severity.ERROR, _sentence(form, number, line), noun))
    if not body:
        rest, findings = lines, [Finding("paste-empty", Severity.ERROR, "只有列名，下面还没有内容。", noun)]
    if len(body) > MOST_LINES:
        rest += [line for _, line in body[MOST_LINES:]]
        findings.append(
            Finding("paste-long", Severity.WARNING, f"一次最多 {MOST_LINES} 行，余下的还在框里，再存一次。", noun)
        )
    return PasteReport(values, findings, "\n".join(rest) if findings else "", good, lines[0] if names else "")


def table_lines(text: str) -> list[str]:
    """The rows of a pasted table: Excel puts a cell with line ends in quotes, and such a cell stays in its row."""
    rows: list[str] = []
    pending = ""
    for line in text.split("\n"):
        row = f"{pending}\n{line}" if pending else line
        pending = row if _has_open_cell(row) else ""
        if not pending:
            rows.append(row)
    # A quote that is never closed is only a quote.
    return rows + pending.split("\n") if pending else rows


def _has_open_cell(row: str) -> bool:
    return any(cell.startswith('"') and cell.count('"') % 2 for cell in row.split("\t"))


def _unquote(cell: str) -> str:
    """A cell as it stood in Excel: quotes around one with line ends are not part of it."""
    cell = cell.strip()
    if "\n" in cell and len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _headings(form_class: type[RowForm], line: str) -> list[str] | None:
    """The fields of a heading line, or None when the line is data. Unknown columns are skipped."""
    synonyms = {word: name for name, words in form_class.columns for word in (*words, name)}
    cells = [cell.strip().strip("*：: ") for cell in line.split("\t")]
    found = [synonyms.get(cell, "") for cell in cells]
    known = [name for name in found if name]
    # More than half: “负责人　周老师” is a duty and not a heading, though one of its words could be.
    most = len(known) * 2 > len([c for c in cells if c])
    return found if most and len(set(known)) == len(known) else None


def _cells(order: list[str], line: str) -> dict[str, str]:
    cells = [_unquote(cell) for cell in line.split("\t")]
    return {name: cell for name, cell in zip(order, cells, strict=False) if name}


def _sentence(form: RowForm, number: int, line: str) -> str:
    faults = "；".join(f"{form[name].label.text}：{errors[0]}" for name, errors in form.errors.items() if name)
    return f"第 {number} 行“{_first_cell(line)[:16]}”　{faults}"


def _first_cell(line: str) -> str:
    return next((cell.strip() for cell in line.split("\t") if cell.strip()), "")
