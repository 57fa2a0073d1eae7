"""The people of an organisation: a list for its members, with what may be changed for its administrators."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from planner.masking import mask_account, mask_phone
from planner.models import Deputy, Link, Membership, Organisation, UnitEntry, User
from planner.unitpermissions import can_use_volunteer_file
from planner.views.deputypage import DeputyRow, list_deputies


class UnitChip(NamedTuple):
    """A unit that one may look at."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of the unit; their account is shown as far as administrators need it."""

    membership: Membership
    account: str
    is_me: bool
    may_reset: bool


@dataclass(frozen=True, slots=True)
class WaitingLink:
    """A link that nobody has used yet: for whom, and what it is for."""

    link: Link
    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersPage:
    """The people of a unit, None for somebody who belongs to none; chips where there are several units."""

    unit: Organisation | None
    chips: tuple[UnitChip, ...]
    members: tuple[MemberRow, ...]
    manages: bool
    links: tuple[WaitingLink, ...]
    log: tuple[UnitEntry, ...]
    deputies: tuple[DeputyRow, ...]
    uses_volunteer_file: bool

    @property
    def has_side(self) -> bool:
        """Whether anything stands beside the people: what managers do, who stands in for whom."""
        return self.manages or bool(self.deputies)

    @property
    def manages_installation(self) -> bool:
        """Whether the installation is looked after by whoever manages this unit: none is above it."""
        return self.manages and self.unit is not None and self.unit.parent_id is None


def users_page(
    unit: Organisation | None,
    units: Sequence[Organisation],
    me: User,
    *,
    members: Sequence[Membership],
    resettable: Set[int],
    manages: bool,
    links: Sequence[Link],
    log: Sequence[UnitEntry],
    deputies: Sequence[Deputy],
) -> UsersPage:
    """The page of one of the units that somebody may look at."""
    chips = tuple(UnitChip(u.name, url_for("users.show", unit=u.id), u == unit) for u in units)
    return UsersPage(
        unit=unit,
        chips=chips if len(chips) > 1 else (),
        members=tuple(_member_row(m, me, resettable) for m in members),
        manages=manages,
        links=tuple(_waiting(link) for link in links),
        log=tuple(log),
        deputies=list_deputies(deputies),
        uses_volunteer_file=unit is not None and can_use_volunteer_file(me.roles.get(unit.id)),
    )


def _member_row(member: Membership, me: User, resettable: Set[int]) -> MemberRow:
    is_me, may_reset = member.user_id == me.id, member.user_id in resettable
    return MemberRow(member, _account(member.user), is_me, may_reset)


def _waiting(link: Link) -> WaitingLink:
    """An invitation says who was typed, never who the account belongs to."""
    if link.user is not None:
        return WaitingLink(link, link.user.name, "重设密码")
    role = f"，{link.unit_role.label}" if link.unit_role else ""
    return WaitingLink(link, link.name, f"邀请加入{role}，{mask_account(link.account)}")


def _account(user: User) -> str:
    return mask_phone(user.phone or "") or user.email or ""
