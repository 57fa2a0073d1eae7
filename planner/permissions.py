"""Who may do what with an event: small predicates over plain values, no request, no database."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.enums import ActorKind, EventStatus, Role, TeamRole
from planner.errors import NotAllowed, NotFound
from planner.nouns import Noun
from planner.unitpermissions import MANAGING, REVIEWING, REVIEWING_FROM_ABOVE, can_use_volunteer_file

PLANNING = frozenset({TeamRole.OWNER, TeamRole.PLANNER})
# What units above do not see yet.
NOT_YET_ABOVE = EventStatus.DRAFT
# While an approver reads it, or once it is closed, an event stands still.
FROZEN = frozenset({EventStatus.SUBMITTED, EventStatus.ARCHIVED, EventStatus.CANCELLED})
FROZEN_SENTENCES = {
    EventStatus.SUBMITTED: "方案正在审批，先撤回再改。",
    EventStatus.ARCHIVED: "活动已归档，不能再改。",
    EventStatus.CANCELLED: "活动已取消，不能再改。",
}
EVENT_GONE = "这个活动不在这里，可能已经删掉。"


@dataclass(frozen=True, slots=True)
class Access:
    """What an actor is to one event.

    `role` is theirs in the event's organisation, `roles_above` in those above it, `team` in the event's own team.
    `former_team` is what they were in the team before they left the organisation: it gives no right, but takes some.
    `lent_role` and `lent_roles_above` are those in which they stand in for somebody today.
    `sees_names` says that the owner allowed them the whole names of the children for a while. `is_settled` says that
    finance has closed the accounts of the event.
    """

    status: EventStatus
    role: Role | None = None
    roles_above: frozenset[Role] = frozenset()
    team: TeamRole | None = None
    former_team: TeamRole | None = None
    lent_role: Role | None = None
    lent_roles_above: frozenset[Role] = frozenset()
    sees_names: bool = False
    is_settled: bool = False
    kind: ActorKind = ActorKind.USER

    @property
    def is_guest(self) -> bool:
        """Whether they came by a guest's link."""
        return self.kind is ActorKind.GUEST


Permission = Callable[[Access], bool]


def can_read_event(access: Access) -> bool:
    """Team and organisation always; units above once the plan has left the drafting table, and finance above once the
    accounts are settled, whatever became of the plan.
    """
    if access.team or access.role:
        return True
    if access.status != NOT_YET_ABOVE:
        return bool(access.roles_above)
    return access.is_settled and bool(access.roles_above & REVIEWING_FROM_ABOVE)


def can_work_on_event(access: Access) -> bool:
    """Owner, co-planners and the organisation's administrators, whatever the status."""
    return access.team in PLANNING or access.role in MANAGING


def can_edit_event(access: Access) -> bool:
    """Whoever works on it, while it is not frozen."""
    return can_work_on_event(access) and access.status not in FROZEN


def can_write_summary(access: Access) -> bool:
    """Whoever works on it: what came of an event is also told once it is archived or cancelled."""
    return can_work_on_event(access) and access.status is not EventStatus.SUBMITTED


def can_file_summary(access: Access) -> bool:
    """Whoever writes it with an account."""
    return can_write_summary(access) and can_take_steps(access)


def can_take_steps(access: Access) -> bool:
    """Whoever works on it with an account hands it in, takes it back and carries it on; guests draft."""
    return can_work_on_event(access) and not access.is_guest


def can_submit_event(access: Access) -> bool:
    """Owner and co-planners with an account, while it is not frozen."""
    return can_edit_event(access) and can_take_steps(access)


def can_manage_team(access: Access) -> bool:
    """The owner and the organisation's administrators."""
    return access.team == TeamRole.OWNER or access.role in MANAGING


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
    """Finance and administrators of the organisation; finance above once the plan has left the drafting table; their
    deputies.

    Who works on the event as owner or co-planner, or did before leaving the organisation, does not review its money
    (会计法 art. 25).
    """
    if access.team in PLANNING or access.former_team in PLANNING:
        return False
    if access.role in REVIEWING or access.lent_role in REVIEWING:
        return True
    above = (access.roles_above | access.lent_roles_above) & REVIEWING_FROM_ABOVE
    return bool(above) and access.status != NOT_YET_ABOVE


def can_see_persons(access: Access) -> bool:
    """Guardians, phones and remarks of children: only those who work on this event (PIPL art. 6, 28–31)."""
    return access.team in PLANNING


def can_see_names(access: Access) -> bool:
    """Whole names of children: who works on this event, and those of its team whom the owner allowed it for a while."""
    return can_see_persons(access) or (access.team is not None and access.sees_names)


def can_see_roster(access: Access) -> bool:
    """The children one by one, with masked names: the event's team and its organisation. Others learn the number."""
    return access.team is not None or access.role is not None


def can_erase_children(access: Access) -> bool:
    """Who works on the event with an account, whatever its status: a wish to be erased waits for nothing (PIPL 47)."""
    return can_see_persons(access) and not access.is_guest


def can_hand_out_records(access: Access) -> bool:
    """Whole records of volunteers, for whoever enters them elsewhere: who works on the event with an account."""
    return can_see_persons(access) and not access.is_guest


def can_hand_out_set(access: Access) -> bool:
    """All that is recorded of an event in one file: its team and its organisation, who see children and accounts."""
    return can_see_roster(access) and can_read_accounts(access)


def can_make_set(access: Access) -> bool:
    """Who has such a file made: whoever keeps the accounts, as those work on the event or settle it."""
    return can_keep_accounts(access)


def can_show_names_in_set(access: Access) -> bool:
    """Whole names, or photos that nobody cleared, in such a file: who works on the event with an account."""
    return can_see_persons(access) and not access.is_guest


def can_edit_persons(access: Access) -> bool:
    """Those who see them whole, while the event is not frozen."""
    return can_edit_event(access) and can_see_persons(access)


def can_change_rows(noun: Noun) -> Permission:
    """Who may add, edit, move and delete rows of a noun.

    Those of the plan and of the people: whoever may edit the event, private ones only who may see them whole; those of
    the accounts: whoever keeps these.
    """
    if noun.is_account:
        return can_keep_accounts
    return can_edit_persons if noun.private else can_edit_event


def can_read_rows(noun: Noun) -> Permission:
    """Who may read rows of a noun on a page of their own."""
    if noun.is_account:
        return can_read_accounts
    return can_see_persons if noun.private else can_read_event


def can_see_photos(access: Access) -> bool:
    """Photos that nobody has cleared yet: the event's team and its organisation, not the units above."""
    return access.team is not None or access.role is not None


def can_send_photos(access: Access) -> bool:
    """Everybody in the team, whatever the status of the event: most photos come when it is over."""
    return access.team is not None or can_work_on_event(access)


def can_see_phones(access: Access) -> bool:
    """Phones of responsible adults: the team and the organisation, not the units above."""
    return access.team is not None or access.role is not None


def can_see_past_phones(access: Access) -> bool:
    """Phones in logs and in versions that were handed in: only who works on this event; the plan has those of now."""
    return access.team in PLANNING


def can_ask_from_file(access: Access) -> bool:
    """Whoever works on an event and uses the volunteer file of its organisation; guests know nobody of it."""
    return can_work_on_event(access) and not access.is_guest and can_use_volunteer_file(access.role)


def can_decide_review(access: Access, *, is_barred: bool) -> bool:
    """Whoever reviews the money of the event, never what is their own (`queries.bars`)."""
    return can_review_finance(access) and not is_barred


# Sentence and reason for those who see the event but may not do this; the first is for all the rest.
_REFUSAL = ("这件事要活动的负责人或共同编辑来做。", NotAllowed.reason)
_REFUSALS: dict[Permission, tuple[str, str]] = {
    can_ask_from_file: ("从档案里请人，要活动的负责人或共同编辑，又是本单位的组织者或管理员。", NotAllowed.reason),
    can_manage_team: ("团队和链接由活动的负责人或单位管理员来管。", NotAllowed.reason),
    can_hand_out_records: ("志愿服务记录由活动的负责人和共同编辑来导出。", NotAllowed.reason),
    can_make_set: ("全套材料由活动的负责人、共同编辑和本单位的财务来做。", NotAllowed.reason),
    can_show_names_in_set: ("有全名、没核对照片的全套材料，由活动的负责人和共同编辑来做、来取。", NotAllowed.reason),
    can_hand_out_set: ("全套材料由活动的团队和本单位的人来取。", NotAllowed.reason),
    can_erase_children: ("孩子的信息由活动的负责人和共同编辑来删。", NotAllowed.reason),
    can_see_photos: ("照片只给活动的团队和本单位看。", NotAllowed.reason),
    can_send_photos: ("照片由活动团队里的人来传。", NotAllowed.reason),
    can_edit_persons: ("花名册由活动的负责人和共同编辑来改。", NotAllowed.reason),
    can_review_finance: ("只有财务能审核，活动的负责人和共同编辑不能审自己的账。", "NOT_FINANCE"),
}


def require(may: Permission, access: Access) -> None:
    """Let whoever may do it pass, and every job.

    Raises NotFound for those who may not even know the event, NotAllowed with a ready sentence for the others; where
    only its status is in the way, the sentence says so.
    """
    if access.kind is ActorKind.JOB:
        return
    if not can_read_event(access):
        raise NotFound(EVENT_GONE)
    if may(access):
        return
    if access.status in FROZEN and may(replace(access, status=EventStatus.RETURNED)):
        raise NotAllowed(FROZEN_SENTENCES[access.status], "FROZEN")
    raise NotAllowed(*_REFUSALS.get(may, _REFUSAL))
