"""The team of an event and the links that were handed out, as their managers and everybody else see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.enums import TeamRole
from planner.models import Link, TeamMember
from planner.permissions import Access, can_manage_team
from planner.views.words import short_day


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link: what it is for, and whether it still opens."""

    link: Link
    about: str
    state: str
    may_renew: bool
    may_revoke: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """The people of the unit, `count` of them with the owner, and the links, `open_count` of which still open."""

    manages: bool
    count: int
    members: tuple[TeamMember, ...]
    links: tuple[LinkRow, ...]
    open_count: int


def team_page(access: Access, members: Sequence[TeamMember], links: Sequence[Link]) -> TeamPage:
    """The team for this reader."""
    manages = can_manage_team(access)
    return TeamPage(
        manages=manages,
        count=len(members) + 1,
        members=tuple(members),
        links=tuple(_row(link, manages=manages) for link in links),
        open_count=sum(link.is_open for link in links),
    )


def _row(link: Link, *, manages: bool) -> LinkRow:
    """A link that was ended stays so; one that ran out can be renewed where its purpose allows it."""
    about = [link.purpose.label, link.organisation, link.role.label if link.role else ""]
    may_end = manages and link.revoked_at is None
    may_renew = may_end and link.rule.is_renewable and link.used_at is None
    return LinkRow(link, "，".join(filter(None, about)), _state(link), may_renew, may_end and link.is_open)


def _state(link: Link) -> str:
    if link.revoked_at is not None:
        return "已停用"
    return f"到 {short_day(link.ends_on)}" if link.is_open else "已过期"


def invitation_of(guest: Link) -> str:
    """What a guest is asked to come for."""
    return "一起编辑" if guest.role is TeamRole.PLANNER else "查看"
