"""长图: an event as one picture for a chat on a phone: figures, text, photos, voices."""

from collections.abc import Iterator, Sequence
from typing import Any

from planner.documents.qrcodes import make_qr
from planner.documents.typesetting import draw_picture, shorten
from planner.pictures import ClearedPhoto
from planner.report.sentences import tell_days
from planner.report.story import Story, fit_sentences, group_sentences

TEMPLATE = "longpicture.typ"
# Raised when the same story is drawn otherwise than before.
REVISION = 2
# 360 pt at 216 pixels an inch are 1080 pixels: as wide as phones are.
PPI = 216
FEWEST_PHOTOS, MOST_PHOTOS = 3, 9
# By how much there is of each the picture stays below 10,000 pixels: chats show what is higher as a thin strip.
MOST_HEIGHT = 10_000
MOST_CHARACTERS, MOST_QUOTES = 420, 3
# The editor of public accounts takes pictures of 10 MB; of half of that every chat takes the original.
MOST_BYTES = 5 * 2**20
# As wide as photos stand in it.
EDGE = 960
_PARAGRAPH = 120


def draw_long_picture(
    story: Story,
    photos: Sequence[tuple[ClearedPhoto, bytes]],
    *,
    address: str = "",
    words: str = "",
    as_png: bool = False,
) -> bytes:
    """The picture, 1080 pixels wide, as JPEG of at most 5 MB or as PNG; the same data gives the same bytes.

    With an `address` there is its code at the foot, and `words` for what it opens. At most nine photos are shown.
    """
    shown = photos[:MOST_PHOTOS]
    return draw_picture(
        TEMPLATE,
        _data(story, [photo for photo, _ in shown], address, words),
        {_name(photo): content for photo, content in shown},
        ppi=PPI,
        edge=EDGE,
        most_bytes=0 if as_png else MOST_BYTES,
    )


def list_words(story: Story, photos: Sequence[ClearedPhoto]) -> tuple[str, ...]:
    """All words of the picture, for those who cannot see it and for what can't be drawn of them."""
    text = group_sentences(fit_sentences(story.text, MOST_CHARACTERS), _PARAGRAPH)
    quotes = [quote.text for quote in story.quotes[:MOST_QUOTES]]
    captions = [each.photo.caption for each in photos[:MOST_PHOTOS]]
    return (story.facts.title, *(text if story.is_told else [story.why_silent]), *quotes, *filter(None, captions))


def _data(story: Story, photos: Sequence[ClearedPhoto], address: str, words: str) -> dict[str, Any]:
    facts = story.facts
    told = fit_sentences(story.text, MOST_CHARACTERS) if story.is_told else (story.why_silent,)
    cover, rows = _arrange(photos)
    return {
        "title": shorten(facts.title or "活动", 60),
        "unit": shorten(facts.organisation, 30),
        "when": shorten("　".join(filter(None, (tell_days(facts), facts.place))), 60),
        "figures": [{"number": each.number, "unit": each.unit, "label": each.label} for each in story.figures],
        "text": group_sentences(told, _PARAGRAPH),
        "quotes": [{"text": shorten(q.text, 90), "speaker": q.speaker} for q in story.quotes[:MOST_QUOTES]],
        "cover": cover,
        "rows": rows,
        "qr": make_qr(address) if address else None,
        "words": words,
    }


def _arrange(photos: Sequence[ClearedPhoto]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The cover alone, the others two a row: wide ones with wide ones, high ones with high ones."""
    if not photos:
        return None, []
    cover = next((each for each in photos if each.photo.is_cover), photos[0])
    others = [each for each in photos if each is not cover]
    return _plain(cover), list(_pair(others))


def _pair(photos: Sequence[ClearedPhoto]) -> Iterator[dict[str, Any]]:
    waiting: dict[bool, ClearedPhoto] = {}
    for each in photos:
        is_high = each.photo.height > each.photo.width
        if before := waiting.pop(is_high, None):
            yield {"photos": [_plain(before), _plain(each)], "is-high": is_high}
        else:
            waiting[is_high] = each
    for is_high, each in waiting.items():
        yield {"photos": [_plain(each)], "is-high": is_high}


def _plain(each: ClearedPhoto) -> dict[str, Any]:
    photo = each.photo
    ratio = photo.height / photo.width if photo.width and photo.height else 0.75
    return {"file": _name(each), "caption": shorten(photo.caption, 40), "ratio": round(ratio, 3)}


def _name(each: ClearedPhoto) -> str:
    return f"{each.photo.key}.jpg"
