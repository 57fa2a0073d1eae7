"""Taking a yes back: by whoever said it, until somebody acted on it, and for ten minutes whatever happened since."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from planner import clock
from planner.dossier import from_json
from planner.enums import Decision, EventStatus, ReviewDecision, ReviewSubject
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Activity, Event, FinanceReview, Revision, User
from planner.nouns import Aggregate
from planner.permissions import can_read_accounts, can_read_event
from planner.queries.approvals import latest_revision
from planner.queries.reviews import former_pass, latest_review
from planner.services.activity import record_change
from planner.services.guard import guard_event
from planner.services.locks import lock
from planner.services.reviews import leave_force, put_in_force

ALWAYS_WITHIN = timedelta(minutes=10)
MOST_WORDS = 2000
_S = EventStatus
# While it is one of these, the yes to the plan is what the event goes on by.
RESTS_ON_A_YES = frozenset({_S.APPROVED, _S.PUBLISHED, _S.ONGOING, _S.ENDED})
_SPENDING = ("expenses", "advances", "handouts")
# What a settlement passed by stays as it is: nothing is settled of a plan that nobody approved.
_SETTLED = "决算已经办结，先收回决算的“通过”。"


def take_back_agreement(event: Event, words: str, *, actor: User) -> Revision:
    """Take 同意 back: the same version waits again, and nothing says any more that it was agreed to.

    Raises NotAllowed WRONG_STATUS where no 同意 is in force, NOT_DECIDER for whoever didn't say it, ACTED_ON when
    somebody went on by it more than ten minutes after it was said, or once the accounts are settled; BadInput
    NO_WORDS without a reason.
    """
    guard_event(event, actor, can_read_event)
    lock(event, Aggregate.MONEY)
    revision = latest_revision(event.id)
    if revision is None or revision.decision != Decision.AGREE or event.status not in RESTS_ON_A_YES:
        raise NotAllowed("现在没有可以收回的同意。", "WRONG_STATUS")
    words = _check(revision, actor, words, why_not_agreement(event, revision))
    said = _describe(revision, Decision.AGREE.label)
    _clear(revision, words, actor)
    event.status, event.reopened_because = _S.SUBMITTED, ""
    record_change(event, actor=actor, verb="收回同意", subject=f"第 {revision.number} 版", before=said, after=words)
    return revision


def take_back_pass(event: Event, subject: ReviewSubject, number: int, words: str, *, actor: User) -> FinanceReview:
    """Take 通过 of the newest budget or settlement back: it waits for finance again as it was handed in.

    The budget that was in force before is so again; the accounts of a settled event are open again. Raises like
    `take_back_agreement`.
    """
    guard_event(event, actor, can_read_accounts)
    lock(event, Aggregate.MONEY)
    review = latest_review(event.id, subject)
    if review is None or review.number != number or not review.has_passed or not _is_in_force(event, review):
        raise NotAllowed(f"现在没有可以收回的“通过”（{subject.label}）。", "WRONG_STATUS")
    words = _check(review, actor, words, why_not_pass(event, review))
    said = _describe(review, ReviewDecision.PASS.label)
    if subject is ReviewSubject.SETTLEMENT:
        event.settled_at = None
    else:
        _put_former_in_force(event, review)
    _clear(review, words, actor)
    name = f"{subject.label}第 {review.number} 次"
    record_change(event, actor=actor, verb="收回通过", subject=name, where=subject.value, before=said, after=words)
    return review


def why_not_agreement(event: Event, revision: Revision) -> str:
    """Why 同意 of a plan can't be taken back any more; "" while it can."""
    said = revision.decided_at
    if said is None:
        return ""
    if event.settled_at is not None:
        return _SETTLED
    if is_fresh(said):
        return ""
    if event.status is not _S.APPROVED:
        return _too_late(f"活动{event.status.label}")
    if _has_spent(event, said):
        return _too_late("同意以后记了支出")
    reviewed = select(FinanceReview.id).where(FinanceReview.event_id == event.id, FinanceReview.decided_at >= said)
    return _too_late("同意以后财务审过") if db.session.scalar(reviewed.limit(1)) else ""


def why_not_pass(event: Event, review: FinanceReview) -> str:
    """Why 通过 of finance can't be taken back any more; "" while it can."""
    said = review.decided_at
    if said is None:
        return ""
    if review.subject is ReviewSubject.SETTLEMENT:
        return "" if is_fresh(said) or event.status is not _S.ARCHIVED else _too_late("活动已归档")
    if event.settled_at is not None:
        return _SETTLED
    if is_fresh(said):
        return ""
    if _has_spent(event, said):
        return _too_late("通过以后记了支出")
    agreed = select(Revision.id).where(
        Revision.event_id == event.id, Revision.decision == Decision.AGREE, Revision.decided_at >= said
    )
    return _too_late("通过以后方案批了") if db.session.scalar(agreed.limit(1)) else ""


def _too_late(what: str) -> str:
    return f"{what}，也过了 10 分钟，不能再收回。"


def is_fresh(moment: datetime) -> bool:
    """Whether it is less than ten minutes ago; a moment of the future is not."""
    return timedelta(0) <= clock.now() - moment < ALWAYS_WITHIN


def _check(decided: Revision | FinanceReview, actor: User, words: str, why_not: str) -> str:
    """The reason as it is kept; raises why it can't be taken back."""
    if decided.decided_by_id != actor.id:
        raise NotAllowed(f"这是{decided.decider}定的，由本人来收回。", "NOT_DECIDER")
    if why_not:
        raise NotAllowed(why_not, "ACTED_ON")
    words = words.strip()[:MOST_WORDS]
    if not words:
        raise BadInput("写一句为什么收回。", "NO_WORDS", field="words")
    return words


def _is_in_force(event: Event, review: FinanceReview) -> bool:
    return event.settled_at is not None if review.subject is ReviewSubject.SETTLEMENT else review.in_force


def _has_spent(event: Event, since: datetime) -> bool:
    """Whether anything was written since of what is paid or handed out."""
    places = or_(*(Activity.where.startswith(f"{noun}/") for noun in _SPENDING))
    written = select(Activity.id).where(Activity.event_id == event.id, Activity.at >= since, places)
    return db.session.scalar(written.limit(1)) is not None


def _describe(decided: Revision | FinanceReview, word: str) -> str:
    at = clock.local(decided.decided_at) if decided.decided_at else None
    moment = f" {at:%Y-%m-%d %H:%M}" if at else ""
    return f"{decided.decider}{moment} {word}" + (f"：{decided.words}" if decided.words else "")


def _clear(decided: Revision | FinanceReview, words: str, actor: User) -> None:
    decided.decision, decided.words = None, ""
    decided.decided_by_id = decided.decided_for_id = decided.decided_at = None
    decided.taken_back_by_id, decided.taken_back_at = actor.id, clock.now()
    decided.taken_back_because = words
    db.session.flush()
    db.session.expire(decided, ["decided_by", "decided_for", "taken_back_by"])


def _put_former_in_force(event: Event, review: FinanceReview) -> None:
    former = former_pass(event.id, review.number)
    leave_force(event)
    if former is not None:
        put_in_force(event, former, from_json(former.snapshot).full_budget)
