"""Who reads the money of an event, and an event and reviews that no database knows; for tests of pages."""

from typing import Any

from budgets import Money
from planner import clock
from planner.enums import ActorKind, EventStatus, ReviewDecision, ReviewSubject, Role, TeamRole
from planner.models import Event, FinanceReview, User
from planner.permissions import Access

DRAFT = EventStatus.DRAFT
OWNER = Access(DRAFT, role=Role.ORGANISER, team=TeamRole.OWNER)
FINANCE = Access(DRAFT, role=Role.FINANCE)
READER = Access(DRAFT, role=Role.READER)
GUEST = Access(DRAFT, team=TeamRole.PLANNER, kind=ActorKind.GUEST)
ME, OTHER = User(id=1, name="周老师"), User(id=2, name="钱会计")


def event_with(*, is_settled: bool = False) -> Event:
    """An event of nobody's database."""
    return Event(id=7, status=DRAFT, settled_at=clock.now() if is_settled else None)


def review_with(
    decision: ReviewDecision | None = None, *, subject: ReviewSubject = ReviewSubject.BUDGET, **values: Any
) -> FinanceReview:
    """A review that 周老师 handed in, with that decision."""
    about: dict[str, Any] = {"number": 1, "known": Money(0), "unknown": 0, "submitted_by_id": ME.id, "words": ""}
    return FinanceReview(event_id=7, subject=subject, decision=decision, **about | values)
