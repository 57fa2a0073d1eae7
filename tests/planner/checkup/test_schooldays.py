"""What the calendar of the school says of the days of an event."""

from dataclasses import replace
from datetime import date

import pytest

from planner.checkup.context import Context
from planner.checkup.schooldays import LONG_HOLIDAY_DAYS, check_school_days
from planner.days import Day
from planner.dossier import Dossier, Facts
from planner.findings import Severity
from planner.schooldays import SchoolDayKind, SchoolDays

EVENT = Dossier(facts=Facts(title="研学", starts_on=Day(6, 22, 2027), ends_on=Day(6, 24, 2027)))
EXAM = SchoolDays("期末考试", SchoolDayKind.EXAM, date(2027, 6, 24), date(2027, 6, 26))


def found(days, event=EVENT):
    """What is found with these days in the calendar."""
    return [(each.code, each.severity) for each in check_school_days(Context(dossier=event, school_days=(days,)))]


def test_exam_is_said_with_its_days_and_where_that_is_mended():
    [finding] = check_school_days(Context(dossier=EVENT, school_days=(EXAM,)))
    assert finding.sentence == "6月24日—26日校历上是“期末考试”，学生要考试，换个日子，或者写明谁不参加。"
    assert (finding.where, finding.source) == ("facts/starts_on", "校历")


@pytest.mark.parametrize(
    ("first", "last", "is_found"),
    [(20, 21, False), (20, 22, True), (23, 23, True), (24, 30, True), (25, 30, False)],
)
def test_days_that_touch(first, last, is_found):
    days = replace(EXAM, first=date(2027, 6, first), last=date(2027, 6, last))
    assert bool(found(days)) is is_found


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        (SchoolDayKind.EXAM, Severity.WARNING),
        (SchoolDayKind.HOLIDAY, Severity.WARNING),
        (SchoolDayKind.TERM, Severity.HINT),
        (SchoolDayKind.WORKDAY, Severity.HINT),
    ],
)
def test_gravity_of_each_kind(kind, severity):
    assert found(replace(EXAM, kind=kind)) == [(f"school-{kind.value}", severity)]


def test_other_days_are_not_asked_about():
    assert found(replace(EXAM, kind=SchoolDayKind.OTHER)) == []


@pytest.mark.parametrize(("days", "is_found"), [(LONG_HOLIDAY_DAYS, True), (LONG_HOLIDAY_DAYS + 1, False)])
def test_camps_lie_in_long_holidays(days, is_found):
    holiday = SchoolDays("放假", SchoolDayKind.HOLIDAY, date(2027, 6, 20), date(2027, 6, 19 + days))
    assert bool(found(holiday)) is is_found


@pytest.mark.parametrize("first", [None, Day(6, 24)])
def test_nothing_is_found_without_a_day_and_its_year(first):
    assert found(EXAM, Dossier(facts=Facts(starts_on=first))) == []


def test_event_of_one_day_needs_no_last_day():
    assert found(EXAM, Dossier(facts=Facts(starts_on=Day(6, 24, 2027)))) == [("school-exam", Severity.WARNING)]
