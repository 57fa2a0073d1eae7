"""Who may read which events, and narrowing them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from planner import clock
from planner.actors import CONSOLE
from planner.days import Day
from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.models import Event, Organisation, TeamMember, User
from planner.permissions import Access, can_read_event
from planner.queries.dossier import current_dossiers, read_dossier
from planner.queries.events import Filters, access_to, find_event, month_span, my_open_events, recent_events
from planner.queries.listing import counts_by_status, list_page
from planner.queries.units import units_for
from planner.services.accounts import set_role
from planner.services.events import create_event
from tests.planner.conftest import PEOPLE, World
from tests.planner.statements import plan_statements
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]


def listed(world: World, name: str, **filters: object) -> list[str]:
    """The titles that somebody finds."""
    chosen = Filters(**filters)  # type: ignore[arg-type]
    return [event.title for event in list_page(user(world, name), chosen, 1, this_year=2027)]


def another(world: World, title: str, starts_on: Day | None = None, unit: str = "school", kind: str = "blank") -> Event:
    """One more event of 周老师."""
    return create_event(
        kind, title=title, organisation_id=world.units[unit], starts_on=starts_on, days=1, actor=user(world, "周老师")
    )


@pytest.mark.parametrize("status", list(EventStatus))
@pytest.mark.parametrize("team", [None, "江老师", "吴书记"])
def test_list_agrees_with_the_permission(world: World, in_app: InApp, status: EventStatus, team: str | None) -> None:
    with in_app():
        event = event_of(world)
        event.status = status
        if team:
            db.session.add(TeamMember(event_id=event.id, user_id=world.users[team], role=TeamRole.READER))
        db.session.flush()
        loaded = find_event(event.id)
        assert loaded is not None

        for name in PEOPLE:
            may = can_read_event(access_to(loaded, user(world, name)))
            assert bool(listed(world, name)) == may, name
            assert bool(counts_by_status(user(world, name), Filters())) == may, name


def test_deleted_events_are_listed_nowhere(world: World, in_app: InApp) -> None:
    with in_app():
        event_of(world).deleted_at = clock.now()
        db.session.flush()

        assert listed(world, "周老师") == []
        assert my_open_events(user(world, "周老师")) == []
        assert recent_events(user(world, "周老师")) == []


def test_newest_day_first_and_undated_on_top(world: World, in_app: InApp) -> None:
    with in_app():
        another(world, "春节慰问", Day(2, 1, 2027))
        another(world, "秋季活动", Day(10, 1, 2027))
        another(world, "没有日期")

        assert listed(world, "周老师") == ["没有日期", "秋季活动", "六一慰问", "春节慰问"]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"status": EventStatus.DRAFT}, ["重阳 100%", "六一慰问"]),
        ({"status": EventStatus.ENDED}, []),
        ({"kind": "chongyang"}, ["重阳 100%"]),
        ({"month": (2027, 10)}, ["重阳 100%"]),
        ({"month": (2027, 12)}, []),
        ({"text": "慰问"}, ["六一慰问"]),
        ({"text": "100%"}, ["重阳 100%"]),
        ({"text": "重阳 敬老院"}, ["重阳 100%"]),
        ({"text": "_"}, []),
        ({"text": "重阳", "status": EventStatus.DRAFT, "kind": "chongyang", "month": (2027, 10)}, ["重阳 100%"]),
    ],
)
def test_filters(world: World, in_app: InApp, filters: dict[str, object], titles: list[str]) -> None:
    with in_app():
        another(world, "重阳 100%", Day(10, 8, 2027), kind="chongyang").place = "县敬老院"
        db.session.flush()

        assert listed(world, "周老师", **filters) == titles


def test_a_unit_stands_for_all_below_it(world: World, in_app: InApp) -> None:
    with in_app():
        brigade = Organisation(name="少先队大队", parent_id=world.units["school"])
        db.session.add(brigade)
        db.session.flush()
        event_of(world).organisation_id = brigade.id
        event_of(world).status = EventStatus.APPROVED
        db.session.flush()

        assert listed(world, "吴书记", organisation_ids=(world.units["school"],)) == ["六一慰问"]
        assert listed(world, "吴书记", organisation_ids=(world.units["stranger"],)) == []
        assert {u.name for u in units_for(user(world, "吴书记"))} == {"县团委", "镇中心小学", "少先队大队"}
        assert [u.name for u in units_for(user(world, "江老师"))] == ["邻县小学"]


def test_counts_ignore_the_status_but_no_other_filter(world: World, in_app: InApp) -> None:
    with in_app():
        another(world, "重阳敬老", kind="chongyang").status = EventStatus.ENDED
        db.session.flush()
        asker = user(world, "周老师")

        assert counts_by_status(asker, Filters(status=EventStatus.ENDED)) == {
            EventStatus.DRAFT: 1,
            EventStatus.ENDED: 1,
        }
        assert counts_by_status(asker, Filters(kind="chongyang")) == {EventStatus.ENDED: 1}


def test_current_dossiers_read_all_events_in_one_statement_a_noun(
    world: World, in_app: InApp, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with in_app():
        for kind in ("chongyang", "childrens_day", "study_tour"):
            another(world, kind, kind=kind)
        db.session.commit()
    with in_app():
        events = my_open_events(user(world, "周老师"))
        with count_queries() as sent:
            dossiers = current_dossiers(events)
        with count_queries() as again:
            assert current_dossiers(events) == dossiers

        assert dossiers == {event.id: read_dossier(event) for event in events}
        assert (len(events), len(sent), len(again)) == (4, plan_statements(), 0)


def test_whoever_left_the_unit_has_left_its_events(world: World, in_app: InApp) -> None:
    with in_app():
        owner = db.session.get_one(User, world.users["周老师"])
        event = find_event(world.event)
        assert event is not None
        assert (access_to(event, owner).team, len(my_open_events(owner))) == (TeamRole.OWNER, 1)
        set_role(owner, world.units["school"], None, actor=CONSOLE)
        db.session.flush()
        assert access_to(event, owner) == Access(EventStatus.DRAFT)
        assert (my_open_events(owner), recent_events(owner)) == ([], [])


@pytest.mark.parametrize(
    ("first", "last", "is_there"),
    [
        ("2027-05-30", "2027-05-31", False),
        ("2027-05-31", "2027-06-01", True),
        ("2027-06-01", "2027-06-01", True),
        ("2027-06-30", "2027-06-30", True),
        ("2027-06-30", "2027-07-01", True),
        ("2027-05-01", "2027-07-31", True),
        ("2027-07-01", "2027-07-02", False),
    ],
)
def test_month_is_narrowed_to_its_first_and_last_day(
    world: World, in_app: InApp, first: str, last: str, is_there: bool
) -> None:
    with in_app():
        event = event_of(world)
        event.first_date, event.last_date = date.fromisoformat(first), date.fromisoformat(last)
        db.session.flush()

        assert bool(listed(world, "周老师", month=(2027, 6))) == is_there


@pytest.mark.parametrize(
    ("month", "start", "end"),
    [
        ((2027, 1), date(2027, 1, 1), date(2027, 2, 1)),
        ((2027, 11), date(2027, 11, 1), date(2027, 12, 1)),
        ((2027, 12), date(2027, 12, 1), date(2028, 1, 1)),
    ],
)
def test_month_span(month: tuple[int, int], start: date, end: date) -> None:
    assert month_span(*month) == (start, end)
