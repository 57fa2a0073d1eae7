"""What the page of papers for outside shows: newsletter, news, long picture, album, and what stands in none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from planner.documents.bulletinfit import BulletinFit, fit_bulletin
from planner.documents.glyphs import find_gaps, say_gaps
from planner.documents.longpicture import FEWEST_PHOTOS, MOST_PHOTOS, list_words
from planner.models import Event, PhotoBook
from planner.papers.longpicture import LongPictureOrder
from planner.papers.photobook import tag_photo_book
from planner.permissions import Access, can_file_summary, can_see_photos, can_work_on_event
from planner.photostates import Clearing
from planner.pictures.choosing import choose_photos
from planner.report.bulletin import RedHead
from planner.report.news import NewsLength, NewsText, write_news
from planner.report.story import Story
from planner.services.photobooks import is_being_made
from planner.views.photowall import WallAsked
from planner.views.places import page_url

_PHOTO_COUNTS = (FEWEST_PHOTOS, 6, MOST_PHOTOS)
_KEPT_SHOWN = 5


class ChoiceLink(NamedTuple):
    """One of several ways in which a paper can be had."""

    label: str
    href: str
    is_current: bool


class LeftOutNote(NamedTuple):
    """Something that stands in none of the papers, with the page where that is mended; "" where there is none."""

    words: str
    href: str = ""
    verb: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookState:
    """How far the album is: `is_ready` to be had, being made, or of photos that are others now."""

    count: int
    pages_of: int = 0
    mebibytes: str = ""
    is_ready: bool = False
    is_being_made: bool = False
    is_outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityAsked:
    """What the address asks for: how long the news is, how many photos the picture has, whether a code."""

    length: NewsLength = NewsLength.SHORT
    photos: int = MOST_PHOTOS
    has_code: bool = False

    @classmethod
    def read(cls, get: Callable[[str, str], str]) -> "PublicityAsked":
        """Out of an address; what can't be meant is the usual."""
        wanted = get("photos", "")
        photos = next((count for count in _PHOTO_COUNTS if str(count) == wanted), MOST_PHOTOS)
        return cls(length=NewsLength.read(get("length", "")), photos=photos, has_code=get("code", "") == "1")

    def address(self, **other: str | int) -> dict[str, str | int]:
        """The part of an address that asks for this, but for what is other."""
        return {"length": self.length.value, "photos": self.photos, "code": int(self.has_code), **other}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityPage:
    """The page for one reader."""

    story: Story
    notes: tuple[LeftOutNote, ...]
    kept_inside: tuple[str, ...]
    head: RedHead
    has_head: bool
    fit: BulletinFit
    news: NewsText
    lengths: tuple[ChoiceLink, ...]
    counts: tuple[ChoiceLink, ...]
    codes: tuple[ChoiceLink, ...]
    picture_photos: int
    picture_words: str
    asked: dict[str, str | int]
    book: BookState
    sees_photos: bool
    may_work: bool
    may_number: bool


def publicity_page(
    event: Event,
    access: Access,
    story: Story,
    asked: PublicityAsked,
    *,
    head: RedHead,
    has_head: bool,
    book: PhotoBook | None,
    can_show_code: bool,
) -> PublicityPage:
    """The page; `can_show_code` while feedback is taken, whose code the picture may carry."""
    chosen = LongPictureOrder(story=story, most_photos=asked.photos).photos
    words = list_words(story, chosen)
    return PublicityPage(
        story=story,
        notes=tuple(_list_notes(event, story, words, sees_photos=can_see_photos(access))),
        kept_inside=story.kept_inside[:_KEPT_SHOWN],
        head=head,
        has_head=has_head,
        fit=fit_bulletin(story, head, len(choose_photos(story.photos, 2))),
        news=write_news(story, asked.length),
        lengths=_list_lengths(event, asked),
        counts=_list_counts(event, asked, len(story.photos)),
        codes=_list_codes(event, asked) if can_show_code else (),
        picture_photos=len(chosen),
        picture_words="；".join(words),
        asked=asked.address(),
        book=_judge_book(story, book),
        sees_photos=can_see_photos(access),
        may_work=can_work_on_event(access),
        may_number=can_file_summary(access),
    )


def _list_lengths(event: Event, asked: PublicityAsked) -> tuple[ChoiceLink, ...]:
    return tuple(_choice(event, each.label, asked, each is asked.length, length=each.value) for each in NewsLength)


def _list_counts(event: Event, asked: PublicityAsked, photos: int) -> tuple[ChoiceLink, ...]:
    """How many photos the picture may have, as far as there are more than the choice before has."""
    return tuple(
        _choice(event, f"{count} 张", asked, count == asked.photos, photos=count)
        for count in _PHOTO_COUNTS
        if count == FEWEST_PHOTOS or photos > count - FEWEST_PHOTOS
    )


def _list_codes(event: Event, asked: PublicityAsked) -> tuple[ChoiceLink, ...]:
    return tuple(
        _choice(event, label, asked, asked.has_code is has_code, code=int(has_code))
        for label, has_code in (("不带二维码", False), ("带反馈二维码", True))
    )


def _choice(event: Event, label: str, asked: PublicityAsked, is_current: bool, **other: str | int) -> ChoiceLink:
    return ChoiceLink(label, page_url("publicity.show", event_id=event.id, **asked.address(**other)), is_current)


def _list_notes(event: Event, story: Story, words: tuple[str, ...], *, sees_photos: bool) -> list[LeftOutNote]:
    """What was left out, and why."""
    notes = []
    if story.unchecked:
        asked = WallAsked(Clearing.UNCHECKED).address
        href = page_url("photos.show", event_id=event.id, **asked) if sees_photos else ""
        notes.append(LeftOutNote(f"有 {story.unchecked} 张照片没有核对，没有放进去", href, "去核对"))
    if story.inside:
        notes.append(LeftOutNote(f"{story.inside} 张只留校内，没有放进去"))
    if story.hidden:
        notes.append(LeftOutNote(f"{story.hidden} 处名字写成“某某”，孩子的名字不对外"))
    if story.kept_inside:
        href = page_url("summary.show", event_id=event.id)
        count = len(story.kept_inside)
        notes.append(LeftOutNote(f"{count} 句讲到钱、意外、改动或家境，没有放进去", href, "看总结"))
    if lacking := say_gaps(find_gaps(words, [each.photo.caption for each in story.photos]), where="长图和相册"):
        notes.append(LeftOutNote(lacking.removesuffix("。")))
    return notes


def _judge_book(story: Story, book: PhotoBook | None) -> BookState:
    count = len(story.photos)
    if book is None:
        return BookState(count=count)
    if book.made_at is None:
        return BookState(count=count, is_being_made=is_being_made(book))
    is_ready = book.tag == tag_photo_book(story)
    return BookState(
        count=count,
        pages_of=book.count,
        mebibytes=f"{book.size / 2**20:.1f} MB",
        is_ready=is_ready,
        is_outdated=not is_ready,
    )
