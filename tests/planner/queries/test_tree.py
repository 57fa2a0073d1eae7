"""The tree of organisations, upwards and downwards."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import select

from planner.actors import CONSOLE
from planner.enums import Role
from planner.extensions import db
from planner.models import User
from planner.queries.tree import above, below, ids_above, lineage, managed_ids, role_in_unit, units_where
from planner.services.accounts import create_user, set_role
from planner.services.organisations import create_organisation

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def units(in_app: InApp) -> Iterator[dict[str, int]]:
    """Two trees, inside the app; the names of the units say where they hang."""
    with in_app():
        made = {}
        for name in ("1", "2", "1-1", "1-2", "1-1-1", "2-1"):
            made[name] = create_organisation(name, parent=made.get(name.rpartition("-")[0]), actor=CONSOLE)
        yield {name: unit.id for name, unit in made.items()}


def somebody(units: dict[str, int], **roles: Role) -> User:
    """A user with these roles; `u1_1` stands for the unit 1-1."""
    user = create_user("沈老师", "13800000001", actor=CONSOLE)
    for name, role in roles.items():
        set_role(user, units[name[1:].replace("_", "-")], role, actor=CONSOLE)
    return user


def test_above_counts_the_levels(units: dict[str, int]) -> None:
    tree = above(units["1-1-1"], "walked")

    found = db.session.execute(select(tree.c.id, tree.c.level).order_by(tree.c.level)).all()
    assert [tuple(row) for row in found] == [(units["1-1-1"], 0), (units["1-1"], 1), (units["1"], 2)]


def test_below_takes_the_units_themselves_and_counts_nothing_twice(units: dict[str, int]) -> None:
    found = db.session.scalars(below([units["1-1"], units["1"], units["2-1"]], "walked")).all()

    assert sorted(found) == sorted(units[name] for name in ("1", "1-1", "1-1-1", "1-2", "2-1"))


def test_lineage_goes_up_from_the_nearest_in_one_statement(units: dict[str, int], count_queries: CountQueries) -> None:
    with count_queries() as sent:
        names = [unit.name for unit in lineage(units["1-1-1"])]

    assert (names, len(sent)) == (["1-1-1", "1-1", "1"], 1)
    assert ids_above(units["1-1-1"]) == {units["1-1"], units["1"]}
    assert ids_above(units["1"]) == set()


def test_units_where_a_role_is_held() -> None:
    assert units_where({1: Role.FINANCE, 2: Role.READER, 3: Role.FINANCE}, {Role.FINANCE, Role.ADMINISTRATOR}) == [1, 3]


@pytest.mark.parametrize(
    ("roles", "expected", "statements"),
    [
        ({}, None, 0),
        ({"u1": Role.FINANCE}, None, 0),
        ({"u1": Role.ADMINISTRATOR}, Role.ADMINISTRATOR, 1),
        ({"u1_1": Role.ADMINISTRATOR}, Role.ADMINISTRATOR, 1),
        ({"u1_1_1": Role.ADMINISTRATOR}, Role.ADMINISTRATOR, 0),
        ({"u1_1_1": Role.FINANCE}, Role.FINANCE, 0),
        ({"u1": Role.ADMINISTRATOR, "u1_1_1": Role.FINANCE}, Role.ADMINISTRATOR, 1),
        ({"u2": Role.ADMINISTRATOR, "u1_1_1": Role.FINANCE}, Role.FINANCE, 1),
        ({"u1_2": Role.ADMINISTRATOR}, None, 1),
    ],
)
def test_who_administers_a_unit_above_administers_this_one(
    units: dict[str, int], count_queries: CountQueries, roles: dict[str, Role], expected: Role | None, statements: int
) -> None:
    user = somebody(units, **roles)
    assert len(user.roles) == len(roles)
    with count_queries() as sent:
        assert role_in_unit(units["1-1-1"], user) == expected

    assert len(sent) == statements


def test_nothing_is_asked_for_those_who_administer_nothing(units: dict[str, int], count_queries: CountQueries) -> None:
    user = somebody(units, u1=Role.FINANCE)
    with count_queries() as sent:
        assert managed_ids(user) == set()

    assert sent == []
