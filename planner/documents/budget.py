"""预算表.xlsx: the budget with live formulas; `budgets` writes the workbook."""

from budgets import Heading, build_workbook
from planner.documents.wording import CREATED, count_open_groups, heads_label
from planner.dossier import Dossier
from planner.telling import UNKNOWN


def build_budget_sheet(dossier: Dossier) -> bytes:
    """The budget as .xlsx: lines by category, sums, 大写, per head, sources, signatures; money in 元.

    The same budget gives the same bytes. User text never becomes a formula.
    """
    return build_workbook(dossier.full_budget, heading_of(dossier), created=CREATED)


def heading_of(dossier: Dossier) -> Heading:
    """What stands on top of the workbooks of an event: what is not known is 待定, and then nothing is per head."""
    facts = dossier.facts
    line = f"时间：{dossier.dates_label() or UNKNOWN}　地点：{facts.place or UNKNOWN}　人数：{heads_label(dossier)}"
    people = None if count_open_groups(dossier) else dossier.heads
    return Heading(title=facts.title, unit_name=facts.organisation, facts=line, people=people)
