"""A summary to be read: as it was filed, or as it would be; and what was said of the version before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from planner import clock
from planner.models import Event, SummaryRevision
from planner.permissions import Access
from planner.report.filed import FiledParagraph, FiledSummary, read_filed
from planner.report.lessons import Lesson
from planner.summarykinds import SummaryState
from planner.views.summaryparagraphpage import row_href
from planner.views.words import short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOrigin:
    """A figure that somebody asked about, and the rows that it rests on."""

    heading: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadPiece:
    """A piece of a paragraph to be read; a figure with the address of what it rested on."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadChapter:
    """A chapter to be read."""

    code: str
    heading: str
    numeral: str
    paragraphs: tuple[tuple[ReadPiece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledWords:
    """What somebody wrote to a filed version, to send it back or to open it again, and could not be saved."""

    to_return: str = ""
    about: str = ""
    to_reopen: str = ""
    is_return: bool = False
    is_reopening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledView:
    """A version of the summary; number 0 is the one that is being written."""

    number: int
    title: str
    chapters: tuple[ReadChapter, ...]
    lessons: tuple[Lesson, ...] = ()
    sentence: str = ""
    is_standing: bool = False
    may_reopen: bool = False
    may_return: bool = False
    others: tuple[tuple[int, str], ...] = ()
    typed: FiledWords = FiledWords()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfSummary:
    """Why the last version stands no more: who returned or reopened it, with which words, and where to mend it."""

    lead: str
    words: str
    goes_to: str = ""
    href: str = ""


def read_filed_view(event: Event, filed: FiledSummary, number: int = 0) -> FiledView:
    """A summary to be read; its figures lead to what they rested on once it was filed."""
    at, chapters = 0, []
    for chapter in filed.chapters:
        paragraphs = []
        for paragraph in chapter.paragraphs:
            paragraphs.append(_pieces(event, paragraph, number, at))
            at += sum(not isinstance(part, str) for part in paragraph)
        chapters.append(
            ReadChapter(
                code=chapter.code, heading=chapter.heading, numeral=chapter.numeral, paragraphs=tuple(paragraphs)
            )
        )
    return FiledView(number=number, title=filed.title, chapters=tuple(chapters), lessons=filed.lessons)


def _pieces(event: Event, paragraph: FiledParagraph, number: int, at: int) -> tuple[ReadPiece, ...]:
    pieces = []
    for part in paragraph:
        if isinstance(part, str):
            pieces.append(ReadPiece(part))
            continue
        href = url_for("summary.show", event_id=event.id, version=number, number=at, _anchor="rows") if number else ""
        pieces.append(ReadPiece(part.text, href))
        at += 1
    return tuple(pieces)


def tell_version(revision: SummaryRevision) -> str:
    """第 1 版，8月17日 周老师定稿；8月18日 韩校长退回."""
    said = f"第 {revision.number} 版，{_day(revision.filed_at)} {revision.filed_by.name}定稿"
    if revision.returned_at is not None:
        return f"{said}；{_day(revision.returned_at)} {revision.returner}退回"
    if revision.reopened_at is not None and revision.reopened_by is not None:
        return f"{said}；{_day(revision.reopened_at)} {revision.reopened_by.name}重新打开"
    return said


def tell_said(event: Event, state: SummaryState, revision: SummaryRevision | None) -> SaidOfSummary | None:
    """What was said of the newest version, while it is written anew; None where nothing was."""
    if revision is None:
        return None
    if state is SummaryState.RETURNED and revision.returned_at is not None:
        chapter = _chapter_of(revision)
        href = url_for("summary.show", event_id=event.id, section=chapter[0], _anchor="chapter") if chapter else ""
        lead = f"{revision.returner} {_day(revision.returned_at)}退回："
        return SaidOfSummary(lead=lead, words=revision.returned_words, goes_to=chapter[1] if chapter else "", href=href)
    if state is SummaryState.REOPENED and revision.reopened_at is not None and revision.reopened_by is not None:
        lead = f"{revision.reopened_by.name} {_day(revision.reopened_at)}重新打开："
        return SaidOfSummary(lead=lead, words=revision.reopened_because)
    return None


def _chapter_of(revision: SummaryRevision) -> tuple[str, str] | None:
    """Code and heading of the chapter that the words are about."""
    chapters = read_filed(revision.content).chapters if revision.returned_chapter else ()
    return next(((each.code, each.heading) for each in chapters if each.code == revision.returned_chapter), None)


def origin_of_filed(event: Event, access: Access, filed: FiledSummary, number: int) -> FigureOrigin | None:
    """What a filed figure rested on, as it was then."""
    figure = filed.figure(number)
    if figure is None:
        return None
    rows = tuple((source.words, source.note, row_href(event, access, source.place)) for source in figure.sources)
    return FigureOrigin(heading=figure.heading, rows=rows)


def list_others(revisions: Sequence[SummaryRevision], shown: int) -> tuple[tuple[int, str], ...]:
    """The other versions, to be read too."""
    return tuple((each.number, tell_version(each)) for each in revisions if each.number != shown)


def _day(moment: datetime) -> str:
    return short_day(clock.local(moment).date())
