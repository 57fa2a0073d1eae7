"""What the overview of the money of all events shows: a table of figures, and the rows behind one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from budgets import Share, Total
from planner.money.overview import CountedRow, Figure, Figures, Group, Grouping
from planner.views.groupspage import GroupsPage
from planner.views.pager import Pager
from planner.views.places import place_url

COLUMNS = (*(figure.label for figure in Figure), "支出占批准")
# What there is none of where a figure has no rows.
_MISSING = {
    Figure.PLANNED: "预算",
    Figure.APPROVED: "批准的预算",
    Figure.SPENT: "支出",
    Figure.LEFT: "批准的预算，也没有支出",
}


class FigureCell(NamedTuple):
    """One figure of a group, a link to the rows behind it; `spoken` is what a screen reader says of it."""

    label: str
    href: str
    text: str
    spoken: str
    note: str
    is_open: bool
    is_short: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of the table: a group, or all of them together; `href` where it stands for one event."""

    label: str
    note: str
    href: str
    cells: tuple[FigureCell, ...]
    share: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage(GroupsPage[FigureRow]):
    """A page of the table, and the categories and sources that it can be narrowed to."""

    categories: tuple[str, ...]
    sources: tuple[str, ...]


def figure_row(group: Group, grouping: Grouping, rows_href: str) -> FigureRow:
    """The row of a group; `rows_href` begins the addresses of the rows behind its figures."""
    is_event = grouping is Grouping.EVENT
    return FigureRow(
        label=group.label,
        note=group.note,
        href=url_for("events.show", event_id=group.key) if is_event else "",
        cells=_cells(group.figures, group.label, rows_href),
        share=group.figures.share,
    )


def total_row(total: Figures, rows_href: str) -> FigureRow:
    """The row under all groups, those of other pages among them."""
    return FigureRow("合计", "", "", _cells(total, "合计", rows_href), total.share)


def _cells(figures: Figures, label: str, rows_href: str) -> tuple[FigureCell, ...]:
    return tuple(_cell(figure, figures.of(figure), label, f"{rows_href}{figure.value}") for figure in Figure)


def _cell(figure: Figure, total: Total, label: str, href: str) -> FigureCell:
    """What is open of a sum is said beside it; of what is left it would be said twice, for it stands under 批准."""
    text, is_partly_known = total.bound_label, bool(total.unknown and total.known)
    rest = f"，有 {total.unknown} 项待定" if is_partly_known else ""
    return FigureCell(
        label=figure.label,
        href=href,
        text=text,
        spoken=f"{label}的{figure.label} {text}{rest}，看明细",
        note=f"另有 {total.unknown} 项待定" if is_partly_known and figure is not Figure.LEFT else "",
        is_open=not total.is_exact,
        is_short=figure is Figure.LEFT and total.known.fen < 0,
    )


def with_chosen(names: Sequence[str], chosen: str) -> tuple[str, ...]:
    """The names to choose from; a choice that the data no longer holds stays on top of them."""
    return (chosen, *names) if chosen and chosen not in names else tuple(names)


class FigureChoice(NamedTuple):
    """A figure to look at instead."""

    label: str
    text: str
    href: str
    is_current: bool


class LinkedRow(NamedTuple):
    """A line of a budget or an expense, and where it stands."""

    row: CountedRow
    event_href: str
    href: str


class RowsPart(NamedTuple):
    """Rows that are summed; a `title` where the figure is made of two sums."""

    title: str
    text: str
    rows: tuple[LinkedRow, ...]


@dataclass(frozen=True, slots=True)
class FigureRowsPage:
    """The rows behind one figure: what it is made of, and what it says where there are none."""

    figure: Figure
    total: str
    formula: str
    choices: tuple[FigureChoice, ...]
    parts: tuple[RowsPart, ...]
    missing: str
    count: int
    pager: Pager
    per_page: int


def figure_rows_page(
    figure: Figure,
    sums: Figures,
    counts: Mapping[Figure, int],
    rows: Iterable[CountedRow],
    *,
    rows_href: str,
    pager: Pager,
    per_page: int,
) -> FigureRowsPage:
    """The page of a figure; `rows` are those of this page of it, `counts` are all there are."""
    listed = tuple(rows)
    by_measure = {each: tuple(row for row in listed if row.measure is each) for each in figure.parts}
    approved, spent = sums.approved.format(), sums.spent.format()
    return FigureRowsPage(
        figure=figure,
        total=sums.of(figure).format(),
        formula=f"：批准 {approved}，减去支出 {spent}" if figure is Figure.LEFT else "",
        choices=tuple(
            FigureChoice(each.label, sums.of(each).bound_label, f"{rows_href}{each.value}", each is figure)
            for each in Figure
        ),
        parts=tuple(
            RowsPart(_part_title(figure, each, counts[each]), sums.of(each).bound_label, tuple(map(_link, part)))
            for each, part in by_measure.items()
            if part
        ),
        missing=_MISSING[figure],
        count=sum(counts[each] for each in figure.parts),
        pager=pager,
        per_page=per_page,
    )


def _part_title(figure: Figure, part: Figure, count: int) -> str:
    if len(figure.parts) == 1:
        return ""
    return f"{'减去：' if part is Figure.SPENT else ''}{part.label}（{count} 条）"


def _link(row: CountedRow) -> LinkedRow:
    return LinkedRow(row, url_for("events.show", event_id=row.event_id), place_url(row.event_id, row.where))
