"""What whoever said yes sees of taking it back: whether they still can, and until when in any case."""

from typing import NamedTuple

from planner import clock
from planner.enums import Decision, EventStatus, ReviewSubject
from planner.models import Event, FinanceReview, Revision, User
from planner.services.takebacks import ALWAYS_WITHIN, RESTS_ON_A_YES, is_fresh, why_not_agreement, why_not_pass


class TakeBack(NamedTuple):
    """`hint` says how long it can be taken back, `why_not` why it can't be any more."""

    label: str
    hint: str
    why_not: str


def offer_take_back(event: Event, revision: Revision, user: User) -> TakeBack | None:
    """Taking 同意 back; None for everybody else, and where no 同意 is in force."""
    if revision.decision is not Decision.AGREE or event.status not in RESTS_ON_A_YES:
        return None
    return _offer(revision, user, "收回同意", why_not_agreement(event, revision))


def offer_review_back(event: Event, review: FinanceReview, user: User) -> TakeBack | None:
    """Taking 通过 of finance back; None for everybody else, and where it is not what counts."""
    is_settlement = review.subject is ReviewSubject.SETTLEMENT
    is_in_force = event.settled_at is not None if is_settlement else review.in_force
    if not review.has_passed or not is_in_force or event.status is EventStatus.CANCELLED:
        return None
    return _offer(review, user, "收回通过", why_not_pass(event, review))


def _offer(decided: Revision | FinanceReview, user: User, label: str, why_not: str) -> TakeBack | None:
    if decided.decided_by_id != user.id or decided.decided_at is None:
        return None
    if why_not:
        return TakeBack(label, "", why_not)
    until = clock.local(decided.decided_at + ALWAYS_WITHIN)
    always = f"{until:%H:%M} 前一定能收回，之后" if is_fresh(decided.decided_at) else "现在"
    return TakeBack(label, f"{always}没人接着办也能。", "")
