"""What the statistics of volunteers show: a table of figures, and how it is narrowed and grouped."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for

from planner import clock
from planner.forms.servicestatistics import StatisticsAddress
from planner.models import User
from planner.papers.overview import scope_words
from planner.people.servicestatistics import ServiceFigures, ServiceGroup, ServiceGrouping, ServiceStatistics
from planner.queries.units import Unit
from planner.views.overviewpage import year_choices
from planner.views.pager import Pager, read_pager


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceStatisticsPage:
    """A page of the table; `count` groups stand on all pages together, and the total is theirs.

    `years` are value and label, `groupings` label, address and whether it is the current one.
    """

    address: StatisticsAddress
    words: tuple[str, ...]
    is_narrowed: bool
    years: tuple[tuple[str, str], ...]
    units: tuple[Unit, ...]
    groupings: tuple[tuple[str, str, bool], ...]
    rows: tuple[ServiceRow, ...]
    total: ServiceRow
    count: int
    pager: Pager


def statistics_page(
    user: User, address: StatisticsAddress, units: Sequence[Unit], statistics: ServiceStatistics, *, per_page: int
) -> ServiceStatisticsPage:
    """The page of the table that this request asks for."""
    pager = read_pager(len(statistics.groups), per_page)
    shown = statistics.groups[(pager.page - 1) * per_page : pager.page * per_page]
    this_year = {"year": str(clock.today().year), "group": address.grouping.value}
    return ServiceStatisticsPage(
        address=address,
        words=tuple(scope_words(address.scope, units)),
        is_narrowed=address.arguments != this_year,
        years=tuple(year_choices(user, address.scope)),
        units=tuple(units),
        groupings=tuple(
            (each.label, _url({**address.arguments, "group": each.value}), each is address.grouping)
            for each in ServiceGrouping
        ),
        rows=tuple(ServiceRow(g.label, g.note, _href(g, address), service_cells(g.figures)) for g in shown),
        total=ServiceRow("合计", "", "", service_cells(statistics.total)),
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
    return _url({**address.arguments, narrowing: group.key, "group": ServiceGrouping.EVENT.value})


def _url(arguments: dict[str, str]) -> str:
    """The address of a table."""
    return f"{url_for('servicestatistics.show')}?{urlencode(arguments)}"
