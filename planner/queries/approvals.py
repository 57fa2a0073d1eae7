"""Submissions and their decisions."""

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from planner.enums import EventStatus, Role
from planner.extensions import db
from planner.models import Event, Revision, User

DECIDING = frozenset({Role.APPROVER, Role.ADMINISTRATOR})


def latest_revision(event_id: int) -> Revision | None:
    """The newest revision of an event."""
    return db.session.scalar(
        select(Revision).where(Revision.event_id == event_id).order_by(Revision.number.desc()).limit(1)
    )


def list_revisions(event_id: int) -> list[Revision]:
    """All revisions, newest first, without their dossiers."""
    return list(
        db.session.scalars(select(Revision).where(Revision.event_id == event_id).order_by(Revision.number.desc()))
    )


def find_revision(event_id: int, number: int) -> Revision | None:
    """One revision with its dossier."""
    return db.session.scalar(
        select(Revision)
        .where(Revision.event_id == event_id, Revision.number == number)
        .options(undefer(Revision.dossier))
    )


def _waiting_for(user: User):  # type: ignore[no-untyped-def]
    organisations = [org for org, role in user.roles.items() if role in DECIDING]
    newest = select(func.max(Revision.id)).group_by(Revision.event_id)
    return (
        select(Event, Revision)
        .join(Revision, Revision.event_id == Event.id)
        .where(
            Revision.id.in_(newest),
            Event.status == EventStatus.SUBMITTED,
            Event.deleted_at.is_(None),
            Revision.approving_organisation_id.in_(organisations),
            Revision.submitted_by_id != user.id,
        )
    )


def waiting_for(user: User) -> list[tuple[Event, Revision]]:
    """What waits for this user's decision, the longest waiting first."""
    if not any(role in DECIDING for role in user.roles.values()):
        return []
    rows = db.session.execute(_waiting_for(user).order_by(Revision.submitted_at))
    return [(event, revision) for event, revision in rows]


def count_waiting_for(user: User) -> int:
    """How much waits for this user's decision."""
    if not any(role in DECIDING for role in user.roles.values()):
        return 0
    counted = select(func.count()).select_from(_waiting_for(user).subquery())
    return db.session.scalar(counted) or 0
