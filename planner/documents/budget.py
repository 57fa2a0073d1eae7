"""预算表.xlsx: the budget with live formulas; `budgets` writes the workbook."""

from datetime import UTC, datetime

from budgets.workbook import Heading, build_workbook
from planner.dossier import UNKNOWN, Dossier

# A moment of the paper itself would make two prints of the same budget differ.
CREATED = datetime(2020, 1, 1, tzinfo=UTC)


def build_budget_sheet(dossier: Dossier) -> bytes:
    """The budget as .xlsx: lines by category, sums, 大写, per head, sources, signatures; money in 元.

    The same budget gives the same bytes. User text never becomes a formula.
    """
    facts = dossier.facts
    line = f"时间：{dossier.dates_label() or UNKNOWN}　地点：{facts.place or UNKNOWN}　人数：{heads_label(dossier)}"
    heading = Heading(title=facts.title, unit_name=facts.organisation, facts=line, people=dossier.heads)
    return build_workbook(dossier.full_budget, heading, created=CREATED)


def heads_label(dossier: Dossier) -> str:
    """29 人, 待定, or both numbers where the stated and the counted total differ."""
    stated, heads = dossier.facts.stated_total, dossier.heads
    if heads is None:
        return UNKNOWN
    if stated is not None and stated != heads:
        return f"{stated} 人（按各组相加为 {heads} 人）"
    return f"{heads} 人"
