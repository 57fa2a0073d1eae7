"""Lines of a calendar file, put together again and read by a second parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vText

from planner.documents.contentlines import escape_text, fold_line

# Characters of one to four octets, and those that are escaped.
LINES = st.text(alphabet="a\\,;é活👶 ", max_size=200)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("活动方案", "活动方案"),
        ("一，二, 三; 四", "一，二\\, 三\\; 四"),
        ("第一行\n第二行\r\n第三行", "第一行\\n第二行\\n第三行"),
        (r"C:\New", r"C:\\New"),
        ("制表\t符\x00\x0b\ud800", "制表 符"),
        ("", ""),
    ],
)
def test_text_is_escaped_and_on_one_line(text: str, escaped: str) -> None:
    assert escape_text(text) == escaped


# Without N: that program takes \N in a text for the end of a line.
@given(st.text(alphabet="an\\,;\n活", max_size=40))
def test_text_is_escaped_as_another_program_does(text: str) -> None:
    assert escape_text(text) == vText(text).to_ical().decode()


@given(LINES)
def test_folded_line_is_whole_when_put_together(line: str) -> None:
    assert fold_line(line).replace("\r\n ", "") == f"{line}\r\n"


@given(LINES)
def test_pieces_are_short_and_cut_no_character(line: str) -> None:
    for piece in fold_line(line).removesuffix("\r\n").encode().split(b"\r\n"):
        assert len(piece) <= 75
        piece.decode()


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("a" * 75, ["a" * 75]),
        ("a" * 76, ["a" * 74, " aa"]),
        ("a" * 149, ["a" * 74, " " + "a" * 74, " a"]),
        ("活" * 25, ["活" * 24, " 活"]),
        ("a" * 73 + r"\, b", ["a" * 73, r" \, b"]),
        ("a" * 72 + r"\, b", ["a" * 72 + r"\,", "  b"]),
    ],
)
def test_line_is_cut_after_74_octets(line: str, pieces: list[str]) -> None:
    assert fold_line(line) == "\r\n".join(pieces) + "\r\n"
