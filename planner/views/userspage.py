"""The people of an organisation: a list for its members, with what may be changed for its administrators."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from planner.masking import mask_phone
from planner.models import Link, Membership, Organisation, User


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


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersPage:
    """The people of a unit, None for somebody who belongs to none; chips where there are several units."""

    unit: Organisation | None
    chips: tuple[UnitChip, ...]
    members: tuple[MemberRow, ...]
    manages: bool
    links: tuple[Link, ...]

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
    manages: bool,
    links: Sequence[Link],
) -> UsersPage:
    """The page of one of the units that somebody may look at."""
    chips = tuple(UnitChip(u.name, url_for("users.show", unit=u.id), u == unit) for u in units)
    return UsersPage(
        unit=unit,
        chips=chips if len(chips) > 1 else (),
        members=tuple(MemberRow(m, _account(m.user), m.user_id == me.id) for m in members),
        manages=manages,
        links=tuple(links),
    )


def _account(user: User) -> str:
    return mask_phone(user.phone or "") or user.email or ""
