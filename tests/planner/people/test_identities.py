"""Numbers of identity documents: which can be one, what they say, how they are shown."""

from datetime import date

import pytest

from planner.people.identities import IdentityKind, find_birth, mask_identity, parse_identity


@pytest.mark.parametrize(
    ("kind", "typed", "number"),
    [
        (IdentityKind.RESIDENT, "11010519491231002x", "11010519491231002X"),
        (IdentityKind.RESIDENT, " 110105 19491231 002Ｘ", "11010519491231002X"),
        (IdentityKind.PASSPORT, "e12345678", "E12345678"),
        (IdentityKind.HOME_RETURN, "H 12345678", "H12345678"),
    ],
)
def test_number_is_kept_in_one_form(kind: IdentityKind, typed: str, number: str) -> None:
    assert parse_identity(kind, typed) == number


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (IdentityKind.RESIDENT, "11010519491231002", "18 位.*现在有 17 位"),
        (IdentityKind.RESIDENT, "110105194912310021", "有没有写错一位"),
        (IdentityKind.RESIDENT, "110105194902300025", "有没有写错一位"),
        (IdentityKind.PASSPORT, "E12", "5 到 20 位"),
        (IdentityKind.PASSPORT, "护照12345", "5 到 20 位"),
    ],
)
def test_what_can_be_no_number_is_refused(kind: IdentityKind, typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_identity(kind, typed)


def test_birth_is_read_where_it_stands() -> None:
    assert find_birth("11010519491231002X") == date(1949, 12, 31)
    assert find_birth("11010519490230002X") is None
    assert find_birth("E12345678") is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [("11010519491231002X", "1101**********002X"), ("E12345678", "E*******8"), ("", "")],
)
def test_number_is_shown_masked(number: str, shown: str) -> None:
    assert mask_identity(number) == shown
