"""Too many sign-ups and too many codes, by phone and by address: refused with the reason and with how long."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import SignInAttempt
from planner.people.signingrules import SignUpReason
from planner.services.signinglimits import (
    ADDRESS_CODES,
    ADDRESS_FEEDBACK,
    ADDRESS_SIGN_UPS,
    PHONE_CODES,
    PHONE_SIGN_UPS,
    SIGN_UPS_IN,
    check_code,
    check_feedback,
    check_sign_up,
    count_code,
    count_feedback,
    count_sign_up,
    forget_codes,
)
from tests.conftest import At

InApp = Callable[[], AbstractContextManager[object]]
Step = Callable[..., None]
NOW = datetime(2027, 5, 1, 4, tzinfo=UTC)
PHONE, OTHER, HERE, THERE = "13800000027", "13900000000", "192.0.2.7", "192.0.2.9"


@pytest.fixture(autouse=True)
def within(in_app: InApp, at: At) -> Iterator[None]:
    """Every test here runs inside the app, at one moment."""
    at(NOW)
    with in_app():
        yield


def refused(check: Step, phone: str, address: str) -> str:
    """What somebody is told who tries once more; "" where they may."""
    try:
        check(phone, address=address)
    except NotAllowed as refusal:
        return refusal.sentence if refusal.reason == "TOO_OFTEN" else refusal.reason
    return ""


@pytest.mark.parametrize(
    ("check", "count", "most", "by_phone"),
    [
        (check_sign_up, count_sign_up, PHONE_SIGN_UPS, True),
        (check_sign_up, count_sign_up, ADDRESS_SIGN_UPS, False),
        (check_code, count_code, PHONE_CODES, True),
        (check_code, count_code, ADDRESS_CODES, False),
    ],
)
def test_who_tried_as_often_as_one_may_waits_and_others_do_not(
    check: Step, count: Step, most: int, by_phone: bool
) -> None:
    def phone_of(number: int) -> str:
        return PHONE if by_phone else f"138{number:08d}"

    def address_of(number: int) -> str:
        return f"198.51.100.{number}" if by_phone else HERE

    for number in range(most - 1):
        count(phone_of(number), address=address_of(number))
    assert refused(check, phone_of(90), address_of(90)) == ""
    count(phone_of(most), address=address_of(most))

    assert refused(check, phone_of(90), address_of(90)).startswith(f"{SignUpReason.TOO_OFTEN.label}，")
    assert refused(check, OTHER, THERE) == ""


def test_wait_is_said_in_seconds_and_ends(at: At) -> None:
    for _ in range(PHONE_SIGN_UPS):
        count_sign_up(PHONE, address=HERE)
    assert refused(check_sign_up, PHONE, HERE) == "操作太频繁，15 秒后再点一次，填过的都在。"

    at(NOW + timedelta(seconds=15))
    assert refused(check_sign_up, PHONE, HERE) == ""
    count_sign_up(PHONE, address=HERE)
    assert refused(check_sign_up, PHONE, HERE) == "操作太频繁，30 秒后再点一次，填过的都在。"
    at(NOW + SIGN_UPS_IN + timedelta(minutes=1))
    assert refused(check_sign_up, PHONE, HERE) == ""


def test_right_code_is_the_end_of_the_wait() -> None:
    for _ in range(PHONE_CODES):
        count_code(PHONE, address=HERE)
    assert refused(check_code, PHONE, HERE) != ""

    forget_codes(PHONE)

    assert refused(check_code, PHONE, HERE) == ""


def test_one_address_says_as_often_as_a_class_how_it_was() -> None:
    for _ in range(ADDRESS_FEEDBACK - 1):
        count_feedback(address=HERE)
    check_feedback(address=HERE)
    count_feedback(address=HERE)

    with pytest.raises(NotAllowed, match="15 秒后再点一次"):
        check_feedback(address=HERE)
    check_feedback(address=THERE)
    assert [kept.subject for kept in db.session.query(SignInAttempt) if HERE in kept.subject] == []
