"""Whole names of children for those of the team who only read: allowed for a reason until a day, taken back at will."""

from datetime import date

from planner import clock
from planner.actors import Actor
from planner.enums import TeamRole
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, Link, TeamMember
from planner.models.name_grants import LONGEST_GRANT
from planner.nouns import Aggregate
from planner.permissions import can_manage_team
from planner.services.activity import record_change
from planner.services.guard import guard_event


def allow_names(event: Event, holder: TeamMember | Link, *, until: date, reason: str, actor: Actor) -> None:
    """Let a reader of the team see whole names through that day.

    Raises BadInput without a reason, for a day that is past or more than a year away, and for whoever sees them anyway.
    """
    guard_event(event, actor, can_manage_team)
    today = clock.today()
    latest = today + LONGEST_GRANT
    if holder.role is not TeamRole.READER:
        raise BadInput("只有“查看”的人要单独允许，负责人和共同编辑本来就能看到。", field="holder")
    if not reason.strip():
        raise BadInput("写一句为什么要看全名，比如“随队照看，要按名字叫人”。", field="reason")
    if not today <= until <= latest:
        raise BadInput(f"写今天到 {latest:%Y-%m-%d} 之间的一天。", field="until")
    holder.names_until, holder.names_because = min(clock.end_of(until), clock.now() + LONGEST_GRANT), reason.strip()
    _record(event, holder, "允许看全名", actor, after=f"到 {until:%Y-%m-%d}：{reason.strip()}")


def withdraw_names(event: Event, holder: TeamMember | Link, *, actor: Actor) -> None:
    """Take it back at once; where nothing was allowed, nothing changes."""
    guard_event(event, actor, can_manage_team)
    if holder.names_until is None:
        return
    holder.names_until, holder.names_because = None, ""
    _record(event, holder, "收回看全名", actor)


def _record(event: Event, holder: TeamMember | Link, verb: str, actor: Actor, after: str = "") -> None:
    db.session.flush()
    name = holder.name if isinstance(holder, Link) else holder.user.name
    record_change(event, actor=actor, verb=verb, subject=name, where="team", after=after, aggregate=Aggregate.PEOPLE)
