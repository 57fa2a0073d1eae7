"""What the desk shows: my next events, what is due, what waits for me, the month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for

from planner import clock
from planner.checkup import Readiness
from planner.days import Day
from planner.enums import EventStatus
from planner.models import Event, User
from planner.paging import MOST_WAITING, Count
from planner.places import place_of
from planner.queries.approvals import waiting_for
from planner.queries.checkup import current_readiness_of
from planner.queries.dossier import current_dossiers
from planner.queries.events import Filters, my_open_events
from planner.queries.links import invitations_for
from planner.queries.listing import counts_by_status
from planner.queries.organisations import drafting_organisations
from planner.queries.summary import summaries_to_read
from planner.queries.todos import Step, Todo, todos
from planner.views.approvalpages import FiledSummaries, QueueEntry, list_entries, list_summaries
from planner.views.calendarpage import Month, draw_month
from planner.views.eventpage import DRAFTED
from planner.views.places import event_base, place_url

_EVENTS_SHOWN, _TODOS_SHOWN, _WAITING_SHOWN = 5, 8, 3


@dataclass(frozen=True, slots=True)
class MyEvent:
    """One of my events, with how much of it is prepared."""

    event: Event
    ready: Readiness


@dataclass(frozen=True, slots=True)
class Lead:
    """The next event that starts, in how many days, and what it waits for while it is drafted."""

    event: Event
    days: int
    hint: str


@dataclass(frozen=True, slots=True)
class Due:
    """A thing to do as the desk shows it."""

    todo: Todo
    href: str
    tag: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardPage:
    """The desk of a user. Of events, todos and submissions only the first are shown; the counts are of all."""

    hello: str
    today: Day
    events: tuple[MyEvent, ...]
    event_count: int
    lead: Lead | None
    due: tuple[Due, ...]
    due_count: Count
    today_count: int
    waiting: tuple[QueueEntry, ...]
    waiting_count: Count
    summaries: FiledSummaries
    counts: Mapping[EventStatus, Count]
    month: Month
    may_create: bool
    event_base: str
    invitation_count: int

    @property
    def has_more_events(self) -> bool:
        """Whether there are more events of mine than are shown."""
        return self.event_count > len(self.events)

    @property
    def has_more_waiting(self) -> bool:
        """Whether more waits for me than is shown."""
        return self.waiting_count > len(self.waiting)

    @property
    def due_rest(self) -> Count:
        """How many things to do are not shown."""
        return Count(self.due_count - len(self.due), is_more=self.due_count.is_more)


def dashboard_page(user: User) -> DashboardPage:
    """The desk of that user, today."""
    today = clock.today()
    mine = my_open_events(user)
    shown = _judge(nearest(mine, today)[:_EVENTS_SHOWN])
    due = todos(user, mine, today)
    waiting = waiting_for(user)
    return DashboardPage(
        hello=f"{user.name}，{greet(clock.local(clock.now()))}",
        today=Day.of(today),
        events=shown,
        event_count=len(mine),
        lead=find_lead(shown, today),
        due=tuple(_show_due(todo, today) for todo in due[:_TODOS_SHOWN]),
        due_count=Count(len(due), is_more=sum(todo.step is Step.REVIEW for todo in due) > MOST_WAITING),
        today_count=sum(todo.due is not None and todo.due <= today for todo in due),
        waiting=list_entries(waiting[:_WAITING_SHOWN]),
        waiting_count=Count.waiting(len(waiting)),
        summaries=list_summaries(summaries_to_read(user), _WAITING_SHOWN),
        counts=counts_by_status(user, Filters()),
        month=draw_month(user, today.year, today.month),
        may_create=bool(drafting_organisations(user)),
        event_base=event_base(),
        invitation_count=len(invitations_for(user)),
    )


def nearest(events: Sequence[Event], today: date) -> list[Event]:
    """Those that go on or are to come by their day, then undated ones, then what is over, the latest first."""
    ahead = [e for e in events if e.first_date and (e.last_date or e.first_date) >= today]
    undated = [e for e in events if not e.first_date]
    over = [e for e in events if e.first_date and (e.last_date or e.first_date) < today]
    return [*ahead, *undated, *reversed(over)]


def _judge(events: Sequence[Event]) -> tuple[MyEvent, ...]:
    ready = current_readiness_of(events, current_dossiers(events))
    return tuple(MyEvent(event, ready[event.id]) for event in events)


def greet(moment: datetime) -> str:
    """Good morning, by the hour of that moment."""
    hour = moment.hour
    return "早上好" if 5 <= hour < 11 else "中午好" if 11 <= hour < 13 else "下午好" if 13 <= hour < 18 else "晚上好"


def find_lead(events: Sequence[MyEvent], today: date) -> Lead | None:
    """The first of them that is still to start."""
    for mine in events:
        first = mine.event.first_date
        if first and first > today:
            return Lead(mine.event, (first - today).days, _hint(mine))
    return None


def _hint(mine: MyEvent) -> str:
    """What stands between a draft and its approver."""
    if mine.event.status not in DRAFTED:
        return ""
    return f"补齐 {len(mine.ready.must)} 项就能提交审批" if mine.ready.must else "可以提交审批"


def _show_due(todo: Todo, today: date) -> Due:
    return Due(todo, _due_url(todo), *due_tag(todo.due, today))


def _due_url(todo: Todo) -> str:
    """Where the thing is done."""
    if todo.step is Step.DUTY:
        return place_url(todo.event_id, place_of("duties", todo.key))
    if todo.step is Step.SUBMIT:
        return url_for("approvals.submit", event_id=todo.event_id)
    if todo.step is Step.REVIEW:
        subject, _, number = todo.key.partition("/")
        return url_for("reviews.decide", event_id=todo.event_id, subject=subject, number=number)
    if todo.step in (Step.RECORD, Step.CORRECT):
        return url_for("hours.show", event_id=todo.event_id)
    if todo.step in (Step.MEND_MONEY, Step.SETTLE, Step.MEND_PROOF, Step.ANSWER, Step.VOLUNTEERS):
        return place_url(todo.event_id, todo.key)
    if todo.step is Step.TELL:
        return url_for("road.show", event_id=todo.event_id)
    if todo.step is Step.SUM_UP:
        return url_for("summary.show", event_id=todo.event_id)
    return url_for("events.show", event_id=todo.event_id)


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
