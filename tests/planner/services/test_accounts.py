"""Accounts: passwords, slowed sign-ins, one-time links, roles."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from planner.actors import CONSOLE
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Link, SignInAttempt, User
from planner.services import accounts
from tests.conftest import At

InApp = Callable[[], AbstractContextManager[object]]
WINDOW = timedelta(minutes=15)
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
PHONE, PASSWORD, HERE = "13800000021", "correct-horse-2026", "192.0.2.7"


@pytest.fixture(autouse=True)
def within(in_app: InApp, quick_hashes: PasswordHasher, at: At) -> Iterator[None]:
    """Every test here runs inside the app, at START, with passwords that cost little."""
    at(START)
    with in_app():
        yield


@pytest.fixture
def teacher() -> User:
    """Somebody with a password."""
    return accounts.create_user("沈老师", PHONE, password=PASSWORD, actor=CONSOLE)


def try_in(account: str = PHONE, password: str = "wrong-password", address: str = HERE) -> str:
    """Sign in; the name of who came in, or the reason and the sentence of the refusal."""
    try:
        return accounts.sign_in(account, password, address=address, window=WINDOW).name
    except NotAllowed as error:
        return f"{error.reason} {error.sentence}"


def attempts() -> int:
    """How many wrong tries are kept."""
    return db.session.scalar(select(func.count()).select_from(SignInAttempt)) or 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800000021", "13800000021"),
        (" 138 0000 0021 ", "13800000021"),
        ("138-0000-0021", "13800000021"),
        ("１３８００００００２１", "13800000021"),
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
    assert accounts.check_password(teacher, PASSWORD)
    assert not accounts.check_password(teacher, PASSWORD.upper())


@pytest.mark.parametrize(("length", "taken"), [(7, False), (8, True), (200, True), (201, False)])
def test_password_length(teacher: User, length: int, taken: bool) -> None:
    if taken:
        accounts.set_password(teacher, "密" * length)
        assert accounts.check_password(teacher, "密" * length)
    else:
        with pytest.raises(BadInput, match=f"密码要 8—200 个字符，现在是 {length} 个。"):
            accounts.set_password(teacher, "密" * length)


def test_sign_in_by_phone_and_by_mail(teacher: User) -> None:
    teacher.email = "shen@example.org"

    assert try_in("138 0000 0021", PASSWORD) == try_in("SHEN@example.org", PASSWORD) == "沈老师"


def test_sign_in_renews_a_hash_of_other_strength(teacher: User) -> None:
    teacher.password_hash = old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)

    assert try_in(password=PASSWORD) == "沈老师"
    assert teacher.password_hash != old
    assert accounts.check_password(teacher, PASSWORD)


@pytest.mark.parametrize("why", ["wrong", "unknown", "inactive", "no password yet"])
def test_sign_in_is_refused_in_the_same_words(teacher: User, why: str) -> None:
    teacher.active = why != "inactive"
    teacher.password_hash = "" if why == "no password yet" else teacher.password_hash

    answer = try_in("13800000099" if why == "unknown" else PHONE, "wrong-password" if why == "wrong" else PASSWORD)

    assert answer == "WRONG_PASSWORD 手机号（邮箱）或密码不对。"
    assert attempts() == 2


def test_sixth_try_is_slowed_even_with_the_right_password(teacher: User) -> None:
    assert {try_in() for _ in range(5)} == {"WRONG_PASSWORD 手机号（邮箱）或密码不对。"}

    assert try_in(password=PASSWORD) == "SLOWED 密码错了几次，15 秒后再试。"
    assert attempts() == 10


def test_wait_runs_down_and_then_doubles(teacher: User, at: At) -> None:
    for _ in range(5):
        try_in()
    at(START + timedelta(seconds=14))
    assert try_in() == "SLOWED 密码错了几次，1 秒后再试。"

    moment = START
    for wait in (15, 30, 60, 120):
        at(moment := moment + timedelta(seconds=wait))
        assert try_in(address=f"192.0.2.{wait}").startswith("WRONG_PASSWORD")
        assert try_in(password=PASSWORD) == f"SLOWED 密码错了几次，{wait * 2} 秒后再试。"


def test_wait_ends_after_the_window(teacher: User, at: At) -> None:
    for _ in range(5):
        try_in()

    at(START + WINDOW)
    assert [try_in() for _ in range(5)] == ["WRONG_PASSWORD 手机号（邮箱）或密码不对。"] * 5
    assert attempts() == 10, "tries from before the window are forgotten"


def test_tries_from_while_the_clock_ran_ahead_lock_nobody_out(teacher: User, at: At) -> None:
    at(START + timedelta(days=3650))
    for _ in range(9):
        try_in()

    at(START)
    assert try_in().startswith("WRONG_PASSWORD")
    assert attempts() == 2, "and they are forgotten"
    assert try_in(password=PASSWORD) == "沈老师"


def test_try_of_this_very_moment_counts(teacher: User) -> None:
    for _ in range(5):
        try_in()

    assert try_in().startswith("SLOWED")


def test_account_is_slowed_from_every_address(teacher: User) -> None:
    for number in range(5):
        try_in(address=f"192.0.2.{number}")

    assert try_in(password=PASSWORD, address="192.0.2.99").startswith("SLOWED")
    assert try_in("13800000099").startswith("WRONG_PASSWORD")


def test_address_is_slowed_for_every_account_but_never_for_long(teacher: User, at: At) -> None:
    for number in range(20):
        at(START + timedelta(seconds=60 * number))
        try_in(f"138000000{number + 50}")

    assert try_in(password=PASSWORD) == "SLOWED 密码错了几次，60 秒后再试。"
    assert try_in(password=PASSWORD, address="192.0.2.99") == "沈老师"


def test_right_password_forgets_the_wrong_tries(teacher: User) -> None:
    for _ in range(4):
        try_in()

    assert try_in(password=PASSWORD) == "沈老师"
    assert attempts() == 0


def test_change_password_needs_the_old_one(teacher: User) -> None:
    with pytest.raises(BadInput, match="现在的密码不对。"):
        accounts.change_password(teacher, "wrong-password", "brand-new-password")

    assert accounts.check_password(teacher, PASSWORD)


def test_change_password_ends_every_session(teacher: User) -> None:
    before = teacher.get_id()

    accounts.change_password(teacher, PASSWORD, "brand-new-password")

    assert teacher.get_id() != before
    assert accounts.check_password(teacher, "brand-new-password")


def test_link_sets_the_password_once(teacher: User) -> None:
    before, token = teacher.get_id(), accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)

    assert accounts.redeem_password_link(token, "brand-new-password") is teacher
    assert accounts.check_password(teacher, "brand-new-password")
    assert teacher.get_id() != before
    with pytest.raises(NotFound, match="链接已用过或已过期，请管理员再发一个。"):
        accounts.redeem_password_link(token, "another-password")


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


def test_link_with_a_bad_password_stays_open(teacher: User) -> None:
    token = accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)

    with pytest.raises(BadInput):
        accounts.redeem_password_link(token, "short")
    assert accounts.find_password_owner(token) is teacher
