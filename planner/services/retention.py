"""Until when the data of children of an event is kept: read, and changed by whoever manages the event."""

from datetime import date

from planner import clock
from planner.actors import Actor
from planner.config import MOST_RETENTION_MONTHS
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import can_manage_team
from planner.retention import Retention, retention_of
from planner.services.activity import record_change
from planner.services.guard import guard_event


def find_retention(event: Event, *, months: int) -> Retention:
    """Until when it is kept, `months` after the event unless somebody said otherwise.

    An event without a day counts as over when its plan was last changed: what nobody works on is not kept for ever.
    """
    last_day = event.last_date or event.first_date or clock.local(event.updated_at).date()
    return retention_of(last_day, event.retain_until, months=months, most_months=MOST_RETENTION_MONTHS)


def set_retention(event: Event, until: date, *, months: int, actor: Actor) -> None:
    """Keep the data of the children through that day; raises BadInput for one out of bounds."""
    guard_event(event, actor, can_manage_team)
    before = find_retention(event, months=months)
    if not before.earliest <= until <= before.latest:
        raise BadInput(
            f"写 {before.earliest:%Y-%m-%d} 到 {before.latest:%Y-%m-%d} 之间的一天："
            f"不能早于活动结束，最长保存到结束后 {MOST_RETENTION_MONTHS} 个月。",
            field="until",
        )
    if until == before.until:
        return
    event.retain_until = until
    record_change(
        event,
        actor=actor,
        verb="修改",
        subject="孩子信息的保存期限",
        where="participants",
        before=before.until.isoformat(),
        after=until.isoformat(),
        aggregate=Aggregate.PEOPLE,
    )
    db.session.flush()
