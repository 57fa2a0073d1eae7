"""Volunteers over many events: persons and turns apart, and who comes again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.models import ExcludedService, Shift
from planner.money.overview import Scope
from planner.people.servicestatistics import ServiceFigures, ServiceGrouping, ServiceStatistics
from planner.queries.servicestatistics import read_statistics
from planner.queries.units import units_for
from tests.planner.conftest import World
from tests.planner.servicerows import arrive, serve, serving_event
from tests.planner.submissions import user

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
EVERYTHING = Scope()
ANNA, BELA, CORA = "13800001001", "13800001002", "13800001003"


def make_service(world: World) -> None:
    """Two events of a school in two years, one without a day, one that was cancelled, one of the unit above."""
    spring = serving_event(world, "春游", date(2026, 4, 5))
    serve(spring, ANNA, "a", "b")
    serve(spring, BELA, "a", absent_by="周老师")
    summer = serving_event(world, "夏令营", date(2027, 8, 9))
    serve(summer, ANNA, "a")
    serve(summer, BELA, "a", "b")
    serve(summer, CORA, "a", "b", "c")
    serve(summer, "", "a")
    serve(summer, "", "a")
    serve(summer, CORA, "d", state=SignUpState.WAITING)
    serve(summer, ANNA, "e", state=SignUpState.LEFT)
    undated = serving_event(world, "日子待定", None)
    serve(undated, CORA, "a")
    cancelled = serving_event(world, "取消了的", date(2027, 8, 1), status=EventStatus.CANCELLED)
    serve(cancelled, CORA, "a")
    visit = serving_event(world, "慰问", date(2027, 9, 9), unit="committee", owner="吴书记")
    serve(visit, ANNA, "a")
    db.session.commit()


def read(world: World, grouping: ServiceGrouping, scope: Scope = EVERYTHING, who: str = "吴书记") -> ServiceStatistics:
    """The statistics as somebody sees them."""
    reader = user(world, who)
    return read_statistics(reader, scope, grouping, units_for(reader))


def rows(statistics: ServiceStatistics) -> dict[str, tuple[int, int, int, int]]:
    """Persons, turns, absences and those who came again, by label."""
    return {g.label: _four(g.figures) for g in statistics.groups}


def _four(figures: ServiceFigures) -> tuple[int, int, int, int]:
    return figures.people, figures.turns, figures.absent, figures.returning


def test_volunteers_are_counted_by_event(world: World, in_app: InApp) -> None:
    with in_app():
        make_service(world)
        found = read(world, ServiceGrouping.EVENT)

        assert rows(found) == {
            "日子待定": (1, 1, 0, 0),
            "慰问": (1, 1, 0, 0),
            "夏令营": (5, 8, 0, 1),
            "春游": (1, 2, 1, 0),
        }
        assert next(g.note for g in found.groups if g.label == "夏令营") == "镇中心小学　2027年8月9日（周一）"
        # 林 of the school comes once more for the county, where that number is another person's.
        assert _four(found.total) == (6, 12, 1, 1)


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        (ServiceGrouping.UNIT, {"县团委": (1, 1, 0, 0), "镇中心小学": (5, 11, 1, 1)}),
        (ServiceGrouping.YEAR, {"2027年": (6, 9, 0, 1), "2026年": (1, 2, 1, 0), "年份待定": (1, 1, 0, 0)}),
        (
            ServiceGrouping.MONTH,
            {
                "2027年9月": (1, 1, 0, 0),
                "2027年8月": (5, 8, 0, 1),
                "2026年4月": (1, 2, 1, 0),
                "年份待定": (1, 1, 0, 0),
            },
        ),
    ],
)
def test_volunteers_are_counted_by_unit_year_and_month(
    world: World, in_app: InApp, grouping: ServiceGrouping, expected: dict[str, tuple[int, int, int, int]]
) -> None:
    with in_app():
        make_service(world)

        assert list(rows(read(world, grouping)).items()) == list(expected.items())


@pytest.mark.parametrize(
    ("scope", "total"),
    [
        (Scope(year=2026), (1, 2, 1, 0)),
        (Scope(is_undated=True), (1, 1, 0, 0)),
        (Scope(year=2027), (6, 9, 0, 1)),
        (Scope(year=2025), (0, 0, 0, 0)),
    ],
)
def test_scope_narrows_what_is_counted(
    world: World, in_app: InApp, scope: Scope, total: tuple[int, int, int, int]
) -> None:
    with in_app():
        make_service(world)

        assert _four(read(world, ServiceGrouping.EVENT, scope).total) == total


def test_arrivals_and_approved_time_are_counted(world: World, in_app: InApp) -> None:
    with in_app():
        camp = serving_event(world, "夏令营", date(2027, 8, 9))
        first, second, _ = serve(camp, ANNA, "a", "b", "c")
        arrive(first, minutes=150)
        arrive(second, minutes=60, is_approved=False)
        serve(camp, BELA, "a", absent_by="周老师")
        left = serve(camp, CORA, "a", state=SignUpState.LEFT)[0]
        arrive(left, minutes=30)
        paid = serve(camp, CORA, "x")[0]
        arrive(paid)
        db.session.add(ExcludedService(event_id=camp, sign_up_id=paid.id, because="有报酬", by="周老师"))
        db.session.commit()

        figures = read(world, ServiceGrouping.EVENT).total

    assert figures == ServiceFigures(people=2, turns=4, arrived=3, absent=1, returning=0, minutes=180)
    assert figures.hours == "3.0"


def test_work_of_a_post_that_is_no_service_is_not_counted(world: World, in_app: InApp) -> None:
    with in_app():
        camp = serving_event(world, "夏令营", date(2027, 8, 9))
        for post in ("driving", "watching"):
            db.session.add(Shift(event_id=camp, key=f"s-{post}", post=post, position=1))
        serve(camp, ANNA, "s-driving")
        serve(camp, BELA, "s-watching")
        db.session.add(ExcludedService(event_id=camp, post="driving", because="职务行为", by="周老师"))
        db.session.commit()

        assert _four(read(world, ServiceGrouping.EVENT).total) == (1, 1, 0, 0)


def test_school_sees_its_own_volunteers_and_strangers_see_none(world: World, in_app: InApp) -> None:
    with in_app():
        make_service(world)

        assert list(rows(read(world, ServiceGrouping.EVENT, who="陈老师"))) == ["日子待定", "夏令营", "春游"]
        assert read(world, ServiceGrouping.UNIT, who="江老师").groups == ()


def test_number_of_statements_does_not_grow(world: World, in_app: InApp, count_queries: CountQueries) -> None:
    with in_app():
        counts = []
        for number in range(3):
            serve(serving_event(world, f"活动 {number}", date(2027, 8, 1)), f"1380000200{number}", "a", "b")
            db.session.commit()
            reader, units = user(world, "吴书记"), units_for(user(world, "吴书记"))
            with count_queries() as queries:
                read_statistics(reader, EVERYTHING, ServiceGrouping.EVENT, units)
            counts.append(len(queries))

        assert counts == [2, 2, 2]
