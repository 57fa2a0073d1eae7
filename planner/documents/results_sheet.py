"""统计表.xlsx: what was planned and what came of it, numbers as numbers, sums and differences as formulas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from planner.documents.result_wording import NOT_PLANNED, NOT_RECORDED
from planner.documents.spreadsheets import Cell, SheetColumn, SheetNumber, SheetTable, make_workbook
from planner.people.feedback import STARS, AudienceTally
from planner.report.edition import SummaryEdition
from planner.report.results import ResultRow, Results

TITLE = "活动统计表"
NOTE = f"“{NOT_PLANNED}”：计划里没有这个数。“{NOT_RECORDED}”：没有人记，不是 0。差＝实际－计划。人数和人次分开算。"
SIGNED = "填表人：＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿　　单位（盖章）：　　　　　　　　　　年　　月　　日"
COLUMNS = (
    SheetColumn("类别", 11),
    SheetColumn("其中", 10),
    SheetColumn("项目", 20),
    SheetColumn("单位", 6, "center"),
    SheetColumn("计划", 11, "right"),
    SheetColumn("实际", 11, "right"),
    SheetColumn("差", 11, "right"),
    SheetColumn("说明", 24),
)
PLANNED, ACTUAL = "E", "F"
FEEDBACK = (
    SheetColumn("谁", 16),
    *(SheetColumn(f"{stars} 星", 9, "right") for stars in reversed(STARS)),
    SheetColumn("份数", 9, "right"),
    SheetColumn("平均", 9, "right"),
)


def build_results_sheet(edition: SummaryEdition) -> bytes:
    """The statistics as .xlsx: every figure, then feedback by audience where there is any; to be printed on A4.

    What is not known is said in words and never a zero. The same edition gives the same bytes. User text never becomes
    a formula.
    """
    title = f"{edition.filed.title} {TITLE}"

    def write(book: Any) -> None:
        _write_figures(book, title, edition)
        if edition.results.feedback:
            _write_feedback(book, title, edition.results.feedback)

    return make_workbook(title, edition.results.facts.organisation, write)


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


def _write_figures(book: Any, title: str, edition: SummaryEdition) -> None:
    sheet = SheetTable(book, "统计", title, _subtitle(edition), COLUMNS, wide=False)
    first_of: dict[tuple[str, str], int] = {}
    for row in edition.results.rows:
        first = first_of.setdefault((row.section, row.part), sheet.next_row)
        sheet.add(_cells(row, edition.results, first, sheet.next_row))
    sheet.end(f"{NOTE}\n\n{SIGNED}")


def _cells(row: ResultRow, results: Results, first: int, number: int) -> Sequence[Cell]:
    """The cells of a figure that stands in that row, those that it sums from the row `first` on."""
    return (
        row.section.label,
        "" if row.is_sum else row.part,
        row.label,
        row.unit,
        _number(row, results, "planned", f"=SUM({PLANNED}{first}:{PLANNED}{number - 1})") or NOT_PLANNED,
        _number(row, results, "actual", f"=SUM({ACTUAL}{first}:{ACTUAL}{number - 1})") or NOT_RECORDED,
        _difference(row, number),
        row.cause,
    )


def _number(row: ResultRow, results: Results, which: str, formula: str) -> SheetNumber | None:
    """The number; a formula where it is the sum of its parts, each of which is known."""
    value: Decimal | None = getattr(row, which)
    if value is None:
        return None
    parts = [getattr(each, which) for each in results.of_section(row.section) if each.part == row.part]
    is_summed = row.is_sum and _add_up(parts[:-1]) == value
    return SheetNumber(value, formula if is_summed else "", is_money=row.is_money)


def _add_up(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(parts) else None


def _difference(row: ResultRow, number: int) -> SheetNumber | None:
    if row.difference is None:
        return None
    return SheetNumber(row.difference, f"={ACTUAL}{number}-{PLANNED}{number}", is_money=row.is_money)


def _write_feedback(book: Any, title: str, tallies: Sequence[AudienceTally]) -> None:
    """Voices by stars; how many and their mean by formulas."""
    sheet = SheetTable(book, "反馈", title, "匿名，一部手机每类人算一份。", FEEDBACK, wide=False)
    first = sheet.next_row
    for tally in tallies:
        row = sheet.next_row
        mean = Decimal(tally.tenths) / 10
        sheet.add([tally.audience.label, *reversed(tally.by_stars), _count(row, tally.count), _mean(row, mean)])
    last, total = sheet.next_row - 1, AudienceTally(tallies[0].audience, _sum_stars(tallies))
    sums = [
        SheetNumber(count, f"=SUM({column}{first}:{column}{last})")
        for column, count in zip("BCDEF", reversed(total.by_stars), strict=True)
    ]
    row = sheet.next_row
    sheet.add(["合计", *sums, _count(row, total.count), _mean(row, Decimal(total.tenths) / 10)])
    sheet.end("平均：满分 5 星。")


def _sum_stars(tallies: Sequence[AudienceTally]) -> tuple[int, int, int, int, int]:
    one, two, three, four, five = (sum(tally.by_stars[at] for tally in tallies) for at in range(len(STARS)))
    return one, two, three, four, five


def _count(row: int, value: int) -> SheetNumber:
    return SheetNumber(value, f"=SUM(B{row}:F{row})")


def _mean(row: int, value: Decimal) -> SheetNumber:
    return SheetNumber(value, f"=ROUND((5*B{row}+4*C{row}+3*D{row}+2*E{row}+F{row})/G{row},1)")
