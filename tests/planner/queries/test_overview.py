"""Money over many events: every figure is the sum of the rows that are listed behind it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from budgets import NO_CATEGORY, NO_SOURCE, UNPLANNED, Money, Total
from planner.actors import CONSOLE
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from planner.money.overview import (
    MEASURES,
    UNDATED,
    CountedRow,
    Figure,
    Figures,
    Group,
    Grouping,
    Overview,
    Scope,
    part_of,
)
from planner.queries.overview import choices, count_rows, list_counted_rows, read_overview, title_of, years_with_events
from planner.queries.overview_statements import PAGE
from planner.queries.units import units_for
from planner.services.organisations import create_organisation
from tests.planner.conftest import World
from tests.planner.moneyrows import add_event, approve, fill, pay, plan
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
EVERYTHING = Scope()


def mixed(world: World) -> dict[str, int]:
    """Events of three years and three units with every kind of row; committed; their ids by name."""
    tour = add_event(world, "研学")
    plan(tour, "bus", 180_050, "交通费", "财政")
    plan(tour, "meal", None, " 餐费\u3000", "捐赠")
    plan(tour, "gone", 7_000, "住宿费", "自筹", deleted=True)
    plan(tour, "bare", 333)
    approve(tour, ("bus", 170_000, "车辆费", "财政"), ("meal", None, "餐费", ""), ("old", 999, "", "捐赠"))
    pay(tour, "e1", 169_999, "bus")
    pay(tour, "e2", 100, "gone", " ")
    pay(tour, "e3", 55, "bare", "自筹")
    pay(tour, "e4", 7)
    pay(tour, "e5", 8, "meal")
    pay(tour, "e6", 10**9, "bus", deleted=True)
    visit = add_event(world, "慰问", year=2026, unit="committee", owner="吴书记")
    plan(visit, "bus", 10**13 + 1, "交通费", "财政")
    # The same key in another event is another line.
    pay(visit, "e1", 1, "meal")
    undated = add_event(world, "待定的活动", year=None)
    plan(undated, "x", None, "交通费", "\t")
    foreign = add_event(world, "别人的", unit="stranger", owner="江老师")
    plan(foreign, "bus", 12_345, "交通费", "财政")
    db.session.commit()
    return {"tour": tour, "visit": visit, "undated": undated, "foreign": foreign}


def overview(world: World, grouping: Grouping, scope: Scope = EVERYTHING, name: str = "吴书记") -> Overview:
    reader = user(world, name)
    return read_overview(reader, scope, grouping, units_for(reader))


def by_label(world: World, grouping: Grouping, scope: Scope = EVERYTHING, name: str = "吴书记") -> dict[str, Figures]:
    return {group.label: group.figures for group in overview(world, grouping, scope, name).groups}


def total(fen: int, unknown: int = 0) -> Total:
    return Total(Money(fen), unknown)


def listed(world: World, scope: Scope, figure: Figure) -> list[CountedRow]:
    """All pages of the rows."""
    rows: list[CountedRow] = []
    while page := list_counted_rows(user(world, "吴书记"), scope, figure, len(rows) // PAGE + 1):
        rows += page
        if len(page) < PAGE:
            break
    return rows


def test_figures_by_unit_with_unknown_ones_counted(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)

        found = by_label(world, Grouping.UNIT)

    assert found == {
        "县团委": Figures(total(10**13 + 1), total(0), total(1)),
        "镇中心小学": Figures(total(180_383, 2), total(170_999, 1), total(170_169)),
    }
    assert found["镇中心小学"].left == total(830, 1)


def test_expense_takes_the_category_of_its_approved_line_first(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)

        spent = {label: f.spent for label, f in by_label(world, Grouping.CATEGORY, Scope(year=2027)).items()}

    assert {label: s.known.fen for label, s in spent.items() if s.known} == {
        "车辆费": 169_999,  # approved under another name than planned
        "住宿费": 100,  # its line was deleted since
        NO_CATEGORY: 55,
        UNPLANNED: 7,
        "餐费": 8,  # blanks around a name don't make another
    }


def test_expense_takes_its_own_source_then_that_of_its_line(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)

        spent = {label: f.spent.known.fen for label, f in by_label(world, Grouping.SOURCE, Scope(year=2027)).items()}

    assert spent == {"财政": 169_999, "自筹": 155, "捐赠": 0, NO_SOURCE: 15}


def test_what_has_no_name_comes_last_the_largest_first(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)

        assert list(by_label(world, Grouping.CATEGORY)) == [
            "交通费",
            "车辆费",
            "住宿费",
            "餐费",
            NO_CATEGORY,
            UNPLANNED,
        ]


def test_years_with_the_undated_first(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)

        assert list(by_label(world, Grouping.YEAR)) == [UNDATED, "2027年", "2026年"]
        assert years_with_events(user(world, "吴书记")) == ([2027, 2026], True)


def test_events_with_their_unit_and_days(world: World, in_app: InApp) -> None:
    with in_app():
        ids = mixed(world)

        groups = overview(world, Grouping.EVENT, Scope(unit_id=world.units["school"])).groups

    assert [(g.key, g.label, g.note) for g in groups] == [
        (str(ids["undated"]), "待定的活动", "镇中心小学　6月1日"),
        (str(ids["tour"]), "研学", "镇中心小学　2027年6月1日（周二）"),
    ]


@pytest.mark.parametrize("grouping", Grouping)
@pytest.mark.parametrize(
    "scope",
    [
        EVERYTHING,
        Scope(year=2027),
        Scope(is_undated=True),
        Scope(category="交通费"),
        Scope(source="财政"),
        Scope(category=UNPLANNED),
        Scope(year=2027, category=NO_CATEGORY, source="自筹"),
    ],
    ids=["all", "year", "undated", "category", "source", "unplanned", "three"],
)
def test_every_figure_is_the_sum_of_its_rows(world: World, in_app: InApp, grouping: Grouping, scope: Scope) -> None:
    with in_app():
        mixed(world)
        found = overview(world, grouping, scope)

        for group in (*found.groups, Group("", "合计", found.total)):
            part = part_of(scope, grouping, group.key) if group.key else scope
            assert part is not None
            sums, counts = count_rows(user(world, "吴书记"), part)
            assert sums == group.figures, group.label
            for figure in MEASURES:
                rows = listed(world, part, figure)
                assert len(rows) == counts[figure]
                assert Total.of(row.amount for row in rows) == group.figures.of(figure), (group.label, figure)
            both = listed(world, part, Figure.LEFT)
            signed = (r.amount if r.measure is Figure.APPROVED else -r.amount for r in both if r.amount is not None)
            assert Money.sum(signed) == group.figures.left.known


@pytest.mark.parametrize("grouping", Grouping)
def test_total_is_the_same_however_it_is_grouped(world: World, in_app: InApp, grouping: Grouping) -> None:
    with in_app():
        mixed(world)

        found = overview(world, grouping)

    assert found.total == Figures(total(10**13 + 1 + 180_383, 2), total(170_999, 1), total(170_170))
    assert sum((group.figures for group in found.groups), Figures()) == found.total


def test_unit_stands_for_all_below_it(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)
        committee, school = world.units["committee"], world.units["school"]

        assert set(by_label(world, Grouping.UNIT, Scope(unit_id=committee))) == {"县团委", "镇中心小学"}
        assert set(by_label(world, Grouping.UNIT, Scope(unit_id=school))) == {"镇中心小学"}
        assert set(by_label(world, Grouping.UNIT, Scope(own_id=committee))) == {"县团委"}


def test_units_far_below_count_too(world: World, in_app: InApp) -> None:
    with in_app():
        school = user(world, "韩校长").memberships[0].organisation
        branch = create_organisation("村小", parent=school, actor=CONSOLE)
        event = add_event(world, "村小活动")
        db.session.get_one(Event, event).organisation_id = branch.id
        plan(event, "a", 5)
        db.session.commit()

        assert set(by_label(world, Grouping.UNIT, Scope(unit_id=world.units["committee"]))) == {"村小"}


def test_drafts_count_only_where_they_may_be_read(world: World, in_app: InApp) -> None:
    with in_app():
        ids = mixed(world)
        db.session.get_one(Event, ids["tour"]).status = EventStatus.DRAFT
        db.session.commit()

        assert "研学" in by_label(world, Grouping.EVENT, name="陈老师")
        assert "研学" not in by_label(world, Grouping.EVENT, name="吴书记")
        assert set(by_label(world, Grouping.EVENT, name="江老师")) == {"别人的"}
        assert title_of(user(world, "吴书记"), ids["tour"]) is None
        assert title_of(user(world, "陈老师"), ids["tour"]) == "研学"


def test_deleted_events_do_not_count(world: World, in_app: InApp) -> None:
    with in_app():
        event = db.session.get_one(Event, mixed(world)["tour"])
        event.deleted_at = event.created_at
        db.session.commit()

        assert "研学" not in by_label(world, Grouping.EVENT)


def test_rows_say_where_they_are_mended(world: World, in_app: InApp) -> None:
    with in_app():
        ids = mixed(world)
        rows = listed(world, Scope(event_id=ids["tour"]), Figure.LEFT)

    assert [(r.measure, r.where, r.name, r.category, r.source) for r in rows][2:5] == [
        (Figure.APPROVED, "budget/old", "项目old", NO_CATEGORY, "捐赠"),
        (Figure.SPENT, "expenses/e1", "付款e1", "车辆费", "财政"),
        (Figure.SPENT, "expenses/e2", "付款e2", "住宿费", "自筹"),
    ]
    assert {row.event_title for row in rows} == {"研学"}


def test_choices_are_those_of_the_events_in_scope(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)

        categories, sources = choices(user(world, "吴书记"), Scope(year=2026, category="交通费"))

    assert categories == ["交通费", UNPLANNED]
    assert sources == ["财政", NO_SOURCE]


def test_pages_hold_each_row_once(world: World, in_app: InApp) -> None:
    with in_app():
        fill(world, 3, 70)
        keys = [(r.event_id, r.key) for r in listed(world, EVERYTHING, Figure.PLANNED)]

    assert len(keys) == len(set(keys)) == 210


@pytest.mark.parametrize("grouping", Grouping)
def test_statements_do_not_grow(world: World, in_app: InApp, count_queries: CountQueries, grouping: Grouping) -> None:
    sent = {}
    for events in (1, 20):
        with in_app():
            fill(world, events, 6)
            reader = user(world, "韩校长")
            units = units_for(reader)
            with count_queries() as statements:
                read_overview(reader, Scope(year=2027), grouping, units)
            sent[events] = len(statements)

    assert sent == {1: 1, 20: 1} if grouping is not Grouping.EVENT else {1: 2, 20: 2}


def test_year_has_a_first_and_a_last_day(world: World, in_app: InApp) -> None:
    with in_app():
        mixed(world)
        for first, counts in (("2026-12-31", 0), ("2027-01-01", 1), ("2027-12-31", 1), ("2028-01-01", 0)):
            db.session.execute(db.update(Event).values(first_date=date.fromisoformat(first)))
            assert bool(by_label(world, Grouping.UNIT, Scope(year=2027))) == bool(counts), first
