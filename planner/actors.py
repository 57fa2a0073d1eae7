"""Whoever does something: a user, a guest, a visitor of a public page, the house itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from planner.enums import ActorKind, Role, TeamRole


class Actor(Protocol):
    """What guards and logs know of whoever acts. Users and the links of guests are actors too (see `models`)."""

    @property
    def kind(self) -> ActorKind:
        """What sort of actor it is."""
        ...

    @property
    def id(self) -> int:
        """The id of the user or of the link, by `kind`."""
        ...

    @property
    def name(self) -> str:
        """As logs and `edited_by` name them."""
        ...

    @property
    def roles(self) -> Mapping[int, Role]:
        """Role by organisation id."""
        ...

    @property
    def guest_of(self) -> int | None:
        """The one event that somebody without an account may come to."""
        ...

    @property
    def guest_role(self) -> TeamRole | None:
        """What a guest is in the team of that event."""
        ...


class _WithoutAccount:
    """What all have in common who belong to no organisation and to no team."""

    __slots__ = ()

    @property
    def roles(self) -> Mapping[int, Role]:
        return {}

    @property
    def guest_role(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Visitor(_WithoutAccount):
    """Somebody on a public page, known only by the link that they hold; `id` is the link's."""

    id: int
    name: str
    guest_of: int | None

    @property
    def kind(self) -> ActorKind:
        return ActorKind.VISITOR


@dataclass(frozen=True, slots=True)
class Job(_WithoutAccount):
    """Work without a request, which the house does by itself or on its own console; guards let it pass."""

    name: str

    @property
    def kind(self) -> ActorKind:
        return ActorKind.JOB

    @property
    def id(self) -> int:
        return 0

    @property
    def guest_of(self) -> None:
        return None


CONSOLE = Job("控制台")
"""Whoever types commands on the server."""
