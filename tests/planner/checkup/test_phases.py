"""Gaps and overlaps of phases."""

from planner.checkup import Context, apply_rules
from planner.checkup.phases import RULES
from planner.days import Day
from planner.dossier import (
    Dossier,
    Facts,
    Phase,
)
from planner.findings import Finding, Severity


def _said(findings: list[Finding], severity: Severity | None = None) -> list[tuple[str, str, str]]:
    return [(f.code, f.sentence, f.where) for f in findings if severity in (None, f.severity)]


def _phases(*spans: tuple[str, str], first: str = "", last: str = "") -> list[tuple[str, str, str]]:
    phases = tuple(
        Phase(name, f"{name}阶段", Day.parse(start), Day.parse(end), owner="周老师")
        for name, (start, end) in zip("甲乙丙", spans, strict=False)
    )
    facts = Facts(starts_on=Day.parse(first) if first else None, ends_on=Day.parse(last) if last else None)
    return _said(apply_rules(RULES, Context(Dossier(facts=facts, phases=phases))))


def test_phases_end_to_end_are_fine() -> None:
    assert _phases(("7月6日", "7月31日"), ("8月1日", "8月11日"), first="8月9日", last="8月11日") == []
    assert _phases(("12月20日", "12月31日"), ("1月1日", "1月5日")) == []


def test_phase_gap_names_the_days_between() -> None:
    assert _phases(("7月6日", "7月29日"), ("8月1日", "8月11日")) == [
        ("phase-gap", "7月30日—7月31日没有安排阶段（甲阶段止于 7月29日，乙阶段始于 8月1日）。", "phases/乙")
    ]


def test_phase_overlap_names_the_days_shared() -> None:
    assert _phases(("7月6日", "8月1日"), ("8月1日", "8月11日")) == [
        ("phase-overlap", "甲阶段和乙阶段在 8月1日 重叠。", "phases/乙")
    ]


def test_phase_within_another_leaves_no_gap_behind_it() -> None:
    said = _phases(("7月1日", "8月31日"), ("7月5日", "7月10日"), ("9月1日", "9月5日"))

    assert said == [("phase-overlap", "甲阶段和乙阶段在 7月5日—7月10日 重叠。", "phases/乙")]


def test_phases_must_reach_the_days_of_the_event() -> None:
    assert _phases(("8月10日", "8月10日"), first="8月9日", last="8月12日") == [
        ("phase-gap", "8月9日没有安排阶段（甲阶段始于 8月10日）。", "phases/甲"),
        ("phase-gap", "8月11日—8月12日没有安排阶段（甲阶段止于 8月10日）。", "phases/甲"),
    ]


def test_phase_that_ends_before_it_starts() -> None:
    assert _phases(("8月9日", "8月1日")) == [("phase-reversed", "甲阶段的结束日期早于开始日期。", "phases/甲")]


def test_phases_without_dates_or_owner_are_named() -> None:
    said = _said(
        apply_rules(RULES, Context(Dossier(phases=(Phase("a", "准备阶段"), Phase("b", "总结阶段", owner="周老师")))))
    )

    assert said == [
        ("phases-without-dates", "准备阶段、总结阶段的起止日期待定。", "phases"),
        ("phases-without-owner", "准备阶段还没有负责人。", "phases/a"),
    ]
