"""The team of an event: members by name, guests by link, a new owner."""

from datetime import date

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.enums import LinkPurpose, TeamRole
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Event, Link, Membership, TeamMember, User
from planner.permissions import can_manage_team
from planner.services.activity import record_change
from planner.services.guard import guard_event
from planner.services.links import make_link


def set_team_member(event: Event, user_id: int, role: TeamRole, *, actor: Actor) -> TeamMember:
    """Let a member of the organisation into the team, or change what they are in it.

    Raises BadInput for the owner or for making somebody one, NotFound for somebody outside the organisation.
    """
    guard_event(event, actor, can_manage_team)
    user = _find_colleague(event, user_id)
    if user.id == event.owner_id:
        raise BadInput(f"{user.name}已经是负责人。")
    if role == TeamRole.OWNER:
        raise BadInput("负责人只有一个，用移交来换。")
    member = _find_member(event, user_id)
    before = member.role.label if member else ""
    if member is None:
        member = TeamMember(event_id=event.id, user_id=user_id, role=role)
        db.session.add(member)
    member.role = role
    subject = f"{user.name}：{role.label}"
    record_change(event, actor=actor, verb="团队", subject=subject, where="team", before=before, after=role.label)
    return member


def remove_team_member(event: Event, user_id: int, *, actor: Actor) -> None:
    """Take somebody out of the team; raises NotFound when they aren't in it."""
    guard_event(event, actor, can_manage_team)
    member = _find_member(event, user_id)
    if member is None:
        raise NotFound("这个人不在团队里。")
    record_change(event, actor=actor, verb="移出团队", subject=member.user.name, where="team")
    db.session.delete(member)
    db.session.flush()


def hand_over(event: Event, user_id: int, *, actor: Actor) -> None:
    """Make another member of the organisation the owner; the old one stays as co-planner while in the organisation.

    Raises BadInput for the owner, NotFound for somebody outside the organisation.
    """
    guard_event(event, actor, can_manage_team)
    user = _find_colleague(event, user_id)
    if user.id == event.owner_id:
        raise BadInput(f"{user.name}已经是负责人。")
    if (member := _find_member(event, user_id)) is not None:
        db.session.delete(member)
    old = db.session.get_one(User, event.owner_id)
    if old.active and event.organisation_id in old.roles:
        db.session.add(TeamMember(event_id=event.id, user_id=old.id, role=TeamRole.PLANNER))
    event.owner_id = user.id
    subject = f"负责人：{user.name}"
    record_change(event, actor=actor, verb="移交", subject=subject, where="team", before=old.name, after=user.name)


def invite_guest(
    event: Event, *, name: str, organisation: str, role: TeamRole, ends_on: date, actor: Actor
) -> tuple[Link, str]:
    """Make a link for somebody from outside; returns it with its token, which is shown once and kept nowhere.

    Raises BadInput for an end in the past or more than a year away, and for making a guest the owner.
    """
    guard_event(event, actor, can_manage_team)
    if role == TeamRole.OWNER:
        raise BadInput("外单位的人不能做负责人。")
    latest = LINK_RULES[LinkPurpose.GUEST].latest_day(clock.today())
    if latest is not None and ends_on > latest:
        raise BadInput(f"最晚写到 {latest:%Y-%m-%d}，到期可以再续。", field="ends_on")
    link, token = make_link(
        LinkPurpose.GUEST,
        expires_at=clock.end_of(ends_on),
        actor=actor,
        event=event,
        name=name,
        organisation=organisation,
        role=role,
    )
    record_change(event, actor=actor, verb="邀请", subject=f"{name}：{role.label}", where="team")
    return link, token


def _find_colleague(event: Event, user_id: int) -> User:
    """A user who belongs to the organisation of the event and may sign in."""
    found = select(User).join(Membership).where(User.id == user_id, User.active)
    user: User | None = db.session.scalar(found.where(Membership.organisation_id == event.organisation_id))
    if user is None:
        raise NotFound("这个人不在本单位，外单位的人用链接邀请。")
    return user


def _find_member(event: Event, user_id: int) -> TeamMember | None:
    return db.session.scalar(select(TeamMember).where(TeamMember.event_id == event.id, TeamMember.user_id == user_id))
