"""Finance reviews: of one event, and what waits for whom."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, undefer

from budgets.invoice import plain_name
from planner import clock
from planner.enums import Decision, ReviewSubject, Role
from planner.extensions import db
from planner.models import Event, Expense, FinanceReview, Membership, Revision, TeamMember, User
from planner.paging import MOST_COUNTED, MOST_WAITING, Count
from planner.permissions import NOT_YET_ABOVE, PLANNING, REVIEWING, REVIEWING_FROM_ABOVE
from planner.queries.reach import of_units, reach_of
from planner.queries.tree import above, units_where


class Approvals(NamedTuple):
    """The day on which a plan was first approved, and who approved it last."""

    first_on: date | None = None
    approver: str = ""


def read_approvals(event_id: int) -> Approvals:
    """When and by whom the plan of an event was approved, in one statement."""
    agreed = (
        select(Revision.decided_at, User.name)
        .join(User, User.id == Revision.decided_by_id, isouter=True)
        .where(Revision.event_id == event_id, Revision.decision == Decision.AGREE, Revision.decided_at.is_not(None))
        .order_by(Revision.decided_at)
    )
    found = db.session.execute(agreed).all()
    return Approvals(clock.local(found[0].decided_at).date(), found[-1].name or "") if found else Approvals()


def review_in_force(event_id: int) -> FinanceReview | None:
    """The review of the budget that passed last, with its snapshot."""
    found = select(FinanceReview).where(FinanceReview.event_id == event_id, FinanceReview.in_force)
    return db.session.scalar(found.options(undefer(FinanceReview.snapshot)))


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
_PLANNED_BY_ME = select(TeamMember.event_id).where(TeamMember.user_id == _ME, TeamMember.role.in_(PLANNING))
_WAITING = (
    select(Event, FinanceReview)
    .join(FinanceReview, FinanceReview.event_id == Event.id)
    .where(
        Event.deleted_at.is_(None),
        FinanceReview.decision.is_(None),
        FinanceReview.withdrawn_at.is_(None),
    )
)


def _without_blanks(name: Any) -> Any:
    """`budgets.invoice.plain_name` as SQL, as far as names are typed in practice: without blanks, also wide ones."""
    return func.replace(func.replace(name, " ", ""), "\u3000", "")


_IS_MINE = or_(*(_without_blanks(name) == bindparam("my_name") for name in (Expense.handler, Expense.verifier)))
_I_TOOK_PART = select(Expense.id).where(Expense.event_id == Event.id, Expense.deleted_at.is_(None), _IS_MINE).exists()
_REVIEWED = of_units(_OWN_UNITS, _HIGHER_UNITS, "reviewed_units")
# `permissions.can_decide_review` as SQL; and who handled or verified an expense does not settle (会计法 art. 25).
_FOR_ME = (
    FinanceReview.submitted_by_id != _ME,
    Event.owner_id != _ME,
    Event.id.not_in(_PLANNED_BY_ME),
    or_(FinanceReview.subject != ReviewSubject.SETTLEMENT, ~_I_TOOK_PART),
)


_FOUND = {reach: _WAITING.where(*_FOR_ME, within) for reach, within in _REVIEWED.items()}
_COUNTS = {
    reach: select(func.count()).select_from(
        found.with_only_columns(FinanceReview.id, maintain_column_froms=True).limit(MOST_COUNTED + 1).subquery()
    )
    for reach, found in _FOUND.items()
}


def reviews_waiting_for(user: User) -> list[tuple[Event, FinanceReview]]:
    """What waits for this user's review, the longest waiting first; no more than `MOST_WAITING` and one."""
    values = _bind_reviewer(user)
    found = _FOUND[reach_of(user, REVIEWING_FROM_ABOVE)].order_by(FinanceReview.submitted_at)
    return _pairs(found.limit(MOST_WAITING + 1), values) if values["own_units"] else []


def count_reviews_for(user: User) -> Count:
    """How much waits for this user's review; nothing is asked for people who review nothing."""
    values = _bind_reviewer(user)
    reach = reach_of(user, REVIEWING_FROM_ABOVE)
    return Count.capped(db.session.scalar(_COUNTS[reach], values) or 0) if values["own_units"] else Count(0)


def _bind_reviewer(user: User) -> dict[str, Any]:
    """The parameters of `_FOR_ME` for this user; who reviews from above reviews in the unit itself too."""
    own, higher = (units_where(user.roles, roles) for roles in (REVIEWING, REVIEWING_FROM_ABOVE))
    return {"me": user.id, "my_name": plain_name(user.name), "own_units": own, "higher_units": higher}


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


def reviewers_of(event: Event, but: int, *, barred: frozenset[str] = frozenset()) -> list[str]:
    """The names of those who may review the money of an event; never the user `but` nor plain names that are `barred`.

    Finance of its unit, of those above once it is no draft; where there is none, its unit's administrators.
    """
    tree = above(event.organisation_id, "reviewing_units")
    reviews = (tree.c.level == 0) & Membership.role.in_(REVIEWING)
    if event.status != NOT_YET_ABOVE:
        reviews |= (tree.c.level > 0) & Membership.role.in_(REVIEWING_FROM_ABOVE)
    planners = select(TeamMember.user_id).where(TeamMember.event_id == event.id, TeamMember.role.in_(PLANNING))
    found = (
        select(User.id, User.name, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .join(tree, tree.c.id == Membership.organisation_id)
        .where(reviews, User.active, User.id.not_in([but, event.owner_id]), User.id.not_in(planners))
        .order_by(User.name_key, User.id)
    )
    people = [person for person in db.session.execute(found) if plain_name(person.name) not in barred]
    finance = {id_: name for id_, name, role in people if role == Role.FINANCE}
    return list((finance or {id_: name for id_, name, _ in people}).values())
