"""What our fonts draw: 〓 for a letter that none of them holds, nothing for pictures, and both are said."""

import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pylopdf_fonts_zh_cn import sans_path, serif_path

from planner.characters import drop_unseen
from planner.documents import fontfiles, glyphs
from planner.documents.glyphs import Gaps, find_gaps, fit_to_fonts, say_gaps
from planner.documents.handbook import build_handbook
from planner.documents.plan import build_plan
from planner.documents.typesetting import typeset
from tests.planner.documents.events import tour
from tests.planner.documents.pdfs import pages_of

TOUR = tour(2027)
UNREADABLE = [
    ("李\U00020bb7", "李〓", "\U00020bb7"),  # CJK Extension B
    ("\U00030001女士", "〓女士", "\U00030001"),  # Extension G
    ("\U00031350\U000323af", "〓〓", "\U00031350\U000323af"),  # Extension H, newer than Unicode 14
    ("王\ue863\uf8ff", "王〓〓", "\ue863\uf8ff"),  # somebody's own font
    ("\u0626\u06d5\u0631\u0643\u0649\u0646", "〓" * 6, "\u0626\u06d5\u0631\u0643\u0649\u0646"),  # Uyghur
    ("\u0f56\u0f7c\u0f51", "〓〓", "\u0f56\u0f7c\u0f51"),  # Tibetan: the vowel goes with its letter
    ("\u182e\u1823", "〓〓", "\u182e\u1823"),  # Mongolian
    ("\ud55c", "〓", "\ud55c"),  # Hangul
    ("q\u0303a", "〓a", "q\u0303"),  # a letter with a mark that stands nowhere together
    ("\u2803", "〓", "\u2803"),  # Braille is no picture
]
READABLE = [
    ("王䶮㛃𬭊𰻞", "王䶮㛃𬭊𰻞"),  # Extensions A, E and the three of G that the font has
    ("e\u0302\u0301e\u0301", "\u1ebfe\u0301"),  # composed only where a mark is missing
    ("\ue81e\ue826\ue864\ue7c7", "龴龵龻ḿ"),  # GB 18030 before it had places for them
    ("葛\U000e0101\ufe00", "葛"),  # another style of the same character
    ("𝐀⑴ﬁ", "A⑴ﬁ"),
    ("☑水杯 ☐雨衣 ✘", "✓水杯 □雨衣 ×"),
    ("2\ufe0f\u20e3", "2"),
    ("a\x00\u200b\u202e\ud800b\n\tc", "ab\n\tc"),
    ("〓", "〓"),
]


@pytest.mark.parametrize(("text", "printed", "missing"), UNREADABLE)
def test_what_no_font_holds_is_printed_as_a_stand_in_and_told(text, printed, missing):
    assert fit_to_fonts(text) == printed
    assert find_gaps(text) == Gaps(missing=(missing,))


@pytest.mark.parametrize(("text", "printed"), READABLE)
def test_what_a_font_holds_or_is_written_otherwise_is_printed(text, printed):
    assert fit_to_fonts(text) == printed
    assert not find_gaps(text)


def test_pictures_are_left_out_each_told_once():
    text = "六一🎉快乐👩\u200d👧🇨🇳👍🏽⚡🎉\U0001fac9"
    assert fit_to_fonts(text) == "六一快乐"
    assert find_gaps(text) == Gaps(pictures=("🎉", "👩", "👧", "🇨🇳", "👍", "⚡", "\U0001fac9"))


def test_gaps_are_found_in_all_that_is_printed():
    event = replace(TOUR, facts=replace(TOUR.facts, title="李𠮷"))
    printed = (event, {"a": ["吉𠮷𠮷", ("⚡", 3, None)]})
    assert find_gaps(printed) == Gaps(missing=("𠮷", "𠮷𠮷"), pictures=("⚡",))
    assert not find_gaps(TOUR)


def _font_characters(font):
    return {code for first, last in fontfiles.read_ranges(font) for code in range(first, last + 1)}


def test_whatever_is_printed_stands_in_a_font():
    known = _font_characters(sans_path()) | _font_characters(serif_path())
    every = [chr(code) for code in (*range(0x20, 0xD800), *range(0xE000, 0x40000), *range(0xE0000, 0xE0200))]
    printed = {sign for one in every for sign in fit_to_fonts(f"a{one}")}
    assert {sign for sign in printed if ord(sign) not in known and not sign.isspace()} == set()
    assert {
        code for code in known if chr(code) not in printed and unicodedata.category(chr(code)) not in "CfCc"
    } == set()


def test_letters_never_vanish() -> None:
    every = map(chr, (*range(0x20, 0xD800), *range(0xE000, 0xFDD0), *range(0x10000, 0x1F000), *range(0x20000, 0x2FFFE)))
    newer = map(chr, range(0x30000, 0x33480))
    seen = (one for one in (*every, *newer) if drop_unseen(one) and unicodedata.category(one)[0] in "LNCP")
    assert [f"{ord(one):X}" for one in seen if unicodedata.category(one) != "Cf" and fit_to_fonts(one) == ""] == []


def test_file_without_a_table_of_its_characters_is_refused(tmp_path: Path):
    font = tmp_path / "empty.otf"
    font.write_bytes(b"OTTO\x00\x01" + bytes(6) + b"name" + bytes(12))
    with pytest.raises(ValueError, match="cmap"):
        fontfiles.read_ranges(font)


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        (Gaps(), ""),
        (Gaps(missing=("𠮷",)), "“𠮷”在 PDF 里印成〓，Word 和 Excel 里照写。"),
        (Gaps(pictures=("🎉", "⚡")), "“🎉”“⚡”在 PDF 里不印，Word 和 Excel 里照写。"),
        (Gaps(("\ue863",), ("⚡",)), "“造字 U+E863”在 PDF 里印成〓，“⚡”在 PDF 里不印，Word 和 Excel 里照写。"),
        (Gaps(tuple("가나다라마바사")), "“가”“나”“다”“라”“마”“바”等 7 处在 PDF 里印成〓，Word 和 Excel 里照写。"),
        (Gaps(("가" * 13,)), "“" + "가" * 12 + "…”在 PDF 里印成〓，Word 和 Excel 里照写。"),
    ],
)
def test_gaps_in_words(gaps, said):
    assert say_gaps(gaps, kept="Word 和 Excel 里照写") == said


def test_gaps_of_a_picture_in_words():
    assert say_gaps(Gaps(missing=("𠮷",)), where="海报") == "“𠮷”在海报里印成〓。"


def test_pdf_prints_the_stand_in_and_word_the_character():
    name = "李𠮷\U00031350\ue863"
    event = replace(TOUR, duties=(replace(TOUR.duties[0], name=name),))
    assert "李〓〓〓" in "".join(pages_of(build_handbook(event, today=date(2027, 7, 1))))
    word = Document(BytesIO(build_plan(event)))
    assert any(name in cell.text for table in word.tables for row in table.rows for cell in row.cells)


def test_plain_texts_need_no_look_at_the_fonts(monkeypatch):
    monkeypatch.setattr(glyphs, "_draw_cluster", None)
    assert fit_to_fonts("8月9日（周日）9:00—10:45，在“县青少年活动中心”集合。\n· Anna") != ""


def test_stand_in_is_in_both_fonts():
    assert all(ord(glyphs.STAND_IN) in _font_characters(font) for font in (sans_path(), serif_path()))
    assert typeset("slips.typ", {"title": "李𠮷", "event": "", "slips": []}).startswith(b"%PDF-")
