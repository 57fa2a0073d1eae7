"""All events that the user may read, narrowed by a form whose address can be sent on."""

import re

from flask import Blueprint, render_template, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from planner.enums import EventStatus
from planner.eventkinds import KINDS
from planner.queries.events import Filters
from planner.queries.units import UnitChoice, choose_units
from planner.views.listingpage import listing_page

bp = Blueprint("listing", __name__, url_prefix="/events")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_LONGEST_TEXT = 60
_LONGEST_NAME = 80


@bp.get("")
def show() -> str:
    """The list, 50 a page, with the counts of each status on top."""
    number, name = (request.args.get(each, "").strip()[:_LONGEST_NAME] for each in ("unit", "unit_name"))
    units = choose_units(current_user, number=number, name=name)
    filters, unread = read_filters(request.args, units)
    page = listing_page(current_user, filters, unread, units)
    return render_template("listing/show.html", page=page)


def read_filters(args: MultiDict[str, str], units: UnitChoice) -> tuple[Filters, list[str]]:
    """The filters of an address, and the labels of those that can't be read and are left out."""
    text, status, kind, month, unit = (args.get(n, "").strip() for n in ("text", "status", "kind", "month", "unit"))
    statuses = {s.value: s for s in EventStatus}
    span = read_month(month)
    checks = (
        ("状态", status, status in statuses),
        ("类型", kind, kind in KINDS),
        ("月份", month, span is not None),
        ("单位", unit, bool(units.chosen or units.name)),
    )
    filters = Filters(
        statuses.get(status), kind if kind in KINDS else "", span, text[:_LONGEST_TEXT], organisation_ids=units.ids
    )
    return filters, [label for label, value, is_known in checks if value and not is_known]


def read_month(text: str) -> tuple[int, int] | None:
    """Year and month of 2026-07; None for anything else."""
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return (year, month) if 1900 <= year <= 2200 and 1 <= month <= 12 else None
