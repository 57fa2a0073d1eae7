"""Which limits hold for a unit on a day."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

import pytest

from budgets import Policy
from planner.actors import CONSOLE
from planner.enums import Role
from planner.extensions import db
from planner.models import Organisation, User
from planner.queries.policies import find_policy, list_policies, policy_for
from planner.services.accounts import create_user, set_role
from planner.services.organisations import create_organisation
from planner.services.policies import save_policy

InApp = Callable[[], AbstractContextManager[object]]
FIRST, SECOND, TODAY = date(2026, 1, 1), date(2027, 1, 1), date(2027, 3, 1)


@pytest.fixture(autouse=True)
def within(in_app: InApp) -> Iterator[None]:
    """Every test here runs inside the app."""
    with in_app():
        yield


@pytest.fixture
def units() -> list[Organisation]:
    """A committee, its school, the school's brigade, and a stranger."""
    committee = create_organisation("县团委", actor=CONSOLE)
    school = create_organisation("镇中心小学", parent=committee, actor=CONSOLE)
    return [
        committee,
        school,
        create_organisation("三中队", parent=school, actor=CONSOLE),
        create_organisation("邻县小学", actor=CONSOLE),
    ]


@pytest.fixture
def actor(units: list[Organisation]) -> User:
    """Who writes: finance of every unit."""
    finance = create_user("钱会计", "13800000001", actor=CONSOLE)
    for unit in units:
        set_role(finance, unit.id, Role.FINANCE, actor=CONSOLE)
    return finance


def written(unit: Organisation, actor: User, day: date, document: str = "办法") -> Policy:
    """A policy of the unit from that day."""
    policy = replace(Policy(), document=document, effective_from=day, confirmed=True)
    save_policy(unit, policy, actor=actor)
    return policy


def test_defaults_hold_where_nobody_wrote_any(units: list[Organisation], actor: User) -> None:
    written(units[3], actor, FIRST)

    assert policy_for(units[1].id, TODAY) == Policy()


def test_own_policy_in_force_is_the_latest_begun(units: list[Organisation], actor: User) -> None:
    school = units[1]
    first, second = written(school, actor, FIRST), written(school, actor, SECOND, "修订")
    written(units[0], actor, TODAY)

    assert policy_for(school.id, date(2026, 12, 31)) == first
    assert policy_for(school.id, SECOND) == second
    assert policy_for(school.id, TODAY) == second


def test_policy_is_inherited_from_the_nearest_unit_above(units: list[Organisation], actor: User) -> None:
    committee, school, brigade, _ = units
    above = written(committee, actor, FIRST, "县")

    assert policy_for(brigade.id, TODAY) == above
    nearer = written(school, actor, FIRST, "校")
    assert policy_for(brigade.id, TODAY) == nearer
    assert policy_for(committee.id, TODAY) == above


def test_policy_not_yet_in_force_leaves_it_to_the_unit_above(units: list[Organisation], actor: User) -> None:
    committee, school, *_ = units
    own = written(school, actor, SECOND)

    assert policy_for(school.id, date(2026, 6, 1)) == Policy()
    above = written(committee, actor, FIRST)
    assert policy_for(school.id, date(2026, 6, 1)) == above
    assert policy_for(school.id, SECOND) == own


def test_policy_is_one_statement_however_many_there_are(
    units: list[Organisation], actor: User, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    brigade = units[2].id
    with count_queries() as none:
        policy_for(brigade, TODAY)
    for unit in units:
        for day in (FIRST, SECOND, TODAY):
            written(unit, actor, day)
    db.session.flush()
    with count_queries() as many:
        policy_for(brigade, TODAY)

    assert (len(none), len(many)) == (1, 1)


def test_own_policies_stand_newest_first(units: list[Organisation], actor: User) -> None:
    for day in (FIRST, TODAY, SECOND):
        written(units[1], actor, day)
    written(units[0], actor, FIRST)

    assert [row.effective_from for row in list_policies(units[1].id)] == [TODAY, SECOND, FIRST]


def test_policy_is_found_in_its_unit_only(units: list[Organisation], actor: User) -> None:
    written(units[1], actor, FIRST)
    (row,) = list_policies(units[1].id)

    assert find_policy(units[1].id, row.id) is row
    assert find_policy(units[0].id, row.id) is None
    assert find_policy(units[1].id, row.id + 1) is None
