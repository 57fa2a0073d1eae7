"""Finance reviews: of one event, and what waits for whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, undefer

from planner import clock
from planner.enums import Decision, EventStatus, ReviewSubject, Role
from planner.extensions import db
from planner.models import Event, FinanceReview, Membership, Organisation, Revision, User
from planner.queries.events import units_under


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


def first_approval(event_id: int) -> date | None:
    """The day on which the plan was first approved, or None."""
    return read_approvals(event_id).first_on


def review_in_force(event_id: int) -> FinanceReview | None:
    """The review of the budget that passed last, with its snapshot."""
    found = select(FinanceReview).where(FinanceReview.event_id == event_id, FinanceReview.in_force)
    return db.session.scalar(found.options(undefer(FinanceReview.snapshot)))


def list_reviews(event_id: int, subject: ReviewSubject) -> list[FinanceReview]:
    """The reviews of an event's budget or settlement, the newest first, without their snapshots."""
    found = select(FinanceReview).where(FinanceReview.event_id == event_id, FinanceReview.subject == subject)
    return list(db.session.scalars(found.order_by(FinanceReview.number.desc())))


def latest_review(event_id: int, subject: ReviewSubject) -> FinanceReview | None:
    """The newest review of an event's budget or settlement."""
    found = select(FinanceReview).where(FinanceReview.event_id == event_id, FinanceReview.subject == subject)
    return db.session.scalar(found.order_by(FinanceReview.number.desc()).limit(1))


def find_review(event_id: int, subject: ReviewSubject, number: int) -> FinanceReview | None:
    """One review with its snapshot."""
    return db.session.scalar(
        select(FinanceReview)
        .where(FinanceReview.event_id == event_id, FinanceReview.subject == subject, FinanceReview.number == number)
        .options(undefer(FinanceReview.snapshot))
    )


# Sent with every page of finance staff, so it is built once; who asks comes in as parameters.
_MINE = bindparam("finance_units", expanding=True, type_=Integer)


_MANAGED = bindparam("managed_units", expanding=True, type_=Integer)


_WAITING = (
    select(Event, FinanceReview)
    .join(FinanceReview, FinanceReview.event_id == Event.id)
    .where(
        Event.deleted_at.is_(None),
        FinanceReview.decision.is_(None),
        FinanceReview.withdrawn_at.is_(None),
    )
)


_FOR_ME = (
    or_(
        Event.organisation_id.in_(_MINE),
        Event.organisation_id.in_(_MANAGED),
        # Units above read what has left the drafting table.
        Event.organisation_id.in_(units_under(_MINE, "finance_tree")) & (Event.status != EventStatus.DRAFT),
    ),
    FinanceReview.submitted_by_id != bindparam("me", type_=Integer),
    Event.owner_id != bindparam("me", type_=Integer),
)


_COUNT = _WAITING.where(*_FOR_ME).with_only_columns(func.count(), maintain_column_froms=True)


def reviews_waiting_for(user: User) -> list[tuple[Event, FinanceReview]]:
    """What waits for this user's review, the longest waiting first."""
    return (
        _pairs(_WAITING.where(*_FOR_ME).order_by(FinanceReview.submitted_at), _asking(user)) if _reviews(user) else []
    )


def count_reviews_for(user: User) -> int:
    """How much waits for this user's review."""
    return (db.session.scalar(_COUNT, _asking(user)) or 0) if _reviews(user) else 0


def reviews_of(user: User, most: int = 20) -> list[tuple[Event, FinanceReview]]:
    """What this user handed to finance last, newest first, withdrawn ones left out."""
    mine = select(Event, FinanceReview).join(FinanceReview, FinanceReview.event_id == Event.id)
    mine = mine.where(
        FinanceReview.submitted_by_id == user.id, FinanceReview.withdrawn_at.is_(None), Event.deleted_at.is_(None)
    )
    return _pairs(mine.order_by(FinanceReview.submitted_at.desc()).limit(most), {})


def reviewed_by(user: User, most: int = 20) -> list[tuple[Event, FinanceReview]]:
    """What this user decided last."""
    done = select(Event, FinanceReview).join(FinanceReview, FinanceReview.event_id == Event.id)
    done = done.where(FinanceReview.decided_by_id == user.id, Event.deleted_at.is_(None))
    return _pairs(done.order_by(FinanceReview.decided_at.desc()).limit(most), {})


def _pairs(statement: Any, values: dict[str, Any]) -> list[tuple[Event, FinanceReview]]:
    listed = statement.join(Event.organisation).options(contains_eager(Event.organisation))
    return [(event, review) for event, review in db.session.execute(listed, values)]


def reviewers_of(event: Event, but: int) -> list[str]:
    """Who may review the money of an event: finance of its unit, of one above once it is no draft, else administrators.

    Never the owner, and never `but`.
    """
    is_draft = event.status == EventStatus.DRAFT
    above = [event.organisation_id] if is_draft else lineage_ids(event.organisation_id)
    found = (
        select(User.name, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(User.active, User.id.not_in([but, event.owner_id]))
        .where(
            or_(
                Membership.organisation_id.in_(above) & (Membership.role == Role.FINANCE),
                (Membership.organisation_id == event.organisation_id) & (Membership.role == Role.ADMINISTRATOR),
            )
        )
        .order_by(User.name_key, User.id)
    )
    people = db.session.execute(found).all()
    return [name for name, role in people if role == Role.FINANCE] or [name for name, _ in people]


def lineage_ids(organisation_id: int) -> Any:
    """A statement for the ids of a unit and of all above it."""
    tree = select(Organisation.id, Organisation.parent_id).where(Organisation.id == organisation_id)
    upward = tree.cte("lineage", recursive=True)
    above = select(Organisation.id, Organisation.parent_id).join(upward, Organisation.id == upward.c.parent_id)
    return select(upward.union_all(above).c.id)


def units_with(user: User, *roles: Role) -> Sequence[int]:
    """The organisations in which the user has one of these roles."""
    return [unit for unit, role in user.roles.items() if role in roles]


def _reviews(user: User) -> bool:
    return bool(units_with(user, Role.FINANCE, Role.ADMINISTRATOR))


def _asking(user: User) -> dict[str, Any]:
    finance, managed = units_with(user, Role.FINANCE), units_with(user, Role.ADMINISTRATOR)
    return {"me": user.id, "finance_units": finance, "managed_units": managed}
