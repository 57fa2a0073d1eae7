"""What a hostile, broken or huge file does to the readers: nothing, and its sentence says why."""

import zipfile
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from planner.intake.invoices import limits
from planner.intake.invoices.files import NO_CODE, NOTHING_FOUND, Obstacle, read_invoice_file
from planner.intake.invoices.limits import BROKEN, MOST_PAGES, MOST_PART_BYTES, MOST_PARTS
from planner.intake.invoices.readers import NO_HEIC
from tests.planner.filesamples import FILES

ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def ofd(**parts: bytes) -> bytes:
    """An OFD file of these parts besides its first one."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in ({"OFD.xml": b"<OFD/>"} | parts).items():
            archive.writestr(name, part)
    return content.getvalue()


def pdf(pages: int) -> bytes:
    """An empty PDF of so many pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(100, 100)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def photo(width: int = 8, height: int = 8) -> bytes:
    """A picture without anything on it."""
    content = BytesIO()
    Image.new("L", (width, height)).save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ofd(**{"Pages/Content.xml": b" " * MOST_PART_BYTES + b"<a/>"}), "OFD 里有一个部分超过 8 MB，没有读。照着打。"),
        (ofd(**{f"{number}.xml": b"" for number in range(MOST_PARTS)}), "OFD 里有 501 个部分，最多读 500 个。照着打。"),
        (ofd(**{f"{n}.png": bytes(MOST_PART_BYTES) for n in range(9)}), "OFD 解开超过 64 MB，没有读完。照着打。"),
        (ofd(**{"OFD.xml": ENTITY + b"<OFD>&b;</OFD>"}), limits.NO_DTD),
        (ofd(**{"Tags/CustomTag.xml": LAUGHS + b"<a>&c;</a>"}), limits.NO_DTD),
        (ofd(**{"OFD.xml": b"<OFD>"}), BROKEN),
        (ofd(), NOTHING_FOUND),
        (pdf(MOST_PAGES), NOTHING_FOUND),
        (pdf(MOST_PAGES + 1), "文件有 21 页，最多读 20 页。拆开再传，或者照着打。"),
        (b"%PDF-1.7\nbroken", BROKEN),
        (photo(), NO_CODE),
        (photo()[:45], BROKEN),
        (FILES["heic"][0], NO_HEIC),
        (FILES["docx"][0], NOTHING_FOUND),
        (b"<EInvoice></EInvoice>", NOTHING_FOUND),
        (b"<EInvoice>", BROKEN),
        (b"what is this", BROKEN),
    ],
)
def test_file_that_cannot_be_read_says_why(content: bytes, sentence: str) -> None:
    file = read_invoice_file(content)

    assert (file.readings, file.obstacle, file.sentence) == ((), Obstacle.UNREADABLE, sentence)


@pytest.mark.parametrize("cut", range(10, 300, 7))
def test_archive_that_lost_a_few_bytes_is_broken_and_nothing_else(cut: int) -> None:
    whole = ofd(**{f"{number}.png": bytes([number]) * 40 for number in range(4)})

    file = read_invoice_file(whole[:cut] + whole[cut + 9 :], "票.ofd")

    assert (file.readings, file.obstacle) == ((), Obstacle.UNREADABLE)


def test_size_and_pixels_are_bounded_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PIXELS", 1_000_000)
    monkeypatch.setattr(limits, "MOST_MEBIBYTES", 1)

    drawn, wide, large = (read_invoice_file(c) for c in (photo(1000, 1000), photo(1001, 1000), bytes(2**20 + 1)))

    assert drawn.sentence == NO_CODE
    assert wide.sentence == "照片有 1001×1000 点，最多读 1 百万点。照着打，或者换一张小的。"
    assert large.sentence == "文件有 1.0 MB，最多读 1 MB。照着打，或者换一个小的。"
