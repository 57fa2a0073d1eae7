"""Pictures in an archive: the same pixels, and nothing of where and when they were taken."""

import io

import pytest
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from planner.intake.pictures.stripping import strip_picture
from tests.planner.picturesamples import POSITION, draw_picture, make_exif, make_photo

XMP = b"<x:xmpmeta>30.2741 N at home</x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def save(kind: str, **values: object) -> bytes:
    """A picture as a file of that kind."""
    out = io.BytesIO()
    draw_picture(3).save(out, kind, **values)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def words() -> PngImagePlugin.PngInfo:
    """What a PNG says in words."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "at home")
    said.add_itxt("Author", "at home, too", zip=True)
    return said


FILES = {
    "jpeg": save("JPEG", exif=make_exif(camera="HUAWEI P40"), comment=b"at home", xmp=XMP, icc_profile=PROFILE),
    "progressive": save("JPEG", exif=make_exif(camera="HUAWEI P40"), progressive=True, icc_profile=PROFILE),
    "png": save("PNG", exif=make_exif(camera="HUAWEI P40"), pnginfo=words(), icc_profile=PROFILE),
    "webp": save("WEBP", exif=make_exif(camera="HUAWEI P40"), xmp=XMP, icc_profile=PROFILE),
}


@pytest.mark.parametrize("kind", FILES)
def test_nothing_stands_beside_the_picture_and_its_pixels_stay(kind: str) -> None:
    before, after = opened(FILES[kind]), opened(strip_picture(FILES[kind]))

    assert before.getexif().get_ifd(POSITION)
    assert after.tobytes() == before.tobytes()
    assert dict(after.getexif()) == {}
    assert {"exif", "xmp", "comment", "Comment", "Author"} & set(after.info) == set()
    assert after.info["icc_profile"] == PROFILE
    assert [word in strip_picture(FILES[kind]) for word in (b"HUAWEI", b"at home", b"xmpmeta")] == [False] * 3


def test_photo_that_was_held_on_its_side_stays_so() -> None:
    turned = make_photo(is_turned=True, sides=(64, 48))

    after = opened(strip_picture(turned))

    assert dict(after.getexif()) == {0x0112: 6}
    assert ImageOps.exif_transpose(after).size == (48, 64)


def test_what_hangs_behind_the_picture_goes() -> None:
    second = make_photo(2, camera="HUAWEI P40")

    assert strip_picture(FILES["jpeg"] + second) == strip_picture(FILES["jpeg"])
    assert strip_picture(FILES["png"] + b"at home") == strip_picture(FILES["png"])


@pytest.mark.parametrize("kind", FILES)
def test_what_has_nothing_beside_it_stays_byte_for_byte(kind: str) -> None:
    once = strip_picture(FILES[kind])

    assert strip_picture(once) == once


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 at home",
        b"\xff\xd8",
        FILES["jpeg"][:300],
        FILES["jpeg"][:-2],
        FILES["png"][:-4],
        FILES["webp"][:99],
    ],
    # The profile in a picture holds the moment at which it was made.
    ids=["empty", "paper", "mark", "head", "without end", "cut", "profile"],
)
def test_other_and_broken_files_are_left_alone(content: bytes) -> None:
    assert strip_picture(content) == content


@pytest.mark.parametrize("cut", range(0, len(make_exif(is_turned=True)), 7))
def test_directory_that_lies_breaks_nothing(cut: int) -> None:
    exif = make_exif(is_turned=True)
    broken = exif[:cut] + b"\xff\xff" + exif[cut + 2 :]

    assert opened(strip_picture(save("JPEG", exif=broken))).size == (64, 48)
