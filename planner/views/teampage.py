"""The team of an event and the links that were handed out, as their managers and everybody else see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner import clock
from planner.enums import LinkPurpose, TeamRole
from planner.models import Link, TeamMember
from planner.permissions import Access, can_manage_team
from planner.views.words import short_day


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link: what it is for, and whether it still opens."""

    link: Link
    about: str
    state: str
    devices: str
    may_renew: bool
    may_revoke: bool
    may_set_devices: bool


@dataclass(frozen=True, slots=True)
class NamesRow:
    """A reader who may see the whole names of children: `holder` names them in addresses."""

    holder: str
    name: str
    until: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """The people of the unit, `count` of them with the owner, and the links, `open_count` of which still open.

    Links to pages of volunteers' own are not listed but counted. `names` are those who may see the whole names of
    children although they only read.
    """

    manages: bool
    count: int
    members: tuple[TeamMember, ...]
    links: tuple[LinkRow, ...]
    open_count: int
    volunteer_count: int
    names: tuple[NamesRow, ...]


def team_page(access: Access, members: Sequence[TeamMember], links: Sequence[Link]) -> TeamPage:
    """The team for this reader."""
    manages = can_manage_team(access)
    readers = readers_of(members, links)
    return TeamPage(
        manages=manages,
        count=len(members) + 1,
        members=tuple(members),
        links=tuple(_row(link, manages=manages) for link in links if link.purpose is not LinkPurpose.VOLUNTEER),
        open_count=sum(link.is_open for link in links),
        volunteer_count=sum(link.is_open and link.purpose is LinkPurpose.VOLUNTEER for link in links),
        names=tuple(_names_row(key, holder) for key, holder in readers.items() if holder.sees_names),
    )


def readers_of(members: Sequence[TeamMember], links: Sequence[Link]) -> dict[str, TeamMember | Link]:
    """Those of the team who only read, by what names them in addresses: member-3, link-7."""
    readers: dict[str, TeamMember | Link] = {f"member-{m.user_id}": m for m in members if m.role is TeamRole.READER}
    guests = (link for link in links if link.purpose is LinkPurpose.GUEST and link.is_open)
    return readers | {f"link-{link.id}": link for link in guests if link.role is TeamRole.READER}


def name_readers(members: Sequence[TeamMember], links: Sequence[Link]) -> list[tuple[str, str]]:
    """The same as entries of a list to choose from."""
    return [(key, _name_of(holder)) for key, holder in readers_of(members, links).items()]


def _name_of(holder: TeamMember | Link) -> str:
    if isinstance(holder, TeamMember):
        return holder.user.name
    return f"{holder.name}（{holder.organisation or '外部'}）"


def _names_row(key: str, holder: TeamMember | Link) -> NamesRow:
    assert holder.names_until is not None, "only who may see names has a row"
    until = clock.local(holder.names_until - timedelta(microseconds=1)).date()
    return NamesRow(key, _name_of(holder), short_day(until), holder.names_because)


def _row(link: Link, *, manages: bool) -> LinkRow:
    """A link that was ended stays so; one that ran out can be renewed where its purpose allows it."""
    about = [link.purpose.label, link.organisation, link.role.label if link.role else ""]
    may_end = manages and link.revoked_at is None
    may_renew = may_end and link.rule.is_renewable and link.used_at is None
    is_guest = link.purpose is LinkPurpose.GUEST
    return LinkRow(
        link,
        about="，".join(filter(None, about)),
        state=_state(link),
        devices=_devices(link) if is_guest and link.is_open else "",
        may_renew=may_renew,
        may_revoke=may_end and link.is_open,
        may_set_devices=may_end and link.is_open and is_guest,
    )


def _devices(link: Link) -> str:
    if link.many_devices:
        return "可在多台设备上打开"
    return "只能在打开过的那台设备上用" if link.device_hash else "在第一次打开的设备上能用"


def _state(link: Link) -> str:
    if link.revoked_at is not None:
        return "已停用"
    return f"到 {short_day(link.ends_on)}" if link.is_open else "已过期"


def invitation_of(guest: Link) -> str:
    """What a guest is asked to come for."""
    return "一起编辑" if guest.role is TeamRole.PLANNER else "查看"
