"""The wall: days, sections, what is not on it."""

from planner.photostates import Clearing, PhotoState
from planner.pictures import Wall, arrange_wall
from tests.planner.pictures.photos import at, photo, span

SPANS = (span("a", "08:30", "09:00"), span("b", "13:30", "16:00"))


def shape(wall: Wall) -> list[tuple[str, list[tuple[str, bool, list[str]]]]]:
    """Days, sections and keys as plain lists."""
    return [(day.slug, [(s.key, s.is_guess, [p.key for p in s.photos]) for s in day.sections]) for day in wall.days]


def test_photos_stand_by_day_and_item_in_their_order() -> None:
    photos = [
        photo(1, "14:00"),
        photo(2, "08:41", item="a"),
        photo(3, "08:40", item="a"),
        photo(4, "20:00"),
        photo(5, taken=at("09:00", "2027-08-10")),
        photo(6),
        photo(7, "08:50"),
    ]

    wall = arrange_wall(photos, SPANS)

    assert shape(wall) == [
        ("2027-08-09", [("a", False, ["p3", "p2"]), ("a", True, ["p7"]), ("b", True, ["p1"]), ("", False, ["p4"])]),
        ("2027-08-10", [("", False, ["p5"])]),
        ("none", [("", False, ["p6"])]),
    ]
    assert (wall.count, wall.days[0].count) == (7, 5)
    assert [p.key for p in wall.find_section("p2")] == ["p3", "p2"]
    assert wall.find_section("p9") == ()


def test_item_that_is_gone_holds_nothing() -> None:
    assert shape(arrange_wall([photo(1, "20:00", item="gone")], SPANS)) == [("2027-08-09", [("", False, ["p1"])])]


def test_wall_shows_one_state_and_nothing_that_is_removed_or_not_ready() -> None:
    photos = [
        photo(1, "10:00", clearing=Clearing.CLEARED),
        photo(2, "10:01"),
        photo(3, "10:02", is_removed=True),
        photo(4, "10:03", state=PhotoState.WAITING),
    ]

    assert [arrange_wall(photos, SPANS, state).count for state in (None, *Clearing)] == [2, 1, 1, 0]


def test_title_says_when_and_what() -> None:
    titles = [photo(1, "08:41", caption="南门集合"), photo(2, "08:41"), photo(3, caption="南门集合"), photo(4)]

    assert [p.title for p in titles] == ["08:41 南门集合", "08:41", "南门集合", "IMG_4.jpg"]
