"""The first part of a summary's page: what was planned and came, what is asked, and the paragraphs that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from planner.enums import EventStatus, GroupSide
from planner.forms.actuals import show_number
from planner.models import Event
from planner.nouns import NOUNS
from planner.permissions import Access, can_edit_event, can_read_accounts, can_read_rows
from planner.places import parse_place
from planner.report import (
    AskedNumber,
    LiveFigure,
    Passage,
    Records,
    Report,
    Skeleton,
    SummaryChapter,
    find_questions,
    propose_passages,
)
from planner.report.comparison import Comparison
from planner.views.places import place_url

_BEGUN = frozenset({EventStatus.ONGOING, EventStatus.ENDED, EventStatus.ARCHIVED, EventStatus.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class StripCell:
    """A figure of the strip: what happened, large, and below it the plan and the difference in words."""

    label: str
    figure: LiveFigure | None
    note: str
    is_other: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question with what was typed as its answer, and the version of the answer that was seen."""

    asked: AskedNumber
    version: int
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterOfSummary:
    """A chapter with the paragraphs that the records propose."""

    chapter: SummaryChapter
    numeral: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOrigin:
    """A figure that somebody asked about, and the rows that it rests on: words, a note, the address of each."""

    heading: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPage:
    """The page of a summary, for one reader."""

    strip: tuple[StripCell, ...]
    questions: tuple[QuestionRow, ...]
    skeleton: Skeleton
    skeletons: tuple[Skeleton, ...]
    chapters: tuple[ChapterOfSummary, ...]
    origin: FigureOrigin | None
    has_begun: bool
    may_answer: bool
    faults: dict[str, str]

    @property
    def has_passages(self) -> bool:
        """Whether the records propose anything."""
        return any(chapter.passages for chapter in self.chapters)


def summary_page(
    event: Event,
    access: Access,
    report: Report,
    records: Records,
    *,
    skeleton: Skeleton,
    today: date,
    asked_figure: str = "",
    typed: Mapping[str, str] | None = None,
    faults: dict[str, str] | None = None,
) -> SummaryPage:
    """The page; `asked_figure` is the key of a figure whose rows are shown. What was `typed` and refused stays."""
    begun = has_begun(event, today)
    questions = find_questions(report, records) if begun else ()
    return SummaryPage(
        strip=tuple(_list_cells(event, access, report)),
        has_begun=begun,
        questions=tuple(_question_row(question, records, typed) for question in questions),
        skeleton=skeleton,
        skeletons=tuple(Skeleton),
        chapters=_list_chapters(report, skeleton),
        origin=_find_origin(event, access, report.figure(asked_figure)),
        may_answer=can_edit_event(access),
        faults=faults or {},
    )


def has_begun(event: Event, today: date) -> bool:
    """Whether there can be anything to tell: it goes on or is over, by its status or by its day."""
    return event.status in _BEGUN or (event.first_date is not None and event.first_date <= today)


def _question_row(asked: AskedNumber, records: Records, typed: Mapping[str, str] | None) -> QuestionRow:
    version = records.actuals.answer_at(asked.place).version
    return QuestionRow(asked=asked, version=version, typed=show_number(typed, asked.place, None))


def _list_cells(event: Event, access: Access, report: Report) -> list[StripCell]:
    """What the event promised and counted; what it never had makes no cell, nor the accounts for guests."""
    people, programme, spending, helpers = report.people, report.programme, report.spending, report.helpers
    participants = people.participants if people.of_side(GroupSide.CHILD) else None
    together = (participants, people.companions, people.guests)
    cells = [_cell(event, line) for line in together if line is not None and not report.is_cancelled]
    if programme.items and not report.is_cancelled:
        cells.append(
            StripCell(
                label="日程",
                figure=programme.held if programme.is_known else None,
                note=programme.difference,
                is_other=bool(programme.differing),
                href=url_for("road.show", event_id=event.id) + "#q-schedule",
            )
        )
    if can_read_accounts(access) and (spending.total.plan or spending.total.actual.is_known):
        is_over = spending.total.is_over
        cells.append(_cell(event, spending.total, note=spending.difference, is_other=is_over, asks="expenses"))
    if helpers is not None:
        hours = url_for("hours.show", event_id=event.id)
        cells.append(StripCell(label="志愿时长", figure=_known(helpers.hours), note=helpers.note, href=hours))
    for gift in report.gifts[:2]:
        if gift.pieces is not None:
            cells.append(_cell(event, gift.pieces, note=gift.pieces.difference or gift.people.text))
        else:
            cells.append(StripCell(label=gift.item, figure=gift.cash, note=gift.people.text))
    cells += [StripCell(label=tally.kind.label, figure=tally.total, note="") for tally in report.tallies]
    return [*cells, *_turns_cell(event, report)]


def _turns_cell(event: Event, report: Report) -> tuple[StripCell, ...]:
    """Attendances (人次), where any were counted: fewer than came can't be, and are to be looked at."""
    turns = report.turns
    if not turns.sources:
        return ()
    note = "" if turns.is_known else "填的人次比人数还少"
    href = place_url(event.id, "tallies")
    return (StripCell(label=turns.noun, figure=_known(turns), note=note, is_other=bool(note), href=href),)


def _cell(event: Event, line: Comparison, *, note: str = "", is_other: bool | None = None, asks: str = "") -> StripCell:
    return StripCell(
        label=line.label,
        figure=_known(line.actual),
        note=note or line.difference,
        is_other=line.is_less or line.is_over if is_other is None else is_other,
        href=place_url(event.id, asks) if asks else "#ask",
    )


def _known(figure: LiveFigure) -> LiveFigure | None:
    return figure if figure.is_known else None


def _list_chapters(report: Report, skeleton: Skeleton) -> tuple[ChapterOfSummary, ...]:
    passages = propose_passages(report, skeleton)
    return tuple(
        ChapterOfSummary(
            chapter=chapter,
            numeral=f"{'一二三四五六七八九'[at]}、" if skeleton is not Skeleton.LETTER else "",
            passages=tuple(passage for passage in passages if passage.chapter is chapter),
        )
        for at, chapter in enumerate(skeleton.chapters)
    )


def _find_origin(event: Event, access: Access, figure: LiveFigure | None) -> FigureOrigin | None:
    if figure is None:
        return None
    rows = tuple((source.words, source.note, _find_href(event, access, source.place)) for source in figure.sources)
    return FigureOrigin(heading=figure.heading, rows=rows)


def _find_href(event: Event, access: Access, place: str) -> str:
    """Where a row stands; "" for whoever may not read its page."""
    noun = NOUNS.get(parse_place(place).noun)
    return place_url(event.id, place) if noun is None or can_read_rows(noun)(access) else ""
