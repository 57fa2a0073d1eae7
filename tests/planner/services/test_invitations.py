"""Invitations: nobody joins but by their own yes, and who invites learns nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actors import CONSOLE
from planner.enums import Role
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Link, UnitEntry
from planner.queries.links import invitations_for, open_unit_links
from planner.services.accounts import find_user, set_role
from planner.services.invitations import (
    accept_invitation,
    decline_invitation,
    find_invitation,
    invite_member,
    redeem_invitation,
)
from planner.services.links import revoke_link
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.races import run_at_once
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
NEW, KNOWN = "13800000031", "13800000008"
CLOSED = "邀请已用过、已过期或已撤回，请管理员再发一个。"


@pytest.fixture(autouse=True)
def stopped(at: At) -> None:
    """It is START."""
    at(START)


@pytest.fixture
def within(world: World, in_app: InApp) -> Iterator[World]:
    """The world, inside the app."""
    with in_app():
        yield world


def invite(world: World, account: str = KNOWN, role: Role = Role.READER, name: str = "谁") -> tuple[Link, str]:
    """The administrator of the school invites an account; by default that of 江老师, a stranger to the school."""
    return invite_member(world.units["school"], name=name, account=account, role=role, actor=user(world, "管理员"))


def entries(world: World, unit: str = "school") -> list[tuple[str, str, str]]:
    """The log of the unit since the world began."""
    found = select(UnitEntry).where(UnitEntry.organisation_id == world.units[unit]).order_by(UnitEntry.id)
    return [(e.actor, e.verb, e.subject) for e in db.session.scalars(found) if e.actor != CONSOLE.name + "（系统）"]


def is_closed(token: str) -> bool:
    """Whether an invitation is refused, in its own words."""
    try:
        find_invitation(token)
    except NotFound as refusal:
        return refusal.sentence == CLOSED
    return False


@pytest.mark.parametrize("account", [NEW, KNOWN])
def test_invitation_alone_lets_nobody_in(within: World, account: str) -> None:
    link, _ = invite(within, account)

    assert user(within, "江老师").roles == {within.units["stranger"]: Role.ORGANISER}
    assert find_user(NEW) is None
    assert (link.name, link.account, link.unit_role, link.user_id) == ("谁", account, Role.READER, None)
    assert link.expires_at == START + timedelta(days=14)
    assert open_unit_links(within.units["school"]) == [link]
    assert entries(within) == [("管理员", "邀请", "谁，查看者")]


def test_whoever_has_the_account_sees_the_invitation_and_joins(within: World) -> None:
    link, token = invite(within)
    teacher = user(within, "江老师")
    assert invitations_for(teacher) == [link]
    assert invitations_for(user(within, "李老师")) == []

    accept_invitation(link.id, teacher, actor=teacher)

    assert teacher.roles == {within.units["stranger"]: Role.ORGANISER, within.units["school"]: Role.READER}
    assert teacher.home_id == within.units["stranger"]
    assert (invitations_for(teacher), is_closed(token)) == ([], True)
    assert link.used_at == link.last_used_at is not None
    assert entries(within)[1:] == [("江老师", "加入", "江老师，查看者")]


def test_who_says_no_stays_out(within: World) -> None:
    link, token = invite(within)
    teacher = user(within, "江老师")

    decline_invitation(link.id, teacher, actor=teacher)

    assert teacher.roles == {within.units["stranger"]: Role.ORGANISER}
    assert (invitations_for(teacher), open_unit_links(within.units["school"]), is_closed(token)) == ([], [], True)
    assert entries(within)[1:] == [("谁", "不加入", "谁")], "who said no is not named to the unit"


@pytest.mark.parametrize("answer", [accept_invitation, decline_invitation])
@pytest.mark.parametrize("why", ["of another", "answered", "withdrawn", "expired", "no invitation"])
def test_invitation_that_is_not_open_for_oneself_is_not_found(
    within: World, at: At, answer: Callable[..., object], why: str
) -> None:
    link, _ = invite(within)
    teacher = user(within, "李老师" if why == "of another" else "江老师")
    if why == "answered":
        decline_invitation(link.id, teacher, actor=teacher)
    elif why == "withdrawn":
        revoke_link(link, actor=user(within, "管理员"))
    elif why == "expired":
        at(START + timedelta(days=14))
    before = dict(teacher.roles)

    with pytest.raises(NotFound, match="这个邀请已经不在了"):
        answer(link.id + (why == "no invitation"), teacher, actor=teacher)
    assert teacher.roles == before


def test_new_account_is_made_by_the_link_and_joins(within: World) -> None:
    link, token = invite(within, NEW, Role.FINANCE, "沈老师")

    made = redeem_invitation(token, "hash")

    assert (made.name, made.phone, made.password_hash) == ("沈老师", NEW, "hash")
    assert made.roles == {within.units["school"]: Role.FINANCE}
    assert (link.used_at, is_closed(token)) == (START, True)
    assert entries(within)[1:] == [("沈老师", "加入", "沈老师，财务")]


def test_link_makes_no_second_account_and_changes_none(within: World) -> None:
    _, token = invite(within)

    with pytest.raises(BadInput) as refused:
        redeem_invitation(token, "hash")

    assert refused.value.reason == "TAKEN"
    db.session.rollback()
    assert user(within, "江老师").password_hash == ""


def test_of_two_units_that_invite_the_first_makes_the_account_and_the_other_is_asked_about(within: World) -> None:
    _, token = invite(within, NEW)
    other, _ = invite_member(within.units["stranger"], name="沈老师", account=NEW, role=Role.ORGANISER, actor=CONSOLE)

    made = redeem_invitation(token, "hash")
    assert invitations_for(made) == [other]
    accept_invitation(other.id, made, actor=made)

    assert made.roles == {within.units["school"]: Role.READER, within.units["stranger"]: Role.ORGANISER}


def test_new_invitation_ends_the_earlier_one_of_that_account_in_that_unit_only(within: World) -> None:
    _, first = invite(within)
    _, other = invite(within, NEW)
    _, foreign = invite_member(within.units["committee"], name="谁", account=KNOWN, role=Role.READER, actor=CONSOLE)
    _, second = invite(within, "138 0000 0008")

    assert [is_closed(token) for token in (first, other, foreign, second)] == [True, False, False, False]


def test_who_joined_meanwhile_stays_what_they_are(within: World) -> None:
    link, _ = invite(within)
    teacher = user(within, "江老师")
    set_role(teacher, within.units["school"], Role.FINANCE, actor=CONSOLE)

    accept_invitation(link.id, teacher, actor=teacher)

    assert teacher.roles[within.units["school"]] == Role.FINANCE


def test_members_are_not_invited_again(within: World) -> None:
    with pytest.raises(BadInput, match="李老师已经在本单位，角色在人员列表里改。"):
        invite(within, "13800000002")
    with pytest.raises(BadInput, match="写 11 位手机号，或邮箱地址。"):
        invite(within, "1380000")
    assert open_unit_links(within.units["school"]) == []


def test_nobody_is_put_into_a_unit_by_its_administrator(within: World) -> None:
    teacher = user(within, "江老师")

    with pytest.raises(NotFound, match="这个人不在本单位。"):
        set_role(teacher, within.units["school"], Role.READER, actor=user(within, "管理员"))
    assert teacher.roles == {within.units["stranger"]: Role.ORGANISER}


def test_invitation_made_while_the_clock_ran_ahead_does_not_stay_open(within: World, at: At) -> None:
    at(START + timedelta(days=400))
    _, token = invite(within)

    at(START)
    assert is_closed(token)
    assert invitations_for(user(within, "江老师")) == []
    assert LINK_RULES[find_invitation(invite(within)[1]).purpose].is_once


def test_of_two_who_use_an_invitation_at_once_one_makes_the_account(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        _, token = invite(world, NEW)
        db.session.commit()

    answers = run_at_once(
        app,
        lambda: redeem_invitation(token, "one"),
        lambda: redeem_invitation(token, "two"),
        look=lambda: find_invitation(token),
    )

    assert answers == ["", "NOT_FOUND"]
    with in_app():
        made = find_user(NEW)
        assert made is not None
        assert made.roles == {world.units["school"]: Role.READER}


def test_yes_said_twice_at_once_counts_once(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        link, _ = invite(world)
        db.session.commit()
        number = link.id

    def accept() -> None:
        teacher = user(world, "江老师")
        accept_invitation(number, teacher, actor=teacher)

    answers = run_at_once(
        app, accept, accept, look=lambda: (db.session.get_one(Link, number), user(world, "江老师").memberships)
    )

    assert answers == ["", "NOT_FOUND"]
    with in_app():
        assert len(user(world, "江老师").memberships) == 2


def test_who_is_taken_out_while_saying_yes_to_another_unit_joins_it(world: World, in_app: InApp, app: Flask) -> None:
    with in_app():
        link, _ = invite(world)
        db.session.commit()
        number = link.id

    def accept() -> None:
        teacher = user(world, "江老师")
        accept_invitation(number, teacher, actor=teacher)

    answers = run_at_once(
        app,
        accept,
        lambda: set_role(user(world, "江老师"), world.units["stranger"], None, actor=CONSOLE),
        look=lambda: user(world, "江老师").memberships,
    )

    assert answers == ["", ""]
    with in_app():
        assert user(world, "江老师").roles == {world.units["school"]: Role.READER}
