"""Readers of different distance, and orders of papers for them."""

from planner.enums import ActorKind, EventStatus, Role, TeamRole
from planner.papers import Order, order_paper
from planner.permissions import Access
from planner.queries.events import find_event
from tests.planner.conftest import World

GUEST = Access(EventStatus.APPROVED, team=TeamRole.PLANNER, kind=ActorKind.GUEST)
OWNER = Access(EventStatus.APPROVED, team=TeamRole.OWNER)
LEADER = Access(EventStatus.APPROVED, roles_above=frozenset({Role.APPROVER}))
STRANGER = Access(EventStatus.APPROVED)


def order_of(world: World, code: str, access: Access = OWNER, **options: str) -> Order:
    """An order of a paper of the event, loaded as a page loads it."""
    event = find_event(world.event)
    assert event is not None
    return order_paper(event, code, access=access, host="localhost", options=options)
