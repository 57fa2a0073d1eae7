"""Accounts: made, signed in with, their passwords and one-time links."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from planner.actors import CONSOLE
from planner.enums import Role
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Link, UnitEntry, User
from planner.services import accounts
from planner.services.links import revoke_link
from planner.services.organisations import create_organisation
from planner.services.passwords import hash_password
from tests.conftest import At
from tests.planner.signing import PASSWORD, PHONE, count_attempts, is_password, try_in

InApp = Callable[[], AbstractContextManager[object]]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def within(in_app: InApp, quick_hashes: PasswordHasher, at: At) -> Iterator[None]:
    """Every test here runs inside the app, at START, with passwords that cost little."""
    at(START)
    with in_app():
        yield


@pytest.fixture
def teacher() -> User:
    """Somebody with a password."""
    return accounts.create_user("沈老师", PHONE, password_hash=hash_password(PASSWORD), actor=CONSOLE)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800000021", "13800000021"),
        (" 138 0000 0021 ", "13800000021"),
        ("138-0000-0021", "13800000021"),
        ("１３８００００００２１", "13800000021"),
        ("+86 138-0000-0021", "13800000021"),
        ("0086 13800000021", "13800000021"),
        ("Shen@Example.ORG ", "shen@example.org"),
    ],
)
def test_account_is_kept_in_one_form(typed: str, kept: str) -> None:
    user = accounts.create_user("沈老师", typed, actor=CONSOLE)

    assert kept in (user.phone, user.email)
    assert accounts.find_user(typed) is user
    assert accounts.find_user(kept) is user


@pytest.mark.parametrize(
    "account",
    [
        "",
        "1380000002",
        "138000000211",
        "23800000021",
        "1٣٨٠٠٠٠٠٠٢١",
        "shen",
        "shen@",
        "@example.org",
        "a b@example.org",
        "shen@example",
        "㍿" * 60 + "@example.org",
    ],
)
def test_account_of_no_shape_is_refused(account: str) -> None:
    with pytest.raises(BadInput, match="写 11 位手机号，或邮箱地址。"):
        accounts.create_user("沈老师", account, actor=CONSOLE)


def test_account_twice_is_refused(teacher: User) -> None:
    with pytest.raises(BadInput) as refused:
        accounts.create_user("沈老师", "138 0000 0021", actor=CONSOLE)

    assert refused.value.reason == "TAKEN"


def test_password_is_kept_as_argon2id(teacher: User) -> None:
    assert teacher.password_hash.startswith("$argon2id$")
    assert PASSWORD not in teacher.password_hash
    assert is_password(teacher, PASSWORD)
    assert not is_password(teacher, PASSWORD.upper())


def test_sign_in_by_phone_and_by_mail(teacher: User) -> None:
    teacher.email = "shen@example.org"

    assert try_in("138 0000 0021", PASSWORD) == try_in("SHEN@example.org", PASSWORD) == "沈老师"


def test_sign_in_renews_a_hash_of_other_strength(teacher: User) -> None:
    teacher.password_hash = old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)

    assert try_in(password=PASSWORD) == "沈老师"
    assert teacher.password_hash != old
    assert is_password(teacher, PASSWORD)


@pytest.mark.parametrize("why", ["wrong", "unknown", "inactive", "no password yet"])
def test_sign_in_is_refused_in_the_same_words(teacher: User, why: str) -> None:
    teacher.active = why != "inactive"
    teacher.password_hash = "" if why == "no password yet" else teacher.password_hash

    answer = try_in("13800000099" if why == "unknown" else PHONE, "wrong-password" if why == "wrong" else PASSWORD)

    assert answer == "WRONG_PASSWORD 手机号（邮箱）或密码不对。"
    assert count_attempts() == 2


def test_change_password_goes_by_the_one_that_was_verified(teacher: User) -> None:
    with pytest.raises(BadInput, match="现在的密码不对。"):
        accounts.change_password(teacher.id, verified_hash="another", new_hash=hash_password("brand-new-password"))

    assert is_password(teacher, PASSWORD)


def test_change_password_ends_every_session(teacher: User) -> None:
    before = teacher.get_id()

    accounts.change_password(
        teacher.id, verified_hash=teacher.password_hash, new_hash=hash_password("brand-new-password")
    )

    assert teacher.get_id() != before
    assert is_password(teacher, "brand-new-password")


def test_link_sets_the_password_once(teacher: User) -> None:
    before, token = teacher.get_id(), accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)

    assert accounts.redeem_password_link(token, hash_password("brand-new-password")) is teacher
    assert is_password(teacher, "brand-new-password")
    assert teacher.get_id() != before
    with pytest.raises(NotFound, match="链接已用过或已过期，请管理员再发一个。"):
        accounts.redeem_password_link(token, "any hash")


def test_link_is_kept_only_as_a_hash(teacher: User) -> None:
    token = accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)

    assert token not in db.session.scalars(select(Link.token_hash)).all()
    assert accounts.find_password_owner(token) is teacher


@pytest.mark.parametrize("why", ["wrong", "expired", "replaced", "inactive"])
def test_link_no_longer_open_is_not_found(teacher: User, at: At, why: str) -> None:
    token = accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)
    if why == "expired":
        at(START + timedelta(hours=48, seconds=1))
    elif why == "replaced":
        accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)
    teacher.active = why != "inactive"

    with pytest.raises(NotFound, match="链接已用过或已过期"):
        accounts.find_password_owner(token + "x" if why == "wrong" else token)


def test_link_of_a_user_is_theirs_alone(teacher: User) -> None:
    other = accounts.create_user("何老师", "13800000022", actor=CONSOLE)
    first = accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)
    accounts.issue_password_link(other, hours=48, actor=CONSOLE)

    assert accounts.find_password_owner(first) is teacher


@pytest.mark.parametrize("who", ["another", "the console"])
def test_nobody_signs_somebody_else_out(teacher: User, who: str) -> None:
    other = accounts.create_user("何老师", "13800000022", actor=CONSOLE)
    before = teacher.session_number
    with pytest.raises(NotAllowed, match="这件事只能由本人来做。"):
        accounts.sign_out_everywhere(teacher, actor=other if who == "another" else CONSOLE)
    assert teacher.session_number == before

    accounts.sign_out_everywhere(teacher, actor=teacher)
    assert teacher.session_number == before + 1


def test_what_becomes_of_a_member_is_logged_in_the_unit(teacher: User) -> None:
    unit = create_organisation("镇中心小学", actor=CONSOLE)
    for role in (Role.READER, Role.READER, Role.FINANCE, None, None):
        accounts.set_role(teacher, unit.id, role, actor=CONSOLE)

    entries = db.session.scalars(select(UnitEntry).order_by(UnitEntry.id)).all()
    assert {(entry.organisation_id, entry.actor, entry.at) for entry in entries} == {(unit.id, "控制台（系统）", START)}
    assert [(entry.verb, entry.subject) for entry in entries] == [
        ("加入", "沈老师，查看者"),
        ("改角色", "沈老师，查看者 → 财务"),
        ("移出", "沈老师，财务"),
    ]


def test_password_link_and_its_end_are_logged_in_every_unit_of_the_user(teacher: User) -> None:
    units = [create_organisation(name, actor=CONSOLE) for name in ("镇中心小学", "县团委")]
    for unit in units:
        accounts.set_role(teacher, unit.id, Role.READER, actor=CONSOLE)

    accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)
    revoke_link(db.session.scalars(select(Link)).one(), actor=CONSOLE)

    for unit in units:
        entries = db.session.scalars(select(UnitEntry).where(UnitEntry.organisation_id == unit.id)).all()
        assert [(entry.verb, entry.subject) for entry in entries[1:]] == [
            ("发密码链接", "沈老师"),
            ("停用链接", "沈老师，设密码"),
        ]
