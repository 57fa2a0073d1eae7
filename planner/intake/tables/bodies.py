"""The lines below the headings: which are rows, which are left out and why, what totals say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from planner.intake.tables.drafts import DraftReader, DraftRow
from planner.intake.tables.headinglines import Headings
from planner.intake.tables.leaving import SUBTOTAL, total_kind, total_number, why_above, why_no_row
from planner.intake.tables.lines import TableLine, width_of
from planner.intake.tables.reading import LeftOut
from planner.intake.tables.rowtexts import RowTexts
from planner.intake.tables.sums import amount_of, compare_total
from planner.intake.tables.synonyms import NounWords


@dataclass(slots=True)
class Body:
    """What became of the lines."""

    rows: list[DraftRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    totals: list[tuple[TableLine, str, int]] = field(default_factory=list)

    def leave(self, line: TableLine, why: str) -> None:
        """Leave a line out."""
        self.left_out.append(LeftOut(line.number, line.whole, why))


def read_body(
    lines: Sequence[TableLine], headings: Headings | None, words: NounWords, texts: RowTexts, reader: DraftReader
) -> Body:
    """Go through all lines but those of the headings."""
    body = Body()
    heading_numbers = {line.number for line in headings.lines} if headings else set()
    first = min(heading_numbers, default=0)
    main, width = texts.by_field.get(words.main), width_of(lines)
    is_first, is_inside = True, False
    for line in lines:
        is_inside = is_inside or not line.source.is_outside
        if line.number in heading_numbers:
            continue
        if line.source.is_outside:
            body.leave(line, "表下面的文字" if is_inside else "表上面的文字" if not is_first else "标题")
        elif line.number < first:
            body.leave(line, why_above(line, is_first=is_first))
        else:
            _read_line(line, headings, body, (main, width), texts, reader)
        is_first = is_first and not line.own
    return body


def _read_line(
    line: TableLine,
    headings: Headings | None,
    body: Body,
    place: tuple[int | None, int],
    texts: RowTexts,
    reader: DraftReader,
) -> None:
    main, width = place
    if line.source.is_hidden:
        body.leave(line, "隐藏的行")
    elif headings and headings.repeats(line):
        body.leave(line, "重复的列名")
    elif kind := total_kind(line):
        body.totals.append((line, kind, len(body.rows)))
    elif why := texts.read_section(line, reader.days) or why_no_row(line, main=main, width=width):
        body.leave(line, why)
    else:
        rows = [row for row in reader.read(line) if row.values]
        body.rows += rows
        if not rows:
            body.leave(line, "只在没用上的列里有字")


def judge_totals(body: Body, words: NounWords, texts: RowTexts) -> None:
    """Leave out the lines of totals, and say whether they agree with the rows that were read."""
    begin = 0
    for line, kind, end in body.totals:
        rows = body.rows[begin if kind == SUBTOTAL else 0 : end]
        begin = end if kind == SUBTOTAL else begin
        said = _judge(line, rows, words, texts)
        body.leave(line, f"{kind}，{said}" if said else kind)
    body.left_out.sort(key=lambda gone: gone.line)


def _judge(line: TableLine, rows: Sequence[DraftRow], words: NounWords, texts: RowTexts) -> str:
    written = total_number(line, texts.by_field.get(words.sum), texts.scale_of(words.sum))
    if not words.sum:
        return compare_total(written, Decimal(len(rows)), len(rows), in_money=False) if "人" in line.whole else ""
    amounts = [amount for row in rows if (amount := amount_of(row.values, words.sum)) is not None]
    in_money = words.kind_of(words.sum) == "money"
    said = compare_total(written, sum(amounts, Decimal(0)), len(rows), in_money=in_money)
    open_rows = sum(words.sum in row.values and bool(row.values[words.sum].question) for row in rows)
    return f"{said}，{open_rows} 行的数还没定" if said and open_rows else said
