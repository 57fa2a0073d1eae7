"""年度汇总: the year of the units whose events the user may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.documents.yearsummary import build_year_sheet
from planner.models import User
from planner.money.overview import Scope
from planner.papers.overview import scope_words
from planner.papers.paper import Paper, PrintedPaper
from planner.queries.units import Unit
from planner.queries.yearsummary import list_year_events, read_year_summary
from planner.report.yearsummary import YearEvent, YearGrouping, YearPart, YearSummary


@dataclass(frozen=True, slots=True)
class YearMaterial:
    """The year by kind and by month, its events, what is counted in words, and the unit where there is but one."""

    by_kind: YearSummary
    by_month: YearSummary
    events: Sequence[YearEvent]
    words: Sequence[str]
    company: str


def _build(given: YearMaterial) -> bytes:
    return build_year_sheet(given.by_kind, given.by_month, given.events, "　".join(given.words), given.company)


PAPER: Paper[YearMaterial] = Paper(code="year-summary", label="年度汇总", extension="xlsx", build=_build)


def print_year(user: User, scope: Scope, units: Sequence[Unit], today: date) -> PrintedPaper:
    """The whole year; `units` are those whose events the user may read, and only those are in it.

    Listed is every event that has a figure: it was held, or spent something.
    """
    words = scope_words(scope, units)
    events = list_year_events(user, scope, YearPart(), None, today, units)
    given = YearMaterial(
        by_kind=read_year_summary(user, scope, YearGrouping.KIND, today),
        by_month=read_year_summary(user, scope, YearGrouping.MONTH, today),
        events=[event for event in events if event.counts],
        words=words,
        company=units[0].name if len(units) == 1 else "",
    )
    return PAPER.print_given(given, words[0])
