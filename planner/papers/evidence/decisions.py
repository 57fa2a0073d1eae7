"""Parts of a set that somebody decided: the plan as it was approved, the budget, the settlement."""

from collections.abc import Iterable, Iterator

from planner.documents.budget import build_budget_sheet
from planner.documents.decision_record import DecisionEntry, build_decision_record
from planner.documents.plan import build_plan
from planner.documents.settlement import build_settlement_report
from planner.documents.settlement_sheet import build_settlement_workbook
from planner.dossier import from_json
from planner.enums import Decision, ReviewSubject
from planner.evidence import EvidencePart, SetFile
from planner.models import FinanceReview, Revision
from planner.papers.evidence.source import Found, SetSource, lack, need_not, tell_when
from planner.papers.masks import mask_dossier, mask_finances, mask_snapshot
from planner.queries.approvals import find_revision, list_revisions
from planner.queries.reviews import list_reviews, review_in_force


def collect_plan(source: SetSource) -> Iterator[Found]:
    """The version that was approved last, and what became of all versions."""
    part, revisions = EvidencePart.PLAN, list_revisions(source.event.id)
    agreed = next((one for one in revisions if one.decision is Decision.AGREE), None)
    revision = find_revision(source.event.id, agreed.number) if agreed else None
    if revision is None:
        yield lack(part, f"没有批准的方案：{_tell_unapproved(revisions)}。放进来的是现在的样子")
        content = build_plan(mask_snapshot(source.dossier, source.access))
        yield SetFile(part=part, name="方案（现在的样子，没有批准）.docx", content=content)
    else:
        content = build_plan(mask_snapshot(from_json(revision.dossier), source.access))
        yield SetFile(part=part, name=f"方案（批准的第 {revision.number} 版）.docx", content=content)
        if source.finances.approval_lapsed and source.finances.approval.is_missing:
            yield lack(part, f"现在的方案没有批准：{source.finances.approval.note}")
    if revisions:
        title = f"{source.event.title}审批记录"
        record = build_decision_record(title, _plan_entries(source, revisions), unit=source.unit)
        yield SetFile(part=part, name="审批记录.docx", content=record)


def _tell_unapproved(revisions: list[Revision]) -> str:
    if not revisions:
        return "没有提交过审批"
    newest = revisions[0]
    return f"第 {newest.number} 版{_tell_result(newest)}"


def _tell_result(revision: Revision) -> str:
    if revision.withdrawn_at:
        return "已撤回"
    return revision.decision.label if revision.decision else "还在审批"


def _plan_entries(source: SetSource, revisions: Iterable[Revision]) -> list[DecisionEntry]:
    return [
        DecisionEntry(
            number=one.number,
            handed_in=f"{one.submitted_by.name}\n{tell_when(one.submitted_at)}",
            result=_tell_result(one),
            decided=f"{one.decider}\n{tell_when(one.decided_at)}".strip(),
            words=source.hide(one.words),
        )
        for one in sorted(revisions, key=lambda one: one.number)
    ]


def collect_budget(source: SetSource) -> Iterator[Found]:
    """The budget that finance passed last, and what finance said of all that were handed in."""
    part, passed = EvidencePart.BUDGET, review_in_force(source.event.id)
    reviews = list_reviews(source.event.id, ReviewSubject.BUDGET)
    if passed is not None:
        content = build_budget_sheet(mask_snapshot(from_json(passed.snapshot), source.access))
        yield SetFile(part=part, name=f"预算表（审核通过的第 {passed.number} 次）.xlsx", content=content)
        if source.finances.is_changed:
            yield lack(part, "预算通过以后又改过，改的没有再审核")
    elif source.dossier.budget:
        why = f"第 {reviews[0].number} 次{_tell_review(reviews[0])}" if reviews else "没有交过财务审核"
        yield lack(part, f"没有审核通过的预算：{why}。放进来的是现在的样子")
        content = build_budget_sheet(mask_dossier(source.dossier, source.access))
        yield SetFile(part=part, name="预算表（现在的样子，没有审核）.xlsx", content=content)
    else:
        yield need_not(part, "方案里没有预算")
    yield from _record_of_reviews(source, part, reviews, "预算审核记录")


def collect_settlement(source: SetSource) -> Iterator[Found]:
    """The settlement, once finance has closed the accounts."""
    part = EvidencePart.SETTLEMENT
    if source.event.settled_at is None:
        yield lack(part, "没有决算：经费还没有结")
    else:
        money = mask_finances(source.finances, source.access)
        yield SetFile(part=part, name="决算说明.docx", content=build_settlement_report(money))
        yield SetFile(part=part, name="决算表.xlsx", content=build_settlement_workbook(money))
    reviews = list_reviews(source.event.id, ReviewSubject.SETTLEMENT)
    yield from _record_of_reviews(source, part, reviews, "决算审核记录")


def _record_of_reviews(
    source: SetSource, part: EvidencePart, reviews: list[FinanceReview], name: str
) -> Iterator[Found]:
    if reviews:
        record = build_decision_record(
            f"{source.event.title}{name}", _review_entries(source, reviews), unit=source.unit
        )
        yield SetFile(part=part, name=f"{name}.docx", content=record)


def _tell_review(review: FinanceReview) -> str:
    if review.withdrawn_at:
        return "已撤回"
    return review.decision.label if review.decision else "还在审核"


def _review_entries(source: SetSource, reviews: Iterable[FinanceReview]) -> list[DecisionEntry]:
    return [
        DecisionEntry(
            number=one.number,
            handed_in=f"{one.submitted_by.name}\n{tell_when(one.submitted_at)}",
            amount=one.amount.bound_label,
            result=_tell_review(one),
            decided=f"{one.decider}\n{tell_when(one.decided_at)}".strip(),
            words=source.hide(one.words),
        )
        for one in sorted(reviews, key=lambda one: one.number)
    ]
