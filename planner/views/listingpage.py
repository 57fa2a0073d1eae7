"""What the list of events shows: a page of rows, what narrows it, and what else could."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import request, url_for

from planner import clock
from planner.enums import EventStatus
from planner.models import User
from planner.paging import Count, count_pages, read_page
from planner.queries.deciders import waiting_plans
from planner.queries.events import Filters
from planner.queries.listing import PAGE, ListedEvent, Unit, counts_by_status, list_page, months_around
from planner.queries.organisations import drafting_organisations
from planner.views.pager import Pager, open_pager, read_pager
from planner.views.places import event_base

# Who looks for something further back narrows the list: going there costs more with every page.
MOST_PAGES = 200


class Chip(NamedTuple):
    """A status to narrow the list by, with the number of its events."""

    label: str
    number: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """A page of the list; `unread` are the labels of filters that can't be read, `month` is the chosen one."""

    rows: Sequence[ListedEvent]
    total: Count
    pager: Pager
    filters: Filters
    unread: Sequence[str]
    units: Sequence[Unit]
    month: str
    months: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    may_create: bool
    event_base: str
    per_page: int = PAGE

    @property
    def ends_early(self) -> bool:
        """Whether there are more events than pages are shown."""
        return self.total.is_more and self.pager.page == MOST_PAGES

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.filters != Filters()

    @property
    def has_units(self) -> bool:
        """Whether the events are of several units."""
        return len(self.units) > 1


def listing_page(user: User, filters: Filters, unread: Sequence[str], units: Sequence[Unit]) -> ListingPage:
    """The page that the address asks for, with the counts of each status."""
    today = clock.today()
    counts = counts_by_status(user, filters)
    total = counts.get(filters.status, Count(0)) if filters.status else Count.sum(counts.values())
    rows, pager = _read_page(user, filters, total, today)
    rows = _tell_who_decides(rows)
    return ListingPage(
        rows=rows,
        total=total,
        pager=pager,
        filters=filters,
        unread=unread,
        units=units,
        month=name_month(filters.month),
        months=offer_months(filters.month, today),
        chips=_chips(counts, filters),
        may_create=bool(drafting_organisations(user)),
        event_base=event_base(),
    )


def _read_page(user: User, filters: Filters, total: Count, today: date) -> tuple[list[ListedEvent], Pager]:
    """The rows of the page that the address asks for, or of the last one that is sure to exist."""
    if not total.is_more:
        pager = read_pager(total, PAGE)
        return list_page(user, filters, pager.page, this_year=today.year), pager
    page = read_page(request.args.get("page"), MOST_PAGES)
    rows = list_page(user, filters, page, this_year=today.year)
    if not rows:
        page = count_pages(total, PAGE)
        rows = list_page(user, filters, page, this_year=today.year)
    return rows, open_pager(page, most=MOST_PAGES, is_full=len(rows) == PAGE)


def _tell_who_decides(rows: Sequence[ListedEvent]) -> list[ListedEvent]:
    """The same rows, those that wait for an approval with whom they wait for and since when."""
    waiting = waiting_plans(row.id for row in rows if row.status == EventStatus.SUBMITTED)
    return [row._replace(waits_for=waiting[row.id].full_label) if row.id in waiting else row for row in rows]


def name_month(month: tuple[int, int] | None) -> str:
    """2026-07, as addresses name a month."""
    return "" if month is None else f"{month[0]}-{month[1]:02d}"


def offer_months(chosen: tuple[int, int] | None, today: date) -> tuple[tuple[str, str], ...]:
    """The months to choose from by name and label, newest first; the chosen one on top where it is a far one."""
    near = tuple(months_around(today))
    if chosen is None or name_month(chosen) in dict(near):
        return near
    return ((name_month(chosen), f"{chosen[0]}年{chosen[1]}月"), *near)


def _chips(counts: Mapping[EventStatus, Count], filters: Filters) -> tuple[Chip, ...]:
    """全部 and each status that has events, or is the current one."""
    kept: dict[str, Any] = {
        name: value for name, value in request.args.items() if name not in ("status", "page") and value
    }
    chips = [Chip("全部", Count.sum(counts.values()).label, url_for(".show", **kept), filters.status is None)]
    for status in EventStatus:
        if counts.get(status) or filters.status == status:
            href = url_for(".show", **kept, status=status.value)
            chips.append(Chip(status.label, counts.get(status, Count(0)).label, href, filters.status == status))
    return tuple(chips)
