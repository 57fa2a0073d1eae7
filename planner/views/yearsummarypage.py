"""What the year of a unit shows: a table of figures, and the events behind one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from planner.documents.yearsummary import tell_event
from planner.forms.yearsummary import YearAddress
from planner.models import User
from planner.queries.units import Unit
from planner.report.yearsummary import OF_PEOPLE, UNRECORDED, YearEvent, YearFigure, YearFigures, YearSummary
from planner.views.groupspage import GroupsPage, narrowing_of, table_url
from planner.views.pager import Pager
from planner.views.places import page_url

# Where the figure of an event is made of what was recorded.
_KEPT_AT = {
    YearFigure.EVENTS: "events.show",
    YearFigure.CHILDREN: "summary.show",
    YearFigure.TURNS: "summary.show",
    YearFigure.HELPERS: "volunteers.show",
    YearFigure.HELPER_TURNS: "volunteers.show",
    YearFigure.MINUTES: "hours.show",
    YearFigure.SETTLED: "settlement.show",
    YearFigure.UNSETTLED: "expenses.show",
}


class YearCell(NamedTuple):
    """One figure of a row, a link to the events behind it; `spoken` is what a screen reader says of it."""

    label: str
    text: str
    href: str
    spoken: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of the table."""

    label: str
    note: str
    href: str
    cells: tuple[YearCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(GroupsPage[YearRow]):
    """The table; `beside` says how many events are planned or were cancelled, which are in no figure."""

    beside: str


def year_page(user: User, address: YearAddress, units: Sequence[Unit], summary: YearSummary) -> YearPage:
    """The page of the table that this request asks for; there are no more rows than kinds or months."""
    rows = tuple(
        YearRow(group.label, tell_beside(group.figures), "", _cells(address, group.key, group.label, group.figures))
        for group in summary.groups
    )
    return YearPage(
        narrowing=narrowing_of(user, address, units, "yearsummary.show"),
        columns=tuple(figure.label for figure in YearFigure),
        rows=rows,
        total=YearRow("合计", "", "", _cells(address, "", "合计", summary.total)),
        count=len(rows),
        pager=Pager(page=1, last=1, before_href="", after_href=""),
        beside=tell_beside(summary.total),
    )


def tell_beside(figures: YearFigures) -> str:
    """还有 2 个没办，1 个取消."""
    parts = ((figures.planned, "还有 {} 个没办"), (figures.cancelled, "取消 {} 个"))
    return "，".join(words.format(number) for number, words in parts if number)


def _cells(address: YearAddress, key: str, label: str, figures: YearFigures) -> tuple[YearCell, ...]:
    return tuple(
        YearCell(
            label=figure.label,
            text=figures.text(figure),
            href=rows_url(address, key, figure),
            spoken=f"{label}的{figure.label} {_speak(figures.text(figure))}，看是哪些活动",
            note=f"{figures.open} 个活动没记全" if figure in OF_PEOPLE and figures.open else "",
        )
        for figure in YearFigure
    )


def _speak(text: str) -> str:
    return "没有记录" if text == UNRECORDED else text


def rows_url(address: YearAddress, key: str, figure: YearFigure) -> str:
    """The address of the events behind a figure."""
    of = {"of": key} if key else {}
    return table_url("yearsummary.rows", {**address.arguments, **of, "figure": figure.value})


class YearChoice(NamedTuple):
    """A figure to look at instead."""

    label: str
    text: str
    href: str
    is_current: bool


class YearEventRow(NamedTuple):
    """An event behind a figure, with its own."""

    title: str
    href: str
    note: str
    days: str
    text: str
    kept_href: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRowsPage:
    """The events behind one figure; `reading` says why they may come to more than it."""

    figure: YearFigure
    total: str
    choices: tuple[YearChoice, ...]
    rows: tuple[YearEventRow, ...]
    count: int
    pager: Pager
    reading: str


def year_rows_page(
    address: YearAddress,
    key: str,
    figure: YearFigure,
    figures: YearFigures,
    events: Iterable[YearEvent],
    *,
    count: int,
    pager: Pager,
) -> YearRowsPage:
    """The page of a figure; `events` are those of this page of it, `count` are all there are."""
    return YearRowsPage(
        figure=figure,
        total=figures.text(figure),
        choices=tuple(
            YearChoice(each.label, figures.text(each), rows_url(address, key, each), each is figure)
            for each in YearFigure
        ),
        rows=tuple(_event_row(event, figure) for event in events),
        count=count,
        pager=pager,
        reading="一个人在几个活动里服务，下面各算一次，上面只算一次。" if figure is YearFigure.HELPERS else "",
    )


def _event_row(event: YearEvent, figure: YearFigure) -> YearEventRow:
    return YearEventRow(
        title=event.title,
        href=url_for("events.show", event_id=event.event_id),
        note="　".join(filter(None, (event.unit, event.kind_label))),
        days=event.days,
        text=event.figures.text(figure),
        kept_href=page_url(_KEPT_AT[figure], event_id=event.event_id),
        remark=tell_event(event),
    )
