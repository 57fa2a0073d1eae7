"""Whole names for readers of the team: from today to a year ahead, at once, and taken back once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.enums import TeamRole
from planner.errors import BadInput
from planner.models import Event, TeamMember
from planner.services.name_grants import allow_names, withdraw_names
from planner.services.team import set_team_member
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import last_entry
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
NOON = datetime(2027, 5, 1, 4, tzinfo=UTC)
FIRST, LAST = date(2027, 5, 1), date(2028, 5, 1)


def reader(world: World) -> tuple[Event, TeamMember]:
    """The event, and 李老师 who only reads it."""
    event = event_of(world)
    return event, set_team_member(event, world.users["李老师"], TeamRole.READER, actor=user(world, "周老师"))


@pytest.mark.parametrize("until", [FIRST, LAST])
def test_grant_of_the_first_and_of_the_last_day_holds_at_once(world: World, in_app: InApp, at: At, until: date) -> None:
    at(NOON)
    with in_app():
        event, member = reader(world)
        assert not member.sees_names

        allow_names(event, member, until=until, reason="随队照看", actor=user(world, "周老师"))

        assert member.sees_names


@pytest.mark.parametrize("until", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_day_that_is_past_or_too_far_is_refused(world: World, in_app: InApp, at: At, until: date) -> None:
    at(NOON)
    with in_app():
        event, member = reader(world)

        with pytest.raises(BadInput, match="写今天到 2028-05-01 之间的一天。"):
            allow_names(event, member, until=until, reason="随队照看", actor=user(world, "周老师"))

        assert (member.sees_names, last_entry(world).verb) == (False, "团队")


def test_grant_is_taken_back_once(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        event, member = reader(world)
        actor = user(world, "周老师")
        allow_names(event, member, until=LAST, reason="随队照看", actor=actor)

        withdraw_names(event, member, actor=actor)
        first = last_entry(world)
        withdraw_names(event, member, actor=actor)

        assert (member.sees_names, first.verb, last_entry(world)) == (False, "收回看全名", first)
