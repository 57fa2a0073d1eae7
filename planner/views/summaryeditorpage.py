"""The chapters of a summary as they are written: the list of them, the open one, what is missing before it is filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from planner.days import Day
from planner.dossier.outline import count_characters
from planner.errors import NotFound
from planner.findings import Finding
from planner.models import Event
from planner.people.feedback import VoiceQuote
from planner.permissions import Access
from planner.places import parse_place
from planner.report import Skeleton, SummaryChapter
from planner.report.drafting import DraftChapter, find_draft
from planner.report.paragraphs import Summary
from planner.report.readiness import QUESTIONS, blocking
from planner.report.story import tell_quote
from planner.views.summaryparagraphpage import ParagraphSheet, ParagraphView, tell_saved, view_paragraph

_SHORTFALLS = frozenset({SummaryChapter.SHORTFALLS, SummaryChapter.BAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterEntry:
    """A chapter in the list of them: how far it is."""

    code: str
    heading: str
    mark: str
    state: str
    tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterInHand:
    """The chapter in hand."""

    chapter: DraftChapter
    paragraphs: tuple[ParagraphView, ...]
    away: tuple[ParagraphView, ...]
    before: ChapterEntry | None
    after: ChapterEntry | None
    characters: int
    saved: str

    @property
    def is_open(self) -> bool:
        """Whether one of its paragraphs is being written."""
        return any(each.sheet for each in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingEntry:
    """A finding beside the chapters, with the address where it is mended."""

    is_must: bool
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSlip:
    """A quote beside the chapters, as it is put into one: a critical one belongs into the shortfalls."""

    key: str
    text: str
    speaker: str
    chapter: str
    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryEditor:
    """All of a summary that is being written."""

    version: int
    skeleton: Skeleton
    skeletons: tuple[Skeleton, ...]
    elsewhere: str
    entries: tuple[ChapterEntry, ...]
    here: ChapterInHand
    missing: tuple[MissingEntry, ...]
    left: int
    deadline: str
    names_nobody: bool
    quotes: tuple[QuoteSlip, ...] = ()

    @property
    def written(self) -> int:
        """How many chapters have something in them that will be filed."""
        return sum(entry.mark == "w" for entry in self.entries)


def make_editor(
    event: Event,
    access: Access,
    summary: Summary,
    chapters: Sequence[DraftChapter],
    findings: Sequence[Finding],
    *,
    section: str,
    opened: str,
    deadline: str,
    sheet: ParagraphSheet | None = None,
    quotes: Sequence[VoiceQuote] = (),
) -> SummaryEditor:
    """The editor with that chapter in hand and that paragraph open; `sheet` is what was typed and not saved."""
    at = _find_chapter(chapters, section, opened)
    entries = tuple(map(_entry, chapters))
    return SummaryEditor(
        version=summary.version,
        skeleton=summary.skeleton,
        skeletons=Skeleton.offered(),
        elsewhere=_tell_elsewhere(summary),
        entries=entries,
        here=_open(event, access, chapters[at], entries[at - 1] if at else None, _next(entries, at), opened, sheet),
        missing=tuple(_missing(event, finding) for finding in findings),
        left=len(blocking(findings)),
        deadline=deadline,
        names_nobody=not any(finding.code == "summary-names" for finding in findings),
        quotes=tuple(_slip(quote, chapters, at) for quote in quotes),
    )


def _slip(quote: VoiceQuote, chapters: Sequence[DraftChapter], here: int) -> QuoteSlip:
    bad = next((chapter.code for chapter in chapters if chapter.code in _SHORTFALLS), "")
    goes_there = quote.is_critical and bool(bad) and chapters[here].code != bad
    return QuoteSlip(
        key=quote.key,
        text=tell_quote(quote),
        speaker=quote.speaker,
        chapter=bad if goes_there else chapters[here].code,
        verb="写进不足" if goes_there else "另起一段",
    )


def _find_chapter(chapters: Sequence[DraftChapter], section: str, opened: str) -> int:
    """Where that chapter stands, or that of the open paragraph; the first where neither is asked for."""
    found = find_draft(chapters, opened) if opened else None
    wanted = found[0].code if found else section
    if not wanted or wanted == QUESTIONS:
        return 0
    for at, chapter in enumerate(chapters):
        if chapter.code == wanted:
            return at
    raise NotFound("这一节不在这里，目录里是现在的章节。")


def _next(entries: Sequence[ChapterEntry], at: int) -> ChapterEntry | None:
    return entries[at + 1] if at + 1 < len(entries) else None


def _entry(chapter: DraftChapter) -> ChapterEntry:
    """Written as soon as something of it will be filed and nothing proposed waits for a yes."""
    offered = len(chapter.offered)
    if chapter.taken:
        mark, state = ("p", "还有提议") if offered else ("w", "写好了")
        tail = str(chapter.characters)
    else:
        mark, state, tail = ("p", "有提议", "提议") if offered else ("", "没写", "0")
    return ChapterEntry(code=chapter.code, heading=chapter.heading, mark=mark, state=state, tail=tail)


def _tell_elsewhere(summary: Summary) -> str:
    """What was written in another form and is not in this one."""
    counts = {form: 0 for form in Skeleton.offered() if form is not summary.skeleton}
    for form in counts:
        codes = {chapter.value for chapter in form.chapters} | {
            chapter.key for chapter in summary.chapters if chapter.skeleton is form
        }
        counts[form] = sum(each.chapter in codes and not each.is_away for each in summary.paragraphs)
    told = "、".join(f"“{form.label}”里有 {count} 段" for form, count in counts.items() if count)
    return f"{told}，换回去还在。" if told else ""


def _open(
    event: Event,
    access: Access,
    chapter: DraftChapter,
    before: ChapterEntry | None,
    after: ChapterEntry | None,
    opened: str,
    sheet: ParagraphSheet | None,
) -> ChapterInHand:
    views, is_first = [], True
    for each in chapter.paragraphs:
        box = (sheet or ParagraphSheet(text=each.text, version=each.version)) if each.key == opened else None
        views.append(
            view_paragraph(event, access, chapter.code, each, box, may_go_up=not is_first and not each.is_offered)
        )
        is_first = is_first and each.is_offered
    written = next((each for each in chapter.paragraphs if each.key == opened), None)
    return ChapterInHand(
        chapter=chapter,
        paragraphs=tuple(views),
        away=tuple(view_paragraph(event, access, chapter.code, each) for each in chapter.away),
        before=before,
        after=after,
        characters=chapter.characters if written is None else count_characters((sheet or written).text),
        saved=tell_saved(written),
    )


def _missing(event: Event, finding: Finding) -> MissingEntry:
    code = parse_place(finding.where).key
    here = url_for("summary.show", event_id=event.id)
    href = f"{here}#ask" if code == QUESTIONS else f"{here}?section={code}#chapter"
    return MissingEntry(is_must=finding.is_error, words=finding.sentence, href=href)


def tell_deadline(due: date | None, today: date) -> str:
    """8月18日（周三）前定稿，还有 6 天; 逾期 1 天."""
    if due is None:
        return ""
    left = (due - today).days
    rest = f"还有 {left} 天" if left > 0 else "今天到期" if left == 0 else f"逾期 {-left} 天"
    return f"{Day.of(due).label(today.year)}前定稿，{rest}"
