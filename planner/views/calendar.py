"""The month: events on their days, festivals beside them."""

from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask_login import current_user

from planner import clock
from planner.drawing.monthgrid import GridDay, GridSpan, month_after, month_before, month_grid
from planner.models import User
from planner.queries.calendar import DatedEvent, events_between, undated_events
from planner.views.listing import read_month

bp = Blueprint("calendar", __name__, url_prefix="/calendar")
FIRST, LAST = (1901, 1), (2199, 12)


class Month(NamedTuple):
    """A month ready to be drawn, and what takes place in it."""

    year: int
    month: int
    weeks: list[list[GridDay]]
    events: list[DatedEvent]
    before: str
    after: str


@bp.get("")
def show() -> str:
    """The month of the address, or the present one."""
    text = request.args.get("month", "").strip()
    wanted = read_month(text)
    if wanted is not None and not FIRST <= wanted <= LAST:
        wanted = None
    today = clock.today()
    return render_template(
        "calendar/show.html",
        month=draw_month(current_user, *(wanted or (today.year, today.month))),
        undated=undated_events(current_user),
        unread=text if text and wanted is None else "",
        today=today,
    )


def draw_month(user: User, year: int, month: int) -> Month:
    """The weeks of the month with the events that the user may read."""
    today = clock.today()
    blank = month_grid(year, month, (), today)
    events = events_between(user, blank[0][0].date, blank[-1][-1].date)
    spans = [GridSpan(e.id, e.title, e.status.value, e.first, e.last) for e in events if e.first and e.last]
    inside = [e for e in events if _touches(e, year, month)]
    before, after = (f"{y}-{m:02d}" for y, m in (month_before(year, month), month_after(year, month)))
    return Month(year, month, month_grid(year, month, spans, today), inside, before, after)


def _touches(event: DatedEvent, year: int, month: int) -> bool:
    days = (event.first, event.last)
    first, last = ((d.year, d.month) if d else (0, 0) for d in days)
    return first <= (year, month) <= last
