"""发票台账: the expenses of many events with their invoices, as far as the user may read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.invoiceregister import build_register_sheet
from planner.models import User
from planner.money.invoiceregister import RegisterFilters, RegisterRow
from planner.papers.paper import Paper, PrintedPaper
from planner.queries.invoiceregister import MOST_EXPORTED, count_register, find_suspects, list_register
from planner.queries.units import UnitChoice


@dataclass(frozen=True, slots=True)
class RegisterMaterial:
    """The rows, what they were narrowed by in words, and how many there are of which these are the first."""

    rows: Sequence[RegisterRow]
    words: Sequence[str]
    count: int


def _build(given: RegisterMaterial) -> bytes:
    return build_register_sheet(given.rows, "　".join(given.words), given.count)


PAPER: Paper[RegisterMaterial] = Paper(code="invoices", label="发票台账", extension="xlsx", build=_build)


def register_words(filters: RegisterFilters, units: UnitChoice) -> list[str]:
    """What the rows were narrowed by, in words; empty for all of them."""
    words = [f"{unit.name}及下属单位" for unit in units.chosen if unit.id in filters.unit_ids]
    if filters.month:
        words.append(f"{filters.month[0]}年{filters.month[1]}月")
    return words + [text for text in (filters.state.label if filters.state else "", filters.text) if text]


def print_register(user: User, filters: RegisterFilters, units: UnitChoice) -> PrintedPaper:
    """All rows that the filters leave, the first `MOST_EXPORTED` of them where there are more."""
    suspects = find_suspects(user, filters)
    count, _ = count_register(user, filters, suspects)
    rows = list_register(user, filters, suspects, most=MOST_EXPORTED)
    given = RegisterMaterial(rows, register_words(filters, units) or ["全部"], count)
    return PAPER.print_given(given)
