"""Guards: the first line of every service that changes something, whoever calls it."""

from collections.abc import Callable, Iterable

from planner.actors import Actor
from planner.enums import ActorKind, LinkPurpose, Role
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import Event, Link, Organisation, User, Volunteer
from planner.nouns import NOUNS
from planner.permissions import (
    Access,
    Permission,
    can_change_rows,
    can_send_photos,
    can_take_steps,
    can_work_on_event,
    require,
)
from planner.queries.events import access_to
from planner.queries.tree import administers_instance, ids_above, managed_ids, role_in_unit, units_where
from planner.unitpermissions import (
    REVIEWING_FROM_ABOVE,
    can_create_event,
    can_manage_users,
    can_name_deputy,
    can_reset_password,
    can_set_bulletin_head,
    can_set_policy,
    can_set_summary_rules,
    can_set_volunteer_rules,
    can_use_volunteer_file,
)

UNIT_GONE = "这个单位不在这里。"
PAGE_GONE = "这个页面不在这里。"
UnitPermission = Callable[[Role | None], bool]
# What members of a unit are told who may not do this in it.
_UNIT_REFUSALS: dict[UnitPermission, str] = {
    can_manage_users: "单位的人员由管理员来管。",
    can_set_policy: "经费制度由本单位的财务或管理员来定。",
    can_set_volunteer_rules: "志愿者规则由本单位的管理员来定。",
    can_set_summary_rules: "总结期限由本单位的管理员来定。",
    can_set_bulletin_head: "简报的红头由本单位的管理员来写。",
    can_create_event: "活动由本单位的组织者或管理员来建。",
    can_use_volunteer_file: "志愿者档案由本单位的组织者和管理员来用。",
    can_name_deputy: "代理人由本单位的审批人、财务或管理员自己来指定。",
}


def guard_event(event: Event, actor: Actor, may: Permission) -> Access:
    """Let the actor pass who may do this with the event; returns what they are to it.

    Raises NotFound for strangers, NotAllowed for the others (see `permissions.require`).
    """
    access = access_to(event, actor)
    require(may, access)
    return access


def is_visitor_of(event: Event, actor: Actor) -> bool:
    """Whether the actor came to this very event by a link of somebody without an account, and not as a guest."""
    return actor.kind is ActorKind.VISITOR and actor.guest_of == event.id


def guard_signing_up(event: Event, actor: Actor) -> None:
    """Let pass who signs volunteers up: whoever came by a link of the event, those who work on it, and jobs."""
    if not is_visitor_of(event, actor):
        guard_event(event, actor, can_work_on_event)


def guard_sending_photos(event: Event, actor: Actor) -> None:
    """Let pass who sends photos: the team, whoever came by a link that is good for just that, and jobs.

    Raises NotFound for every other visitor.
    """
    _guard_by_link(event, actor, LinkPurpose.PHOTOS, can_send_photos)


def guard_giving_feedback(event: Event, actor: Actor) -> None:
    """Let pass who says how an event was: whoever came by a link that is good for just that, who works on it, and jobs.

    Raises NotFound for every other visitor.
    """
    _guard_by_link(event, actor, LinkPurpose.FEEDBACK, can_work_on_event)


def _guard_by_link(event: Event, actor: Actor, purpose: LinkPurpose, may: Permission) -> None:
    if actor.kind is not ActorKind.VISITOR:
        guard_event(event, actor, may)
        return
    link = db.session.get(Link, actor.id)
    if link is None or link.purpose is not purpose or link.event_id != event.id or not link.is_open:
        raise NotFound(PAGE_GONE)


def guard_volunteer(event: Event, volunteer: Volunteer, actor: Actor) -> None:
    """Let pass the volunteer, by the link of their own page, those who work on the event, and jobs.

    Raises NotFound for every other visitor.
    """
    if actor.kind is ActorKind.VISITOR and (actor.id != volunteer.link_id or actor.guest_of != event.id):
        raise NotFound(PAGE_GONE)
    guard_signing_up(event, actor)


def guard_own_hours(event: Event, volunteer: Volunteer, actor: Actor) -> None:
    """Let pass the volunteer, by the link of their own page, those who carry the event on by an account, and jobs."""
    if actor.kind is ActorKind.VISITOR:
        guard_volunteer(event, volunteer, actor)
    else:
        guard_event(event, actor, can_take_steps)


def guard_rows(event: Event, noun: str, actor: Actor) -> Access:
    """Let the actor pass who may change the rows of a noun: of the plan, of the accounts, of the roster."""
    return guard_event(event, actor, can_change_rows(NOUNS[noun]))


def guard_unit(unit_id: int, actor: Actor, may: UnitPermission) -> None:
    """Let the actor pass who may do this in a unit, by their role there or as administrator of one above it.

    Raises NotFound for strangers, NotAllowed for other members; jobs pass.
    """
    if actor.kind is not ActorKind.JOB:
        _judge(role_in_unit(unit_id, actor), may)


def guard_new_unit(parent: Organisation | None, actor: Actor) -> None:
    """Let the actor pass who may make a unit below `parent`; a new tree is planted by jobs only."""
    if parent is not None:
        guard_unit(parent.id, actor, can_manage_users)
    elif actor.kind is not ActorKind.JOB:
        raise NotFound(UNIT_GONE)


def guard_drafting(unit_id: int, actor: Actor) -> None:
    """Let the actor pass who drafts events of a unit, as one of its own people.

    Administrators above and jobs do not pass: an event is owned by somebody who belongs to its organisation.
    """
    _judge(actor.roles.get(unit_id), can_create_event)


def guard_plan_texts(actor: Actor) -> None:
    """Let the actor pass who drafts events of any unit, as one of its own people."""
    if not any(map(can_create_event, actor.roles.values())):
        raise NotAllowed("你在单位里不是组织者，不能新建活动，请联系管理员。")


def guard_volunteer_file(unit_id: int, actor: Actor) -> None:
    """Let the actor pass who asks the volunteers of a unit again, as one of its own people; and jobs."""
    if actor.kind is not ActorKind.JOB:
        _judge(actor.roles.get(unit_id), can_use_volunteer_file)


def guard_deciding(unit_id: int, actor: Actor) -> None:
    """Let the actor pass who decides plans or money in a unit by a role of their own: the right is theirs to lend."""
    _judge(actor.roles.get(unit_id), can_name_deputy)


def _judge(role: Role | None, may: UnitPermission) -> None:
    if may(role):
        return
    if role is None:
        raise NotFound(UNIT_GONE)
    raise NotAllowed(_UNIT_REFUSALS[may])


def guard_common_finance(unit_ids: Iterable[int], actor: Actor) -> None:
    """Let pass who is finance of each of these units, in it or above it; and jobs."""
    if actor.kind is ActorKind.JOB:
        return
    units = set(units_where(actor.roles, REVIEWING_FROM_ABOVE))
    if any(units.isdisjoint({unit_id, *ids_above(unit_id)}) for unit_id in unit_ids):
        raise NotAllowed("两家都归他管账的财务才能问、才能结案，多半是上级单位的。")


def guard_instance(actor: Actor) -> None:
    """Let pass who looks after the installation: administrators of a unit that has none above it, and jobs."""
    if actor.kind is not ActorKind.JOB and not administers_instance(actor):
        raise NotAllowed("系统任务由最上级单位的管理员来管。")


def guard_accounts(actor: Actor) -> None:
    """Let pass who makes accounts for others: jobs only. People are invited and make their own."""
    if actor.kind is not ActorKind.JOB:
        raise NotAllowed("账号由本人用邀请链接来开。")


def guard_house(actor: Actor) -> None:
    """Let only jobs pass: this is about all events of all units at once."""
    if actor.kind is not ActorKind.JOB:
        raise NotAllowed("这件事由系统自己来做。")


def guard_person(user: User, actor: Actor) -> None:
    """Let pass who may open all that this user may do: the administrators of their home unit, and jobs.

    The home unit is the one that they joined first of those that they are in (`User.home_id`); whoever administers a
    unit above it administers it too. Raises NotFound for whoever administers none of the user's units, NotAllowed for
    whoever administers others than that one, without naming it.
    """
    if actor.kind is ActorKind.JOB:
        return
    managed = managed_ids(actor)
    if can_reset_password(user.home_id, managed):
        return
    if managed.isdisjoint(user.roles):
        raise NotFound("这个人不在这里。")
    raise NotAllowed(f"{user.name}的密码由最先加入的单位来重设。")


def guard_self(user: User, actor: Actor) -> None:
    """Let pass only the user themselves."""
    if actor.kind is not ActorKind.USER or actor.id != user.id:
        raise NotAllowed("这件事只能由本人来做。")
