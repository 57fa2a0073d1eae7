"""What the statistics of volunteers show: a table of figures, and how it is narrowed and grouped."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from planner.forms.servicestatistics import StatisticsAddress
from planner.models import User
from planner.people.servicestatistics import ServiceFigures, ServiceGroup, ServiceGrouping, ServiceStatistics
from planner.queries.units import Unit
from planner.views.groupspage import GroupsPage, narrowing_of, table_url
from planner.views.pager import read_pager

TABLE = "servicestatistics.show"


@dataclass(frozen=True, slots=True)
class ServiceCell:
    """One figure with its label, for phones; `is_warning` where it is nothing to be proud of."""

    label: str
    text: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A row of the table; `href` leads to the volunteers of the event, or narrows to the unit or the year."""

    label: str
    note: str
    href: str
    cells: tuple[ServiceCell, ...]


def statistics_page(
    user: User, address: StatisticsAddress, units: Sequence[Unit], statistics: ServiceStatistics, *, per_page: int
) -> GroupsPage[ServiceRow]:
    """The page of the table that this request asks for."""
    pager = read_pager(len(statistics.groups), per_page)
    total = ServiceRow("合计", "", "", service_cells(statistics.total))
    return GroupsPage(
        narrowing=narrowing_of(user, address, units, TABLE),
        columns=tuple(cell.label for cell in total.cells),
        rows=tuple(
            ServiceRow(group.label, group.note, _href(group, address), service_cells(group.figures))
            for group in pager.cut(statistics.groups, per_page)
        ),
        total=total,
        count=len(statistics.groups),
        pager=pager,
    )


def service_cells(figures: ServiceFigures) -> tuple[ServiceCell, ...]:
    """The figures of a row in the order of the columns."""
    return (
        ServiceCell("人数", str(figures.people)),
        ServiceCell("人次", str(figures.turns)),
        ServiceCell("到了", str(figures.arrived)),
        ServiceCell("未到", str(figures.absent), is_warning=figures.absent > 0),
        ServiceCell("再来的", str(figures.returning)),
        ServiceCell("时长", f"{figures.hours.removesuffix('.0')} 小时"),
    )


def _href(group: ServiceGroup, address: StatisticsAddress) -> str:
    """The board of the event; of a unit or a year its events."""
    if address.grouping is ServiceGrouping.EVENT:
        return url_for("volunteers.show", event_id=group.key)
    narrowing = {ServiceGrouping.UNIT: "unit", ServiceGrouping.YEAR: "year"}.get(address.grouping)
    if narrowing is None:
        return ""
    return table_url(TABLE, {**address.arguments, narrowing: group.key, "group": ServiceGrouping.EVENT.value})
