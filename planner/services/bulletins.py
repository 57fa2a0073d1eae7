"""Newsletters: the red head that a unit writes for all of them, and the number that an event's gets."""

from datetime import date

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import BulletinHead, BulletinIssue, Event, Organisation
from planner.nouns import Aggregate
from planner.permissions import can_file_summary
from planner.queries.bulletins import find_bulletin_head, find_bulletin_holder, find_bulletin_issue
from planner.report.bulletin import RedHead
from planner.services.activity import LONG_NAME, record_change
from planner.services.guard import guard_event, guard_unit
from planner.services.locks import lock_unit
from planner.services.unitlog import record_unit_change
from planner.unitpermissions import can_set_bulletin_head

LARGEST_NUMBER = 999
_NEWSLETTER = "简报"


def save_bulletin_head(organisation: Organisation, head: RedHead, *, version: int, actor: Actor) -> BulletinHead:
    """Keep what stands on all newsletters of a unit; its number is not part of it.

    Raises LostUpdate when somebody else saved it since `version`; 0 is nobody's yet.
    """
    guard_unit(organisation.id, actor, can_set_bulletin_head)
    lock_unit(organisation.id)
    kept = find_bulletin_head(organisation.id)
    if kept is not None:
        db.session.refresh(kept)
    if version != (kept.version if kept else 0):
        who = kept.edited_by if kept else ""
        sentence = f"{who or '别人'}刚才也改了红头，先看一遍再存。"
        raise LostUpdate(sentence, who=who, version=kept.version if kept else 0, theirs={})
    verb = "修改" if kept else "新增"
    kept = kept or BulletinHead(organisation_id=organisation.id, version=0)
    kept.name, kept.publisher = head.name, head.publisher
    kept.sent_to, kept.copied_to = head.sent_to, head.copied_to
    kept.version += 1
    kept.edited_by, kept.edited_at = actor.name[:LONG_NAME], clock.now()
    db.session.add(kept)
    record_unit_change(organisation.id, actor=actor, verb=f"{verb}简报红头", subject=head.name)
    return kept


def number_bulletin(event: Event, number: int, day: date, *, actor: Actor) -> BulletinIssue:
    """Give the event's newsletter a number of the year of that day, or another one than before.

    Raises BadInput for a number that another event of the unit has in that year.
    """
    guard_event(event, actor, can_file_summary)
    if not 1 <= number <= LARGEST_NUMBER:
        raise BadInput(f"期号是 1—{LARGEST_NUMBER}。", field="number")
    lock_unit(event.organisation_id)
    issue = find_bulletin_issue(event.id)
    before = _label(issue) if issue else ""
    is_same = issue is not None and (issue.year, issue.number) == (day.year, number)
    holder = None if is_same else find_bulletin_holder(event.organisation_id, day.year, number)
    if holder is not None:
        raise BadInput(f"{day.year} 年第 {number} 期是“{holder}”的，换一个期号。", field="number")
    issue = issue or BulletinIssue(event_id=event.id)
    issue.organisation_id, issue.year, issue.number = event.organisation_id, day.year, number
    issue.issued_on, issue.issued_by = day, actor.name[:LONG_NAME]
    db.session.add(issue)
    _log(event, "编号", before, _label(issue), actor)
    return issue


def take_back_bulletin_number(event: Event, *, actor: Actor) -> None:
    """Free the number of the event's newsletter; raises NotFound when it has none."""
    guard_event(event, actor, can_file_summary)
    lock_unit(event.organisation_id)
    issue = find_bulletin_issue(event.id)
    if issue is None:
        raise NotFound("这期简报还没有期号。")
    db.session.delete(issue)
    _log(event, "撤回期号", _label(issue), "", actor)


def _label(issue: BulletinIssue) -> str:
    return f"{issue.year} 年第 {issue.number} 期，{issue.issued_on.isoformat()}"


def _log(event: Event, verb: str, before: str, after: str, actor: Actor) -> None:
    record_change(
        event,
        actor=actor,
        verb=verb,
        subject=_NEWSLETTER,
        where="summary",
        before=before,
        after=after,
        aggregate=Aggregate.REPORT,
    )
