"""Wrong passwords slow down accounts and addresses, never for longer than their rule, and not who was here before."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from planner.actors import CONSOLE
from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import SignInAttempt, User
from planner.services import accounts
from planner.services.attempts import LONGEST_WINDOW, forget_old_tries, forget_tries
from planner.services.devices import find_mark, make_mark
from planner.services.passwords import hash_password
from tests.conftest import At
from tests.planner.signing import PASSWORD, PHONE, WINDOW, WRONG, count_attempts, try_in

InApp = Callable[[], AbstractContextManager[object]]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
ELSEWHERE = "192.0.2.99"


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


def test_sixth_try_is_slowed_even_with_the_right_password(teacher: User) -> None:
    assert {try_in() for _ in range(5)} == {WRONG}

    assert try_in(password=PASSWORD) == "SLOWED 密码错了几次，15 秒后再试。"
    assert count_attempts() == 10


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
    assert [try_in() for _ in range(5)] == [WRONG] * 5
    at(START + LONGEST_WINDOW)
    forget_old_tries()
    assert count_attempts() == 10, "the night forgets those that are older than any window"


def test_tries_from_while_the_clock_ran_ahead_lock_nobody_out(teacher: User, at: At) -> None:
    at(START + timedelta(days=3650))
    for _ in range(9):
        try_in()

    at(START)
    assert try_in().startswith("WRONG_PASSWORD")
    forget_old_tries()
    assert count_attempts() == 2, "and the night forgets them"
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
    assert count_attempts() == 0


@pytest.mark.parametrize(
    ("age", "stays"),
    [
        (timedelta(), True),
        (LONGEST_WINDOW - timedelta(seconds=1), True),
        (LONGEST_WINDOW, False),
        (timedelta(seconds=-1), False),
    ],
)
def test_tries_that_count_in_no_window_are_forgotten(age: timedelta, stays: bool) -> None:
    db.session.add(SignInAttempt(subject="address:192.0.2.1", at=START - age))
    db.session.flush()

    forget_old_tries()

    assert count_attempts() == int(stays)


@pytest.mark.parametrize("days", [400, -400])
def test_wrong_clock_locks_neither_accounts_nor_addresses(teacher: User, at: At, days: int) -> None:
    at(START + timedelta(days=days))
    for _ in range(6):
        try_in()

    at(START)
    assert try_in(password=PASSWORD) == "沈老师"
    assert try_in("13800000099") == WRONG, "nor is anybody else slowed at that address"


def test_wait_is_never_longer_than_its_rule(teacher: User, at: At) -> None:
    for number in range(40):
        db.session.add(SignInAttempt(subject=f"user:{teacher.id}", at=START - timedelta(seconds=number)))
        db.session.add(SignInAttempt(subject=f"address:{ELSEWHERE}", at=START - timedelta(seconds=number)))
    db.session.flush()

    assert try_in(password=PASSWORD) == "SLOWED 密码错了几次，900 秒后再试。"
    assert try_in("13800000099", address=ELSEWHERE) == "SLOWED 密码错了几次，60 秒后再试。"


def test_strangers_do_not_lock_out_a_device_that_signed_in_before(teacher: User) -> None:
    mark = make_mark(teacher)
    for number in range(9):
        try_in(address=f"192.0.2.{number}")

    assert try_in(password=PASSWORD, address=ELSEWHERE).startswith("SLOWED")
    assert try_in(password=PASSWORD, address=ELSEWHERE, marks=[mark]) == "沈老师"


def test_known_device_has_a_counter_of_its_own(teacher: User) -> None:
    mark, other = make_mark(teacher), make_mark(teacher)
    assert {try_in(marks=[mark]) for _ in range(5)} == {WRONG}

    assert try_in(password=PASSWORD, marks=[mark]) == "SLOWED 密码错了几次，15 秒后再试。"
    assert try_in(password=PASSWORD, marks=[other]) == "沈老师"
    assert try_in(password=PASSWORD) == "沈老师", "what is tried on it is not held against the account"


def test_mark_is_one_of_its_account_and_its_password(teacher: User) -> None:
    other = accounts.create_user("何老师", "13800000022", password_hash=hash_password(PASSWORD), actor=CONSOLE)
    mark = make_mark(teacher)
    assert find_mark(teacher, ["", "x", make_mark(other), mark]) == find_mark(teacher, [mark]) != ""

    assert find_mark(other, [mark]) == find_mark(None, [mark]) == ""
    accounts.set_password(teacher, hash_password("brand-new-password"))
    assert find_mark(teacher, [mark]) == ""


def test_mark_of_a_closed_account_opens_nothing(teacher: User) -> None:
    mark = make_mark(teacher)
    teacher.active = False

    assert find_mark(teacher, [mark]) == ""


def test_password_link_sets_the_account_free(teacher: User) -> None:
    token = accounts.issue_password_link(teacher, hours=48, actor=CONSOLE)
    for number in range(9):
        try_in(address=f"192.0.2.{number}")
    assert try_in(password=PASSWORD, address=ELSEWHERE).startswith("SLOWED")

    accounts.redeem_password_link(token, hash_password("brand-new-password"))

    assert try_in(password="brand-new-password", address=ELSEWHERE) == "沈老师"


def test_phone_and_mail_of_one_person_are_counted_together(teacher: User) -> None:
    teacher.email = "shen@example.org"
    for number in range(5):
        try_in(("13800000021", "shen@example.org")[number % 2], address=f"192.0.2.{number}")

    assert try_in("shen@example.org", PASSWORD, address=ELSEWHERE).startswith("SLOWED")


def test_tries_at_the_same_moment_are_counted_before_their_password_is_looked_at(teacher: User) -> None:
    tries = [accounts.prepare_sign_in(PHONE, address=f"192.0.2.{number}", window=WINDOW) for number in range(6)]
    counted = [accounts.count_sign_in(each) for each in tries[:5]]

    with pytest.raises(NotAllowed, match="15 秒后再试。"):
        accounts.count_sign_in(tries[5])
    assert try_in(password=PASSWORD, address=ELSEWHERE).startswith("SLOWED")
    forget_tries(counted[0])
    assert try_in(password=PASSWORD, address=ELSEWHERE) == "沈老师"


def test_password_that_changed_while_it_was_checked_lets_nobody_in(teacher: User) -> None:
    tried = accounts.prepare_sign_in(PHONE, address=ELSEWHERE, window=WINDOW)
    accounts.set_password(teacher, hash_password("brand-new-password"))

    with pytest.raises(NotAllowed):
        accounts.finish_sign_in(tried, True)


def test_account_that_was_closed_while_its_password_was_checked_lets_nobody_in(teacher: User) -> None:
    tried = accounts.prepare_sign_in(PHONE, address=ELSEWHERE, window=WINDOW)
    teacher.active = False
    db.session.flush()

    with pytest.raises(NotAllowed):
        accounts.finish_sign_in(tried, True)
