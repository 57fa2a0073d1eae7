"""Positions as people type them, and what is near."""

import pytest

from planner.enums import PlaceCheck
from planner.people.positions import GeoPoint, count_metres, judge_place, parse_position

POST = GeoPoint(30_274_100, 120_155_100)


@pytest.mark.parametrize(
    "text",
    [
        "30.2741, 120.1551",
        "30.2741，120.1551",
        "30.2741 120.1551",
        " 30.2741°, 120.1551° ",
        "120.1551,30.2741",
        "３０.２７４１、１２０.１５５１",
    ],
)
def test_position_is_read_as_maps_show_it(text: str) -> None:
    assert parse_position(text) == POST


@pytest.mark.parametrize("text", ["", "30.2741", "东入口", "30.2741, 120.1551, 5", "99.5, 190.2"])
def test_what_is_no_position_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="纬度"):
        parse_position(text)


def test_position_is_written_as_it_is_read() -> None:
    assert parse_position(POST.text) == POST


@pytest.mark.parametrize(
    ("north", "east", "metres"), [(0, 0, 0), (1_000, 0, 111), (0, 1_000, 96), (-1_000, -1_000, 147)]
)
def test_distance_is_that_along_the_earth(north: int, east: int, metres: int) -> None:
    other = GeoPoint(POST.latitude + north, POST.longitude + east)

    assert round(count_metres(POST, other)) == metres


@pytest.mark.parametrize(
    ("post", "here", "metres", "wanted"),
    [
        (POST, POST, 0, None),
        (None, POST, 300, None),
        (POST, None, 300, PlaceCheck.UNKNOWN),
        (POST, POST, 300, PlaceCheck.NEAR),
        (POST, GeoPoint(POST.latitude + 1_000, POST.longitude), 112, PlaceCheck.NEAR),
        (POST, GeoPoint(POST.latitude + 1_000, POST.longitude), 111, PlaceCheck.FAR),
    ],
)
def test_place_is_asked_only_where_the_organiser_wants_it(
    post: GeoPoint | None, here: GeoPoint | None, metres: int, wanted: PlaceCheck | None
) -> None:
    assert judge_place(post, here, metres) == wanted
