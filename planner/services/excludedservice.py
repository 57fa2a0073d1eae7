"""Work that is no voluntary service, paid or within somebody's duties: it gives no hours (民政部令第67号 art. 19)."""

from sqlalchemy import delete, select

from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, ExcludedService, ServiceHours, Shift, SignUp
from planner.nouns import Aggregate
from planner.permissions import can_take_steps
from planner.queries.changes import lock_aggregate
from planner.queries.excludedservice import find_excluded
from planner.services.activity import LONG_NAME
from planner.services.guard import guard_event
from planner.services.hours import SERVICE, outdate_certificates
from planner.services.volunteerlog import record_volunteers


def exclude_service(event: Event, *, because: str, post: str = "", sign_up_id: int | None = None, actor: Actor) -> None:
    """Say of a post, or of one sign-up, that it is no voluntary service, and why.

    Hours of it that were approved count no more, and certificates that state them are outdated. Raises BadInput without
    a reason, NotFound for a post or a sign-up of another event.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    if not because.strip():
        raise BadInput("写一句为什么不算，比如“领了讲课费”“本职工作”。", field="why")
    of_it = _sign_ups_of(event, post, sign_up_id)
    row = find_excluded(event, post, sign_up_id)
    if row is None:
        row = ExcludedService(event_id=event.id, post=post if sign_up_id is None else "", sign_up_id=sign_up_id)
        db.session.add(row)
    row.because, row.by = because.strip(), actor.name[:LONG_NAME]
    counted = select(ServiceHours.volunteer_id).where(ServiceHours.sign_up_id.in_(of_it))
    outdate_certificates(db.session.scalars(counted.where(ServiceHours.approved_at.is_not(None))).all())
    db.session.execute(delete(ServiceHours).where(ServiceHours.sign_up_id.in_(of_it)))
    record_volunteers(event, actor, "不计时长", SERVICE, after=_tell_reason(row))


def include_service(event: Event, *, post: str = "", sign_up_id: int | None = None, actor: Actor) -> None:
    """Take that back: the hours are proposed anew. Raises NotFound where nothing was left out."""
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    row = find_excluded(event, post, sign_up_id)
    if row is None:
        raise NotFound("已经在计时长了。")
    db.session.delete(row)
    record_volunteers(event, actor, "恢复计时长", SERVICE, before=_tell_reason(row))


def _tell_reason(row: ExcludedService) -> str:
    """What the log says: why, of a post; of one volunteer nothing that may tell who it is."""
    return row.because if row.sign_up_id is None else "1 人"


def _sign_ups_of(event: Event, post: str, sign_up_id: int | None) -> list[int]:
    """The sign-ups that it is about."""
    wanted = select(SignUp.id).where(SignUp.event_id == event.id)
    if sign_up_id is None:
        shifts = db.session.scalars(select(Shift.key).where(Shift.event_id == event.id, Shift.post == post)).all()
        if not shifts:
            raise NotFound("这个岗位没有人服务过，或者已经删掉。")
        return list(db.session.scalars(wanted.where(SignUp.shift.in_(shifts))))
    found = list(db.session.scalars(wanted.where(SignUp.id == sign_up_id)))
    if not found:
        raise NotFound("这条报名不在这里。")
    return found
