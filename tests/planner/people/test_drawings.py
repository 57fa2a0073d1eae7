"""A child's drawing as a picture."""

from xml.etree import ElementTree

from planner.people.drawings import DRAWING, write_svg
from planner.people.strokes import read_strokes, write_strokes


def test_drawing_is_a_picture_of_its_strokes_and_nothing_else() -> None:
    kept = write_strokes(read_strokes("[[10,20,30,40],[340,240]]", DRAWING))

    picture = ElementTree.fromstring(write_svg(kept))

    assert picture.get("viewBox") == "0 0 340 240"
    assert [child.get("d") for child in picture] == [None, "M10 20L30 40M340 240L340 240"]
