"""志愿者统计: the volunteers of many events, as far as the user may read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.servicestatistics import build_statistics_sheet
from planner.models import User
from planner.money.overview import Scope
from planner.papers.overview import scope_words
from planner.papers.paper import Paper, PrintedPaper
from planner.people.servicestatistics import ServiceGrouping, ServiceStatistics
from planner.queries.servicestatistics import read_statistics
from planner.queries.units import Unit


@dataclass(frozen=True, slots=True)
class StatisticsMaterial:
    """The table, what it counts in words, and the unit it is of when there is but one."""

    statistics: ServiceStatistics
    words: Sequence[str]
    company: str


def _build(given: StatisticsMaterial) -> bytes:
    return build_statistics_sheet(given.statistics, "　".join(given.words), given.company)


PAPER: Paper[StatisticsMaterial] = Paper(
    code="volunteer-statistics", label="志愿者统计", extension="xlsx", build=_build
)


def print_statistics(user: User, scope: Scope, grouping: ServiceGrouping, units: Sequence[Unit]) -> PrintedPaper:
    """The whole table; `units` are those whose events the user may read, and only those are in it."""
    words = scope_words(scope, units)
    given = StatisticsMaterial(
        statistics=read_statistics(user, scope, grouping, units),
        words=words,
        company=units[0].name if len(units) == 1 else "",
    )
    return PAPER.print_given(given, words[0], f"按{grouping.label}")
