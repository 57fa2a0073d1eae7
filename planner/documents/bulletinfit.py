"""How a newsletter is fitted onto one page: which size of letters, how many sentences, how many photos."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.gbt9704 import TEXT_HEIGHT, text_width
from planner.documents.typesetting import shorten
from planner.dossier.outline import count_characters
from planner.report.bulletin import RedHead
from planner.report.story import Story, group_sentences, tell_quote

MOST_PHOTOS, MOST_QUOTES = 2, 2
LONGEST_TITLE, LONGEST_CAPTION = 60, 18
# Twips. The page is full at 12,756; what programs measure otherwise must not begin a second one.
RESERVE = 560
NUMBER_LINE, TITLE_LINE, FOOT_LINE, GAP = 560, 700, 480, 240
# The highest that photos are, with the room around them and their captions.
PHOTO_HEIGHT, PHOTO_ROOM = 2400, 3040
_PARAGRAPH = 130
# 二号 as official papers have it, 小二 where that saves a line; with the characters that surely stand in one.
_TITLE_SIZES = ((44, 19), (36, 23))
# With less text than this a photo is left out rather than a sentence.
_ENOUGH = 180


@dataclass(frozen=True, slots=True)
class LetterSize:
    """A size of the body: letters in half points, lines in twips, characters that surely stand in one."""

    letters: int
    line: int
    characters: int


# 三号 as official papers have it, 小三, 四号.
SIZES = (LetterSize(32, 560, 27), LetterSize(30, 520, 28), LetterSize(28, 480, 30))


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinFit:
    """What stands on the page, and the sentences that found no room."""

    size: LetterSize
    paragraphs: tuple[str, ...]
    photos: int
    left_out: tuple[str, ...] = ()


def name_size(name: str) -> int:
    """The letters of the red name, in half points: as large as fits, two characters of room."""
    return min(108, 880 // (max(text_width(name), 400) // 100 + 2))


def short_title(story: Story) -> str:
    """The title as it is printed."""
    return shorten(story.facts.title or "活动", LONGEST_TITLE)


def title_size(title: str) -> tuple[int, int]:
    """The letters of the title, in half points, and how many lines it takes."""
    lines = [(size, _lines(title, characters)) for size, characters in _TITLE_SIZES]
    return min(lines, key=lambda each: each[1])


def fit_bulletin(story: Story, head: RedHead, photos: int) -> BulletinFit:
    """The newsletter on one page, of so many photos that there are; whole sentences only, the first of them first."""
    quotes = [tell_quote(quote) for quote in story.quotes[:MOST_QUOTES]]
    sentences = [*story.text, *quotes] if story.is_told else [story.why_silent]
    smallest = SIZES[-1]
    wanted = min(sum(map(count_characters, sentences)), _ENOUGH)
    shown = min(photos, MOST_PHOTOS)
    while shown and sum(map(count_characters, _fill(sentences, smallest, _room(story, head, shown)))) < wanted:
        shown -= 1
    room = _room(story, head, shown)
    for size in SIZES:
        if _height(sentences, size) <= room:
            return BulletinFit(size=size, paragraphs=tuple(_group(sentences)), photos=shown)
    fitting = _fill(sentences, smallest, room)
    left_out = tuple(sentence for sentence in sentences if sentence not in fitting)
    return BulletinFit(size=smallest, paragraphs=tuple(_group(fitting)), photos=shown, left_out=left_out)


def _room(story: Story, head: RedHead, photos: int) -> int:
    """What is left for the body beside head, title, photos and foot."""
    title = TITLE_LINE * title_size(short_title(story))[1]
    foot = sum(
        FOOT_LINE * _lines(f"主送：{line}", SIZES[-1].characters) for line in (head.sent_to, head.copied_to) if line
    )
    above = name_size(head.name) * 13 + 2 * NUMBER_LINE + 2 * GAP
    return TEXT_HEIGHT - RESERVE - above - title - foot - GAP - (PHOTO_ROOM if photos else 0)


def _fill(sentences: Sequence[str], size: LetterSize, room: int) -> list[str]:
    """As many of the sentences as fit; one that does not makes room for shorter ones behind it."""
    fitting: list[str] = []
    for sentence in sentences:
        if _height([*fitting, sentence], size) <= room:
            fitting.append(sentence)
    return fitting


def _height(sentences: Sequence[str], size: LetterSize) -> int:
    return size.line * sum(_lines(f"　　{paragraph}", size.characters) for paragraph in _group(sentences))


def _group(sentences: Sequence[str]) -> list[str]:
    return group_sentences(sentences, _PARAGRAPH)


def _lines(text: str, characters: int) -> int:
    # Where the fonts of the standard are not installed, Latin letters are wider than half a character.
    latin = sum(character.isascii() and character.isalnum() for character in text)
    return max(1, math.ceil((text_width(text) + 12 * latin) / (characters * 100)))
