"""Service of volunteers over all events that a user may read, counted in SQL: few statements, however much there is."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    case,
    cast,
    distinct,
    extract,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from planner.days import short_range
from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.models import Attendance, Event, ServiceHours, SignUp, User, Volunteer
from planner.money.overview import UNDATED, Scope
from planner.people.servicestatistics import (
    ServiceFigures,
    ServiceGroup,
    ServiceGrouping,
    ServiceStatistics,
    label_month,
)
from planner.queries.events import EVENT_ORDER
from planner.queries.excludedservice import IS_EXCLUDED
from planner.queries.overview_statements import bind_scope, conditions_of, shape_of
from planner.queries.reach import Reach, reach_of
from planner.queries.units import Unit

Key = tuple[int | None, ...]

_IS_APPROVED = ServiceHours.approved_at.is_not(None)
_CAME = or_(
    Attendance.arrived_at.is_not(None), Attendance.left_at.is_not(None), _IS_APPROVED & (ServiceHours.minutes > 0)
)


def read_statistics(user: User, scope: Scope, grouping: ServiceGrouping, units: Sequence[Unit]) -> ServiceStatistics:
    """A row for each unit, event, month or year that has volunteers; one statement, by event one more for titles.

    `units` are those whose events the user may read.
    """
    reach, shape, values = reach_of(user), shape_of(scope), bind_scope(user, scope)
    found: dict[Key, ServiceFigures] = {}
    total = ServiceFigures()
    for is_total, *row in db.session.execute(counts_statement(reach, shape, grouping), values):
        if is_total:
            total = _figures(row)
        else:
            found[tuple(row[6:])] = _figures(row)
    if grouping is ServiceGrouping.EVENT:
        groups = _by_event(reach, shape, values, found, {unit.id: unit.name for unit in units})
    elif grouping is ServiceGrouping.UNIT:
        groups = [ServiceGroup(str(unit.id), unit.name, found[unit.id,]) for unit in units if (unit.id,) in found]
    else:
        groups = [ServiceGroup(_name(key), _label(key), found[key]) for key in sorted(found, key=_newest_first)]
    return ServiceStatistics(grouping, tuple(groups), total)


def _figures(row: Sequence[Any]) -> ServiceFigures:
    return ServiceFigures(*(int(value or 0) for value in row[:6]))


def _newest_first(key: Key) -> tuple[bool, list[int]]:
    """Months and years downwards, what has no day last."""
    return key[0] is None, [-(part or 0) for part in key]


def _name(key: Key) -> str:
    return "-".join(str(part) for part in key if part is not None) or "none"


def _label(key: Key) -> str:
    if len(key) > 1:
        return label_month(key[0], key[1], UNDATED)
    return f"{key[0]}年" if key[0] else UNDATED


def _by_event(
    reach: Reach, shape: Scope, values: dict[str, Any], found: dict[Key, ServiceFigures], units: dict[int, str]
) -> list[ServiceGroup]:
    rows = db.session.execute(_titles_statement(reach, shape), values)
    return [
        ServiceGroup(str(id_), title, found[id_,], f"{units.get(unit, '')}　{short_range(first, last)}".strip())
        for id_, title, unit, first, last in rows
        if (id_,) in found
    ]


@lru_cache(maxsize=64)
def _titles_statement(reach: Reach, shape: Scope) -> Any:
    """Titles, units and days of the events of the scope that have volunteers, in the order of the list."""
    wanted = select(Event.id, Event.title, Event.organisation_id, Event.starts_on, Event.ends_on)
    has_any = select(SignUp.id).where(SignUp.event_id == Event.id).exists()
    return wanted.where(*conditions_of(reach, shape), has_any).order_by(*EVENT_ORDER)


@lru_cache(maxsize=256)
def counts_statement(reach: Reach, shape: Scope, grouping: ServiceGrouping) -> Any:
    """Whether it is the row of all together, the six figures in their order, then what they are grouped by.

    The turns are found once for both. Whoever gave the same phone number at several events of a unit is one person;
    without a number each is their own.
    """
    turns = turns_of(reach, shape)
    group = _group(grouping, turns)
    counted = (
        func.count(distinct(case((turns.c.is_there == 1, turns.c.person)))),
        func.sum(turns.c.is_there),
        func.sum(turns.c.is_there * turns.c.has_come),
        func.sum(1 - turns.c.is_there),
        func.count(distinct(case((turns.c.is_there * turns.c.served_before == 1, turns.c.person)))),
        func.sum(turns.c.minutes),
    )
    together = select(literal_column("1"), *counted, *(cast(null(), Integer) for _ in group))
    return union_all(select(literal_column("0"), *counted, *group).group_by(*group), together)


def turns_of(reach: Reach, shape: Scope) -> Any:
    """Each turn of the scope: whose, and what is known of it, as 1 and 0 and minutes.

    Cancelled events served nobody, and what is no voluntary service (民政部令第67号 art. 19) doesn't count.
    """
    columns = (Event.id, Event.organisation_id, Event.kind, Event.first_date)
    chosen = select(*columns).where(*conditions_of(reach, shape), Event.status != EventStatus.CANCELLED).cte("chosen")
    own = func.coalesce(Volunteer.phone_index, cast(Volunteer.id, String))
    return (
        select(
            *chosen.c,
            (cast(chosen.c.organisation_id, String) + "/" + own).label("person"),
            _as_number(SignUp.absent_by == "").label("is_there"),
            _as_number(_CAME).label("has_come"),
            _as_number(_served_before(chosen)).label("served_before"),
            case((_IS_APPROVED, ServiceHours.minutes), else_=0).label("minutes"),
        )
        .select_from(chosen)
        .join(SignUp, SignUp.event_id == chosen.c.id)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .outerjoin(Attendance, Attendance.sign_up_id == SignUp.id)
        .outerjoin(ServiceHours, ServiceHours.sign_up_id == SignUp.id)
        .where(or_(SignUp.state == SignUpState.CONFIRMED, _CAME), ~IS_EXCLUDED)
        .cte("turns")
    )


def _as_number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _served_before(chosen: Any) -> ColumnElement[bool]:
    """Whether somebody of the same number served at an earlier event of the unit."""
    helper, turn, event = aliased(Volunteer), aliased(SignUp), aliased(Event)
    return (
        select(helper.id)
        .join(turn, turn.volunteer_id == helper.id)
        .join(event, event.id == helper.event_id)
        .where(helper.phone_index == Volunteer.phone_index, turn.state == SignUpState.CONFIRMED, turn.absent_by == "")
        .where(event.organisation_id == chosen.c.organisation_id, event.first_date < chosen.c.first_date)
        .where(event.deleted_at.is_(None), event.status != EventStatus.CANCELLED)
        .exists()
    )


def _group(grouping: ServiceGrouping, turns: Any) -> tuple[ColumnElement[Any], ...]:
    if grouping is ServiceGrouping.UNIT:
        return (turns.c.organisation_id,)
    if grouping is ServiceGrouping.EVENT:
        return (turns.c.id,)
    year = cast(extract("year", turns.c.first_date), Integer)
    month = cast(extract("month", turns.c.first_date), Integer)
    return (year, month) if grouping is ServiceGrouping.MONTH else (year,)
