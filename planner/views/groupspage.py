"""A table of groups with figures over many events: what it is narrowed and grouped by, its rows and their total."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from flask import url_for

from planner import clock
from planner.forms.overview import ALL_YEARS, NO_YEAR
from planner.models import User
from planner.money.overview import UNDATED, Grouping, Scope
from planner.papers.overview import scope_words
from planner.people.servicestatistics import ServiceGrouping
from planner.queries.overview import years_with_events
from planner.queries.units import Unit
from planner.report.yearsummary import YearGrouping
from planner.views.pager import Pager


class GroupedAddress(Protocol):
    """What the address of such a table says."""

    @property
    def scope(self) -> Scope:
        """What is counted."""

    @property
    def grouping(self) -> Grouping | ServiceGrouping | YearGrouping:
        """What a row stands for."""

    @property
    def year(self) -> str:
        """The year as addresses carry it."""

    @property
    def unread(self) -> list[str]:
        """The labels of what could not be read."""

    @property
    def arguments(self) -> dict[str, str]:
        """What an address needs to say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What the table is narrowed by and grouped by, in words, and what else it could be.

    `years` are value and label, `groupings` label, address and whether it is the current one. `wider_href` leads to
    the table of all years and nothing else that narrows it; empty where this is it.
    """

    address: GroupedAddress
    is_narrowed: bool
    wider_href: str
    words: tuple[str, ...]
    years: tuple[tuple[str, str], ...]
    units: tuple[Unit, ...]
    groupings: tuple[tuple[str, str, bool], ...]


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsPage(Generic[Row]):
    """A page of the table; `count` groups stand on all pages together, and the total is theirs."""

    narrowing: Narrowing
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row
    count: int
    pager: Pager


def narrowing_of(user: User, address: GroupedAddress, units: Sequence[Unit], endpoint: str) -> Narrowing:
    """How the table at that endpoint is narrowed; this year's, grouped in any way, counts as not narrowed."""
    this_year = {"year": str(clock.today().year), "group": address.grouping.value}
    all_years = {**this_year, "year": ALL_YEARS}
    return Narrowing(
        address=address,
        is_narrowed=address.arguments != this_year,
        wider_href=table_url(endpoint, all_years) if address.arguments != all_years else "",
        words=tuple(scope_words(address.scope, units)),
        years=tuple(year_choices(user, address.scope)),
        units=tuple(units),
        groupings=tuple(
            (each.label, table_url(endpoint, {**address.arguments, "group": each.value}), each is address.grouping)
            for each in type(address.grouping)
        ),
    )


def year_choices(user: User, scope: Scope) -> list[tuple[str, str]]:
    """The years to choose from, as value and label: those with events, this one, the chosen one."""
    years, has_undated = years_with_events(user)
    this_year = clock.today().year
    offered = {*years, this_year, *([scope.year] if scope.year else [])}
    undated = [(NO_YEAR, UNDATED)] if has_undated or scope.is_undated else []
    return [(ALL_YEARS, "全部年份"), *((str(y), f"{y}年") for y in sorted(offered, reverse=True)), *undated]


def table_url(endpoint: str, arguments: dict[str, str]) -> str:
    """The address of a table, or of what is behind a figure of it."""
    return f"{url_for(endpoint)}?{urlencode(arguments)}"
