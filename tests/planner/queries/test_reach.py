"""What a reader's units hold is found by these, and what a county may read along the order that is asked for."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from planner import clock
from planner.actors import CONSOLE
from planner.enums import EventStatus, Role
from planner.extensions import db
from planner.models import BudgetLine, Event, Organisation
from planner.money.overview import Scope
from planner.paging import MOST_COUNTED, Count
from planner.queries import listing, overview_statements
from planner.queries.calendar import MOST_OF_A_DAY, events_between, read_days, undated_events
from planner.queries.events import Filters
from planner.queries.listing import counts_by_status, list_page
from planner.queries.overview import choices, years_with_events
from planner.queries.reach import MANY_UNITS, Reach, reach_of
from planner.services.accounts import create_user, set_role
from planner.services.organisations import create_organisation
from tests.planner.conftest import World
from tests.planner.queries.manyevents import FIRST, add_events
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]


@pytest.mark.parametrize(
    ("below", "expected"),
    [(0, Reach.OWN), (1, Reach.FEW), (MANY_UNITS, Reach.FEW), (MANY_UNITS + 1, Reach.MANY)],
)
def test_reach_follows_how_many_units_lie_below(world: World, in_app: InApp, below: int, expected: Reach) -> None:
    with in_app():
        reader = user(world, "吴书记")
        reader.memberships[0].organisation.units_below = below

        assert reach_of(reader) is expected
        assert reach_of(reader, [world.units["committee"]]) is expected
        assert reach_of(reader, [world.units["school"]]) is Reach.OWN, "it is no unit of theirs"


def units_below() -> dict[str, int]:
    """How many each unit counts."""
    return {unit.name: unit.units_below for unit in db.session.query(Organisation)}


def test_units_are_counted_when_they_are_added_and_moved(world: World, in_app: InApp) -> None:
    with in_app():
        school = db.session.get_one(Organisation, world.units["school"])
        grade = create_organisation("六年级", parent=school, actor=CONSOLE)
        create_organisation("六（1）班", parent=grade, actor=CONSOLE)
        added = units_below()
        grade.parent_id = world.units["stranger"]
        db.session.commit()
        moved = units_below()

    assert added == {"县团委": 3, "镇中心小学": 2, "邻县小学": 0, "六年级": 1, "六（1）班": 0}
    assert moved == {"县团委": 1, "镇中心小学": 0, "邻县小学": 2, "六年级": 1, "六（1）班": 0}


@pytest.mark.usefixtures("as_a_county")
def test_walked_list_is_in_the_order_of_the_sorted_one(world: World, in_app: InApp) -> None:
    with in_app():
        days = [None, FIRST, FIRST, *(FIRST + timedelta(days=n % 40) for n in range(120)), None]
        add_events(world, days)
        by_school = [list_page(user(world, "韩校长"), Filters(), page, this_year=2027) for page in (1, 2, 3)]
        draft = event_of(world).id
        walked = [list_page(user(world, "吴书记"), Filters(), page, this_year=2027) for page in (1, 2, 3)]

    assert [row for page in walked for row in page] == [row for page in by_school for row in page if row.id != draft]
    assert [len(page) for page in walked] == [50, 50, 24]


@pytest.mark.usefixtures("as_a_county")
@pytest.mark.parametrize(
    "filters",
    [
        Filters(text="活动 1"),
        Filters(text="活动 1", status=EventStatus.ENDED),
        Filters(text="活动", month=(2027, 6)),
        Filters(text="100%"),
        Filters(status=EventStatus.ENDED, month=(2027, 7)),
    ],
)
def test_county_finds_what_a_school_finds(world: World, in_app: InApp, filters: Filters) -> None:
    with in_app():
        add_events(world, [None, *(FIRST + timedelta(days=n % 40) for n in range(120))])
        add_events(world, [None, *(FIRST + timedelta(days=n % 40) for n in range(70))], status=EventStatus.ENDED)
        school, county = user(world, "韩校长"), user(world, "吴书记")
        for narrowed in (filters, replace(filters, organisation_ids=(world.units["school"],))):
            for page in (1, 2):
                assert list_page(county, narrowed, page, this_year=2027) == list_page(
                    school, filters, page, this_year=2027
                )
            assert counts_by_status(county, narrowed) == counts_by_status(school, filters)
        elsewhere = replace(filters, organisation_ids=(world.units["stranger"],))

        assert (list_page(county, elsewhere, 1, this_year=2027), counts_by_status(county, elsewhere)) == ([], {})


@pytest.mark.usefixtures("as_a_county")
def test_county_looks_for_words_in_its_newest_events_only(
    world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"MOST_SEARCHED": 3, "_statements": {}, "_counts": {}}.items():
        monkeypatch.setattr(listing, name, value)
    with in_app():
        add_events(world, [FIRST + timedelta(days=n) for n in range(5)])
        county, filters = user(world, "吴书记"), Filters(text="活动")
        found = [row.title for row in list_page(county, filters, 1, this_year=2027)]
        counts = counts_by_status(county, filters)

    assert found == ["活动 4", "活动 3", "活动 2"]
    assert counts == {EventStatus.APPROVED: 3}


@pytest.mark.usefixtures("as_a_county")
def test_years_of_a_county_reach_from_its_first_event_to_its_last(world: World, in_app: InApp) -> None:
    with in_app():
        county = user(world, "吴书记")
        assert years_with_events(county) == ([], False)

        add_events(world, [FIRST, FIRST.replace(year=2024)])
        assert years_with_events(county) == ([2027, 2026, 2025, 2024], False)

        add_events(world, [None, FIRST.replace(year=1987)])
        assert years_with_events(county) == (list(range(2027, 2012, -1)), True)


@pytest.mark.usefixtures("as_a_county")
def test_categories_of_a_county_are_those_of_its_newest_events(
    world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_statements, "MOST_SAMPLED", 1)
    overview_statements.choices_statement.cache_clear()
    with in_app():
        add_events(world, [FIRST, FIRST + timedelta(days=1)])
        older, newer = db.session.scalars(select(Event).where(Event.title.like("活动 _")).order_by(Event.first_date))
        for each, category in ((older, "餐费"), (newer, "交通费")):
            db.session.add(BudgetLine(event_id=each.id, key="b", category=category, source="财政", item="车"))
        db.session.commit()
        found = choices(user(world, "吴书记"), Scope(year=FIRST.year))
    overview_statements.choices_statement.cache_clear()

    assert found == (["交通费"], ["财政"])


@pytest.mark.usefixtures("as_a_county")
@pytest.mark.parametrize(("number", "label"), [(999, "999"), (1000, "1000"), (1001, "1000 以上"), (1300, "1000 以上")])
def test_much_is_counted_no_further(world: World, in_app: InApp, number: int, label: str) -> None:
    with in_app():
        add_events(world, [FIRST] * number)
        counts = counts_by_status(user(world, "吴书记"), Filters())
        own = counts_by_status(user(world, "韩校长"), Filters())

    assert {status: count.label for status, count in counts.items()} == {EventStatus.APPROVED: label}
    assert own == {EventStatus.DRAFT: 1, EventStatus.APPROVED: number}, "a school's are counted to the last"
    assert MOST_COUNTED == 1000
    assert Count.sum(counts.values()).label == label


@pytest.mark.usefixtures("as_a_county")
def test_drafts_of_a_county_are_its_own_and_the_settled_ones_below_each_once(world: World, in_app: InApp) -> None:
    with in_app():
        finance = create_user("郑主任", "13900000077", actor=CONSOLE)
        set_role(finance, world.units["committee"], Role.FINANCE, actor=CONSOLE)
        event_of(world).status = EventStatus.APPROVED
        for unit in ("committee", "school", "stranger"):
            add_events(world, [FIRST, None], unit=unit, status=EventStatus.DRAFT)
            add_events(world, [FIRST], unit=unit, status=EventStatus.DRAFT, settled_at=clock.now())

        found, approver = (
            counts_by_status(reader, Filters(month=month))[EventStatus.DRAFT]
            for reader, month in ((finance, None), (user(world, "吴书记"), None))
        )
        of_month = counts_by_status(finance, Filters(month=(FIRST.year, FIRST.month)))[EventStatus.DRAFT]

    assert (found, approver, of_month) == (Count(4), Count(3), Count(3)), "three of its own, one of them settled"


@pytest.mark.usefixtures("as_a_county")
def test_month_of_many_shows_the_first_of_each_day(world: World, in_app: InApp) -> None:
    with in_app():
        add_events(world, [FIRST] * (MOST_OF_A_DAY + 3) + [FIRST + timedelta(days=1)] * MOST_OF_A_DAY)
        add_events(world, [FIRST - timedelta(days=30)], last_date=FIRST + timedelta(days=5))
        school, county = user(world, "韩校长"), user(world, "吴书记")
        whole = events_between(county, FIRST, FIRST + timedelta(days=5))
        found = read_days(county, FIRST, FIRST + timedelta(days=5))
        own = read_days(school, FIRST, FIRST + timedelta(days=5))

    assert len(whole) == 2 * MOST_OF_A_DAY + 4
    # What began before counts for the first day.
    assert (len(found.events), dict(found.more)) == (2 * MOST_OF_A_DAY, {FIRST: 4})
    assert list(found.events) == [each for each in whole if each in found.events]
    assert found.events[0].first == FIRST - timedelta(days=30)
    assert (len(own.events), own.more) == (len(whole) + 1, {}), "a school sees all of its own, drafts too"


@pytest.mark.usefixtures("as_a_county")
def test_undated_events_are_found_either_way(world: World, in_app: InApp) -> None:
    with in_app():
        add_events(world, [None] * 3)
        found = [[each.id for each in undated_events(user(world, name))] for name in ("韩校长", "吴书记", "江老师")]

    assert found[0] == found[1]
    assert (len(found[1]), found[2]) == (3, [])


@pytest.mark.usefixtures("as_a_county")
def test_pages_of_an_uncounted_list(world: World, in_app: InApp, signed_in: Callable[[str], FlaskClient]) -> None:
    with in_app():
        add_events(world, [FIRST] * 1020)
    client = signed_in("吴书记")

    first, last, beyond = (client.get(f"/events?page={page}").text for page in (1, 21, 150))

    assert '<span class="num">1000</span> 个以上活动' in first
    assert '全部 <span class="num">1000 以上</span>' in first
    assert ("第 1 页" in first, "下一页" in first) == (True, True)
    assert ("第 21 页" in last, last.count('<th scope="row">'), "下一页" in last) == (True, 20, False)
    assert "第 20 页" in beyond, "a page that is sure to exist"
