"""WebP and HEIC that are made small while they are decoded: the same pictures, in less memory."""

import io

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from planner.intake.pictures import webp
from planner.intake.pictures.copies import can_read_heic, draw_upright, open_picture
from planner.intake.pictures.lean import LeanPicture
from planner.intake.pictures.reading import read_photo
from tests.conftest import missing
from tests.planner.picturesamples import draw_picture, make_exif

# 9,480 × 6,320 pixels of one colour, without loss: of all WebP of 60 megapixels the one that needs most memory.
HUGE = bytes.fromhex("524946461e000000574542505650384c110000002f07e52b060750942297a7ff8188e87f0000")
EDGE = 50
SIDES = (351, 249)
FORMS = {
    "lossy": {"quality": 90},
    "lossless": {"lossless": True},
    "turned": {"quality": 90, "exif": make_exif(is_turned=True)},
}


def save(image: Image.Image, kind: str, **values: object) -> bytes:
    """A picture as a file of that kind."""
    out = io.BytesIO()
    image.save(out, kind, **values)
    return out.getvalue()


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far the two are apart in the mean, of 255."""
    assert (one.size, one.mode) == (other.size, other.mode)
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def draw_as_pillow_does(content: bytes, kind: str) -> Image.Image:
    """The same picture decoded whole."""
    whole = ImageOps.exif_transpose(Image.open(io.BytesIO(content), formats=[kind]))
    longest = max(whole.size)
    return whole.resize((round(whole.width * EDGE / longest), round(whole.height * EDGE / longest)))


@pytest.mark.parametrize("form", FORMS)
def test_still_webp_looks_as_when_it_is_decoded_whole(form: str) -> None:
    content = save(draw_picture(3, SIDES), "WEBP", **FORMS[form])

    with open_picture(content) as opened:
        assert isinstance(opened, LeanPicture)
        assert opened.size == SIDES
        small = draw_upright(opened, EDGE)

    assert difference(small, draw_as_pillow_does(content, "WEBP")) < 3


def test_transparent_webp_stands_on_white() -> None:
    half = draw_picture(3, SIDES).convert("RGBA")
    half.paste((0, 0, 0, 0), (0, 0, SIDES[0] // 2, SIDES[1]))

    with open_picture(save(half, "WEBP")) as opened:
        small = draw_upright(opened, EDGE)

    assert (small.mode, small.getpixel((10, 30))) == ("RGB", (255, 255, 255))
    assert small.getpixel((40, 30)) != (255, 255, 255)


def test_first_picture_of_an_animation_is_drawn_by_pillow() -> None:
    first, second = Image.new("RGB", SIDES, "navy"), Image.new("RGB", SIDES, "red")

    with open_picture(save(first, "WEBP", save_all=True, append_images=[second], lossless=True)) as opened:
        assert not isinstance(opened, LeanPicture)
        assert draw_upright(opened, EDGE).getpixel((5, 5)) == (0, 0, 128)


def test_webp_is_drawn_by_pillow_where_its_decoder_cannot_be_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webp, "find_library", lambda: None)

    with open_picture(save(draw_picture(3, SIDES), "WEBP")) as opened:
        assert not isinstance(opened, LeanPicture)
        assert draw_upright(opened, EDGE).size == (50, 35)


def test_webp_of_sixty_megapixels_has_its_copies_within_the_limit() -> None:
    reading = read_photo(HUGE)

    assert (reading.fault, reading.width, reading.height, len(reading.copies)) == (None, 9480, 6320, 4)


@pytest.mark.parametrize("sides", [SIDES, (249, 351), (151, 90), (48, 36)])
def test_heic_looks_as_when_it_is_decoded_whole(sides: tuple[int, int]) -> None:
    if not can_read_heic():
        missing("pillow-heif")
    import pillow_heif

    pillow_heif.register_heif_opener()
    content = save(draw_picture(3, sides), "HEIF", quality=90, exif=make_exif(is_turned=True))

    with open_picture(content) as opened:
        assert isinstance(opened, LeanPicture)
        small = draw_upright(opened, EDGE)

    whole = Image.open(io.BytesIO(content), formats=["HEIF"])
    assert max(small.size) == min(max(whole.size), EDGE)
    assert difference(small, whole.convert("RGB").resize(small.size)) < 3
