"""The year of a unit, counted in SQL: two statements for the table, two for a page of the events behind a figure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from budgets import Money
from planner.eventkinds import KINDS
from planner.extensions import db
from planner.models import User
from planner.money.overview import Scope
from planner.queries.overview_statements import bind_scope, shape_of
from planner.queries.reach import reach_of
from planner.queries.units import Unit
from planner.queries.yearsummary_statements import (
    MEASURED,
    PAGE,
    cells_statement,
    count_statement,
    events_statement,
    helpers_statement,
)
from planner.report.yearsummary import (
    NO_MONTH,
    YearEvent,
    YearFigure,
    YearFigures,
    YearGroup,
    YearGrouping,
    YearPart,
    YearSummary,
    add_figures,
    label_kind,
    label_month_key,
)

_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def read_year_summary(user: User, scope: Scope, grouping: YearGrouping, today: date) -> YearSummary:
    """A row for each kind or month that has events; two statements, however many events there are."""
    cells = _read_cells(user, scope, today)
    helpers = _read_helpers(user, scope, grouping)
    by_key: dict[str, list[YearFigures]] = {}
    for kind, month, figures in cells:
        by_key.setdefault(kind if grouping is YearGrouping.KIND else month, []).append(figures)
    label = label_kind if grouping is YearGrouping.KIND else label_month_key
    groups = tuple(
        YearGroup(key, label(key), add_figures([*by_key[key], helpers.get(key, YearFigures())]))
        for key in sorted(by_key, key=_place_of)
    )
    total = add_figures([*(figures for _, _, figures in cells), helpers.get("", YearFigures())])
    return YearSummary(grouping, groups, total)


def _place_of(key: str) -> tuple[int, str]:
    """Kinds in the order in which they are offered, months in that of the year."""
    return _ORDER.get(key, len(_ORDER)), key


def _read_cells(user: User, scope: Scope, today: date) -> list[tuple[str, str, YearFigures]]:
    """The figures of each kind in each month, without those of volunteers."""
    statement = cells_statement(reach_of(user), shape_of(scope))
    rows = db.session.execute(statement, bind_scope(user, scope) | {"today": today})
    return [(kind, _month(year, month), _figures(measured)) for kind, year, month, *measured in rows]


def _read_helpers(user: User, scope: Scope, grouping: YearGrouping) -> dict[str, YearFigures]:
    """Those of volunteers by kind or month; all together, each person once, under ""."""
    statement = helpers_statement(reach_of(user), shape_of(scope), grouping)
    found: dict[str, YearFigures] = {}
    for is_total, persons, turns, minutes, *key in db.session.execute(statement, bind_scope(user, scope)):
        name = "" if is_total else key[0] if grouping is YearGrouping.KIND else _month(*key)
        found[name] = YearFigures(helpers=persons or 0, helper_turns=int(turns or 0), minutes=int(minutes or 0))
    return found


def _month(year: int | None, month: int | None) -> str:
    return f"{year:04d}{month:02d}" if year and month else NO_MONTH


def _figures(measured: Sequence[Any], **more: int) -> YearFigures:
    """The figures as a statement lists them; PostgreSQL sums whole numbers as decimals."""
    values = dict(zip(MEASURED, (int(value or 0) for value in measured), strict=True))
    settled, unsettled = Money(values.pop("settled")), Money(values.pop("unsettled"))
    return YearFigures(settled=settled, unsettled=unsettled, **values, **more)


def count_year_events(user: User, scope: Scope, part: YearPart, figure: YearFigure, today: date) -> int:
    """How many events stand behind a figure; one statement."""
    statement = count_statement(reach_of(user), shape_of(scope), figure, by_kind=bool(part.kind), by_month=part.month)
    return db.session.scalar(statement, _bind(user, scope, part, today)) or 0


def list_year_events(
    user: User,
    scope: Scope,
    part: YearPart,
    figure: YearFigure | None,
    today: date,
    units: Iterable[Unit],
    page: int | None = None,
) -> list[YearEvent]:
    """The events behind a figure, a page of 100 of them or all, in the order of their days; one statement."""
    statement = events_statement(
        reach_of(user), shape_of(scope), figure, by_kind=bool(part.kind), by_month=part.month, is_paged=page is not None
    )
    first = ((page or 1) - 1) * PAGE
    names = {unit.id: unit.name for unit in units}
    rows = db.session.execute(statement, _bind(user, scope, part, today) | {"first": first})
    return [_event(names, row) for row in rows]


def _bind(user: User, scope: Scope, part: YearPart, today: date) -> dict[str, Any]:
    begins = date(int(part.month[:4]), int(part.month[4:]), 1) if part.month not in ("", NO_MONTH) else None
    ends = date(begins.year + begins.month // 12, begins.month % 12 + 1, 1) if begins else None
    more = {"today": today, "kind": part.kind, "month_start": begins, "month_end": ends}
    return bind_scope(user, scope) | more


def _event(units: dict[int, str], row: Any) -> YearEvent:
    event_id, title, unit_id, kind, first, last, first_date, *rest = row
    measured, (persons, turns, minutes) = rest[: len(MEASURED)], rest[len(MEASURED) :]
    helped = {"helpers": persons or 0, "helper_turns": int(turns or 0), "minutes": int(minutes or 0)}
    figures = _figures(measured, **helped)
    return YearEvent(
        event_id=event_id,
        title=title,
        unit=units.get(unit_id, ""),
        kind=kind,
        first=first,
        last=last,
        first_date=first_date,
        is_held=bool(figures.events),
        figures=figures,
    )
