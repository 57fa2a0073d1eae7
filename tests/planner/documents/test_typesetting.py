"""Typesetting: strings a printer can print, a press that answers threads and comes back."""

import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from planner.documents import press, typesetting
from planner.documents.typesetting import ems, make_printable, shorten, typeset
from tests.planner.documents.images import make_image

EMPTY = {"title": "夏日研学", "event": "8月9日", "slips": []}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("看\x00见\x07家\u202e乡\ud800", "看见家乡"),
        ("王\U00031350李\U0002ebf0赵\ue863", "王〓李〓赵〓"),
        ("六一🎉快乐👩‍👩‍👧", "六一快乐"),
        ("🎉", "〓"),
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


def test_photo_is_shrunk_to_its_edge_and_a_small_one_stays_as_it_is():
    large, small = make_image("JPEG", (1600, 1200)), make_image("JPEG", (300, 400))

    with Image.open(BytesIO(press.shrink_photo(large, 800))) as shrunk:
        assert (shrunk.format, shrunk.size) == ("JPEG", (800, 600))
    assert press.shrink_photo(small, 400) is small


@pytest.mark.parametrize(("most", "quality"), [(10**7, 88), (1, 64)])
def test_picture_is_as_good_as_fits(monkeypatch, most, quality):
    saved, drawn = [], make_image("PNG", (8, 8))
    monkeypatch.setattr(Image.Image, "save", lambda self, out, form, quality: (saved.append(quality), out.write(b"12")))

    press.flatten_picture(drawn, most)

    assert saved[-1] == quality
    assert saved == [q for q in press.QUALITIES if q >= quality]


def test_what_is_transparent_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(out, "PNG")

    with Image.open(BytesIO(press.flatten_picture(out.getvalue(), 10**6))) as flat:
        assert flat.getpixel((4, 4)) == (255, 255, 255)


def test_joined_papers_have_all_pages_in_their_order_and_no_moment():
    one, two = (typeset("slips.typ", {**EMPTY, "title": title}) for title in ("夏日研学", "重阳敬老"))

    joined = press.join_papers({"0": one, "1": two, "2": one})

    assert [page.extract_text() for page in PdfReader(BytesIO(joined)).pages] == [
        page.extract_text() for paper in (one, two, one) for page in PdfReader(BytesIO(paper)).pages
    ]
    assert PdfReader(BytesIO(joined)).metadata["/CreationDate"] == "D:20200101000000+00'00'"
    assert press.join_papers({"0": one, "1": two, "2": one}) == joined
