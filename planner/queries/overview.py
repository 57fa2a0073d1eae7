"""Money over all events that a user may read, summed in SQL: the same few statements however much there is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import extract, select, union_all

from budgets import NO_CATEGORY, NO_SOURCE, UNPLANNED, Money, Total
from planner.days import short_range
from planner.extensions import db
from planner.models import Event, User
from planner.money.overview import MEASURES, UNDATED, CountedRow, Figure, Figures, Group, Grouping, Overview, Scope
from planner.queries.events import EVENT_ORDER, bind_reader
from planner.queries.overview_statements import (
    PAGE,
    bind_scope,
    category_name,
    choices_statement,
    conditions_of,
    rows_statement,
    shape_of,
    source_name,
    sums_statement,
)
from planner.queries.reach import READABLE, Reach, reach_of
from planner.queries.units import Unit

__all__ = [
    "PAGE",
    "choices",
    "count_rows",
    "list_counted_rows",
    "read_overview",
    "title_of",
    "years_with_events",
]
_MOST_YEARS = 15
_DAYS = select(Event.first_date).where(READABLE[Reach.MANY])
_DATED = _DAYS.where(Event.first_date.is_not(None))
_ENDS = (
    _DATED.order_by(Event.first_date),
    _DATED.order_by(Event.first_date.desc()),
    _DAYS.where(Event.first_date.is_(None)),
)
_FIRST_AND_LAST = union_all(*(select(end.limit(1).subquery()) for end in _ENDS))
_UNNAMED = (NO_CATEGORY, NO_SOURCE, UNPLANNED)


def read_overview(user: User, scope: Scope, grouping: Grouping, units: Sequence[Unit]) -> Overview:
    """A row for each unit, category, source, year or event that has money, from one statement.

    `units` are those whose events the user may read. By event it takes one statement more, for their titles.
    """
    figures: dict[Any, Figures] = {}
    name = {Grouping.CATEGORY: category_name, Grouping.SOURCE: source_name}.get(grouping, lambda key: key)
    for rank, raw, known, unknown in db.session.execute(
        sums_statement(reach_of(user), shape_of(scope), grouping), bind_scope(user, scope)
    ):
        figures[name(raw)] = figures.get(name(raw), Figures()) + _part(rank, known, unknown)
    if grouping is Grouping.UNIT:
        groups = [Group(str(unit.id), unit.name, figures[unit.id]) for unit in units if unit.id in figures]
    elif grouping is Grouping.EVENT:
        groups = _by_event(user, scope, figures, {unit.id: unit.name for unit in units})
    elif grouping is Grouping.YEAR:
        years = sorted(figures, key=lambda year: (year is not None, -(year or 0)))
        groups = [Group(str(y or "none"), f"{y}年" if y else UNDATED, figures[y]) for y in years]
    else:
        groups = [Group(name, name, figures[name]) for name in sorted(figures, key=lambda n: _by_size(n, figures[n]))]
    return Overview(grouping, tuple(groups))


def _part(rank: int, known: Any, unknown: int) -> Figures:
    """One figure of a group; PostgreSQL sums whole numbers as decimals."""
    return Figures(**{MEASURES[rank].value: Total(Money(int(known or 0)), unknown)})


def _by_size(name: str, figures: Figures) -> tuple[bool, int, str]:
    """The largest first; what has no name comes last."""
    return name in _UNNAMED, -max(figures.of(measure).known.fen for measure in MEASURES), name


def _by_event(user: User, scope: Scope, figures: dict[int, Figures], units: dict[int, str]) -> list[Group]:
    wanted = select(Event.id, Event.title, Event.organisation_id, Event.starts_on, Event.ends_on)
    wanted = wanted.where(*conditions_of(reach_of(user), shape_of(scope))).order_by(*EVENT_ORDER)
    listed = db.session.execute(wanted, bind_scope(user, scope))
    return [
        Group(str(id_), title, figures[id_], f"{units.get(unit, '')}　{short_range(first, last)}".strip())
        for id_, title, unit, first, last in listed
        if id_ in figures
    ]


def count_rows(user: User, scope: Scope) -> tuple[Figures, dict[Figure, int]]:
    """The sums of the scope and how many rows each was made from; one statement."""
    sums, counts = Figures(), dict.fromkeys(MEASURES, 0)
    for rank, _, known, unknown, count in db.session.execute(
        sums_statement(reach_of(user), shape_of(scope), None), bind_scope(user, scope)
    ):
        sums += _part(rank, known, unknown)
        counts[MEASURES[rank]] = count
    return sums, counts


def list_counted_rows(user: User, scope: Scope, figure: Figure, page: int) -> list[CountedRow]:
    """One page of 100 of the rows that a figure was summed from: by kind, then as in the list of events."""
    values = {**bind_scope(user, scope), "first": (page - 1) * PAGE}
    rows = db.session.execute(rows_statement(reach_of(user), shape_of(scope), figure), values)
    return [
        CountedRow(
            measure=MEASURES[rank],
            event_id=event,
            event_title=title,
            key=key,
            name=name,
            category=category_name(category),
            source=source_name(source),
            amount=fen,
            paid_on=day,
        )
        for rank, event, title, key, name, category, source, fen, day in rows
    ]


def years_with_events(user: User) -> tuple[list[int], bool]:
    """The years of the events that the user may read, newest first, and whether some have none; one statement.

    Of many units, the last fifteen from the first event on, whether there are events in them or not.
    """
    if reach_of(user) is Reach.MANY:
        return _span_of_years(user)
    years = db.session.scalars(
        select(extract("year", Event.first_date)).where(READABLE[reach_of(user)]).distinct(), bind_reader(user)
    ).all()
    return sorted((int(year) for year in years if year is not None), reverse=True), None in years


def _span_of_years(user: User) -> tuple[list[int], bool]:
    days = list(db.session.scalars(_FIRST_AND_LAST, bind_reader(user)))
    years = sorted({day.year for day in days if day is not None})
    span = range(years[-1], years[0] - 1, -1) if years else range(0)
    return list(span[:_MOST_YEARS]), None in days


def choices(user: User, scope: Scope) -> tuple[list[str], list[str]]:
    """The categories and the sources that lines and expenses of these events have; one statement."""
    wider = replace(scope, category="", source="")
    pairs = db.session.execute(choices_statement(reach_of(user), shape_of(wider)), bind_scope(user, wider)).all()
    categories, sources = {category_name(c) for c, _ in pairs}, {source_name(s) for _, s in pairs}
    return sorted(categories, key=_unnamed_last), sorted(sources, key=_unnamed_last)


def _unnamed_last(name: str) -> tuple[bool, str]:
    return name in _UNNAMED, name


def title_of(user: User, event_id: int) -> str | None:
    """The title of an event that the user may read."""
    title: str | None = db.session.scalar(
        select(Event.title).where(READABLE[reach_of(user)], Event.id == event_id), bind_reader(user)
    )
    return title
