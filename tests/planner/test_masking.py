"""Masks: enough to recognise a person, not enough to reach one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.masking import Phone, mask_account, mask_name, mask_phone, show_name, show_phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800000001", "138****0001"),
        (" 13800000001 ", "138****0001"),
        ("0830-8888", "083****8888"),
        ("8888", "****"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_phone(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("account", "masked"),
    [("13800000001", "138****0001"), ("shen@example.org", "s***@example.org"), ("@", "***@"), ("", "")],
)
def test_account(account: str, masked: str) -> None:
    assert mask_account(account) == masked


@pytest.mark.parametrize(
    ("name", "masked"), [("王小明", "王**"), ("王明", "王*"), ("王", "王"), ("", ""), (" 王小明 ", "王**")]
)
def test_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked
    assert [show_name(name, whole=whole) for whole in (True, False)] == [name, masked]


@given(st.text(alphabet="0123456789-", max_size=20))
def test_no_more_than_seven_characters_of_a_phone_are_shown(phone: str) -> None:
    shown = mask_phone(phone).replace("*", "")

    assert len(shown) in (0, 7)


@pytest.mark.parametrize(
    ("phone", "whole", "shown"),
    [
        ("13800000001", True, Phone("13800000001", can_be_called=True)),
        ("13800000001", False, Phone("138****0001", can_be_called=False)),
        ("", True, Phone("", can_be_called=False)),
        ("138****0001", True, Phone("138****0001", can_be_called=False)),
        ("138**", False, Phone("138**", can_be_called=False)),
    ],
)
def test_phone_can_be_called_only_when_it_is_whole(phone: str, whole: bool, shown: Phone) -> None:
    assert show_phone(phone, whole=whole) == shown
