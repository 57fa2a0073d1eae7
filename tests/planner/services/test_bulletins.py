"""Newsletters: the red head that a unit writes, and numbers that no two events of a year share."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import BulletinIssue, UnitEntry
from planner.queries.bulletins import next_bulletin_number, read_red_head
from planner.report.bulletin import BulletinNumber, RedHead
from planner.services.bulletins import number_bulletin, save_bulletin_head, take_back_bulletin_number
from planner.services.events import create_event
from tests.planner.conftest import World
from tests.planner.services.calls import school
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import over

InApp = Callable[[], AbstractContextManager[Any]]
HEAD = RedHead(name="德育简报", publisher="德育处", sent_to="县教育局")
DAY = date(2027, 8, 13)


@pytest.fixture(autouse=True)
def told(world: World, in_app: InApp) -> None:
    """The event is over."""
    with in_app():
        over(world)


def another(world: World) -> Any:
    """One more event of the same unit."""
    return create_event("blank", title="重阳敬老", organisation_id=school(world).id, actor=user(world, "周老师"))


def test_head_of_a_unit_that_wrote_none_is_its_name(world: World, in_app: InApp) -> None:
    with in_app():
        assert read_red_head(event_of(world)) == RedHead(publisher=school(world).name)


def test_head_is_kept_and_logged_in_the_unit(world: World, in_app: InApp) -> None:
    with in_app():
        save_bulletin_head(school(world), HEAD, version=0, actor=user(world, "管理员"))
        save_bulletin_head(
            school(world), RedHead(name="团简报", publisher="团委"), version=1, actor=user(world, "管理员")
        )

        logged = db.session.scalars(db.select(UnitEntry.verb).where(UnitEntry.verb.contains("红头"))).all()

        assert read_red_head(event_of(world)) == RedHead(name="团简报", publisher="团委")
        assert logged == ["新增简报红头", "修改简报红头"]


@pytest.mark.parametrize("version", [0, 2])
def test_head_that_somebody_else_saved_is_not_written_over(world: World, in_app: InApp, version: int) -> None:
    with in_app():
        save_bulletin_head(school(world), HEAD, version=0, actor=user(world, "管理员"))
        with pytest.raises(LostUpdate, match="管理员刚才也改了红头"):
            save_bulletin_head(school(world), HEAD, version=version, actor=user(world, "管理员"))


def test_number_stands_in_the_head_and_can_be_changed(world: World, in_app: InApp) -> None:
    with in_app():
        number_bulletin(event_of(world), 6, DAY, actor=user(world, "周老师"))
        number_bulletin(event_of(world), 7, date(2027, 8, 14), actor=user(world, "周老师"))

        number = BulletinNumber(year=2027, number=7, issued_on=date(2027, 8, 14))
        assert read_red_head(event_of(world)).number == number
        assert db.session.scalars(db.select(BulletinIssue.number)).all() == [7]


def test_numbers_are_counted_within_a_year(world: World, in_app: InApp) -> None:
    with in_app():
        number_bulletin(event_of(world), 6, DAY, actor=user(world, "周老师"))
        unit = school(world).id

        assert [next_bulletin_number(unit, year) for year in (2026, 2027, 2028)] == [1, 7, 1]


def test_number_of_another_event_is_refused_in_its_year_and_free_in_the_next(world: World, in_app: InApp) -> None:
    with in_app():
        other = another(world)
        number_bulletin(event_of(world), 6, DAY, actor=user(world, "周老师"))

        with pytest.raises(BadInput, match="2027 年第 6 期是“六一慰问”的，换一个期号"):
            number_bulletin(other, 6, DAY, actor=user(world, "周老师"))
        assert number_bulletin(other, 6, date(2028, 1, 3), actor=user(world, "周老师")).year == 2028


@pytest.mark.parametrize(("number", "is_right"), [(0, False), (1, True), (999, True), (1000, False)])
def test_number_has_limits(world: World, in_app: InApp, number: int, is_right: bool) -> None:
    with in_app():
        if is_right:
            assert number_bulletin(event_of(world), number, DAY, actor=user(world, "周老师")).number == number
        else:
            with pytest.raises(BadInput, match="期号是 1—999"):
                number_bulletin(event_of(world), number, DAY, actor=user(world, "周老师"))


def test_number_that_was_taken_back_is_free(world: World, in_app: InApp) -> None:
    with in_app():
        number_bulletin(event_of(world), 6, DAY, actor=user(world, "周老师"))
        take_back_bulletin_number(event_of(world), actor=user(world, "周老师"))

        assert read_red_head(event_of(world)).number is None
        with pytest.raises(NotFound, match="还没有期号"):
            take_back_bulletin_number(event_of(world), actor=user(world, "周老师"))
        assert number_bulletin(another(world), 6, DAY, actor=user(world, "周老师")).number == 6
