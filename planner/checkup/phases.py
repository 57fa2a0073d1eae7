"""Phases: days that belong to none, or to two."""

from datetime import timedelta
from typing import NamedTuple

from planner.checkup.context import Context, Rule
from planner.checkup.sentences import about_rows
from planner.days import Day, day_order, days_between
from planner.dossier import Dossier, Phase
from planner.findings import Finding, Severity
from planner.places import place_of

_DAY = timedelta(days=1)


class PhaseSpan(NamedTuple):
    """A phase whose days are known."""

    first: Day
    last: Day
    phase: Phase

    @property
    def is_reversed(self) -> bool:
        """Whether it ends before it starts."""
        return days_between(self.first, self.last) < 0


def check_phases(context: Context) -> list[Finding]:
    """Gaps and overlaps between the phases and to the days of the event, phases without dates or owner."""
    phases = context.dossier.phases
    undated = [p for p in phases if p.starts_on is None or p.ends_on is None]
    unled = [p for p in phases if not p.owner.strip()]
    kinds = (
        ("phases-without-dates", Severity.WARNING, undated, "{names}的起止日期待定。"),
        ("phases-without-owner", Severity.HINT, unled, "{names}还没有负责人。"),
    )
    found = [
        finding
        for code, severity, rows, words in kinds
        for finding in about_rows(code, severity, "phases", rows, (p.name for p in rows), words)
    ]
    spans = [PhaseSpan(p.starts_on, p.ends_on, p) for p in phases if p.starts_on and p.ends_on]
    found += [_describe_reversed(span.phase) for span in spans if span.is_reversed]
    return found + _check_joints(context.dossier, [span for span in spans if not span.is_reversed])


def _describe_reversed(phase: Phase) -> Finding:
    return Finding(
        "phase-reversed", Severity.WARNING, f"{phase.name}的结束日期早于开始日期。", place_of("phases", phase.key)
    )


def _check_joints(dossier: Dossier, spans: list[PhaseSpan]) -> list[Finding]:
    if not spans:
        return []
    anchor = spans[0].first
    spans = sorted(spans, key=lambda span: day_order(span.first, anchor))
    found = _find_gap_before(dossier.facts.starts_on, spans[0])
    latest = spans[0]
    for span in spans[1:]:
        found += _joint(latest, span)
        if days_between(latest.last, span.last) > 0:
            latest = span
    return found + _find_gap_after(dossier.facts.ends_on or dossier.facts.starts_on, latest)


def _find_gap_before(day: Day | None, span: PhaseSpan) -> list[Finding]:
    if day is None or days_between(day, span.first) <= 0:
        return []
    return [_gap(day, span.first.shift(-_DAY), f"{span.phase.name}始于 {span.first.short}", span.phase)]


def _find_gap_after(day: Day | None, span: PhaseSpan) -> list[Finding]:
    if day is None or days_between(span.last, day) <= 0:
        return []
    return [_gap(span.last.shift(_DAY), day, f"{span.phase.name}止于 {span.last.short}", span.phase)]


def _joint(former: PhaseSpan, span: PhaseSpan) -> list[Finding]:
    """Where one phase goes over into the next."""
    distance = days_between(former.last, span.first)
    if distance > 1:
        words = f"{former.phase.name}止于 {former.last.short}，{span.phase.name}始于 {span.first.short}"
        return [_gap(former.last.shift(_DAY), span.first.shift(-_DAY), words, span.phase)]
    if distance == 1:
        return []
    last = former.last if days_between(former.last, span.last) > 0 else span.last
    words = f"{former.phase.name}和{span.phase.name}在 {_days(span.first, last)} 重叠。"
    return [Finding("phase-overlap", Severity.WARNING, words, place_of("phases", span.phase.key))]


def _gap(first: Day, last: Day, why: str, phase: Phase) -> Finding:
    words = f"{_days(first, last)}没有安排阶段（{why}）。"
    return Finding("phase-gap", Severity.WARNING, words, place_of("phases", phase.key))


def _days(first: Day, last: Day) -> str:
    return first.short if first == last else f"{first.short}—{last.short}"


RULES: tuple[Rule, ...] = (check_phases,)
