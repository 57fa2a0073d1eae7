"""Who may do what: small predicates over plain values, no request, no database."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.enums import EventStatus, Role, TeamRole
from planner.nouns import Noun

# While an approver reads it, or once it is closed, an event stands still.
FROZEN = frozenset({EventStatus.SUBMITTED, EventStatus.ARCHIVED, EventStatus.CANCELLED})
FROZEN_SENTENCES = {
    EventStatus.SUBMITTED: "方案正在审批，先撤回再改。",
    EventStatus.ARCHIVED: "活动已归档，不能再改。",
    EventStatus.CANCELLED: "活动已取消，不能再改。",
}


@dataclass(frozen=True, slots=True)
class Access:
    """What an actor is to one event.

    `role` is theirs in the event's organisation, `role_above` in one above it, `team` in the event's own team.
    """

    status: EventStatus
    role: Role | None = None
    role_above: Role | None = None
    team: TeamRole | None = None
    is_guest: bool = False


def can_read_event(access: Access) -> bool:
    """Team and organisation always; units above once the plan has left the drafting table."""
    if access.team or access.role:
        return True
    return access.role_above is not None and access.status != EventStatus.DRAFT


def can_work_on_event(access: Access) -> bool:
    """Owner, co-planners and the organisation's administrators, whatever the status."""
    return access.team in (TeamRole.OWNER, TeamRole.PLANNER) or access.role == Role.ADMINISTRATOR


def can_edit_event(access: Access) -> bool:
    """Whoever works on it, while it is not frozen."""
    return can_work_on_event(access) and access.status not in FROZEN


def can_submit_event(access: Access) -> bool:
    """Owner and co-planners with an account; guests draft but do not submit."""
    return can_edit_event(access) and not access.is_guest


def can_manage_team(access: Access) -> bool:
    """The owner and the organisation's administrators."""
    return access.team == TeamRole.OWNER or access.role == Role.ADMINISTRATOR


def can_delete_event(access: Access) -> bool:
    """Like the team; never while it runs or is being read by an approver."""
    return can_manage_team(access) and access.status not in (EventStatus.SUBMITTED, EventStatus.ONGOING)


def can_read_accounts(access: Access) -> bool:
    """Expenses, vouchers, settlement: whoever may read the event, but no guests."""
    return can_read_event(access) and not access.is_guest


def can_keep_accounts(access: Access) -> bool:
    """Whoever works on the event and the organisation's finance, whatever the status; guests never."""
    return (can_work_on_event(access) or access.role == Role.FINANCE) and not access.is_guest


def can_review_finance(access: Access) -> bool:
    """Finance of the organisation, of one above as far as it reads the event, the organisation's administrators.

    Who works on the event as owner or co-planner does not review its money (会计法 art. 25).
    """
    if access.team in (TeamRole.OWNER, TeamRole.PLANNER):
        return False
    if access.role is not None:
        return access.role in (Role.FINANCE, Role.ADMINISTRATOR)
    return access.role_above == Role.FINANCE and can_read_event(access)


def can_see_persons(access: Access) -> bool:
    """Guardians, phones and remarks of children: only those who work on this event (PIPL art. 6, 28–31)."""
    return access.team in (TeamRole.OWNER, TeamRole.PLANNER)


def can_change_rows(noun: Noun) -> Callable[[Access], bool]:
    """Who may add, edit, move and delete rows of a noun.

    Those of the plan and of the people: whoever may edit the event, private ones only who may see them whole; those of
    the accounts: whoever keeps these.
    """
    if noun.is_account:
        return can_keep_accounts
    if noun.private:
        return lambda access: can_edit_event(access) and can_see_persons(access)
    return can_edit_event


def can_read_rows(noun: Noun) -> Callable[[Access], bool]:
    """Who may read rows of a noun on a page of their own."""
    if noun.is_account:
        return can_read_accounts
    return can_see_persons if noun.private else can_read_event


def can_see_phones(access: Access) -> bool:
    """Phones of responsible adults: the team and the organisation, not the units above."""
    return access.team is not None or access.role is not None


def can_create_event(role: Role | None) -> bool:
    """Organisers and administrators of an organisation draft its events."""
    return role in (Role.ORGANISER, Role.ADMINISTRATOR)


def can_decide(role: Role | None, *, is_submitter: bool) -> bool:
    """Approvers of the approving organisation, never on their own submission."""
    return role in (Role.APPROVER, Role.ADMINISTRATOR) and not is_submitter


def can_set_policy(role: Role | None) -> bool:
    """Finance and administrators of an organisation keep its limits."""
    return role in (Role.FINANCE, Role.ADMINISTRATOR)


def can_manage_users(role: Role | None) -> bool:
    """Administrators of an organisation manage its members."""
    return role == Role.ADMINISTRATOR
