"""Money over all events that a user may read, summed in SQL: the same few statements however much there is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    Integer,
    bindparam,
    case,
    cast,
    extract,
    func,
    literal,
    literal_column,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from budgets import NO_CATEGORY, NO_SOURCE, UNPLANNED, Money, Total
from planner.days import short_range
from planner.extensions import db
from planner.models import ApprovedLine, BudgetLine, Event, Expense, User
from planner.money.overview import MEASURES, UNDATED, CountedRow, Figure, Figures, Group, Grouping, Overview, Scope
from planner.queries.events import READABLE, reader, units_under
from planner.queries.listing import Unit

PAGE = 100
_BLANKS = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_UNIT_TREE = units_under(bindparam("unit", expanding=True, type_=Integer), "units")
_ORDER = (Event.first_date.is_not(None), Event.first_date.desc(), Event.id.desc())
# An expense may belong to a line that was deleted from the budget since.
_OWN_LINE = aliased(BudgetLine, name="own_line")
_MODELS: dict[Figure, Any] = {Figure.PLANNED: BudgetLine, Figure.APPROVED: ApprovedLine, Figure.SPENT: Expense}
_UNNAMED = (NO_CATEGORY, NO_SOURCE, UNPLANNED)


def read_overview(user: User, scope: Scope, grouping: Grouping, units: Sequence[Unit]) -> Overview:
    """A row for each unit, category, source, year or event that has money, from one statement.

    `units` are those whose events the user may read. By event it takes one statement more, for their titles.
    """
    figures: dict[Any, Figures] = {}
    name = {Grouping.CATEGORY: _category_name, Grouping.SOURCE: _source_name}.get(grouping, lambda key: key)
    for rank, raw, known, unknown in db.session.execute(_sums(_shape(scope), grouping), _values(user, scope)):
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
    wanted = wanted.where(*_conditions(_shape(scope))).order_by(*_ORDER)
    listed = db.session.execute(wanted, _values(user, scope))
    return [
        Group(str(id_), title, figures[id_], f"{units.get(unit, '')}　{short_range(first, last)}".strip())
        for id_, title, unit, first, last in listed
        if id_ in figures
    ]


def count_rows(user: User, scope: Scope) -> tuple[Figures, dict[Figure, int]]:
    """The sums of the scope and how many rows each was made from; one statement."""
    sums, counts = Figures(), dict.fromkeys(MEASURES, 0)
    for rank, _, known, unknown, count in db.session.execute(_sums(_shape(scope), None), _values(user, scope)):
        sums += _part(rank, known, unknown)
        counts[MEASURES[rank]] = count
    return sums, counts


def list_rows(user: User, scope: Scope, figure: Figure, page: int) -> list[CountedRow]:
    """One page of 100 of the rows that a figure was summed from: by kind, then as in the list of events."""
    values = {**_values(user, scope), "first": (page - 1) * PAGE}
    rows = db.session.execute(_rows(_shape(scope), figure), values)
    return [
        CountedRow(MEASURES[rank], event, title, key, name, _category_name(category), _source_name(source), fen, day)
        for rank, event, title, key, name, category, source, fen, day in rows
    ]


def years_with_events(user: User) -> tuple[list[int], bool]:
    """The years of the events that the user may read, newest first, and whether some have none; one statement."""
    years = db.session.scalars(select(extract("year", Event.first_date)).where(READABLE).distinct(), reader(user)).all()
    return sorted((int(year) for year in years if year is not None), reverse=True), None in years


def choices(user: User, scope: Scope) -> tuple[list[str], list[str]]:
    """The categories and the sources that lines and expenses of these events have; one statement."""
    wider = replace(scope, category="", source="")
    pairs = db.session.execute(_choices(_shape(wider)), _values(user, wider)).all()
    categories, sources = {_category_name(c) for c, _ in pairs}, {_source_name(s) for _, s in pairs}
    return sorted(categories, key=_unnamed_last), sorted(sources, key=_unnamed_last)


def _unnamed_last(name: str) -> tuple[bool, str]:
    return name in _UNNAMED, name


def title_of(user: User, event_id: int) -> str | None:
    """The title of an event that the user may read."""
    title: str | None = db.session.scalar(select(Event.title).where(READABLE, Event.id == event_id), reader(user))
    return title


# --- statements ------------------------------------------------------------------------------------------------------
# Each is built once for a shape: which filters are set, whatever their values.


def _shape(scope: Scope) -> Scope:
    """The scope with 1 and "*" for everything that is set."""
    return Scope(
        scope.year and 1,
        scope.is_undated,
        scope.unit_id and 1,
        scope.category and "*",
        scope.source and "*",
        scope.own_id and 1,
        scope.event_id and 1,
    )


def _values(user: User, scope: Scope) -> dict[str, Any]:
    start, end = (date(scope.year, 1, 1), date(scope.year + 1, 1, 1)) if scope.year else (None, None)
    return {
        **reader(user),
        "year_start": start,
        "year_end": end,
        "unit": [scope.unit_id],
        "own": scope.own_id,
        "event": scope.event_id,
        "category": scope.category,
        "source": scope.source,
    }


def _conditions(shape: Scope) -> list[Any]:
    """What holds of the events of the scope."""
    held: list[Any] = [READABLE]
    if shape.is_undated:
        held.append(Event.first_date.is_(None))
    if shape.year:
        held += [Event.first_date >= bindparam("year_start"), Event.first_date < bindparam("year_end")]
    if shape.unit_id:
        held.append(Event.organisation_id.in_(_UNIT_TREE))
    if shape.own_id:
        held.append(Event.organisation_id == bindparam("own", type_=Integer))
    if shape.event_id:
        held.append(Event.id == bindparam("event", type_=Integer))
    return held


def _events(shape: Scope) -> Any:
    """The events of the scope, found once for all that is counted."""
    columns = (Event.id, Event.title, Event.organisation_id, Event.first_date)
    return select(*columns).where(*_conditions(shape)).cte("chosen")


def _category(measure: Figure) -> Any:
    """The category as it was typed; NULL for expenses of no line. `_category_name` makes a name of it."""
    if measure is not Figure.SPENT:
        return _MODELS[measure].category
    return case((ApprovedLine.id.is_not(None), ApprovedLine.category), else_=_OWN_LINE.category)


def _source(measure: Figure) -> Any:
    """The source as it was typed; `_source_name` makes a name of it."""
    if measure is not Figure.SPENT:
        return _MODELS[measure].source
    of_line = case((ApprovedLine.id.is_not(None), ApprovedLine.source), else_=_OWN_LINE.source)
    return func.coalesce(_named(Expense.source), of_line, "")


def _category_name(raw: str | None) -> str:
    return UNPLANNED if raw is None else raw.strip() or NO_CATEGORY


def _source_name(raw: str) -> str:
    return raw.strip() or NO_SOURCE


def _named(column: Any) -> Any:
    """The text without the blanks around it, as `str.strip` does it; NULL when nothing is left."""
    return func.nullif(func.trim(column, literal(_BLANKS)), "")


def _is_category(measure: Figure) -> Any:
    """`_category_name(category) == :category` as SQL."""
    raw = _category(measure)
    name = case((raw.is_(None), UNPLANNED), else_=func.coalesce(_named(raw), NO_CATEGORY))
    return name == bindparam("category")


def _is_source(measure: Figure) -> Any:
    """`_source_name(source) == :source` as SQL."""
    return func.coalesce(_named(_source(measure)), NO_SOURCE) == bindparam("source")


def _from(measure: Figure, events: Any, columns: Sequence[Any], shape: Scope, *, by_line: bool) -> Any:
    """The rows of a measure; with `by_line` each expense has its line beside it, the approved one and its own."""
    model = _MODELS[measure]
    found = select(*columns).select_from(events).join(model, model.event_id == events.c.id)
    if measure is Figure.SPENT and by_line:
        for line in (ApprovedLine, _OWN_LINE):
            found = found.outerjoin(line, (line.event_id == Expense.event_id) & (line.key == Expense.line))
    if measure is not Figure.APPROVED:
        found = found.where(model.deleted_at.is_(None))
    if shape.category:
        found = found.where(_is_category(measure))
    if shape.source:
        found = found.where(_is_source(measure))
    return found


@lru_cache(maxsize=256)
def _sums(shape: Scope, grouping: Grouping | None) -> Any:
    """Rank of the measure, group, sum in fen, unknown amounts, rows."""
    events = _events(shape)
    by_line = shape.is_by_line or grouping in (Grouping.CATEGORY, Grouping.SOURCE)

    def summed(rank: int, measure: Figure) -> Any:
        amount = type_coerce(_MODELS[measure].amount, BigInteger)
        group = _group(measure, grouping, events).label("dimension")
        counted = [func.sum(amount), func.count() - func.count(amount)] + [func.count()] * (grouping is None)
        found = _from(measure, events, (literal_column(str(rank)), group, *counted), shape, by_line=by_line)
        return found.group_by(group) if grouping else found

    return union_all(*(summed(rank, measure) for rank, measure in enumerate(MEASURES)))


def _group(measure: Figure, grouping: Grouping | None, events: Any) -> Any:
    if grouping is None:
        return literal_column("0")
    if grouping is Grouping.UNIT:
        return events.c.organisation_id
    if grouping is Grouping.EVENT:
        return events.c.id
    if grouping is Grouping.YEAR:
        return cast(extract("year", events.c.first_date), Integer)
    return _category(measure) if grouping is Grouping.CATEGORY else _source(measure)


@lru_cache(maxsize=256)
def _rows(shape: Scope, figure: Figure) -> Any:
    """A page of the rows of all parts of the figure."""
    events = _events(shape)

    def listed(measure: Figure) -> Any:
        model = _MODELS[measure]
        spent = measure is Figure.SPENT
        columns: tuple[Any, ...] = (
            literal_column(str(MEASURES.index(measure))).label("rank"),
            model.event_id,
            events.c.title,
            model.key,
            (model.purpose if spent else model.item).label("name"),
            _category(measure).label("category"),
            _source(measure).label("source"),
            model.amount,
            (Expense.paid_on if spent else cast(null(), Date)).label("paid_on"),
            events.c.first_date,
            (model.id if measure is Figure.APPROVED else model.position).label("place"),
            model.id.label("row_id"),
        )
        return _from(measure, events, columns, shape, by_line=True)

    rows = union_all(*(listed(measure) for measure in figure.parts)).subquery("listed")
    order = (
        rows.c.rank,
        rows.c.first_date.is_not(None),
        rows.c.first_date.desc(),
        rows.c.event_id.desc(),
        rows.c.place,
        rows.c.row_id,
    )
    page = select(*list(rows.c)[:9]).order_by(*order).limit(PAGE)
    return page.offset(bindparam("first", type_=Integer))


@lru_cache(maxsize=256)
def _choices(shape: Scope) -> Any:
    events = _events(shape)
    return union_all(
        *(
            _from(
                m, events, (_category(m).label("category"), _source(m).label("source")), shape, by_line=True
            ).distinct()
            for m in MEASURES
        )
    )
