"""The year of a unit: only what was recorded counts, each figure equals the events behind it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from budgets import Money
from planner.actualkinds import TallyKind
from planner.enums import EventStatus, GroupSide, PaymentMethod
from planner.extensions import db
from planner.models import Actual, Event, Expense, HeadCount, TallyEntry
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
from tests.planner.servicerows import arrive, serve, serving_event
from tests.planner.submissions import user

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
TODAY = date(2027, 9, 1)
YEAR = Scope(year=2027)
KIND, MONTH = YearGrouping.KIND, YearGrouping.MONTH
ENDED, PUBLISHED = EventStatus.ENDED, EventStatus.PUBLISHED
ANNA, BELA = "13800001001", "13800001002"


@pytest.fixture(autouse=True)
def nothing_else(world: World, in_app: InApp) -> None:
    """The draft of the world is out of the way."""
    with in_app():
        db.session.get_one(Event, world.event).deleted_at = datetime(2027, 1, 1, tzinfo=UTC)
        db.session.commit()


def event_on(world: World, title: str, day: date | None, kind: str = "study_tour", **values: Any) -> int:
    """An event of a kind on that day; its id."""
    event_id = serving_event(world, title, day, **values)
    db.session.get_one(Event, event_id).kind = kind
    return event_id


def came(event: int, *numbers: int | None, side: GroupSide = GroupSide.CHILD) -> None:
    """A group of the plan for each number, of which so many came; None where nobody said."""
    for number in numbers:
        row = HeadCount(event_id=event, group="孩子", count=40, side=side, position=1)
        db.session.add(row)
        db.session.flush()
        if number is not None:
            db.session.add(Actual(event_id=event, place=f"head_counts/{row.key}", number=Decimal(number)))
    db.session.flush()


def counted(event: int, *turns: int) -> None:
    """Attendances that somebody counted."""
    for number in turns:
        db.session.add(TallyEntry(event_id=event, kind=TallyKind.TURNS, number=number, position=1))
    db.session.add(TallyEntry(event_id=event, kind=TallyKind.VISIT, number=500, position=2))
    db.session.flush()


def paid(event: int, *fen: int, settled: bool = False) -> None:
    """Expenses, and whether the accounts are closed."""
    for amount in fen:
        method = PaymentMethod.TRANSFER
        db.session.add(Expense(event_id=event, purpose="大巴", amount=Money(amount), method=method, position=1))
    if settled:
        db.session.get_one(Event, event).settled_at = datetime(2027, 8, 20, tzinfo=UTC)
    db.session.flush()


def fill_year(world: World) -> None:
    """A year of the school: two camps and a party that were held, one to come, one cancelled; one of another year."""
    camp = event_on(world, "夏令营", date(2027, 8, 9), status=ENDED)
    came(camp, 29, 11)
    came(camp, 5, side=GroupSide.STAFF)
    counted(camp, 80, 40)
    paid(camp, 120_001, 5, settled=True)
    [one, *_] = serve(camp, ANNA, "a", "b")
    arrive(one, minutes=150)
    second = event_on(world, "第二期", date(2027, 8, 20), status=PUBLISHED)
    came(second, 20, None)
    paid(second, 700)
    arrive(serve(second, ANNA, "a")[0], minutes=60)
    arrive(serve(second, BELA, "a")[0])
    party = event_on(world, "六一", date(2027, 6, 1), "childrens_day", status=EventStatus.ARCHIVED)
    came(party, 100)
    ahead = event_on(world, "国庆", date(2027, 10, 1), "childrens_day")
    came(ahead, 30)
    serve(ahead, BELA, "a")
    off = event_on(world, "取消的", date(2027, 7, 1), status=EventStatus.CANCELLED)
    came(off, 9)
    paid(off, 30)
    earlier = event_on(world, "去年的", date(2026, 8, 9), status=ENDED)
    came(earlier, 1000)
    db.session.commit()


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
