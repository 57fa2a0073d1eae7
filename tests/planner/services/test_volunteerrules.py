"""Keeping the rules of a unit for volunteers, and which of them hold for an event."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from planner.actors import CONSOLE
from planner.errors import BadInput, LostUpdate
from planner.extensions import db
from planner.models import Event, Organisation
from planner.people.volunteerrules import VolunteerRules
from planner.queries.organisations import log_of_unit
from planner.queries.volunteerrules import find_rules_of_event, find_volunteer_rules, list_volunteer_policies
from planner.services.volunteerrules import delete_volunteer_rules, save_volunteer_rules
from tests.planner.conftest import World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
NEW_YEAR, SPRING = date(2027, 1, 1), date(2027, 3, 1)
OWN = VolunteerRules(effective_from=NEW_YEAR, document="志愿服务办法", least_age=16)


@pytest.fixture(autouse=True)
def within(in_app: InApp) -> Iterator[None]:
    """Every test here runs inside the app."""
    with in_app():
        yield


def unit(world: World, name: str = "school") -> Organisation:
    """A unit of the world."""
    return db.session.get_one(Organisation, world.units[name])


def test_rules_are_those_of_the_unit_else_of_the_nearest_above(world: World) -> None:
    school, committee = unit(world), unit(world, "committee")
    assert find_volunteer_rules(school.id, SPRING) == VolunteerRules()

    above = replace(OWN, least_age=15)
    save_volunteer_rules(committee, above, actor=CONSOLE)
    assert find_volunteer_rules(school.id, SPRING) == above
    save_volunteer_rules(school, OWN, actor=user(world, "管理员"))

    assert find_volunteer_rules(school.id, SPRING) == OWN
    assert find_volunteer_rules(school.id, date(2026, 12, 31)) == VolunteerRules()
    assert find_volunteer_rules(committee.id, SPRING) == above


def test_rules_of_an_event_are_those_of_its_first_day(world: World) -> None:
    event = db.session.get_one(Event, world.event)
    save_volunteer_rules(unit(world), replace(OWN, effective_from=date(2027, 6, 1)), actor=user(world, "管理员"))

    event.first_date = date(2027, 5, 31)
    assert find_rules_of_event(event).least_age == 14
    event.first_date = date(2027, 6, 1)
    assert find_rules_of_event(event).least_age == 16


def test_rules_are_read_once_in_a_transaction(
    world: World, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    school = world.units["school"]
    with count_queries() as sent:
        assert [find_volunteer_rules(school, day) for day in (NEW_YEAR, SPRING)] == [VolunteerRules()] * 2
    db.session.rollback()
    with count_queries() as again:
        find_volunteer_rules(school, SPRING)

    assert (len(sent), len(again)) == (1, 1)


def test_every_change_of_the_rules_stands_in_the_log_of_the_unit(world: World) -> None:
    admin, school = user(world, "管理员"), unit(world)
    row = save_volunteer_rules(school, OWN, actor=admin)
    save_volunteer_rules(school, replace(OWN, least_age=17), actor=admin, old=row, version=1)
    assert (find_volunteer_rules(school.id, SPRING).least_age, row.version, row.edited_by) == (17, 2, "管理员")
    delete_volunteer_rules(row, actor=admin)

    assert list_volunteer_policies(school.id) == []
    assert find_volunteer_rules(school.id, SPRING) == VolunteerRules()
    assert [(entry.verb, entry.subject) for entry in log_of_unit(school.id, 3)] == [
        ("删除志愿者规则", "从 2027-01-01 起执行"),
        ("修改志愿者规则", "从 2027-01-01 起执行"),
        ("新增志愿者规则", "从 2027-01-01 起执行"),
    ]


def test_rules_are_refused_without_a_day_for_a_day_that_is_taken_and_for_an_old_version(world: World) -> None:
    admin, school = user(world, "管理员"), unit(world)
    row = save_volunteer_rules(school, OWN, actor=admin)

    with pytest.raises(BadInput, match="写从哪一天起执行。"):
        save_volunteer_rules(school, VolunteerRules(), actor=admin)
    with pytest.raises(BadInput, match="已经有一份从 2027-01-01 起执行的规则，打开那一份来改。"):
        save_volunteer_rules(school, OWN, actor=admin)
    with pytest.raises(LostUpdate, match="管理员刚才也改了这份规则，先看一遍再存。"):
        save_volunteer_rules(school, replace(OWN, least_age=17), actor=admin, old=row, version=0)
    assert find_volunteer_rules(school.id, SPRING) == OWN
