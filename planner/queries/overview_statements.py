"""The statements of the money overview, each built once for a shape: which filters are set, whatever their values."""

from collections.abc import Sequence
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

from budgets import NO_CATEGORY, NO_SOURCE, UNPLANNED
from planner.models import ApprovedLine, BudgetLine, Event, Expense, User
from planner.money.overview import MEASURES, Figure, Grouping, Scope
from planner.queries.events import bind_reader
from planner.queries.reach import READABLE, Reach, is_one_of
from planner.queries.tree import below

PAGE = 100
# So many events show what categories and sources there are.
MOST_SAMPLED = 2000
_BLANKS = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_UNIT_TREE = below(bindparam("unit", expanding=True, type_=Integer), "units")
# An expense may belong to a line that was deleted from the budget since.
_OWN_LINE = aliased(BudgetLine, name="own_line")
_MODELS: dict[Figure, Any] = {Figure.PLANNED: BudgetLine, Figure.APPROVED: ApprovedLine, Figure.SPENT: Expense}


def shape_of(scope: Scope) -> Scope:
    """The scope with 1 and "*" for everything that is set."""
    return Scope(
        year=scope.year and 1,
        is_undated=scope.is_undated,
        unit_id=scope.unit_id and 1,
        category=scope.category and "*",
        source=scope.source and "*",
        own_id=scope.own_id and 1,
        event_id=scope.event_id and 1,
    )


def bind_scope(user: User, scope: Scope) -> dict[str, Any]:
    start, end = (date(scope.year, 1, 1), date(scope.year + 1, 1, 1)) if scope.year else (None, None)
    return {
        **bind_reader(user),
        "year_start": start,
        "year_end": end,
        "unit": [scope.unit_id],
        "own": scope.own_id,
        "event": scope.event_id,
        "category": scope.category,
        "source": scope.source,
    }


def conditions_of(reach: Reach, shape: Scope) -> list[Any]:
    """What holds of the events of the scope."""
    conditions: list[Any] = [READABLE[reach]]
    if shape.is_undated:
        conditions.append(Event.first_date.is_(None))
    if shape.year:
        conditions += [Event.first_date >= bindparam("year_start"), Event.first_date < bindparam("year_end")]
    if shape.unit_id:
        conditions.append(is_one_of(Event.organisation_id, _UNIT_TREE))
    if shape.own_id:
        conditions.append(Event.organisation_id == bindparam("own", type_=Integer))
    if shape.event_id:
        conditions.append(Event.id == bindparam("event", type_=Integer))
    return conditions


def _chosen_events(reach: Reach, shape: Scope, *, most: int | None = None) -> Any:
    """The events of the scope, found once for all that is counted; with `most` no more than so many, the newest."""
    columns = (Event.id, Event.title, Event.organisation_id, Event.first_date)
    chosen = select(*columns).where(*conditions_of(reach, shape))
    if most is not None:
        chosen = chosen.order_by(Event.first_date.desc(), Event.id.desc()).limit(most)
    return chosen.cte("chosen")


def _category(measure: Figure) -> Any:
    """The category as it was typed; NULL for expenses of no line. `category_name` makes a name of it."""
    if measure is not Figure.SPENT:
        return _MODELS[measure].category
    return case((ApprovedLine.id.is_not(None), ApprovedLine.category), else_=_OWN_LINE.category)


def _source(measure: Figure) -> Any:
    """The source as it was typed; `source_name` makes a name of it."""
    if measure is not Figure.SPENT:
        return _MODELS[measure].source
    of_line = case((ApprovedLine.id.is_not(None), ApprovedLine.source), else_=_OWN_LINE.source)
    return func.coalesce(_blank_to_null(Expense.source), of_line, "")


def category_name(raw: str | None) -> str:
    return UNPLANNED if raw is None else raw.strip() or NO_CATEGORY


def source_name(raw: str) -> str:
    return raw.strip() or NO_SOURCE


def _blank_to_null(column: Any) -> Any:
    """The text without the blanks around it, as `str.strip` does it; NULL when nothing is left."""
    return func.nullif(func.trim(column, literal(_BLANKS)), "")


def _is_category(measure: Figure) -> Any:
    """`category_name(category) == :category` as SQL."""
    raw = _category(measure)
    name = case((raw.is_(None), UNPLANNED), else_=func.coalesce(_blank_to_null(raw), NO_CATEGORY))
    return name == bindparam("category")


def _is_source(measure: Figure) -> Any:
    """`source_name(source) == :source` as SQL."""
    return func.coalesce(_blank_to_null(_source(measure)), NO_SOURCE) == bindparam("source")


def _from(measure: Figure, events: Any, columns: Sequence[Any], shape: Scope, *, reach: Reach, by_line: bool) -> Any:
    """The rows of a measure; with `by_line` each expense has its line beside it, the approved one and its own.

    Those of the events of many units are looked up by event: PostgreSQL knows nothing of how many events were chosen,
    and would rather go through every line that there is.
    """
    model = _MODELS[measure]
    found = select(*columns).select_from(events).join(model, model.event_id == events.c.id)
    if measure is Figure.SPENT and by_line:
        for line in (ApprovedLine, _OWN_LINE):
            found = found.outerjoin(line, (line.event_id == Expense.event_id) & (line.key == Expense.line))
    if measure is not Figure.APPROVED:
        found = found.where(model.deleted_at.is_(None))
    if reach is Reach.MANY:
        found = found.where(is_one_of(model.event_id, select(events.c.id)))
    if shape.category:
        found = found.where(_is_category(measure))
    if shape.source:
        found = found.where(_is_source(measure))
    return found


@lru_cache(maxsize=256)
def sums_statement(reach: Reach, shape: Scope, grouping: Grouping | None) -> Any:
    """Rank of the measure, group, sum in fen, unknown amounts, rows."""
    events = _chosen_events(reach, shape)
    by_line = shape.is_by_line or grouping in (Grouping.CATEGORY, Grouping.SOURCE)

    def sum_measure(rank: int, measure: Figure) -> Any:
        amount = type_coerce(_MODELS[measure].amount, BigInteger)
        group = _group(measure, grouping, events).label("dimension")
        counted = [func.sum(amount), func.count() - func.count(amount)] + [func.count()] * (grouping is None)
        found = _from(
            measure, events, (literal_column(str(rank)), group, *counted), shape, reach=reach, by_line=by_line
        )
        return found.group_by(group) if grouping else found

    return union_all(*(sum_measure(rank, measure) for rank, measure in enumerate(MEASURES)))


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
def rows_statement(reach: Reach, shape: Scope, figure: Figure) -> Any:
    """A page of the rows of all parts of the figure."""
    events = _chosen_events(reach, shape)

    def list_measure(measure: Figure) -> Any:
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
        return _from(measure, events, columns, shape, reach=reach, by_line=True)

    rows = union_all(*(list_measure(measure) for measure in figure.parts)).subquery("listed")
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
def choices_statement(reach: Reach, shape: Scope) -> Any:
    """Categories and sources; of many units those that their newest events have."""
    events = _chosen_events(reach, shape, most=MOST_SAMPLED if reach is Reach.MANY else None)
    return union_all(
        *(
            _from(
                m,
                events,
                (_category(m).label("category"), _source(m).label("source")),
                shape,
                reach=reach,
                by_line=True,
            ).distinct()
            for m in MEASURES
        )
    )
