"""Keeping the limits of a unit: one a day, changed under an optimistic lock, taken back."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from budgets import Money, Policy, policy_from_dict
from planner.actors import CONSOLE
from planner.enums import Role
from planner.errors import BadInput, LostUpdate
from planner.models import Organisation, User
from planner.queries.organisations import log_of_unit
from planner.queries.policies import list_policies
from planner.services.accounts import create_user, set_role
from planner.services.organisations import create_organisation
from planner.services.policies import delete_policy, save_policy
from tests.conftest import At

InApp = Callable[[], AbstractContextManager[object]]
POLICY = replace(Policy(), document="经费办法", effective_from=date(2027, 1, 1), cash_limit=None)


@pytest.fixture(autouse=True)
def within(in_app: InApp) -> Iterator[None]:
    """Every test here runs inside the app."""
    with in_app():
        yield


@pytest.fixture
def school() -> Organisation:
    """A unit."""
    return create_organisation("镇中心小学", actor=CONSOLE)


@pytest.fixture
def actor(school: Organisation) -> User:
    """Who writes: finance of the unit."""
    finance = create_user("钱会计", "13800000001", actor=CONSOLE)
    set_role(finance, school.id, Role.FINANCE, actor=CONSOLE)
    return finance


def test_policy_is_kept_whole(school: Organisation, actor: User, at: At) -> None:
    at(datetime(2026, 12, 1, 8, tzinfo=UTC))
    row = save_policy(school, POLICY, actor=actor)

    assert list_policies(school.id) == [row]
    assert (row.effective_from, row.version, row.edited_by) == (date(2027, 1, 1), 1, "钱会计")
    assert row.edited_at == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert policy_from_dict(json.loads(row.data)) == POLICY


def test_every_change_of_limits_stands_in_the_log_of_the_unit(school: Organisation, actor: User) -> None:
    row = save_policy(school, POLICY, actor=actor)
    save_policy(school, replace(POLICY, effective_from=date(2027, 2, 1)), actor=actor, old=row, version=1)
    delete_policy(row, actor=CONSOLE)

    newest_first = [(entry.actor, entry.verb, entry.subject) for entry in log_of_unit(school.id, 3)]
    assert newest_first == [
        ("控制台（系统）", "删除经费制度", "从 2027-02-01 起执行"),
        ("钱会计", "修改经费制度", "从 2027-02-01 起执行"),
        ("钱会计", "新增经费制度", "从 2027-01-01 起执行"),
    ]


def test_policy_is_changed_in_its_place(school: Organisation, actor: User) -> None:
    row = save_policy(school, POLICY, actor=actor)
    changed = replace(POLICY, effective_from=date(2027, 2, 1), cash_limit=Money(50_000), confirmed=True)

    assert save_policy(school, changed, actor=actor, old=row, version=1) is row
    assert (row.effective_from, row.version) == (date(2027, 2, 1), 2)
    assert policy_from_dict(json.loads(row.data)) == changed


def test_policy_without_a_day_is_refused(school: Organisation, actor: User) -> None:
    with pytest.raises(BadInput, match="写从哪一天起执行。"):
        save_policy(school, Policy(), actor=actor)
    assert list_policies(school.id) == []


def test_day_is_taken_once_in_a_unit(school: Organisation, actor: User) -> None:
    row = save_policy(school, POLICY, actor=actor)
    later = save_policy(school, replace(POLICY, effective_from=date(2028, 1, 1)), actor=actor)

    with pytest.raises(BadInput, match="已经有一份从 2027-01-01 起执行的制度，打开那一份来改。"):
        save_policy(school, POLICY, actor=actor)
    with pytest.raises(BadInput, match="已经有一份从 2027-01-01 起执行的制度"):
        save_policy(school, POLICY, actor=actor, old=later, version=1)
    assert save_policy(school, POLICY, actor=actor, old=row, version=1) is row
    assert save_policy(create_organisation("邻县小学", actor=CONSOLE), POLICY, actor=CONSOLE).version == 1


@pytest.mark.parametrize("version", [0, 1, 3])
def test_old_version_does_not_write_over_a_newer_one(school: Organisation, actor: User, version: int) -> None:
    row = save_policy(school, POLICY, actor=actor)
    save_policy(school, POLICY, actor=actor, old=row, version=1)

    with pytest.raises(LostUpdate) as refused:
        save_policy(school, replace(POLICY, quotes=9), actor=actor, old=row, version=version)
    assert refused.value.sentence == "钱会计刚才也改了这份制度，先看一遍再存。"
    assert (refused.value.who, refused.value.version) == ("钱会计", 2)
    assert policy_from_dict(json.loads(row.data)) == POLICY


def test_policy_is_taken_back(school: Organisation, actor: User) -> None:
    row = save_policy(school, POLICY, actor=actor)
    kept = save_policy(school, replace(POLICY, effective_from=date(2028, 1, 1)), actor=actor)

    delete_policy(row, actor=actor)

    assert list_policies(school.id) == [kept]
