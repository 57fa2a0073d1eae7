"""What all papers of a summary word in the same way: figures that are known, planned or not, and those that are not."""

from collections.abc import Iterable
from decimal import Decimal

from budgets import format_quantity
from planner.days import Day
from planner.documents import gbt9704 as paper
from planner.documents.plan import format_signing_day
from planner.dossier import Party
from planner.enums import PartyRole
from planner.report.edition import SummaryEdition
from planner.report.results import ResultRow

# Nobody wrote it down; and the plan had no such number.
NOT_RECORDED, NOT_PLANNED = "未记录", "—"


def format_figure(row: ResultRow, value: Decimal | None) -> str:
    """29, 86.5, 3,174.80 as it is measured; 未记录 for what is not known."""
    if value is None:
        return NOT_RECORDED
    return f"{value:,.2f}" if row.is_money else format_quantity(value)


def format_plan(row: ResultRow) -> str:
    """The number of the plan, — where it has none."""
    return NOT_PLANNED if row.planned is None else format_figure(row, row.planned)


def format_gap(row: ResultRow) -> str:
    """+1, −33.50, 0; nothing while either number is unknown."""
    gap = row.difference
    if gap is None:
        return ""
    size = format_figure(row, abs(gap))
    return f"{'+' if gap > 0 else '−'}{size}" if gap else size


def tell_figure(row: ResultRow | None) -> str:
    """29 名（计划 30 名）; the plan alone is no result."""
    if row is None or row.actual is None:
        return NOT_RECORDED
    said = f"{format_figure(row, row.actual)} {row.unit}"
    return said if row.planned is None else f"{said}（计划 {format_figure(row, row.planned)} {row.unit}）"


def name_parties(parties: Iterable[Party], *roles: PartyRole) -> str:
    """The organisations that play one of these parts."""
    return "、".join(dict.fromkeys(party.name for party in parties if party.role in roles and party.name))


def say_draft(edition: SummaryEdition) -> list[str]:
    """Below the title of a draft: that it is one; nothing below that of a filed version."""
    if not edition.is_draft:
        return []
    layout = f'{paper.NO_INDENT}<w:jc w:val="center"/>'
    return [paper.paragraph(paper.run("（草稿，没有定稿）", paper.LEVEL2), layout=layout)]


def format_filing_day(edition: SummaryEdition) -> str:
    """The day of the 落款: when it was filed; open, to be filled in by hand, on a draft."""
    return format_signing_day(Day.of(edition.filed_on) if edition.filed_on else None)
