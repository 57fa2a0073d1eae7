"""The steps around the data of children: who sees it, how long it is kept, how it goes. Importing registers them."""

from datetime import date, timedelta
from pathlib import Path

from planner import clock
from planner.enums import TeamRole
from planner.models import TeamMember
from planner.services import erasing, linkdevices, name_grants, retention, rows, team
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.services.loggedsteps import Act, by_owner, guest, prepares
from tests.planner.submissions import event_of, user


@prepares(linkdevices.set_many_devices)
def _set_many_devices(world: World, _: Path) -> Act:
    link, _token = team.invite_guest(event_of(world), actor=user(world, "周老师"), **guest())
    return by_owner(linkdevices.set_many_devices, world, link, True)


def reader(world: World) -> TeamMember:
    """李老师, who only reads the event."""
    owner = user(world, "周老师")
    return team.set_team_member(event_of(world), world.users["李老师"], TeamRole.READER, actor=owner)


@prepares(name_grants.allow_names)
def _allow_names(world: World, _: Path) -> Act:
    return by_owner(name_grants.allow_names, world, reader(world), until=clock.today(), reason="随队照看")


@prepares(name_grants.withdraw_names)
def _withdraw_names(world: World, _: Path) -> Act:
    member, owner = reader(world), user(world, "周老师")
    name_grants.allow_names(event_of(world), member, until=clock.today(), reason="随队照看", actor=owner)
    return by_owner(name_grants.withdraw_names, world, member)


@prepares(retention.set_retention)
def _set_retention(world: World, _: Path) -> Act:
    return by_owner(retention.set_retention, world, date(2027, 7, 1), months=6)


@prepares(erasing.erase_child)
def _erase_child(world: World, _: Path) -> Act:
    (key,) = put(world, "participants")
    return by_owner(erasing.erase_child, world, key)


@prepares(erasing.erase_children)
def _erase_children(world: World, _: Path) -> Act:
    put(world, "participants", {}, {})
    return by_owner(erasing.erase_children, world)


@prepares(erasing.erase_deleted_rows)
def _erase_deleted_rows(world: World, _: Path) -> Act:
    (key,) = put(world, "duties")
    rows.delete_row(event_of(world), "duties", key, actor=user(world, "周老师"))
    return by_owner(erasing.erase_deleted_rows, world, before=clock.now() + timedelta(days=1))
