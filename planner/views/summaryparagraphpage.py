"""A paragraph of a summary as it is shown: cut at its live figures and at what is doubted, or open in its box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from planner import clock
from planner.errors import LostUpdate
from planner.models import Event
from planner.nouns import NOUNS
from planner.permissions import Access, can_read_rows
from planner.places import parse_place
from planner.report import LiveFigure
from planner.report.contradictions import Contradiction
from planner.report.drafting import DraftParagraph
from planner.views.places import place_url
from planner.views.words import short_day

# The version of a paragraph that was taken over as it was proposed, and not touched since.
AS_TAKEN = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a paragraph: plain, a live figure with the address of its rows, or doubted by the records."""

    text: str
    href: str = ""
    is_doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OddWord:
    """Something that the records contradict, with what may be done about it."""

    sentence: str
    fix: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphSheet:
    """The box of a paragraph that is open: what stands in it, or was typed and could not be saved."""

    text: str
    version: int
    errors: tuple[str, ...] = ()
    clash: LostUpdate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """A paragraph as it is shown; with a `sheet` it is open.

    `is_outdated`: it was taken over as proposed, and by now the records propose something else.
    """

    key: str
    version: int
    segments: tuple[Segment, ...]
    odd: tuple[OddWord, ...]
    kept: tuple[str, ...]
    note: str
    is_offered: bool
    may_go_up: bool
    may_return: bool
    is_outdated: bool
    live: int
    sheet: ParagraphSheet | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written yet."""
        return not any(segment.text.strip() for segment in self.segments)


def view_paragraph(
    event: Event,
    access: Access,
    chapter: str,
    draft: DraftParagraph,
    sheet: ParagraphSheet | None = None,
    *,
    may_go_up: bool = False,
) -> ParagraphView:
    """A paragraph of the chapter of that code; with a `sheet` it is open."""
    paragraph = draft.paragraph
    kept = tuple(f"{word.by}：我写的对。{word.sentence}" for word in paragraph.kept) if paragraph else ()
    return ParagraphView(
        key=draft.key,
        version=draft.version,
        segments=tuple(_split(event, chapter, draft)),
        odd=_odd_words(event, access, draft.contradictions),
        kept=kept,
        note=_note(draft),
        is_offered=draft.is_offered,
        may_go_up=may_go_up,
        may_return=draft.is_changed and not draft.is_offered,
        is_outdated=draft.is_changed and draft.version == AS_TAKEN,
        live=len(draft.figures),
        sheet=sheet,
    )


def _note(draft: DraftParagraph) -> str:
    """由记录写成，8月12日 周老师采用; who wrote it, of one's own."""
    if draft.paragraph is None:
        return "提议"
    paragraph = draft.paragraph
    when = short_day(paragraph.edited_at.date()) if paragraph.edited_at else ""
    if not paragraph.passage:
        return f"{when} {paragraph.edited_by}写"
    return f"由记录写成，{when} {paragraph.edited_by}{'采用' if draft.version == AS_TAKEN else '改写'}"


def _odd_words(event: Event, access: Access, found: Sequence[Contradiction]) -> tuple[OddWord, ...]:
    """Each sentence once, however often the word stands there."""
    by_sentence = {each.sentence: each for each in found}
    return tuple(
        OddWord(sentence=sentence, fix=each.fix, href=row_href(event, access, each.place))
        for sentence, each in by_sentence.items()
    )


def row_href(event: Event, access: Access, place: str) -> str:
    """Where a row stands that something rests on; "" for whoever may not read its page, and without a place."""
    noun = NOUNS.get(parse_place(place).noun)
    may_read = bool(place) and (noun is None or can_read_rows(noun)(access))
    return place_url(event.id, place) if may_read else ""


def _split(event: Event, chapter: str, draft: DraftParagraph) -> Iterator[Segment]:
    """The paragraph cut at its live figures and at what the records doubt."""
    at = 0
    for part in draft.parts:
        if isinstance(part, LiveFigure):
            yield Segment(part.text, _rows_url(event, chapter, part))
            at += len(part.text)
        else:
            yield from _mark_doubted(part, at, draft.contradictions)
            at += len(part)


def _rows_url(event: Event, chapter: str, figure: LiveFigure) -> str:
    return url_for("summary.show", event_id=event.id, section=chapter, figure=figure.key, _anchor="rows")


def _mark_doubted(text: str, at: int, found: Sequence[Contradiction]) -> Iterator[Segment]:
    """A plain piece that begins at `at`, with what is doubted of it apart."""
    reached = 0
    for each in found:
        start, end = max(each.start - at, reached), min(each.end - at, len(text))
        if start < end:
            yield Segment(text[reached:start])
            yield Segment(text[start:end], is_doubted=True)
            reached = end
    yield Segment(text[reached:])


def tell_saved(draft: DraftParagraph | None) -> str:
    """，20:08 已存; with the day where it was another one."""
    at = draft.paragraph.edited_at if draft and draft.paragraph else None
    if at is None:
        return ""
    return f"，{at:%H:%M} 已存" if at.date() == clock.today() else f"，{short_day(at.date())} 已存"
