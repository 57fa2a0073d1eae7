"""Typesetting: strings a printer can print, a press that answers threads and comes back."""

import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from pypdf import PdfReader

from planner.documents import press, typesetting
from planner.documents.typesetting import ems, make_printable, shorten, typeset

EMPTY = {"title": "夏日研学", "event": "8月9日", "slips": []}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("看\x00见\x07家\u202e乡\ud800", "看见家乡"),
        ("六一🎉快乐👩‍👩‍👧", "六一快乐"),
        ("🎉", "□"),
        ("", ""),
        ("一\r\n\n\n 二\u2028三\t四", "一\n二\n三 四"),
        ("#set *b* _i_ $x$ \\ <script> =A1", "#set *b* _i_ $x$ \\ <script> =A1"),
        ("a" * 24, "aaaaaaaa\u200baaaaaaaa\u200baaaaaaaa"),
        ("e" + "\u0301" * 90, "e" + "\u0301" * 3),
    ],
)
def test_printable_text(text, printed):
    assert make_printable({"a": [(text, 3, True, None)]}) == {"a": [[printed, 3, True, None]]}


def test_widths_and_short_titles():
    assert (ems("县城ab"), shorten("一二三四", 4), shorten("一二三四五", 4)) == (3.24, "一二三四", "一二三…")


def test_typeset_from_threads_gives_the_same_bytes():
    with ThreadPoolExecutor(4) as threads:
        papers = list(threads.map(lambda _: typeset("slips.typ", EMPTY), range(8)))
    assert len(set(papers)) == 1
    assert papers[0].startswith(b"%PDF-")


def test_typeset_tells_no_time_of_its_own():
    created = PdfReader(BytesIO(typeset("slips.typ", EMPTY))).metadata.get("/CreationDate", "D:2020")
    assert created.startswith("D:2020")


def test_press_that_ended_is_started_again():
    first = typeset("slips.typ", EMPTY)
    typesetting._press._process.kill()
    typesetting._press._process.wait()
    assert typeset("slips.typ", EMPTY) == first


def test_press_survives_what_it_cannot_print():
    with pytest.raises(RuntimeError):
        typeset("slips.typ", {"title": "没有别的"})
    assert typeset("slips.typ", EMPTY).startswith(b"%PDF-")


def test_typst_stays_out_of_the_worker():
    typeset("slips.typ", EMPTY)
    assert "typst" not in sys.modules


def test_messages_that_are_cut_short():
    stream = BytesIO()
    press.write_message(stream, b"abc")
    assert press.read_message(BytesIO(stream.getvalue())) == b"abc"
    for cut in (0, 3, 5):
        with pytest.raises(EOFError):
            press.read_message(BytesIO(stream.getvalue()[:cut]))
