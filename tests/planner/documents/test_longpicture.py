"""长图, looked at by Pillow; its lines are read from the same layout as PDF."""

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from planner.documents import longpicture, typesetting
from planner.documents.longpicture import MOST_BYTES, MOST_HEIGHT, draw_long_picture, list_words
from planner.people.feedback import VoiceQuote
from planner.report.story import StoryFigure
from tests.planner.storysamples import QUOTES, SENTENCES, STORY, cleared_photo, draw_photo, with_file

PHOTOS = [with_file(cleared_photo(number, is_high=number in (2, 5), caption="合影")) for number in range(1, 5)]
ADDRESS = "https://plan.example.edu.cn/f/token"
QUOTE = VoiceQuote(key="c", audience=QUOTES[0].audience, text="很长的话·" * 60)
# All that there can be of everything.
LARGEST = replace(
    STORY,
    facts=replace(STORY.facts, title="很长的题目·" * 20, place="很长的地点" * 20, organisation="很长的单位" * 20),
    sentences=tuple(f"第 {number} 句话说了孩子们做的事情。" for number in range(60)),
    quotes=(QUOTE,) * 9,
    figures=(StoryFigure("123,456", "人次", "服务孩子"),) * 4,
)


def opened(content: bytes) -> Image.Image:
    """The picture, decoded."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.fixture(scope="module")
def drawn() -> bytes:
    """A picture with everything in it."""
    return draw_long_picture(STORY, PHOTOS, address=ADDRESS, words="说说怎么样")


def test_picture_is_a_jpeg_as_wide_as_phones_are(drawn: bytes) -> None:
    image = opened(drawn)

    assert (image.format, image.mode, image.width) == ("JPEG", "RGB", 1080)
    assert 2000 < image.height < MOST_HEIGHT
    assert image.getexif() == {}


def test_same_story_is_drawn_the_same(drawn: bytes) -> None:
    assert draw_long_picture(STORY, PHOTOS, address=ADDRESS, words="说说怎么样") == drawn


def test_code_can_be_scanned(drawn: bytes) -> None:
    import zxingcpp

    assert [code.text for code in zxingcpp.read_barcodes(opened(drawn))] == [ADDRESS]


def test_picture_can_be_had_as_png_and_without_photos() -> None:
    image = opened(draw_long_picture(STORY, [], as_png=True))

    assert (image.format, image.width) == ("PNG", 1080)


def test_photos_are_in_it_with_their_colours() -> None:
    red = io.BytesIO()
    Image.new("RGB", (800, 600), (200, 20, 20)).save(red, "JPEG")
    image = opened(draw_long_picture(STORY, [(cleared_photo(1), red.getvalue())]))

    column = [image.getpixel((540, y)) for y in range(image.height)]
    shown = sum(pixel[0] > 180 and pixel[1] < 50 for pixel in column)  # type: ignore[index]
    assert 690 < shown < 730


def test_largest_picture_is_no_higher_and_no_heavier_than_chats_show() -> None:
    photos = [
        (cleared_photo(number, is_high=True, caption="很长的说明·" * 500), draw_photo(number, is_high=True, sides=1000))
        for number in range(12)
    ]

    content = draw_long_picture(LARGEST, photos, address=ADDRESS, words="说说怎么样")

    assert opened(content).height <= MOST_HEIGHT
    assert len(content) <= MOST_BYTES


def lines_of(monkeypatch: pytest.MonkeyPatch, text: str) -> list[str]:
    """The lines of a picture that says this in its text, where lines are justified, and as a quote, where not."""

    def as_pdf(template: str, data: dict[str, Any], photos: object, **options: object) -> bytes:
        return typesetting.typeset(template, data)

    monkeypatch.setattr(longpicture, "draw_picture", as_pdf)
    story = replace(STORY, lead=(text,), sentences=(), quotes=(replace(QUOTES[0], text=text),))
    pages = PdfReader(io.BytesIO(draw_long_picture(story, []))).pages
    return [line.strip() for page in pages for line in page.extract_text().split("\n")]


# Without a rule of its own the dot would begin a line in each of these.
@pytest.mark.parametrize("text", ["山" * 9 + "古丽·阿依古丽和买买提·艾力说好。", "山" * 18 + "“阿·凡提”·好"])
def test_no_line_begins_with_the_dot_of_a_name(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    lines = lines_of(monkeypatch, text)

    assert [line for line in lines if line.startswith("·")] == []
    assert "".join(lines).count("·") == text.count("·") * 2


def test_words_are_there_for_who_cannot_see_the_picture() -> None:
    words = list_words(STORY, [photo for photo, _ in PHOTOS])

    assert words[0] == STORY.facts.title
    assert SENTENCES[0] in words[1]
    assert words[-2:] == ("合影", "合影")
    assert list_words(replace(STORY, has_begun=False), [])[1] == "活动还没办，办完再来。"
