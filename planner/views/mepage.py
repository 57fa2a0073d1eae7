"""The page of oneself: who invites me, where I am signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.models import Device, Link


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A browser that is signed in; `is_here` marks the one that shows the page."""

    device: Device
    is_here: bool

    @property
    def name(self) -> str:
        """What it is, roughly."""
        return self.device.browser or "一台设备"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A unit that invites me, as what, until when."""

    link: Link
    unit: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MePage:
    """What the page of oneself shows beside the account itself."""

    devices: tuple[DeviceRow, ...]
    invitations: tuple[Invitation, ...]


def me_page(*, devices: Sequence[Device], here: int | None, invitations: Sequence[Link]) -> MePage:
    """The page of somebody who is signed in on these devices; this one stands first."""
    rows = sorted((DeviceRow(device, device.id == here) for device in devices), key=lambda row: not row.is_here)
    return MePage(devices=tuple(rows), invitations=tuple(_invitation(link) for link in invitations))


def _invitation(link: Link) -> Invitation:
    assert link.unit is not None, "an invitation is one of a unit"
    assert link.unit_role is not None, "and says what one becomes"
    return Invitation(link, link.unit.name, link.unit_role.label)
