"""What is taken as a photo, by its bytes, and in which words everything else is refused."""

import io
import struct

import pytest
from PIL import Image

from planner.filetypes import HEIC, JPEG, PNG, WEBP
from planner.intake.pictures.faults import MOST_BYTES, BadPicture, PictureFault, has_too_many_pixels
from planner.intake.pictures.looking import look_at_photo
from planner.intake.pictures.shapes import read_shape
from tests.planner.picturesamples import draw_picture, make_bomb, make_photo

PHOTO = make_photo()
PNG_PHOTO, WEBP_PHOTO = make_photo(kind="PNG"), make_photo(kind="WEBP")
HEIC_FRAME = struct.pack(">I4s4sI4s", 20, b"ftyp", b"heic", 0, b"mif1") + struct.pack(">I4s", 16, b"mdat") + bytes(8)
OPEN_END = HEIC_FRAME[:20] + struct.pack(">I4s", 0, b"mdat") + bytes(30)
LONG_BOX = HEIC_FRAME[:20] + struct.pack(">I4sQ", 1, b"mdat", 20) + bytes(4)


def lossless() -> bytes:
    """A WebP without loss, which has another frame."""
    out = io.BytesIO()
    draw_picture().save(out, "WEBP", lossless=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PHOTO, JPEG),
        (PHOTO + bytes(100), JPEG),
        (PNG_PHOTO, PNG),
        (WEBP_PHOTO, WEBP),
        (lossless(), WEBP),
        (HEIC_FRAME, HEIC),
        (OPEN_END, HEIC),
        (LONG_BOX, HEIC),
    ],
)
def test_photo_is_taken_whatever_it_is_called(content: bytes, kind: object) -> None:
    assert look_at_photo(content, "IMG_1.txt") == kind


REFUSED = [
    (b"", "a.jpg", PictureFault.EMPTY, "文件里什么也没有。从手机里重新选这一张。"),
    (
        b"<!DOCTYPE html><html><body>hello",
        "活动通知.jpg",
        PictureFault.NOT_A_PHOTO,
        "名字是 .jpg，里面是网页。没有收，其余照常。",
    ),
    (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">',
        "a.jpg",
        PictureFault.NOT_A_PHOTO,
        "名字是 .jpg，里面是矢量图（SVG）。没有收，其余照常。",
    ),
    (b"%PDF-1.4", "a", PictureFault.NOT_A_PHOTO, "里面是 PDF 文件。没有收，其余照常。"),
    (b"GIF89a", "a.gif", PictureFault.NOT_A_PHOTO, "名字是 .gif，里面是动图（GIF）。没有收，其余照常。"),
    (b"\0" * 64, "a.png", PictureFault.NOT_A_PHOTO, "名字是 .png，里面是别的东西。没有收，其余照常。"),
    (
        make_bomb(),
        "封面.png",
        PictureFault.TOO_MANY_PIXELS,
        "这张展开有 4 亿像素，最多 6,000 万。没有收，其余照常。",
    ),
    (
        PHOTO[: len(PHOTO) // 2],
        "a.jpg",
        PictureFault.HALF,
        "只到了 1 KB，后面没有了，多半没拷完。从手机里重新选这一张。",
    ),
    (PHOTO[:30], "a.jpg", PictureFault.HALF, "只到了 1 KB，后面没有了，多半没拷完。从手机里重新选这一张。"),
    (PNG_PHOTO[:-20], "a.png", PictureFault.HALF, "多半没拷完"),
    (PNG_PHOTO[:20], "a.png", PictureFault.HALF, "多半没拷完"),
    (WEBP_PHOTO[:-1], "a.webp", PictureFault.HALF, "2 KB 里只到了 2 KB，多半没拷完"),
    (HEIC_FRAME[:-1], "a.heic", PictureFault.HALF, "多半没拷完"),
]


@pytest.mark.parametrize(("content", "name", "fault", "words"), REFUSED)
def test_other_file_is_refused_in_words(content: bytes, name: str, fault: PictureFault, words: str) -> None:
    with pytest.raises(BadPicture) as refused:
        look_at_photo(content, name)

    assert (refused.value.fault, words in refused.value.sentence) == (fault, True), refused.value.sentence


def test_size_is_judged_at_the_limit() -> None:
    whole = PHOTO + bytes(MOST_BYTES - len(PHOTO))

    assert look_at_photo(whole, "a.jpg") == JPEG
    with pytest.raises(BadPicture, match=r"有 30.0 MB，每张最多 30 MB"):
        look_at_photo(whole + b"\0", "a.jpg")


@pytest.mark.parametrize(("width", "height", "is_taken"), [(10_000, 6000, True), (10_000, 6001, False)])
def test_pixels_are_judged_at_the_limit(width: int, height: int, is_taken: bool) -> None:
    if is_taken:
        assert look_at_photo(make_bomb(width, height), "a.png") == PNG
        return
    with pytest.raises(BadPicture) as refused:
        look_at_photo(make_bomb(width, height), "a.png")
    assert refused.value.sentence.startswith("这张展开有 6,001 万像素，最多 6,000 万。")


@pytest.mark.parametrize(
    ("pixels", "words"), [(400_000_000, "4 亿"), (123_456_789, "1.2 亿"), (99_990_000, "9,999 万")]
)
def test_pixels_in_words(pixels: int, words: str) -> None:
    assert has_too_many_pixels(pixels).sentence.startswith(f"这张展开有 {words}像素")


@pytest.mark.parametrize(
    ("kind", "saved"),
    [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})],
)
@pytest.mark.parametrize("exif", [b"", b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"])
def test_sides_are_read_without_decoding(kind: str, saved: dict[str, bool], exif: bytes) -> None:
    out = io.BytesIO()
    Image.new("RGB", (123, 45)).save(out, kind, exif=exif, **saved)

    shape = read_shape(out.getvalue(), {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}[kind])

    assert (shape.width, shape.height, shape.is_complete) == (123, 45, True)
