"""经费总览: the money of many events, as far as the user may read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.overview import build_overview_sheet
from planner.models import User
from planner.money.overview import UNDATED, Grouping, Overview, Scope
from planner.papers.paper import Paper, PrintedPaper
from planner.queries.overview import read_overview
from planner.queries.units import Unit


@dataclass(frozen=True, slots=True)
class OverviewMaterial:
    """The table, what it counts in words, and the unit it is of when there is but one."""

    overview: Overview
    words: Sequence[str]
    company: str


def _build(given: OverviewMaterial) -> bytes:
    return build_overview_sheet(given.overview, "　".join(given.words), given.company)


PAPER: Paper[OverviewMaterial] = Paper(code="overview", label="经费总览", extension="xlsx", build=_build)


def scope_words(scope: Scope, units: Sequence[Unit]) -> list[str]:
    """What is counted, in words; the years always."""
    words = [UNDATED if scope.is_undated else f"{scope.year}年" if scope.year else "全部年份"]
    words += [f"{unit.name}及下属单位" for unit in units if unit.id == scope.unit_id]
    return words + [text for text in (scope.category, scope.source) if text]


def print_overview(user: User, scope: Scope, grouping: Grouping, units: Sequence[Unit]) -> PrintedPaper:
    """The whole table of the overview; `units` are those whose events the user may read, and only those are in it."""
    words = scope_words(scope, units)
    given = OverviewMaterial(
        overview=read_overview(user, scope, grouping, units),
        words=words,
        company=units[0].name if len(units) == 1 else "",
    )
    return PAPER.print_given(given, words[0], f"按{grouping.label}")
