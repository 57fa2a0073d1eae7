"""Which photos look the same, and which of them is to stay."""

from typing import Any

import pytest

from planner.photostates import PhotoState
from planner.pictures import Doubles, Photo, find_doubles
from planner.pictures.doubles import ALIKE_BITS, LEAST_BITS, SAME_BITS, bits_apart, tells_apart
from tests.planner.pictures.photos import OTHER_PHONE, at, photo

HASH = 0x0123_4567_89AB_CDEF
SMALL = {"width": 1080, "height": 810, "taken": None, "clock": OTHER_PHONE}


def first(**values: Any) -> Photo:
    """The photo that the others are compared with."""
    return photo(1, "10:00:00", **{"dhash": HASH, **values})


def flip(bits: int) -> int:
    """The hash with so many bits of it changed."""
    return HASH ^ (1 << bits) - 1


def found(*photos: Photo) -> list[tuple[list[str], bool, str]]:
    """The groups as keys, whether they are the same picture, the one to keep."""
    return [([p.key for p in group.photos], group.are_same, group.best) for group in find_doubles(photos)]


SAME: list[dict[str, Any]] = [
    {"sha256": first().sha256, "taken": at("12:00"), "dhash": 0},
    {"dhash": HASH, **SMALL},
    {"dhash": flip(SAME_BITS), **SMALL},
    {"dhash": HASH, "taken": at("10:00:01")},
]
ALIKE: list[dict[str, Any]] = [
    {"dhash": HASH, "taken": at("10:00:02")},
    {"dhash": flip(ALIKE_BITS), "taken": at("10:00:10")},
    {"dhash": HASH, "taken": at("10:00:00"), "width": 3024, "height": 4032},
]
DIFFERENT: list[dict[str, Any]] = [
    {"dhash": flip(ALIKE_BITS + 1), "taken": at("10:00:01")},
    {"dhash": HASH, "taken": at("10:00:11")},
    {"dhash": flip(SAME_BITS + 1), **SMALL},
    {"dhash": HASH, **SMALL, "width": 810, "height": 1080},
    {"dhash": None, "taken": at("10:00:01")},
    {"dhash": HASH, **SMALL, "state": PhotoState.WAITING},
]


@pytest.mark.parametrize("values", SAME)
def test_same_picture_is_found(values: dict[str, Any]) -> None:
    assert found(first(), photo(2, **values)) == [(["p1", "p2"], True, "p1")]


@pytest.mark.parametrize("values", ALIKE)
def test_picture_taken_right_after_another_is_found_and_none_is_preferred(values: dict[str, Any]) -> None:
    assert found(first(), photo(2, **values)) == [(["p1", "p2"], False, "")]


@pytest.mark.parametrize("values", DIFFERENT)
def test_other_pictures_are_left_alone(values: dict[str, Any]) -> None:
    assert found(first(), photo(2, **values)) == []


def test_larger_one_is_preferred_wherever_it_stands() -> None:
    assert found(first(), photo(2, dhash=HASH, **(SMALL | {"width": 8064, "height": 6048}))) == [
        (["p2", "p1"], True, "p2")
    ]


def test_pictures_that_somebody_keeps_beside_each_other_are_no_doubles() -> None:
    kept = [first(kept_with="k"), photo(2, "10:00:02", dhash=HASH, kept_with="k")]

    assert found(*kept) == []
    assert found(*kept, photo(3, "10:00:04", dhash=HASH)) == [(["p1", "p2", "p3"], False, "")]


def test_groups_that_one_picture_joins_are_one() -> None:
    row = [first(), photo(2, "10:00:08", dhash=HASH), photo(3, "10:00:16", dhash=HASH)]

    assert found(row[0], row[2]) == []
    assert found(*row) == [(["p1", "p2", "p3"], False, "")]


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (Doubles((first(), photo(2, **SMALL)), are_same=True), "2 部手机传了同一张"),
        (Doubles((first(), photo(2)), are_same=True), "同一张传了几遍"),
        (Doubles((first(), photo(2, "10:00:02")), are_same=False), "同一部手机，相差 2 秒"),
        (Doubles((first(), photo(2, "10:00:09", clock=OTHER_PHONE)), are_same=False), "相差 9 秒"),
    ],
)
def test_group_says_why_it_is_one(group: Doubles, words: str) -> None:
    assert group.apart == words


def test_bits_apart() -> None:
    assert (bits_apart(0b1010, 0b1010), bits_apart(0b1010, 0b0101), bits_apart(0, 2**64 - 1)) == (0, 4, 64)


@pytest.mark.parametrize("dhash", [0, 2**64 - 1, 2 ** (LEAST_BITS - 1) - 1])
def test_pictures_of_one_colour_are_no_doubles(dhash: int) -> None:
    red, green = (photo(number, "10:00:00", dhash=dhash) for number in (1, 2))
    assert found(red, green) == []


def test_hash_tells_apart_from_the_least_bits_on() -> None:
    all_bits = 2**64 - 1
    said = [
        tells_apart(hash_of)
        for bits in (LEAST_BITS - 1, LEAST_BITS)
        for hash_of in (2**bits - 1, all_bits ^ 2**bits - 1)
    ]
    assert said == [False, False, True, True]
