"""Pictures in an official paper, read back by python-docx and opened by LibreOffice."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Twips
from PIL import Image
from pypdf import PdfReader

from planner.documents import gbt9704 as paper
from planner.documents.gbt9704 import Album
from tests.planner.documents.images import make_image

PNG, JPEG = make_image("PNG", (400, 300)), make_image("JPEG", (300, 400), "orange")
ALT = '孩子们在"故居"前 <合影> & 留念'


def build(album: Album, *lines: str) -> bytes:
    """A paper of these lines."""
    return paper.build_document(lines, title="总结", author="团区委", album=album)


def read(album: Album, *lines: str) -> WordDocument:
    """The same, read back."""
    return Document(io.BytesIO(build(album, *lines)))


def gallery() -> bytes:
    """A wide picture, two high ones side by side, text around them."""
    album = Album()
    return build(
        album,
        paper.paragraph(paper.run("活动照片"), "Title"),
        paper.text_paragraph("上午参观故居，下午座谈。"),
        paper.picture_line(album.picture(PNG, alt=ALT), keep=True),
        paper.small_line("图 1　参观", align="center"),
        paper.picture_line(*(album.picture(JPEG, width=4000, alt="座谈") for _ in range(2)), keep=True),
        paper.small_line("图 2　座谈", align="center"),
        paper.text_paragraph("晚上返程。"),
    )


def test_picture_is_read_back_with_its_bytes_its_size_and_its_words() -> None:
    album = Album()
    document = read(album, paper.picture_line(album.picture(PNG, width=4000, alt=ALT)))

    (shape,) = document.inline_shapes
    (blip,) = shape._inline.iter(qn("a:blip"))
    part = document.part.related_parts[blip.get(qn("r:embed"))]
    properties = shape._inline.docPr
    assert (part.blob, part.content_type, part.partname) == (PNG, "image/png", "/word/media/image1.png")
    assert (shape.width, shape.height) == (Twips(4000), Twips(3000))
    assert (properties.get("descr"), properties.get("id")) == (ALT, "1")


@pytest.mark.parametrize(
    ("size", "width", "expected"),
    [
        ((400, 300), 4000, (4000, 3000)),
        ((400, 300), 20_000, (paper.TEXT_WIDTH, paper.TEXT_WIDTH * 3 / 4)),
        ((100, 1000), 4000, (paper.TEXT_HEIGHT / 10, paper.TEXT_HEIGHT)),
        ((100, 1000), 1000, (1000, 10_000)),
    ],
    ids=["as asked", "as wide as the text", "as high as the text", "narrow"],
)
def test_picture_keeps_its_shape_and_stays_on_the_page(
    size: tuple[int, int], width: int, expected: tuple[float, float]
) -> None:
    album = Album()
    (shape,) = read(
        album, paper.picture_line(album.picture(make_image("PNG", size), width=width, alt=""))
    ).inline_shapes

    assert (shape.width, shape.height) == pytest.approx([Twips(1) * length for length in expected], abs=1)


def test_picture_line_is_as_high_as_its_picture() -> None:
    album = Album()
    (line,) = read(album, paper.picture_line(album.picture(PNG, alt=""), keep=True)).paragraphs

    assert line.paragraph_format.line_spacing == 1.0
    assert line.paragraph_format.keep_with_next
    assert line.paragraph_format.first_line_indent == 0


def test_same_picture_is_kept_once_and_each_showing_has_its_number() -> None:
    album = Album()
    document = read(album, paper.picture_line(*(album.picture(c, width=2000, alt="") for c in (PNG, JPEG, PNG))))

    assert list(album.media) == ["image1.png", "image2.jpg"]
    assert [shape._inline.docPr.get("id") for shape in document.inline_shapes] == ["1", "2", "3"]


def test_types_are_named_only_for_pictures_that_are_there() -> None:
    def extensions(content: bytes) -> set[str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            types = archive.read("[Content_Types].xml").decode()
        return {extension for extension in ("png", "jpg") if f'<Default Extension="{extension}"' in types}

    album = Album()
    only_jpeg = build(album, paper.picture_line(album.picture(JPEG, alt="")))

    assert extensions(only_jpeg) == {"jpg"}
    assert extensions(gallery()) == {"png", "jpg"}
    assert extensions(build(Album(), paper.text_paragraph("没有照片"))) == set()


def test_paper_without_pictures_is_the_same_with_an_empty_album() -> None:
    lines = [paper.text_paragraph("没有照片")]

    assert build(Album(), *lines) == paper.build_document(lines, title="总结", author="团区委")


def test_same_pictures_give_the_same_bytes() -> None:
    assert gallery() == gallery()


def test_words_of_a_picture_lose_what_xml_cannot_carry() -> None:
    album = Album()
    (shape,) = read(album, paper.picture_line(album.picture(PNG, alt="第一行\n第二行\x00\ud800"))).inline_shapes

    assert shape._inline.docPr.get("descr") == "第一行 第二行"


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"comment": b"x" * 4000}, {"dpi": (300, 300)}, {"exif": Image.Exif()}]
)
def test_jpeg_is_measured_however_it_was_saved(options: dict[str, Any]) -> None:
    album = Album()
    content = make_image("JPEG", (400, 300), **options)
    (shape,) = read(album, paper.picture_line(album.picture(content, width=4000, alt=""))).inline_shapes

    assert (shape.width, shape.height) == (Twips(4000), Twips(3000))


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg/>", make_image("GIF"), make_image("WEBP"), PNG[:20], JPEG[:20]],
    ids=["nothing", "svg", "gif", "webp", "half a png", "half a jpeg"],
)
def test_what_is_no_picture_is_refused_and_not_kept(content: bytes) -> None:
    album = Album()

    with pytest.raises(ValueError, match=r"neither a PNG nor a JPEG|a picture without a size"):
        album.picture(content, alt="")
    assert album.media == {}


def test_libreoffice_shows_the_pictures_whole(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing") if os.environ.get("CI") == "true" else pytest.skip("no LibreOffice")
    (tmp_path / "gallery.docx").write_bytes(gallery())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "gallery.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)

    pages = PdfReader(tmp_path / "gallery.pdf").pages
    shown = [Image.open(io.BytesIO(image.data)).convert("RGB") for page in pages for image in page.images]
    assert {image.size for image in shown} == {(400, 300), (300, 400)}
    text = "".join(page.extract_text() for page in pages)
    assert text.index("参观故居") < text.index("图 1") < text.index("图 2") < text.index("晚上返程")
