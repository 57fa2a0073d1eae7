"""One device a link: the first on which it is used, unless the owner of the event allows more."""

from planner.actors import Actor
from planner.errors import NotAllowed
from planner.extensions import db
from planner.models import Event, Link
from planner.permissions import can_manage_team
from planner.services.activity import record_change
from planner.services.guard import guard_event
from planner.services.links import hash_token

OTHER_DEVICE = (
    "这个链接已经在另一台设备上打开过，只能在那台设备上用；在微信里打开过的，还在微信里打开。"
    "换了手机或电脑，请活动负责人换一个新链接，或允许多台设备。"
)


def may_use(link: Link, device: str) -> bool:
    """Whether the link opens on the device that holds this secret; a link that was never used opens on any."""
    return link.many_devices or link.device_hash is None or link.device_hash == hash_token(device)


def check_device(link: Link, device: str) -> None:
    """Raises NotAllowed OTHER_DEVICE on any other device than that of the link."""
    if not may_use(link, device):
        raise NotAllowed(OTHER_DEVICE, "OTHER_DEVICE")


def bind_device(link: Link, device: str) -> None:
    """Make this the device of a link that has none yet; raises like `check_device`. The caller has locked the link."""
    check_device(link, device)
    if link.device_hash is None:
        link.device_hash = hash_token(device)
        db.session.flush()


def set_many_devices(event: Event, link: Link, many: bool, *, actor: Actor) -> None:
    """Let a link open on any device, or again only on the first one that it was used on."""
    guard_event(event, actor, can_manage_team)
    if link.many_devices == many:
        return
    link.many_devices = many
    verb = "允许多台设备" if many else "只准一台设备"
    record_change(event, actor=actor, verb=verb, subject=link.name or link.purpose.label, where="team")
