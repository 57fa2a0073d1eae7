"""The statements of the year of a unit, each built once for a shape: which filters are set, whatever their values."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    String,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    extract,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from planner.actualkinds import TallyKind
from planner.enums import EventStatus, GroupSide
from planner.models import Actual, Event, Expense, HeadCount, TallyEntry
from planner.money.overview import Scope
from planner.queries.overview_statements import conditions_of
from planner.queries.reach import Reach
from planner.queries.servicestatistics import turns_of
from planner.report.yearsummary import NO_MONTH, YearFigure, YearGrouping

PAGE = 100
# The figures that are sums over events, in the order of their columns; those of volunteers are counted by person.
MEASURED = ("events", "children", "open", "turns", "settled", "unsettled", "planned", "cancelled")
_OVER = (EventStatus.ENDED, EventStatus.ARCHIVED)
_ON = (EventStatus.PUBLISHED, EventStatus.ONGOING)
_TODAY = bindparam("today", type_=Date)
_LAST = func.coalesce(Event.last_date, Event.first_date)
# Nobody has to press a button for an event to be over: its last day is.
IS_HELD = or_(Event.status.in_(_OVER), and_(Event.status.in_(_ON), _LAST < _TODAY))
_IS_CANCELLED = Event.status == EventStatus.CANCELLED
_OF_HELPERS = (YearFigure.HELPERS, YearFigure.HELPER_TURNS, YearFigure.MINUTES)


def _as_number(condition: Any) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _came(events: Any) -> Any:
    """How many participants came to each event by what was answered, of how many groups, and how many said nothing."""
    answered = (Actual.event_id == HeadCount.event_id) & (
        Actual.place == literal("head_counts/", String) + HeadCount.key
    )
    number = cast(type_coerce(Actual.number, String), Numeric)
    return (
        select(
            HeadCount.event_id,
            func.sum(number).label("came"),
            (func.count() - func.count(Actual.number)).label("silent"),
        )
        .outerjoin(Actual, answered)
        .where(HeadCount.side == GroupSide.CHILD, HeadCount.deleted_at.is_(None))
        .where(HeadCount.event_id.in_(select(events.c.id)))
        .group_by(HeadCount.event_id)
        .cte("came")
    )


def _counted(events: Any) -> Any:
    """The attendances that were counted beside the plan."""
    turns = (TallyEntry.kind == TallyKind.TURNS, TallyEntry.deleted_at.is_(None))
    found = select(TallyEntry.event_id, func.sum(TallyEntry.number).label("turns"))
    found = found.where(*turns, TallyEntry.event_id.in_(select(events.c.id)))
    return found.group_by(TallyEntry.event_id).cte("counted")


def _paid(events: Any) -> Any:
    """What each event spent."""
    amount = type_coerce(Expense.amount, BigInteger)
    found = select(Expense.event_id, func.sum(amount).label("spent")).where(Expense.deleted_at.is_(None))
    return found.where(Expense.event_id.in_(select(events.c.id))).group_by(Expense.event_id).cte("paid")


def _measured_events(reach: Reach, shape: Scope, *more: Any) -> Any:
    """Each event of the scope with the figures of `MEASURED`."""
    columns = (Event.id, Event.title, Event.organisation_id, Event.kind, Event.starts_on, Event.ends_on)
    states = (
        Event.first_date,
        _as_number(IS_HELD).label("held"),
        _as_number(_IS_CANCELLED).label("is_cancelled"),
        _as_number(Event.settled_at.is_not(None)).label("is_settled"),
    )
    events = select(*columns, *states).where(*conditions_of(reach, shape), *more).cte("year_events")
    came, counted, paid = _came(events), _counted(events), _paid(events)
    people, turns, spent = (func.coalesce(column, 0) for column in (came.c.came, counted.c.turns, paid.c.spent))
    held = events.c.held
    measured = (
        held.label("events"),
        (held * people).label("children"),
        (held * _as_number(func.coalesce(came.c.silent, 1) > 0)).label("open"),
        (held * case((turns > people, turns), else_=people)).label("turns"),
        (events.c.is_settled * spent).label("settled"),
        ((1 - events.c.is_settled) * spent).label("unsettled"),
        ((1 - held) * (1 - events.c.is_cancelled)).label("planned"),
        events.c.is_cancelled.label("cancelled"),
    )
    return (
        select(*(events.c[column.name] for column in columns), events.c.first_date, *measured)
        .select_from(events)
        .outerjoin(came, came.c.event_id == events.c.id)
        .outerjoin(counted, counted.c.event_id == events.c.id)
        .outerjoin(paid, paid.c.event_id == events.c.id)
        .cte("measured")
    )


def _month_of(day: Any) -> tuple[Any, Any]:
    return cast(extract("year", day), Integer), cast(extract("month", day), Integer)


@lru_cache(maxsize=64)
def cells_statement(reach: Reach, shape: Scope) -> Any:
    """Kind, year, month, then the sums of `MEASURED`: no more rows than there are kinds and months."""
    events = _measured_events(reach, shape)
    group = (events.c.kind, *_month_of(events.c.first_date))
    return select(*group, *(func.sum(events.c[name]) for name in MEASURED)).group_by(*group)


@lru_cache(maxsize=64)
def helpers_statement(reach: Reach, shape: Scope, grouping: YearGrouping) -> Any:
    """Whether it is the row of all together, persons who came, how often, approved minutes, then the kind or month."""
    turns = turns_of(reach, shape)
    group = (turns.c.kind,) if grouping is YearGrouping.KIND else _month_of(turns.c.first_date)
    blank = (cast(null(), String),) if grouping is YearGrouping.KIND else (cast(null(), Integer),) * 2
    counted = _count_helpers(turns)
    together = select(literal_column("1"), *counted, *blank)
    return union_all(select(literal_column("0"), *counted, *group).group_by(*group), together)


def _count_helpers(turns: Any) -> tuple[Any, ...]:
    return (
        func.count(distinct(case((turns.c.is_there * turns.c.has_come == 1, turns.c.person)))),
        func.sum(turns.c.is_there * turns.c.has_come),
        func.sum(turns.c.minutes),
    )


def _of_part(*, by_kind: bool, by_month: str) -> list[Any]:
    conditions: list[Any] = [Event.kind == bindparam("kind", type_=String)] if by_kind else []
    if by_month == NO_MONTH:
        return [*conditions, Event.first_date.is_(None)]
    if by_month:
        conditions += [
            Event.first_date >= bindparam("month_start", type_=Date),
            Event.first_date < bindparam("month_end", type_=Date),
        ]
    return conditions


def _listed(reach: Reach, shape: Scope, figure: YearFigure | None, *, by_kind: bool, by_month: str) -> Any:
    """The events behind a figure with all of their figures; without one all events of the scope."""
    events = _measured_events(reach, shape, *_of_part(by_kind=by_kind, by_month=by_month))
    turns = turns_of(reach, shape)
    persons, came, minutes = _count_helpers(turns)
    by_event = select(turns.c.id, persons.label("helpers"), came.label("helper_turns"), minutes.label("minutes"))
    helped = by_event.group_by(turns.c.id).cte("helped")
    found = select(*events.c, helped.c.helpers, helped.c.helper_turns, helped.c.minutes)
    found = found.select_from(events).outerjoin(helped, helped.c.id == events.c.id)
    if figure is None:
        return found
    column = helped.c[figure.value] if figure in _OF_HELPERS else events.c[figure.value]
    # What is not known whole belongs to a figure as well: whoever looks for what is missing finds it there.
    is_open = events.c.open > 0 if figure in (YearFigure.CHILDREN, YearFigure.TURNS) else literal(value=False)
    return found.where(or_(column != 0, is_open))


def _month_shape(by_month: str) -> str:
    return by_month if by_month in ("", NO_MONTH) else "*"


def count_statement(reach: Reach, shape: Scope, figure: YearFigure, *, by_kind: bool, by_month: str) -> Any:
    """How many events stand behind a figure."""
    return _count_statement(reach, shape, figure, by_kind, _month_shape(by_month))


@lru_cache(maxsize=256)
def _count_statement(reach: Reach, shape: Scope, figure: YearFigure, by_kind: bool, by_month: str) -> Any:
    listed = _listed(reach, shape, figure, by_kind=by_kind, by_month=by_month)
    return select(func.count()).select_from(listed.subquery())


def events_statement(
    reach: Reach, shape: Scope, figure: YearFigure | None, *, by_kind: bool, by_month: str, is_paged: bool
) -> Any:
    """The events behind a figure in the order of their days, those without a day last."""
    return _events_statement(reach, shape, figure, by_kind, _month_shape(by_month), is_paged)


@lru_cache(maxsize=256)
def _events_statement(
    reach: Reach, shape: Scope, figure: YearFigure | None, by_kind: bool, by_month: str, is_paged: bool
) -> Any:
    listed = _listed(reach, shape, figure, by_kind=by_kind, by_month=by_month).subquery()
    ordered = select(*listed.c).order_by(listed.c.first_date.is_(None), listed.c.first_date, listed.c.id)
    return ordered.limit(PAGE).offset(bindparam("first", type_=Integer)) if is_paged else ordered
