"""Submissions and their decisions."""

from typing import Any

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import contains_eager, undefer

from planner.enums import EventStatus, Matter
from planner.extensions import db
from planner.models import Event, Revision, User
from planner.paging import MOST_COUNTED, MOST_WAITING, Count
from planner.queries.bars import is_barred
from planner.queries.deputies import stand_ins_of
from planner.queries.tree import units_where
from planner.unitpermissions import DECIDING

_LATEST = (
    select(Revision)
    .where(Revision.event_id == bindparam("event", type_=Integer))
    .order_by(Revision.number.desc())
    .limit(1)
    .execution_options(populate_existing=True)
)


def latest_revision(event_id: int) -> Revision | None:
    """The newest revision of an event, as it is now whatever was read of it before."""
    return db.session.scalar(_LATEST, {"event": event_id})


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


# Sent with every page of an approver, so it is built once; who asks comes in as parameters.
_WAITING = (
    select(Event, Revision)
    .join(Revision, Revision.event_id == Event.id)
    .where(
        Event.status == EventStatus.SUBMITTED,
        Event.deleted_at.is_(None),
        Revision.decision.is_(None),
        Revision.withdrawn_at.is_(None),
    )
)
# `unitpermissions.can_decide` as SQL.
_ME = bindparam("me", type_=Integer)
_FOR_ME = (
    Revision.approving_organisation_id.in_(bindparam("deciding", expanding=True, type_=Integer)),
    Revision.submitted_by_id != _ME,
    ~is_barred(_ME, Matter.PLAN, Revision.number),
)
_COUNT = select(func.count()).select_from(
    _WAITING.where(*_FOR_ME)
    .with_only_columns(Revision.id, maintain_column_froms=True)
    .limit(MOST_COUNTED + 1)
    .subquery()
)


def waiting_for(user: User) -> list[tuple[Event, Revision]]:
    """What waits for this user's decision, the longest waiting first; no more than `MOST_WAITING` and one."""
    values = bind_decider(user)
    found = _WAITING.where(*_FOR_ME).order_by(Revision.submitted_at).limit(MOST_WAITING + 1)
    return _pairs(found, values) if values["deciding"] else []


def count_waiting_for(user: User) -> Count:
    """How much waits for this user's decision; nothing is asked for people who decide nothing."""
    values = bind_decider(user)
    return Count.capped(db.session.scalar(_COUNT, values) or 0) if values["deciding"] else Count(0)


def bind_decider(user: User) -> dict[str, Any]:
    """Who this user is, and in which units they decide, for themselves or for somebody absent."""
    lent = {stand_in.unit_id for stand_in in stand_ins_of(user) if stand_in.role in DECIDING}
    return {"me": user.id, "deciding": sorted(lent.union(units_where(user.roles, DECIDING)))}


def waiting_of(user: User) -> list[tuple[Event, Revision]]:
    """What this user has submitted and nobody has decided yet, the longest waiting first."""
    return _pairs(_WAITING.where(Revision.submitted_by_id == user.id).order_by(Revision.submitted_at), {})


def list_decided(user: User, most: int) -> list[tuple[Event, Revision]]:
    """What this user decided last."""
    decided = select(Event, Revision).join(Revision, Revision.event_id == Event.id)
    decided = decided.where(Revision.decided_by_id == user.id, Event.deleted_at.is_(None))
    return _pairs(decided.order_by(Revision.decided_at.desc()).limit(most), {})


def _pairs(statement: Any, values: dict[str, Any]) -> list[tuple[Event, Revision]]:
    listed = statement.join(Event.organisation).options(contains_eager(Event.organisation))
    return [(event, revision) for event, revision in db.session.execute(listed, values)]
