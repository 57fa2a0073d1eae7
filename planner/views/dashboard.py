"""The desk: my events, what is due, what waits for my word, the month."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, render_template, url_for
from flask_login import current_user

from planner import clock
from planner.checkup import Readiness
from planner.days import Day
from planner.models import Event
from planner.places import place_of
from planner.queries.approvals import waiting_for
from planner.queries.checkup import current_readiness_of
from planner.queries.dossier import current_dossiers
from planner.queries.events import Filters, my_open_events
from planner.queries.listing import counts_by_status
from planner.queries.organisations import drafting_organisations
from planner.queries.todos import Step, Todo, todos
from planner.views.approvalpages import entries
from planner.views.calendar import draw_month
from planner.views.places import place_url

bp = Blueprint("dashboard", __name__, url_prefix="")
_EVENTS_SHOWN, _TODOS_SHOWN, _WAITING_SHOWN = 5, 8, 3


class Due(NamedTuple):
    """A thing to do as the desk shows it."""

    todo: Todo
    href: str
    tag: str
    colour: str


@bp.get("/")
def show() -> str:
    """The desk of a user; guests are sent to their event."""
    today = clock.today()
    waiting = waiting_for(current_user)
    return render_template(
        "dashboard/show.html",
        **_my_work(today),
        hello=_greeting(),
        today=Day.of(today),
        waiting=entries(waiting[:_WAITING_SHOWN]),
        waiting_count=len(waiting),
        counts=counts_by_status(current_user, Filters()),
        month=draw_month(current_user, today.year, today.month),
        may_create=bool(drafting_organisations(current_user)),
    )


def _my_work(today: date) -> dict[str, Any]:
    """My events, the nearest first, and what is due in them."""
    mine = my_open_events(current_user)
    shown = nearest(mine, today)[:_EVENTS_SHOWN]
    due = [_due(todo, today) for todo in todos(current_user, mine, today)]
    return {
        "mine": len(mine),
        "ready": _ready(shown),
        "lead": _lead(shown, today),
        "due": due[:_TODOS_SHOWN],
        "due_count": len(due),
        "today_count": sum(d.colour in ("bad", "warn") for d in due),
    }


def nearest(events: Sequence[Event], today: date) -> list[Event]:
    """Those that go on or are to come by their day, then undated ones, then what is over, the latest first."""
    ahead = [e for e in events if e.first_date and (e.last_date or e.first_date) >= today]
    undated = [e for e in events if not e.first_date]
    over = [e for e in events if e.first_date and (e.last_date or e.first_date) < today]
    return [*ahead, *undated, *reversed(over)]


def _ready(events: Sequence[Event]) -> list[tuple[Event, Readiness]]:
    dossiers = current_dossiers(events)
    ready = current_readiness_of(events, dossiers)
    return [(event, ready[event.id]) for event in events]


def _greeting() -> str:
    hour = clock.local(clock.now()).hour
    return "早上好" if 5 <= hour < 11 else "中午好" if 11 <= hour < 13 else "下午好" if 13 <= hour < 18 else "晚上好"


def _lead(events: Sequence[Event], today: date) -> tuple[Event, int] | None:
    """The next event that starts, and in how many days."""
    ahead = ((e, (e.first_date - today).days) for e in events if e.first_date and e.first_date > today)
    return next(ahead, None)


def _due(todo: Todo, today: date) -> Due:
    href = url_for("events.show", event_id=todo.event_id)
    if todo.step is Step.DUTY:
        href = place_url(todo.event_id, place_of("duties", todo.key))
    elif todo.step is Step.SUBMIT:
        href = url_for("approvals.submit", event_id=todo.event_id)
    elif todo.step is Step.REVIEW:
        subject, _, number = todo.key.partition("/")
        href = url_for("reviews.decide", event_id=todo.event_id, subject=subject, number=number)
    elif todo.step in (Step.MEND_MONEY, Step.SETTLE):
        href = place_url(todo.event_id, todo.key)
    return Due(todo, href, *due_tag(todo.due, today))


def due_tag(due: date | None, today: date) -> tuple[str, str]:
    """逾期 1 天, 今天, 明天, 周六, 8月9日, and the colour that says how pressing it is."""
    if due is None:
        return "", ""
    days = (due - today).days
    if days < 0:
        return f"逾期 {-days} 天", "bad"
    if days < 2:
        return ("今天", "warn") if days == 0 else ("明天", "")
    day = Day.of(due)
    return (day.weekday if days < 7 else day.short if due.year == today.year else f"{due.year}年{day.short}"), ""
