"""How many devices a link opens on."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from planner.clock import now
from planner.enums import LinkPurpose, TeamRole
from planner.linkrules import LINK_RULES
from planner.services.linkdevices import set_many_devices
from planner.services.links import make_link
from tests.planner.conftest import World
from tests.planner.rowvalues import last_entry
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]


def test_what_is_set_already_is_no_change(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        usual = LINK_RULES[LinkPurpose.GUEST].usual
        assert usual
        link, _ = make_link(
            LinkPurpose.GUEST,
            expires_at=now() + usual,
            actor=actor,
            event=event,
            name="孙医生",
            role=TeamRole.READER,
        )
        set_many_devices(event, link, True, actor=actor)
        first = last_entry(world)

        set_many_devices(event, link, True, actor=actor)

        assert (link.many_devices, first.verb, last_entry(world)) == (True, "允许多台设备", first)
