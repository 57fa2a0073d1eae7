"""Who may do what in a unit: small predicates over the role that somebody has there."""

from collections.abc import Set

from planner.enums import Role

# Sets of roles, said once: predicates and their twins in SQL go by these.
MANAGING = frozenset({Role.ADMINISTRATOR})
DRAFTING = frozenset({Role.ORGANISER, Role.ADMINISTRATOR})
DECIDING = frozenset({Role.APPROVER, Role.ADMINISTRATOR})
REVIEWING = frozenset({Role.FINANCE, Role.ADMINISTRATOR})
REVIEWING_FROM_ABOVE = frozenset({Role.FINANCE})
LIMITING = frozenset({Role.FINANCE, Role.ADMINISTRATOR})


def can_create_event(role: Role | None) -> bool:
    """Organisers and administrators of an organisation draft its events."""
    return role in DRAFTING


def can_use_volunteer_file(role: Role | None) -> bool:
    """Whoever drafts events of an organisation asks its volunteers again; administrators above it do not."""
    return role in DRAFTING


def can_decide(role: Role | None, *, is_barred: bool) -> bool:
    """Approvers of the approving organisation and their deputies, never on what is their own (`queries.bars`)."""
    return role in DECIDING and not is_barred


def can_name_deputy(role: Role | None) -> bool:
    """Whoever decides plans or money in a unit."""
    return role in DECIDING | REVIEWING


def can_set_policy(role: Role | None) -> bool:
    """Finance and administrators of an organisation keep its limits."""
    return role in LIMITING


def can_set_volunteer_rules(role: Role | None) -> bool:
    """Administrators of an organisation say who may help at its events, and how long."""
    return role in MANAGING


def can_set_summary_rules(role: Role | None) -> bool:
    """Administrators of an organisation say by when it wants summaries."""
    return role in MANAGING


def can_set_bulletin_head(role: Role | None) -> bool:
    """Administrators of an organisation say what stands on its newsletters."""
    return role in MANAGING


def can_manage_users(role: Role | None) -> bool:
    """Administrators of an organisation manage its members, its settings and the units below."""
    return role in MANAGING


def can_reset_password(home_id: int | None, managed: Set[int]) -> bool:
    """Whoever administers the home unit of a person, or one above it; `managed` are all units that they administer."""
    return home_id in managed
