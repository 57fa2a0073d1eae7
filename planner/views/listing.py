"""All events that the user may read, narrowed by a form whose address can be sent on."""

import re
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from planner import clock
from planner.enums import EventStatus
from planner.eventkinds import KINDS
from planner.queries.events import Filters
from planner.queries.listing import PAGE, Unit, counts_by_status, list_page, months_around, units_for
from planner.queries.organisations import drafting_organisations
from planner.views.pager import read_pager

bp = Blueprint("listing", __name__, url_prefix="/events")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_LONGEST_TEXT = 60


class Chip(NamedTuple):
    """A status to narrow the list by, with the number of its events."""

    label: str
    number: int
    href: str
    is_current: bool


@bp.get("")
def show() -> str:
    """The list, 50 a page, with the counts of each status on top."""
    units = units_for(current_user)
    filters, unread = read_filters(request.args, units)
    counts = counts_by_status(current_user, filters)
    total = counts.get(filters.status, 0) if filters.status else sum(counts.values())
    pager = read_pager(total, PAGE)
    return render_template(
        "listing/show.html",
        rows=list_page(current_user, filters, pager.page, this_year=clock.today().year),
        **_narrowing(filters, unread, units, counts),
        total=total,
        pager=pager,
        per_page=PAGE,
        base=url_for("events.show", event_id=0)[:-1],
        may_create=bool(drafting_organisations(current_user)),
    )


def _narrowing(
    filters: Filters, unread: list[str], units: list[Unit], counts: dict[EventStatus, int]
) -> dict[str, Any]:
    """What the list is narrowed by, and what else it could be."""
    return {
        "filters": filters,
        "is_narrowed": filters != Filters(),
        "unread": unread,
        "units": units,
        "months": months_around(clock.today()),
        "chips": _chips(counts, filters),
    }


def read_filters(args: MultiDict[str, str], units: list[Unit]) -> tuple[Filters, list[str]]:
    """The filters of an address, and the labels of those that can't be read and are left out."""
    text, status, kind, month, unit = (args.get(n, "").strip() for n in ("text", "status", "kind", "month", "unit"))
    statuses = {s.value: s for s in EventStatus}
    known_units = {str(u.id): u.id for u in units}
    span = read_month(month)
    checks = (
        ("状态", status, status in statuses),
        ("类型", kind, kind in KINDS),
        ("月份", month, span is not None),
        ("单位", unit, unit in known_units),
    )
    filters = Filters(
        statuses.get(status), kind if kind in KINDS else "", span, text[:_LONGEST_TEXT], known_units.get(unit)
    )
    return filters, [label for label, value, is_known in checks if value and not is_known]


def read_month(text: str) -> tuple[int, int] | None:
    """Year and month of 2026-07; None for anything else."""
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return (year, month) if 1900 <= year <= 2200 and 1 <= month <= 12 else None


def _chips(counts: dict[EventStatus, int], filters: Filters) -> list[Chip]:
    """全部 and each status that has events, or is the current one."""
    kept: dict[str, Any] = {
        name: value for name, value in request.args.items() if name not in ("status", "page") and value
    }
    chips = [Chip("全部", sum(counts.values()), url_for(".show", **kept), filters.status is None)]
    for status in EventStatus:
        if counts.get(status) or filters.status == status:
            href = url_for(".show", **kept, status=status.value)
            chips.append(Chip(status.label, counts.get(status, 0), href, filters.status == status))
    return chips
