"""The copies of a photo: upright, in plain colours, without a trace of where it was taken."""

import io
from datetime import datetime

import pytest
from PIL import Image, ImageCms

from planner.intake.pictures.copies import can_read_heic, make_copies
from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.results import LARGE, SMALL, PictureCopy, PictureReading, pack, unpack
from planner.pictures.doubles import ALIKE_BITS, SAME_BITS, bits_apart
from tests.conftest import missing
from tests.planner.picturesamples import LATITUDE, draw_picture, make_bomb, make_exif, make_heic, make_photo

TAKEN = datetime.fromisoformat("2027-08-09T08:41:07")
KINDS = ["JPEG", "PNG", "WEBP"]


def opened(copy: PictureCopy) -> Image.Image:
    """A copy as a browser draws it."""
    return Image.open(io.BytesIO(copy.content))


def save(image: Image.Image, kind: str, **values: object) -> bytes:
    """A picture as a file of that kind."""
    out = io.BytesIO()
    image.save(out, kind, **values)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_copies_of_a_turned_photo_stand_upright(kind: str) -> None:
    reading = make_copies(make_photo(sides=(1640, 820), is_turned=True, kind=kind, taken=TAKEN, camera="HUAWEI P40"))

    assert (reading.width, reading.height) == (820, 1640)
    assert (reading.taken, reading.camera) == (TAKEN, "HUAWEI P40")
    assert [(copy.edge, copy.mime, opened(copy).size) for copy in reading.copies] == [
        (LARGE, "image/webp", (800, 1600)),
        (LARGE, "image/jpeg", (800, 1600)),
        (SMALL, "image/webp", (200, 400)),
        (SMALL, "image/jpeg", (200, 400)),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_copies_carry_nothing_beside_the_picture(kind: str) -> None:
    original = make_photo(kind=kind, taken=TAKEN, camera="HUAWEI P40")
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)[2] == LATITUDE

    for copy in make_copies(original).copies:
        assert dict(opened(copy).getexif()) == {}
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(opened(copy).info)
        assert b"HUAWEI" not in copy.content


def test_words_and_profile_of_the_original_are_left_behind() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    original = save(draw_picture(), "JPEG", comment=b"at home", icc_profile=profile, xmp=b"<x:xmpmeta>at home")

    assert [b"at home" in copy.content or b"ICC_PROFILE" in copy.content for copy in make_copies(original).copies] == [
        False
    ] * 4


def test_small_photo_is_not_made_larger() -> None:
    assert [opened(copy).size for copy in make_copies(make_photo(sides=(64, 48))).copies] == [(64, 48)] * 4


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "I;16"])
def test_every_sort_of_pixel_becomes_plain_colours(mode: str) -> None:
    grey = Image.new("L", (40, 30), 200)
    image = Image.new("I;16", (40, 30), 200 * 256) if mode == "I;16" else grey.convert(mode)

    copies = make_copies(save(image, "PNG")).copies

    assert [opened(copy).mode for copy in copies] == ["RGB"] * 4
    light = opened(copies[1]).getpixel((20, 15))
    assert isinstance(light, tuple)
    assert all(abs(value - (255 if mode == "1" else 200)) <= 4 for value in light)


def test_what_is_transparent_becomes_white() -> None:
    (_, jpeg, *_) = make_copies(save(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG")).copies

    assert opened(jpeg).getpixel((20, 15)) == (255, 255, 255)


def test_colours_of_a_printer_are_those_of_a_screen() -> None:
    (_, jpeg, *_) = make_copies(save(Image.new("CMYK", (40, 30), (0, 0, 0, 0)), "JPEG")).copies

    assert (opened(jpeg).mode, opened(jpeg).getpixel((20, 15))) == ("RGB", (255, 255, 255))


def test_hash_is_that_of_the_picture_whatever_its_size() -> None:
    large, forwarded = (make_copies(make_photo(7, sides=sides)).dhash for sides in ((1600, 1200), (480, 360)))
    other = make_copies(make_photo(8)).dhash
    assert large is not None
    assert forwarded is not None
    assert other is not None

    assert bits_apart(large, forwarded) <= SAME_BITS
    assert bits_apart(large, other) > ALIKE_BITS


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (make_photo()[:200], PictureFault.BROKEN),
        (make_photo(kind="PNG").replace(b"IDAT", b"IDAT\xff\xff"), PictureFault.BROKEN),
        (b"no picture", PictureFault.BROKEN),
        (make_bomb(), PictureFault.TOO_MANY_PIXELS),
        (make_bomb(10_000, 6001), PictureFault.TOO_MANY_PIXELS),
        (make_bomb(100, 100), PictureFault.BROKEN),
    ],
)
def test_what_cannot_be_drawn_says_why(content: bytes, fault: PictureFault) -> None:
    assert make_copies(content) == PictureReading(fault)


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("2027:08:09 08:41:07", TAKEN),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2027-08-09", None),
        ("", None),
    ],
)
def test_time_that_cannot_be_is_none(written: str, taken: datetime | None) -> None:
    exif = Image.Exif()
    exif[0x0132] = written

    assert make_copies(save(draw_picture(), "JPEG", exif=exif.tobytes())).taken == taken


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Apple", "iPhone 13", "Apple iPhone 13"),
        ("HUAWEI", "HUAWEI P40", "HUAWEI P40"),
        ("", "", ""),
        ("A\0\n", "B", "A B"),
    ],
)
def test_camera_is_named_once(make: str, model: str, camera: str) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = make, model

    assert make_copies(save(draw_picture(), "JPEG", exif=exif.tobytes())).camera == camera


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_directory_that_lies_does_not_hide_the_picture() -> None:
    lying = bytearray(make_exif(TAKEN))
    lying[20:40] = b"\xff" * 20

    assert make_copies(save(draw_picture(), "JPEG", exif=bytes(lying))).fault is None


def test_heic_is_read_where_the_extra_is_there() -> None:
    if not can_read_heic():
        missing("pillow-heif")

    reading = make_copies(make_heic(taken=TAKEN, camera="Apple iPhone 13"))

    assert (reading.width, reading.height, reading.taken) == (128, 96, TAKEN)
    assert [b"iPhone" in copy.content for copy in reading.copies] == [False] * 4
    assert [opened(copy).size for copy in reading.copies] == [(128, 96)] * 4


def test_heic_without_the_extra_waits_for_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.intake.pictures.copies.can_read_heic", lambda: False)

    assert make_copies(b"\0\0\0\x14ftypheic" + bytes(40)).fault is PictureFault.NO_READER


def test_reading_comes_through_the_pipe_as_it_was() -> None:
    reading = make_copies(make_photo(taken=TAKEN, camera="HUAWEI P40"))

    assert unpack(pack(reading)) == reading
    assert unpack(pack(PictureReading(PictureFault.HALF))) == PictureReading(PictureFault.HALF)
