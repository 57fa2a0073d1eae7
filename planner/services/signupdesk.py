"""The desk that takes volunteers of an event: opened once, then set, closed and opened again."""

from datetime import datetime
from typing import Any

from planner import clock
from planner.actors import Actor
from planner.enums import LinkPurpose
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Event, SignUpDesk
from planner.nouns import Aggregate
from planner.people.signingrules import tell_moment
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.signups import find_desk
from planner.services.guard import guard_event
from planner.services.links import make_link
from planner.services.volunteerlog import record_volunteers

MOST_LEAVE_HOURS = 14 * 24


def open_desk(event: Event, *, actor: Actor) -> SignUpDesk:
    """Begin to take volunteers: makes the public link. A second time it is the desk that there is."""
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    if (desk := find_desk(event.id, anew=True)) is not None:
        return desk
    desk = add_desk(event, actor=actor)
    record_volunteers(event, actor, "开始招募", "志愿者报名")
    return desk


def add_desk(event: Event, *, opens_at: datetime | None = None, actor: Actor) -> SignUpDesk:
    """A desk with its public link, open at once or from a moment on, for whoever logs it."""
    usual = LINK_RULES[LinkPurpose.SIGN_UP].usual
    assert usual is not None, "links on posters end by themselves"
    link, _ = make_link(LinkPurpose.SIGN_UP, expires_at=clock.now() + usual, actor=actor, event=event)
    desk = SignUpDesk(event_id=event.id, link=link, lottery=None, opens_at=opens_at, arrivals=0, version=1)
    db.session.add(desk)
    return desk


def set_desk(
    event: Event,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    benefits: str,
    bring: str,
    leave_hours: int,
    shows_phone: bool,
    version: int,
    actor: Actor,
) -> SignUpDesk:
    """Say when one may sign up and what volunteers are told; raises BadInput for an end before the beginning."""
    guard_event(event, actor, can_work_on_event)
    desk = lock_desk(event)
    values: dict[str, Any] = {"opens_at": opens_at, "closes_at": closes_at, "benefits": benefits, "bring": bring}
    values |= {"leave_hours": leave_hours, "shows_phone": shows_phone}
    if desk.version != version:
        theirs = {name: getattr(desk, name) for name in values}
        raise LostUpdate("别人刚才也改了报名设置，两边的内容都在下面。", who="", version=desk.version, theirs=theirs)
    if opens_at and closes_at and closes_at <= opens_at:
        raise BadInput("截止要晚于开始。", field="closes_on")
    if desk.coming_draw is not None and opens_at and opens_at >= desk.coming_draw.draws_at:
        raise BadInput(f"开始要早于抽签，{tell_moment(clock.local(desk.coming_draw.draws_at))} 抽。", field="opens_on")
    for name, value in values.items():
        setattr(desk, name, value)
    desk.version += 1
    record_volunteers(event, actor, "修改", "志愿者报名设置")
    return desk


def close_desk(event: Event, *, is_closed: bool, actor: Actor) -> SignUpDesk:
    """Close sign-up by hand, or open it again."""
    guard_event(event, actor, can_work_on_event)
    desk = lock_desk(event)
    if desk.is_closed != is_closed:
        desk.is_closed = is_closed
        record_volunteers(event, actor, "关闭" if is_closed else "重新打开", "志愿者报名")
    return desk


def lock_desk(event: Event) -> SignUpDesk:
    """The desk as it stands under the lock of the event's people; raises NotFound while there is none."""
    lock_aggregate(event.id, Aggregate.PEOPLE)
    desk = find_desk(event.id, anew=True)
    if desk is None:
        raise NotFound("这个活动还没有开始招志愿者。")
    return desk
