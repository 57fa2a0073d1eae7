"""Finance reviews: of one event, and what waits for whom."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, func, or_, select, type_coerce
from sqlalchemy.orm import aliased, contains_eager, undefer

from budgets.persons import plain_person
from planner import clock
from planner.enums import Decision, Matter, ReviewDecision, ReviewSubject
from planner.extensions import db
from planner.models import Advance, Event, Expense, FinanceReview, Handout, Revision, User
from planner.models.columns import Choice
from planner.models.deciding import name_decider
from planner.paging import MOST_COUNTED, MOST_WAITING, Count
from planner.queries.bars import is_barred, writes_accounts
from planner.queries.deputies import stand_ins_of
from planner.queries.events import like_pattern
from planner.queries.reach import Reach, is_one_of, of_units, reach_of
from planner.queries.tree import units_where
from planner.unitpermissions import REVIEWING, REVIEWING_FROM_ABOVE


class Approvals(NamedTuple):
    """The day on which a plan was first approved, who approved it last, and which version."""

    first_on: date | None = None
    approver: str = ""
    number: int = 0


def read_approvals(event_id: int) -> Approvals:
    """When and by whom the plan of an event was approved, in one statement."""
    absent = aliased(User)
    agreed = (
        select(Revision.decided_at, Revision.number, User.name, absent.name.label("absent"))
        .join(User, User.id == Revision.decided_by_id, isouter=True)
        .join(absent, absent.id == Revision.decided_for_id, isouter=True)
        .where(Revision.event_id == event_id, Revision.decision == Decision.AGREE, Revision.decided_at.is_not(None))
        .order_by(Revision.decided_at)
    )
    found = db.session.execute(agreed).all()
    if not found:
        return Approvals()
    last = found[-1]
    approver = name_decider(last.name or "", last.absent or "")
    return Approvals(clock.local(found[0].decided_at).date(), approver, last.number)


def review_in_force(event_id: int) -> FinanceReview | None:
    """The review of the budget that passed last, with its snapshot."""
    found = select(FinanceReview).where(FinanceReview.event_id == event_id, FinanceReview.in_force)
    return db.session.scalar(found.options(undefer(FinanceReview.snapshot)))


def former_pass(event_id: int, number: int) -> FinanceReview | None:
    """The budget that passed last before the review of that number, with its snapshot."""
    found = select(FinanceReview).where(
        FinanceReview.event_id == event_id,
        FinanceReview.subject == ReviewSubject.BUDGET,
        FinanceReview.decision == ReviewDecision.PASS,
        FinanceReview.number < number,
    )
    newest = found.order_by(FinanceReview.number.desc()).limit(1)
    return db.session.scalar(newest.options(undefer(FinanceReview.snapshot)))


def list_reviews(event_id: int, subject: ReviewSubject) -> list[FinanceReview]:
    """The reviews of an event's budget or settlement, the newest first, without their snapshots."""
    found = select(FinanceReview).where(FinanceReview.event_id == event_id, FinanceReview.subject == subject)
    return list(db.session.scalars(found.order_by(FinanceReview.number.desc())))


def latest_review(event_id: int, subject: ReviewSubject) -> FinanceReview | None:
    """The newest review of an event's budget or settlement, as it is now whatever was read of it before."""
    found = select(FinanceReview).where(FinanceReview.event_id == event_id, FinanceReview.subject == subject)
    newest = found.order_by(FinanceReview.number.desc()).limit(1)
    return db.session.scalar(newest.execution_options(populate_existing=True))


def find_review(event_id: int, subject: ReviewSubject, number: int) -> FinanceReview | None:
    """One review with its snapshot, as it is now whatever was read of it before."""
    return db.session.scalar(
        select(FinanceReview)
        .where(FinanceReview.event_id == event_id, FinanceReview.subject == subject, FinanceReview.number == number)
        .options(undefer(FinanceReview.snapshot))
        .execution_options(populate_existing=True)
    )


# Sent with every page of finance staff, so it is built once; who asks comes in as parameters.
_ME = bindparam("me", type_=Integer)
_OWN_UNITS = bindparam("own_units", expanding=True, type_=Integer)
_HIGHER_UNITS = bindparam("higher_units", expanding=True, type_=Integer)
_WAITING = (
    select(Event, FinanceReview)
    .join(FinanceReview, FinanceReview.event_id == Event.id)
    .where(
        Event.deleted_at.is_(None),
        FinanceReview.decision.is_(None),
        FinanceReview.withdrawn_at.is_(None),
    )
)


# `permissions.can_decide_review` as SQL; and whoever wrote the accounts or is named in them does not settle
# (会计法 art. 25). `named` holds the names as they are compared, each between two line breaks.
_MY_NAME: Any = bindparam("my_name")
_I_AM_NAMED = or_(
    *(
        select(model.id)
        .where(model.event_id == Event.id, model.deleted_at.is_(None), model.named.like(_MY_NAME, escape="\\"))
        .exists()
        for model in (Expense, Handout, Advance)
    )
)
_REVIEWED = of_units(_OWN_UNITS, _HIGHER_UNITS, "reviewed_units")
_FOR_ME = (
    FinanceReview.submitted_by_id != _ME,
    ~is_barred(_ME, type_coerce(FinanceReview.subject, Choice(Matter)), FinanceReview.number),
    or_(FinanceReview.subject != ReviewSubject.SETTLEMENT, ~or_(_I_AM_NAMED, writes_accounts(_ME))),
)


_FOUND = {reach: _WAITING.where(*_FOR_ME, within) for reach, within in _REVIEWED.items()}
# Of many units what waits is looked up first: else all their events are judged, to find the few with a review.
_waiting_review = aliased(FinanceReview, name="waiting_review")
_HAS_WAITING = is_one_of(
    Event.id,
    select(_waiting_review.event_id).where(_waiting_review.decision.is_(None), _waiting_review.withdrawn_at.is_(None)),
)
_FOUND[Reach.MANY] = _FOUND[Reach.MANY].where(_HAS_WAITING)
_COUNTS = {
    reach: select(func.count()).select_from(
        found.with_only_columns(FinanceReview.id, maintain_column_froms=True).limit(MOST_COUNTED + 1).subquery()
    )
    for reach, found in _FOUND.items()
}


def reviews_waiting_for(user: User) -> list[tuple[Event, FinanceReview]]:
    """What waits for this user's review, the longest waiting first; no more than `MOST_WAITING` and one."""
    values = _bind_reviewer(user)
    found = _FOUND[reach_of(user, values["higher_units"])].order_by(FinanceReview.submitted_at)
    return _pairs(found.limit(MOST_WAITING + 1), values) if values["own_units"] else []


def count_reviews_for(user: User) -> Count:
    """How much waits for this user's review; nothing is asked for people who review nothing."""
    values = _bind_reviewer(user)
    reach = reach_of(user, values["higher_units"])
    return Count.capped(db.session.scalar(_COUNTS[reach], values) or 0) if values["own_units"] else Count(0)


def _bind_reviewer(user: User) -> dict[str, Any]:
    """The parameters of `_FOR_ME` for this user, who may stand in for somebody.

    Who reviews from above reviews in the unit itself too.
    """
    lent = stand_ins_of(user)
    own, higher = (
        sorted({*units_where(user.roles, roles), *(s.unit_id for s in lent if s.role in roles)})
        for roles in (REVIEWING, REVIEWING_FROM_ABOVE)
    )
    name = like_pattern(f"\n{plain_person(user.name)}\n")
    return {"me": user.id, "my_name": name, "own_units": own, "higher_units": higher}


def reviews_of(user: User, most: int = 20) -> list[tuple[Event, FinanceReview]]:
    """What this user handed to finance last, newest first, withdrawn ones left out."""
    mine = select(Event, FinanceReview).join(FinanceReview, FinanceReview.event_id == Event.id)
    mine = mine.where(
        FinanceReview.submitted_by_id == user.id, FinanceReview.withdrawn_at.is_(None), Event.deleted_at.is_(None)
    )
    return _pairs(mine.order_by(FinanceReview.submitted_at.desc()).limit(most), {})


def list_reviewed(user: User, most: int = 20) -> list[tuple[Event, FinanceReview]]:
    """What this user decided last."""
    done = select(Event, FinanceReview).join(FinanceReview, FinanceReview.event_id == Event.id)
    done = done.where(FinanceReview.decided_by_id == user.id, Event.deleted_at.is_(None))
    return _pairs(done.order_by(FinanceReview.decided_at.desc()).limit(most), {})


def _pairs(statement: Any, values: dict[str, Any]) -> list[tuple[Event, FinanceReview]]:
    listed = statement.join(Event.organisation).options(contains_eager(Event.organisation))
    return [(event, review) for event, review in db.session.execute(listed, values)]
