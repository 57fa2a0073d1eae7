"""The first part of a summary's page: what was planned and came, what is asked, and the paragraphs that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from planner.enums import GroupSide
from planner.forms.actuals import show_number
from planner.models import Event
from planner.permissions import Access, can_edit_event, can_file_summary, can_read_accounts, can_write_summary
from planner.queries.report import has_begun
from planner.report import (
    AskedNumber,
    LiveFigure,
    Records,
    Report,
    Skeleton,
)
from planner.report.comparison import Comparison
from planner.views.places import place_url
from planner.views.summaryeditorpage import SummaryEditor
from planner.views.summaryfiledpage import FigureOrigin, FiledView, SaidOfSummary
from planner.views.summarypaperspage import SummaryPapers
from planner.views.summaryparagraphpage import row_href


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
class SummaryPage:
    """The page of a summary, for one reader."""

    strip: tuple[StripCell, ...]
    questions: tuple[QuestionRow, ...]
    origin: FigureOrigin | None
    has_begun: bool
    may_answer: bool
    may_write: bool
    may_file: bool
    faults: dict[str, str]
    editor: SummaryEditor | None = None
    filed: FiledView | None = None
    papers: SummaryPapers | None = None
    said: SaidOfSummary | None = None
    refused: str = ""
    why: str = ""
    is_other_form: bool = False

    @property
    def is_cancelled(self) -> bool:
        """Whether a note of why is all that is written."""
        return self.editor is not None and self.editor.skeleton is Skeleton.CANCELLED


def summary_page(
    event: Event,
    access: Access,
    report: Report,
    records: Records,
    *,
    questions: tuple[AskedNumber, ...],
    today: date,
    asked_figure: str = "",
    typed: Mapping[str, str] | None = None,
    faults: dict[str, str] | None = None,
    **parts: Any,
) -> SummaryPage:
    """The page; `asked_figure` is the key of a figure whose rows are shown. What was `typed` and refused stays.

    `parts` are the editor or the filed version, what was said of it, and its papers.
    """
    return SummaryPage(
        strip=tuple(_list_cells(event, access, report)),
        has_begun=has_begun(event, today),
        questions=tuple(_question_row(question, records, typed) for question in questions),
        may_answer=can_edit_event(access),
        may_write=can_write_summary(access) and not parts.get("is_other_form"),
        may_file=can_file_summary(access) and not parts.get("is_other_form"),
        faults=faults or {},
        **{"origin": _find_origin(event, access, report.figure(asked_figure))} | parts,
    )


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


def _find_origin(event: Event, access: Access, figure: LiveFigure | None) -> FigureOrigin | None:
    if figure is None:
        return None
    rows = tuple((source.words, source.note, row_href(event, access, source.place)) for source in figure.sources)
    return FigureOrigin(heading=figure.heading, rows=rows)
