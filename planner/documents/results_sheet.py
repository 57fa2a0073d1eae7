"""统计表.xlsx: what was planned and what came of it, numbers as numbers, sums and differences as formulas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from planner.documents.result_wording import NOT_PLANNED, NOT_RECORDED
from planner.documents.spreadsheets import Cell, Formula, SheetColumn, SheetTable, make_workbook
from planner.people.feedback import STARS, AudienceTally
from planner.report.edition import SummaryEdition
from planner.report.results import ResultRow

TITLE = "活动统计表"
NOTE = f"“{NOT_PLANNED}”：计划里没有这个数。“{NOT_RECORDED}”：没有人记，不是 0。差＝实际－计划。人数和人次分开算。"
SIGNED = "填表人：＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿　　单位（盖章）：　　　　　　　　　　年　　月　　日"
PLANNED, ACTUAL = "E", "F"
FEEDBACK = (
    SheetColumn("谁", 16),
    *(SheetColumn(f"{stars} 星", 9, "right") for stars in reversed(STARS)),
    SheetColumn("份数", 9, "right"),
    SheetColumn("平均", 9, "right"),
)


def build_results_sheet(edition: SummaryEdition) -> bytes:
    """The statistics as .xlsx: what was counted, the money, feedback by audience where there is any; for A4.

    What is not known is said in words and never a zero. The same edition gives the same bytes. User text never becomes
    a formula.
    """
    results = edition.results
    title = f"{edition.filed.title} {TITLE}"

    def write(book: Any) -> None:
        for name, is_money in (("统计", False), ("经费", True)):
            rows = [row for row in results.rows if row.is_money == is_money]
            if rows or (is_money and not results.rows):  # a workbook has a sheet at least
                sheet = SheetTable(book, name, title, _subtitle(edition), _columns(is_money=is_money), wide=False)
                _write_rows(sheet, rows)
                sheet.end(f"{NOTE}\n\n{SIGNED}")
        if results.feedback:
            _write_feedback(book, title, results.feedback)

    return make_workbook(title, results.facts.organisation, write)


def _columns(*, is_money: bool) -> tuple[SheetColumn, ...]:
    align = "money" if is_money else "right"
    return (
        SheetColumn("类别", 11),
        SheetColumn("其中", 10),
        SheetColumn("项目", 20),
        SheetColumn("单位", 6, "center"),
        *(SheetColumn(name, 12, align) for name in ("计划", "实际", "差")),
        SheetColumn("说明", 24),
    )


def _subtitle(edition: SummaryEdition) -> str:
    facts = edition.results.facts
    state = "草稿，没有定稿" if edition.is_draft else f"第 {edition.number} 版，{edition.filed_by}定稿"
    known = (
        ("单位", facts.organisation),
        ("时间", edition.results.days),
        ("地点", facts.place),
        ("负责人", facts.owner),
    )
    return "　".join([*(f"{label}：{text}" for label, text in known if text), f"（{state}）"])


def _write_rows(sheet: SheetTable, rows: Sequence[ResultRow]) -> None:
    for at, row in enumerate(rows):
        number = sheet.next_row
        parts = _parts_of(row, rows[:at]) if row.is_sum else []
        planned = _sum_up(PLANNED, number, row.planned, [part.planned for part in parts])
        actual = _sum_up(ACTUAL, number, row.actual, [part.actual for part in parts])
        difference = row.difference
        sheet.add(
            (
                row.section.label,
                "" if row.is_sum else row.part,
                row.label,
                row.unit,
                NOT_PLANNED if planned is None else planned,
                NOT_RECORDED if actual is None else actual,
                None if difference is None else Formula(f"={ACTUAL}{number}-{PLANNED}{number}", difference),
                row.cause,
            )
        )


def _parts_of(row: ResultRow, above: Sequence[ResultRow]) -> list[ResultRow]:
    """The rows right above a sum that it is the sum of."""
    parts: list[ResultRow] = []
    for each in reversed(above):
        if (each.section, each.part) != (row.section, row.part):
            break
        parts.append(each)
    return parts


def _sum_up(column: str, number: int, value: Decimal | None, parts: Sequence[Decimal | None]) -> Cell:
    """The value in row `number`; a formula where it is the sum of the parts above it, each of which is known."""
    known = [part for part in parts if part is not None]
    if value is None or not known or len(known) < len(parts) or sum(known) != value:
        return value
    return Formula(f"=SUM({column}{number - len(parts)}:{column}{number - 1})", value)


def _write_feedback(book: Any, title: str, tallies: Sequence[AudienceTally]) -> None:
    """Voices by stars; how many and their mean by formulas."""
    sheet = SheetTable(book, "反馈", title, "匿名，一部手机每类人算一份。", FEEDBACK, wide=False)
    first, last = sheet.next_row, sheet.next_row + len(tallies) - 1
    for tally in tallies:
        sheet.add([tally.audience.label, *reversed(tally.by_stars), *_count(sheet.next_row, tally)])
    whole = AudienceTally(tallies[0].audience, _sum_stars(tallies))
    sums = [
        Formula(f"=SUM({column}{first}:{column}{last})", count)
        for column, count in zip("BCDEF", reversed(whole.by_stars), strict=True)
    ]
    sheet.add(["合计", *sums, *_count(sheet.next_row, whole)])
    sheet.end("平均：满分 5 星。")


def _sum_stars(tallies: Sequence[AudienceTally]) -> tuple[int, int, int, int, int]:
    one, two, three, four, five = (sum(tally.by_stars[at] for tally in tallies) for at in range(len(STARS)))
    return one, two, three, four, five


def _count(row: int, tally: AudienceTally) -> tuple[Formula, Formula]:
    """How many voices stand in a row, and their mean."""
    mean = f"=ROUND((5*B{row}+4*C{row}+3*D{row}+2*E{row}+F{row})/G{row},1)"
    return Formula(f"=SUM(B{row}:F{row})", tally.count), Formula(mean, Decimal(tally.tenths) / 10)
