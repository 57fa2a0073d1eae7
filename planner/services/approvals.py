"""Approval: submit, withdraw, decide. Answers carry reasons."""

from planner import clock
from planner.checkup import readiness
from planner.dossier import to_json
from planner.enums import BarReason, Decision, EventStatus, Matter
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Event, Organisation, Revision, User
from planner.permissions import can_read_event, can_take_steps
from planner.queries.approvals import latest_revision
from planner.queries.bars import bars_of
from planner.queries.checkup import read_context
from planner.queries.deciders import deciders_of_plan, right_to_plan
from planner.queries.deputies import StandIn
from planner.queries.dossier import read_dossier
from planner.services.activity import record_change
from planner.services.bars import keep_bars, refuse_barred
from planner.services.guard import guard_event
from planner.services.locks import lock
from planner.unitpermissions import can_decide

SUBMITTABLE = frozenset({EventStatus.DRAFT, EventStatus.RETURNED})
MOST_WORDS = 2000


def submit_event(event: Event, *, actor: User, remark: str = "") -> Revision:
    """Keep the event as its next numbered revision and hand it to the approvers.

    Raises NotAllowed WRONG_STATUS, or BadInput INCOMPLETE while something that must be filled in is open.
    """
    guard_event(event, actor, can_take_steps)
    lock(event)
    if event.status not in SUBMITTABLE:
        raise NotAllowed(f"活动现在是“{event.status.label}”，草拟或退回的活动才能提交。", "WRONG_STATUS")
    dossier = read_dossier(event)
    must = readiness(read_context(event, dossier)).must
    if must:
        raise BadInput(f"提交前还差 {len(must)} 项：{must[0].sentence}", "INCOMPLETE")
    before = latest_revision(event.id)
    revision = Revision(
        event_id=event.id,
        number=before.number + 1 if before else 1,
        dossier=to_json(dossier),
        remark=remark.strip()[:MOST_WORDS],
        submitted_by_id=actor.id,
        approving_organisation_id=approving_organisation(event),
    )
    db.session.add(revision)
    keep_bars(event, Matter.PLAN, revision.number, actor=actor)
    event.status = EventStatus.SUBMITTED
    event.reopened_because = ""
    record_change(event, actor=actor, verb="提交审批", subject=f"第 {revision.number} 版", after=revision.remark)
    return revision


def approving_organisation(event: Event) -> int:
    """The organisation whose approvers decide: its own, or the one above where it is set so."""
    organisation = db.session.get_one(Organisation, event.organisation_id)
    if organisation.approval_by_parent and organisation.parent_id:
        return organisation.parent_id
    return organisation.id


def withdraw_event(event: Event, *, actor: User) -> None:
    """Take a submission back to the drafting table; raises NotAllowed when nothing waits."""
    guard_event(event, actor, can_take_steps)
    lock(event)
    revision = latest_revision(event.id)
    if event.status != EventStatus.SUBMITTED or revision is None:
        raise NotAllowed("没有待审的提交，不用撤回。", "WRONG_STATUS")
    revision.withdrawn_at = clock.now()
    event.status = EventStatus.DRAFT
    record_change(event, actor=actor, verb="撤回", subject=f"第 {revision.number} 版")


def decide_event(event: Event, decision: Decision, words: str, *, actor: User, number: int) -> Revision:
    """Say 同意 / 退回修改 / 不同意 on revision `number`.

    Raises NotAllowed OWN_SUBMISSION for the submitter, NOT_APPROVER for others without the role, OWN_EVENT or AUTHOR
    for whoever leads it or wrote a part of it, WRONG_STATUS when it isn't waiting (or `number` is no longer the one
    that waits); BadInput NO_WORDS when a refusal says nothing. A deputy decides for the absent person.
    """
    guard_event(event, actor, can_read_event)
    lock(event)
    revision = latest_revision(event.id)
    if event.status != EventStatus.SUBMITTED or revision is None or revision.number != number:
        raise NotAllowed("这一版已经有人处理过，或已经撤回。", "WRONG_STATUS")
    stand_in = _check_approver(event, revision, actor)
    words = words.strip()[:MOST_WORDS]
    if decision != Decision.AGREE and not words:
        raise BadInput("退回或不同意，要写一句意见，组织者才知道改哪里。", "NO_WORDS", field="words")
    revision.decision, revision.words = decision, words
    revision.decided_by_id, revision.decided_at = actor.id, clock.now()
    revision.decided_for_id = stand_in.absent_id if stand_in else None
    event.status = EventStatus.APPROVED if decision == Decision.AGREE else EventStatus.RETURNED
    subject = f"第 {revision.number} 版" + (f"，代{stand_in.absent}" if stand_in else "")
    record_change(event, actor=actor, verb=decision.label, subject=subject, after=words)
    return revision


def _check_approver(event: Event, revision: Revision, actor: User) -> StandIn | None:
    """For whom the actor decides, None for themselves; raises NotAllowed for those who may not."""
    unit = revision.approving_organisation_id
    bars = bars_of(event, revision)
    role, stand_in = right_to_plan(actor, unit)
    because = bars.get(actor.id)
    if not can_decide(role, is_barred=False) and because is not BarReason.SUBMITTER:
        raise NotAllowed("只有审批单位的审批人能审批。", "NOT_APPROVER")
    if because is not None:
        raise refuse_barred(because, Matter.PLAN, deciders_of_plan(unit, bars))
    return stand_in
