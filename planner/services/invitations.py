"""Invitations: nobody joins a unit but by their own yes, and who invites learns nothing of the account."""

from sqlalchemy import select, update

from planner import clock
from planner.actors import Actor
from planner.enums import LinkPurpose, Role
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Link, Membership, User
from planner.models.columns import index_candidates
from planner.services.accounts import add_member, add_user, check_account, find_user, lock_membership
from planner.services.guard import guard_self, guard_unit
from planner.services.links import find_link, lock_link, make_link, redeem_link
from planner.services.locks import lock_unit
from planner.services.unitlog import record_unit_change
from planner.unitpermissions import can_manage_users

_PURPOSE = LinkPurpose.INVITATION


def invite_member(unit_id: int, *, name: str, account: str, role: Role, actor: Actor) -> tuple[Link, str]:
    """Invite whoever has that account, or will make it, into a unit; an earlier invitation of the same account ends.

    Returns the link with its token, whether the account exists or not: who invites is told neither that nor a name.
    Raises BadInput for an account of no shape, or of somebody who is in the unit already.
    """
    guard_unit(unit_id, actor, can_manage_users)
    account = check_account(account)
    # Of two who invite the same account at once, the invitation of the second is the one that stays.
    lock_unit(unit_id)
    _refuse_members(unit_id, account)
    of_account = Link.account_index.in_(index_candidates(account))
    earlier = update(Link).where(Link.purpose == _PURPOSE, Link.unit_id == unit_id, of_account)
    earlier = earlier.where(Link.used_at.is_(None), Link.revoked_at.is_(None))
    db.session.execute(earlier.values(revoked_at=clock.now()))
    usual = LINK_RULES[_PURPOSE].usual
    assert usual is not None, "invitations end by themselves"
    made = make_link(
        _PURPOSE,
        expires_at=clock.now() + usual,
        actor=actor,
        unit_id=unit_id,
        account=account,
        name=name.strip(),
        unit_role=role,
    )
    record_unit_change(unit_id, actor=actor, verb="邀请", subject=f"{name.strip()}，{role.label}")
    return made


def find_invitation(token: str) -> Link:
    """The open invitation of that token; raises NotFound like `links.find_link`."""
    return find_link(_PURPOSE, token)


def redeem_invitation(token: str, password_hash: str) -> User:
    """Make the account that a link invites, with a hashed password, and join: to use the link is to say yes.

    Raises NotFound for the link, BadInput TAKEN when the account exists: whose it is signs in with it and is asked.
    """
    lock_unit(_unit_of(find_invitation(token)))
    link = redeem_link(_PURPOSE, token)
    if find_user(link.account) is not None:
        raise BadInput("这个手机号（邮箱）已经有账号。", "TAKEN")
    user = add_user(link.name, link.account, password_hash=password_hash)
    _join(link, user)
    return user


def accept_invitation(link_id: int, user: User, *, actor: Actor) -> Link:
    """Join the unit that invites the user; raises NotFound unless the invitation is open and for this account."""
    guard_self(user, actor)
    link = _lock_invitation(link_id, user)
    link.used_at = link.last_used_at = clock.now()
    _join(link, user)
    return link


def decline_invitation(link_id: int, user: User, *, actor: Actor) -> Link:
    """Say no to the unit that invites the user; raises NotFound like `accept_invitation`.

    The log of the unit names them as the invitation does: by a no, nobody is told whose account it was.
    """
    guard_self(user, actor)
    link = _lock_invitation(link_id, user)
    link.revoked_at = clock.now()
    record_unit_change(_unit_of(link), actor=actor, verb="不加入", subject=link.name, known_as=link.name)
    return link


def _join(link: Link, user: User) -> None:
    """Become what the invitation says; whoever is in the unit already stays what they are."""
    unit_id, role = _unit_of(link), link.unit_role
    assert role is not None, "an invitation says what one becomes"
    if lock_membership(user, unit_id) is None:
        add_member(user, unit_id, role)
    record_unit_change(unit_id, actor=user, verb="加入", subject=f"{user.name}，{user.roles[unit_id].label}")


def _unit_of(link: Link) -> int:
    assert link.unit_id is not None, "an invitation is one of a unit"
    return link.unit_id


def _lock_invitation(link_id: int, user: User) -> Link:
    """The open invitation of that id for the user; its unit is locked first, as whoever invites anew does it."""
    link = db.session.get(Link, link_id)
    if link is not None and link.purpose is _PURPOSE:
        lock_unit(_unit_of(link))
        lock_link(link)
        if link.account in user.accounts and link.is_open:
            return link
    raise NotFound("这个邀请已经不在了，可能已过期或已撤回。")


def _refuse_members(unit_id: int, account: str) -> None:
    """Whoever is in the unit is known to its administrators by name and account."""
    members = select(User.name).join(Membership).where(Membership.organisation_id == unit_id)
    name = db.session.scalar(members.where(User.phone_index.in_(index_candidates(account)) | (User.email == account)))
    if name is not None:
        raise BadInput(f"{name}已经在本单位，角色在人员列表里改。", field="account")
