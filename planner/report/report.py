"""The report of an event: what was planned against what came of it, made of its records."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.dossier import Dossier, Facts
from planner.enums import EventStatus
from planner.people.incidents import Incident
from planner.places import place_of
from planner.report.actuals import ALL_INCIDENTS, Impression
from planner.report.comparison import Comparison
from planner.report.counted import (
    Gift,
    Helpers,
    Leftover,
    TallySum,
    count_helpers,
    list_gifts,
    list_leftovers,
    sum_tallies,
)
from planner.report.figures import FigureSource, LiveFigure
from planner.report.programme import Programme, judge_schedule
from planner.report.records import Records
from planner.report.spending import Spending, count_spending
from planner.report.turnout import Comers, count_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of one event. Whatever nobody wrote down is unknown in it, and never nothing.

    `turns` are attendances of the participants (人次), counted apart from their number; they are no fewer. `names` are
    those of the children, which stand in no proposal.
    """

    dossier: Dossier
    people: Comers
    turns: LiveFigure
    programme: Programme
    spending: Spending
    stops: LiveFigure
    incidents: tuple[Incident, ...]
    incident_count: LiveFigure
    safety: Comparison
    impression: Impression
    helpers: Helpers | None = None
    gifts: tuple[Gift, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    tallies: tuple[TallySum, ...] = ()
    names: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def facts(self) -> Facts:
        """What stands on the first lines of every paper."""
        return self.dossier.facts

    @property
    def is_cancelled(self) -> bool:
        """Whether the event never took place: all that is to be told of it is why, and what it cost."""
        return self.facts.status is EventStatus.CANCELLED

    @property
    def figures(self) -> tuple[LiveFigure, ...]:
        """Every figure that is known, those of the plan too."""
        return tuple(figure for figure in self._all_figures() if figure.is_known)

    def figure(self, key: str) -> LiveFigure | None:
        """The figure of that key, if it is known."""
        return next((figure for figure in self.figures if figure.key == key), None)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Everything that was planned as a number, with what came of it."""
        people = self.people
        together = [people.participants, people.companions, people.guests]
        groups = [group.comparison for group in people.groups]
        served = [self.helpers.turns] if self.helpers else []
        given = [gift.pieces for gift in self.gifts if gift.pieces]
        spent = [self.spending.total, *self.spending.categories]
        return (*filter(None, together), *groups, *spent, *served, *given, self.safety)

    def _all_figures(self) -> Iterator[LiveFigure]:
        for comparison in self.comparisons:
            yield comparison.actual
            if comparison.plan:
                yield comparison.plan
        programme = self.programme
        yield from (programme.planned, programme.held, programme.changed, programme.dropped)
        yield from (self.turns, self.stops, self.incident_count, self.spending.saved, *self.spending.sources)
        if self.helpers:
            yield from (self.helpers.persons, self.helpers.hours)
        for gift in self.gifts:
            yield from filter(None, (gift.people, gift.cash))
        yield from (leftover.left for leftover in self.leftovers)
        for tally in self.tallies:
            yield from (tally.total, *(figure for _, figure in tally.levels))


def build_report(records: Records) -> Report:
    """The report of these records; the same records always make the same report."""
    people = count_people(records)
    tallies = sum_tallies(records.actuals.tallies)
    return Report(
        dossier=records.dossier,
        people=people,
        turns=count_turns(people.participants.actual, tallies),
        programme=judge_schedule(records),
        spending=count_spending(records),
        stops=_count_stops(records.dossier),
        incidents=records.incidents,
        incident_count=_count_incidents(records),
        safety=_count_safety(records.dossier),
        impression=records.actuals.impression,
        helpers=count_helpers(records),
        gifts=list_gifts(records),
        leftovers=list_leftovers(records),
        tallies=tuple(tally for tally in tallies if tally.total.unit != "人次"),
        names=records.names,
    )


def count_turns(participants: LiveFigure, tallies: tuple[TallySum, ...]) -> LiveFigure:
    """The attendances that were counted; unknown where they would be fewer than the persons who came."""
    counted = next((tally.total for tally in tallies if tally.total.unit == "人次"), None)
    value = counted.value if counted else None
    persons = participants.value
    if isinstance(value, int) and isinstance(persons, int) and value < persons:
        value = None
    sources = counted.sources if counted else ()
    return LiveFigure(key="turns", value=value, unit="人次", noun="服务孩子", words=participants.words, sources=sources)


def _count_stops(dossier: Dossier) -> LiveFigure:
    sources = tuple(FigureSource(stop.name, place_of("stops", stop.key)) for stop in dossier.stops)
    return LiveFigure(key="stops", value=len(sources) or None, unit="处", noun="地点", words=("地点",), sources=sources)


def _count_incidents(records: Records) -> LiveFigure:
    """How often something happened; only where somebody said that this is all, or wrote any down, it is known."""
    found = records.incidents
    is_known = bool(found) or records.actuals.said(ALL_INCIDENTS)
    sources = tuple(FigureSource("意外情况", place_of("incidents", each.key), each.when) for each in found)
    words = ("意外", "受伤", "事故")
    value = len(found) if is_known else None
    return LiveFigure(key="incidents", value=value, unit="次", noun="意外情况", words=words, sources=sources)


def _count_safety(dossier: Dossier) -> Comparison:
    """The checks of the safety list, and how many were made."""
    sources = {check: FigureSource(check.item, place_of("safety", check.key)) for check in dossier.safety}
    made = tuple(source for check, source in sources.items() if check.is_done)
    words = ("安全检查",)
    plan = LiveFigure(
        key="plan/safety",
        value=len(sources),
        unit="项",
        noun="安全检查",
        words=words,
        sources=tuple(sources.values()),
        is_plan=True,
    )
    value = len(made) or None
    actual = LiveFigure(key="safety", value=value, unit="项", noun="安全检查", words=words, sources=made)
    return Comparison(label="安全检查", actual=actual, plan=plan if sources else None)
