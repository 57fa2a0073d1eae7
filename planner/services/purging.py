"""What goes by itself: data of children whose time is over, and what was deleted longer ago than it can be restored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import update

from planner import clock
from planner.actors import Actor
from planner.extensions import db
from planner.models import ROW_MODELS, DroppedInvoice, Erasure, Event, Feedback, RowMixin
from planner.people.volunteerfile import KEPT_MONTHS
from planner.queries.erasing import (
    Holding,
    count_deleted_rows,
    events_deleted,
    events_with_deleted_rows,
    list_holdings,
)
from planner.queries.feedback import count_put_away
from planner.queries.invoices import count_old
from planner.services.erasing import erase_children, erase_deleted_rows, erase_event
from planner.services.feedbackerasing import forget_put_away
from planner.services.guard import guard_house
from planner.services.intakeerasing import forget_added_batches
from planner.services.invoices import put_away_old
from planner.services.photocopies import mend_future_photos
from planner.services.retention import find_retention
from planner.services.volunteerfile import NO_EVENT, erase_old_filed, list_old_filed
from planner.services.wiping import enqueue_wiping

# So many events in one transaction: nobody who saves meanwhile is to wait for long.
MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class DuePart:
    """What of one event would go, or of the volunteer files of units where it has no number; in numbers."""

    event_id: int
    sentence: str


def list_due(*, months: int, keep_days: int) -> list[DuePart]:
    """What `purge_due` would erase now, by event; nothing is changed."""
    today, before = clock.today(), _oldest_kept(keep_days)
    parts = [DuePart(h.event.id, f"{h.sentence}，{_until(h.event, months)} 到期") for h in _due(months, today)]
    parts += [
        DuePart(event_id, f"放进来超过 {keep_days} 天还没记的发票 {count} 张") for event_id, count in count_old(before)
    ]
    parts += [
        DuePart(event_id, f"收起超过 {keep_days} 天的反馈 {count} 份") for event_id, count in count_put_away(before)
    ]
    parts += [
        DuePart(event.id, f"删除超过 {keep_days} 天的 {count_deleted_rows(event.id, before)} 行")
        for event in events_with_deleted_rows(before)
    ]
    if old := list_old_filed():
        parts.append(DuePart(NO_EVENT, f"{KEPT_MONTHS} 个月没有再报名的 {len(old)} 人"))
    return parts + [DuePart(event.id, f"整个活动，删除超过 {keep_days} 天") for event in events_deleted(before)]


def purge_due(*, months: int, keep_days: int, actor: Actor) -> list[Erasure]:
    """Erase what is due, of at most `MOST_AT_ONCE` events; the reports, of numbers only.

    Invoices that were dropped and not entered for as long go with them, and feedback that was put away, without a
    report: they were no part of any event. What is committed is then wiped and looked for; what is left to be of
    earlier erasings is put in line. Where there are as many reports as that, more may be due.
    """
    guard_house(actor)
    enqueue_wiping()
    _mend_future_deletions()
    before = _oldest_kept(keep_days)
    put_away_old(before, actor=actor)
    forget_put_away(before, actor=actor)
    forget_added_batches(before, actor=actor)
    kinds: tuple[tuple[Callable[[], list[Event]], Callable[..., Erasure]], ...] = (
        (partial(events_deleted, before), erase_event),
        (partial(_events_due, months), erase_children),
        (partial(events_with_deleted_rows, before), partial(erase_deleted_rows, before=before)),
    )
    reports = erase_old_filed(actor=actor)
    for find, erase in kinds:
        reports += [erase(event, actor=actor) for event in find()[: MOST_AT_ONCE - len(reports)]]
    return reports


def _events_due(months: int) -> list[Event]:
    return [holding.event for holding in _due(months, clock.today())]


def _due(months: int, today: date) -> list[Holding]:
    return [h for h in list_holdings() if find_retention(h.event, months=months).is_over(today)]


def _until(event: Event, months: int) -> str:
    return find_retention(event, months=months).until.isoformat()


def _oldest_kept(keep_days: int) -> datetime:
    return clock.now() - timedelta(days=keep_days)


def _mend_future_deletions() -> None:
    """What was deleted or dropped while the clock ran ahead counts as of now, and is not kept for as long as it did."""
    now = clock.now()
    models: tuple[type[RowMixin] | type[Event], ...] = (*ROW_MODELS.values(), Event)
    for model in models:
        db.session.execute(update(model).where(model.deleted_at > now).values(deleted_at=now))
    mend_future_photos(now)
    ahead = update(DroppedInvoice).where(DroppedInvoice.dropped_at > now)
    db.session.execute(ahead.values(dropped_at=now))
    db.session.execute(update(Feedback).where(Feedback.put_away_at > now).values(put_away_at=now))
