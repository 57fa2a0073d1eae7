"""The year of a unit: only what was recorded counts, each figure equals the events behind it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest

from budgets import Money
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Expense, HeadCount, TallyEntry
from planner.money.overview import Scope
from planner.queries.units import units_for
from planner.queries.yearsummary import count_year_events, list_year_events, read_year_summary
from planner.report.yearsummary import (
    YearEvent,
    YearFigure,
    YearFigures,
    YearGrouping,
    YearPart,
    YearSummary,
    add_figures,
)
from tests.planner.conftest import World
from tests.planner.servicerows import arrive, serve
from tests.planner.submissions import user
from tests.planner.yearsteps import ANNA, ENDED, PUBLISHED, came, counted, drop_draft, event_on, fill_year, paid

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
TODAY = date(2027, 9, 1)
YEAR = Scope(year=2027)
KIND, MONTH = YearGrouping.KIND, YearGrouping.MONTH


@pytest.fixture(autouse=True)
def nothing_else(world: World, in_app: InApp) -> None:
    """The draft of the world is out of the way."""
    with in_app():
        drop_draft(world)


def summary(world: World, name: str, grouping: YearGrouping, scope: Scope = YEAR) -> YearSummary:
    """The year as that person sees it."""
    return read_year_summary(user(world, name), scope, grouping, TODAY)


def figures(summary: YearSummary) -> dict[str, YearFigures]:
    """The rows by their labels, all together under 合计."""
    return {group.label: group.figures for group in summary.groups} | {"合计": summary.total}


CAMPS = YearFigures(
    events=2,
    children=60,
    open=1,
    turns=140,
    helpers=2,
    helper_turns=3,
    minutes=210,
    settled=Money(120_006),
    unsettled=Money(730),
    cancelled=1,
)
PARTIES = YearFigures(events=1, children=100, turns=100, planned=1)


def test_year_is_counted_by_kind(world: World, in_app: InApp) -> None:
    with in_app():
        fill_year(world)

        assert figures(summary(world, "周老师", KIND)) == {
            "六一游园/慰问": PARTIES,
            "暑期研学/夏令营": CAMPS,
            "合计": CAMPS + PARTIES,
        }


def test_year_is_counted_by_month(world: World, in_app: InApp) -> None:
    with in_app():
        fill_year(world)
        found = figures(summary(world, "周老师", MONTH))

    assert list(found) == ["2027年6月", "2027年7月", "2027年8月", "2027年10月", "合计"]
    assert found["2027年7月"] == YearFigures(unsettled=Money(30), cancelled=1)
    assert found["2027年10月"] == YearFigures(planned=1)
    assert found["合计"] == CAMPS + PARTIES


def test_person_who_helped_in_two_months_counts_once_in_all(world: World, in_app: InApp) -> None:
    with in_app():
        for day in (date(2027, 5, 1), date(2027, 6, 1)):
            arrive(serve(event_on(world, "活动", day, status=ENDED), ANNA, "a")[0])
        db.session.commit()
        found = figures(summary(world, "周老师", MONTH))

    assert [found[label].helpers for label in ("2027年5月", "2027年6月", "合计")] == [1, 1, 1]


@pytest.mark.parametrize("part", [YearPart(), YearPart(kind="study_tour"), YearPart(month="202708")])
@pytest.mark.parametrize("figure", YearFigure)
def test_every_figure_equals_the_events_behind_it(
    world: World, in_app: InApp, part: YearPart, figure: YearFigure
) -> None:
    with in_app():
        fill_year(world)
        person = user(world, "周老师")
        grouping = MONTH if part.month else KIND
        events = list_year_events(person, YEAR, part, figure, TODAY, units_for(person), 1)
        count = count_year_events(person, YEAR, part, figure, TODAY)
        whole = figures(summary(world, "周老师", grouping))[part.label or "合计"]

    listed = add_figures(event.figures for event in events)
    assert count == len(events)
    # ANNA helped at both camps.
    twice = int(figure is YearFigure.HELPERS)
    assert listed.value(figure) == (whole + YearFigures(helpers=twice)).value(figure)


def test_event_of_which_nothing_is_known_stands_behind_the_number_of_who_came(world: World, in_app: InApp) -> None:
    with in_app():
        event_on(world, "没人记", date(2027, 5, 4), status=ENDED)
        db.session.commit()
        person = user(world, "周老师")
        [event] = list_year_events(person, YEAR, YearPart(), YearFigure.CHILDREN, TODAY, units_for(person), 1)
        total = summary(world, "周老师", KIND).total

    assert (event.title, event.figures.open, total.open, total.children) == ("没人记", 1, 1, 0)


@pytest.mark.parametrize(
    ("day", "status", "is_held"),
    [
        (date(2027, 8, 31), PUBLISHED, True),
        (TODAY, PUBLISHED, False),
        (TODAY, EventStatus.ONGOING, False),
        (TODAY, ENDED, True),
        (date(2027, 8, 31), EventStatus.APPROVED, False),
        (date(2027, 8, 31), EventStatus.DRAFT, False),
    ],
)
def test_event_is_held_once_it_is_over(
    world: World, in_app: InApp, day: date, status: EventStatus, is_held: bool
) -> None:
    with in_app():
        event_on(world, "活动", day, status=status)
        db.session.commit()
        total = summary(world, "周老师", KIND).total

    assert (total.events, total.planned) == (int(is_held), int(not is_held))


def test_unit_above_sees_those_below_and_strangers_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        event_on(world, "学校的", date(2027, 5, 4), status=ENDED)
        event_on(world, "团委的", date(2027, 5, 5), status=ENDED, unit="committee")
        db.session.commit()
        school = Scope(year=2027, unit_id=world.units["school"])
        counts = [
            summary(world, name, KIND, scope).total.events
            for name, scope in (("吴书记", YEAR), ("吴书记", school), ("周老师", YEAR), ("江老师", YEAR))
        ]

    assert counts == [2, 1, 1, 0]


def test_rows_that_were_deleted_count_no_more(world: World, in_app: InApp) -> None:
    with in_app():
        event = event_on(world, "活动", date(2027, 5, 4), status=ENDED)
        came(event, 5)
        counted(event, 50)
        paid(event, 100)
        for model in (HeadCount, TallyEntry, Expense):
            db.session.execute(db.update(model).values(deleted_at=datetime(2027, 5, 5, tzinfo=UTC)))
        db.session.commit()
        total = summary(world, "周老师", KIND).total

    assert total == YearFigures(events=1, open=1)


def test_year_costs_two_statements_however_many_events(
    world: World, in_app: InApp, count_queries: CountQueries
) -> None:
    costs = []
    with in_app():
        for number in (1, 3):
            for each in range(number):
                event = event_on(world, f"活动{each}", date(2027, 5, 4), status=ENDED)
                came(event, 5)
            db.session.commit()
            person = user(world, "周老师")
            units, _ = units_for(person), person.memberships
            with count_queries() as statements:
                summary(world, "周老师", KIND)
            table = len(statements)
            with count_queries() as statements:
                list_year_events(person, YEAR, YearPart(), YearFigure.EVENTS, TODAY, units, 1)
            costs.append((table, len(statements)))

    assert costs == [(2, 1), (2, 1)]


def test_event_says_what_it_is(world: World, in_app: InApp) -> None:
    with in_app():
        event_on(world, "夏令营", date(2027, 8, 9), status=ENDED)
        db.session.commit()
        person = user(world, "周老师")
        [event] = list_year_events(person, YEAR, YearPart(), None, TODAY, units_for(person))

    assert isinstance(event, YearEvent)
    said = (event.unit, event.kind_label, event.month_label, event.days, event.is_held, event.counts)
    assert said == ("镇中心小学", "暑期研学/夏令营", "2027年8月", "2027年8月9日（周一）", True, True)
