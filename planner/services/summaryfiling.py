"""Filing a summary: a numbered version that no longer changes; returned by an approver, reopened with a reason."""

from planner import clock
from planner.actors import Actor
from planner.enums import BarReason, Matter
from planner.errors import BadInput, LostUpdate, NotAllowed
from planner.extensions import db
from planner.models import Event, SummaryRevision, User
from planner.nouns import Aggregate
from planner.permissions import FROZEN, can_file_summary, can_read_event
from planner.queries.bars import bars_of
from planner.queries.changes import lock_aggregate
from planner.queries.deciders import deciders_of_plan, right_to_plan
from planner.queries.deputies import StandIn
from planner.queries.feedback import read_feedback
from planner.queries.summary import latest_filed, read_summary
from planner.report import Skeleton, find_questions
from planner.report.collected import collect_results
from planner.report.filed import FiledSummary, file_draft, write_filed
from planner.report.lessons import list_lessons
from planner.report.readiness import blocking, judge_cancelled, judge_summary
from planner.services.activity import record_change
from planner.services.approvals import approving_organisation
from planner.services.bars import keep_bars, refuse_barred
from planner.services.guard import guard_event
from planner.services.summarydesk import WHERE, SummaryDesk, open_desk, touch_summary
from planner.summarykinds import SummaryState
from planner.unitpermissions import can_decide

MOST_WORDS = 2000
_GONE = "这一版已经有人处理过，刷新看看。"


def file_summary(event: Event, *, version: int, actor: User) -> SummaryRevision:
    """Keep the summary as its next numbered version, with its figures as they stand now.

    Raises LostUpdate when it is not the one of that `version` any more, BadInput INCOMPLETE while something that must
    be mended is open, NotAllowed FILED when it stands already.
    """
    guard_event(event, actor, can_file_summary)
    desk = open_desk(event)
    if desk.summary.version != version:
        raise LostUpdate("刚才有人改了总结，看一遍再定稿。", who="", version=desk.summary.version, theirs={})
    _refuse_open(event, desk)
    former = latest_filed(event.id)
    revision = SummaryRevision(
        event_id=event.id,
        number=former.number + 1 if former else 1,
        content=write_filed(_file(event, desk)),
        filed_by_id=actor.id,
    )
    db.session.add(revision)
    db.session.flush()
    keep_bars(event, Matter.SUMMARY, revision.number, actor=actor)
    touch_summary(event).state = SummaryState.FILED
    _record(event, revision, "定稿", actor)
    return revision


def _refuse_open(event: Event, desk: SummaryDesk) -> None:
    is_cancelled = desk.summary.skeleton is Skeleton.CANCELLED
    # Of an event that stands still nobody can answer any more.
    questions = () if event.status in FROZEN else find_questions(desk.report, desk.records)
    found = judge_cancelled(desk.chapters) if is_cancelled else judge_summary(desk.chapters, questions, desk.report)
    open_ones = blocking(found)
    if open_ones:
        raise BadInput(f"定稿前还差 {len(open_ones)} 项：{open_ones[0].sentence}。", "INCOMPLETE")


def _file(event: Event, desk: SummaryDesk) -> FiledSummary:
    """What stands, with all that papers print of it: nothing of them changes later."""
    lessons = list_lessons(desk.report, desk.records, desk.chapters)
    results = collect_results(desk.report, desk.records, desk.summary, read_feedback(event))
    return file_draft(event.title, desk.summary.skeleton, desk.chapters, lessons, results)


def return_summary(event: Event, number: int, words: str, *, chapter: str = "", actor: User) -> SummaryRevision:
    """Send a filed version back with words, and to the chapter that they are about.

    Raises NotAllowed WRONG_STATUS when it doesn't stand any more, NOT_APPROVER for who doesn't approve the unit's
    events, OWN_EVENT or AUTHOR for who wrote a part of it; BadInput NO_WORDS without words.
    """
    guard_event(event, actor, can_read_event)
    revision = _standing(event, number)
    stand_in = _check_approver(event, revision, actor)
    words = _check_words(words, "写一句要改什么，组织者才知道。")
    revision.returned_by_id, revision.returned_at = actor.id, clock.now()
    revision.returned_for_id = stand_in.absent_id if stand_in else None
    revision.returned_words, revision.returned_chapter = words, chapter[:24]
    touch_summary(event).state = SummaryState.RETURNED
    _record(event, revision, "退回总结", actor, words=words, absent=stand_in.absent if stand_in else "")
    return revision


def reopen_summary(event: Event, number: int, because: str, *, actor: User) -> SummaryRevision:
    """Open a filed summary again, for a reason; raises NotAllowed WRONG_STATUS, BadInput NO_WORDS without a reason."""
    guard_event(event, actor, can_file_summary)
    revision = _standing(event, number)
    because = _check_words(because, "写一句为什么重新打开。")
    revision.reopened_by_id, revision.reopened_at, revision.reopened_because = actor.id, clock.now(), because
    touch_summary(event).state = SummaryState.REOPENED
    _record(event, revision, "重新打开总结", actor, words=because)
    return revision


def _standing(event: Event, number: int) -> SummaryRevision:
    """The filed version of that number, while it is the one that stands."""
    lock_aggregate(event.id, Aggregate.REPORT)
    revision = latest_filed(event.id)
    if revision is None or revision.number != number or not revision.is_in_force or not read_summary(event).is_filed:
        raise NotAllowed(_GONE, "WRONG_STATUS")
    return revision


def _check_approver(event: Event, revision: SummaryRevision, actor: User) -> StandIn | None:
    """For whom the actor returns it, None for themselves; raises NotAllowed for those who may not."""
    unit = approving_organisation(event)
    bars = bars_of(event, revision)
    role, stand_in = right_to_plan(actor, unit)
    because = bars.get(actor.id)
    if not can_decide(role, is_barred=False) and because is not BarReason.SUBMITTER:
        raise NotAllowed("只有审批单位的审批人能退回总结。", "NOT_APPROVER")
    if because is not None:
        raise refuse_barred(because, Matter.SUMMARY, deciders_of_plan(unit, bars))
    return stand_in


def _check_words(words: str, wanted: str) -> str:
    words = words.strip()[:MOST_WORDS]
    if not words:
        raise BadInput(wanted, "NO_WORDS", field="words")
    return words


def may_return(event: Event, revision: SummaryRevision, actor: Actor) -> bool:
    """Whether the actor may send that version back."""
    role, _ = right_to_plan(actor, approving_organisation(event))
    return can_decide(role, is_barred=actor.id in bars_of(event, revision))


def _record(
    event: Event, revision: SummaryRevision, verb: str, actor: User, *, words: str = "", absent: str = ""
) -> None:
    subject = f"总结第 {revision.number} 版" + (f"，代{absent}" if absent else "")
    record_change(event, actor=actor, verb=verb, subject=subject, where=WHERE, after=words)
