"""Forgetting what volunteers said of themselves: the rows stay without it, for what was served."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, update

from planner import clock
from planner.extensions import db
from planner.models import (
    Attendance,
    Event,
    ExcludedService,
    HoursCorrection,
    HoursRequest,
    IssuedCertificate,
    Link,
    ServiceEvaluation,
    SignUp,
    Volunteer,
)
from planner.models.textcolumns import CERTIFIED, OF_VOLUNTEERS, SAID_OF_VOLUNTEERS
from planner.queries.certificates import states_hours_of
from planner.services.remains import read_sealed

# That work was no voluntary service stands without what was said of whom.
ERASED_REASON = "资料已清除"
_SAID: tuple[Any, ...] = (SignUp, HoursCorrection, HoursRequest, ServiceEvaluation)


def volunteers_of(event: Event) -> Sequence[Volunteer]:
    """Those of an event of whom anything is kept."""
    wanted = select(Volunteer).where(Volunteer.event_id == event.id, Volunteer.erased_at.is_(None))
    return db.session.scalars(wanted.order_by(Volunteer.id)).all()


def forget_volunteers(volunteers: Iterable[Volunteer]) -> frozenset[str]:
    """Empty what they said, and close their pages; returns it as the database held it, to be looked for afterwards."""
    found = list(volunteers)
    ids = [one.id for one in found]
    db.session.flush()
    sealed = _sealed_texts(ids)
    for one in found:
        for name in OF_VOLUNTEERS["volunteer"]:
            setattr(one, name, "")
        one.sex, one.identity_kind, one.photos, one.erased_at = None, None, False, clock.now()
    for model in _SAID:
        emptied = dict.fromkeys(SAID_OF_VOLUNTEERS[model.__tablename__], "")
        db.session.execute(update(model).where(model.volunteer_id.in_(ids)).values(emptied))
    # Nobody is left to be answered.
    asking = HoursRequest.volunteer_id.in_(ids) & HoursRequest.answered_at.is_(None)
    db.session.execute(update(HoursRequest).where(asking).values(answered_at=clock.now()))
    _forget_service(ids)
    closed = update(Link).where(Link.id.in_([one.link_id for one in found]))
    db.session.execute(closed.values(token="", revoked_at=clock.now()))
    db.session.flush()
    return sealed


def _forget_service(ids: Sequence[int]) -> None:
    """Empty why their work was no voluntary service, and where they were: only that they served is kept."""
    sign_ups = select(SignUp.id).where(SignUp.volunteer_id.in_(ids))
    near = update(Attendance).where(Attendance.sign_up_id.in_(sign_ups))
    db.session.execute(near.values(arrived_place=None, left_place=None))
    left_out = update(ExcludedService).where(ExcludedService.sign_up_id.in_(sign_ups))
    db.session.execute(left_out.values(because=ERASED_REASON))


def forget_certificates(volunteer: Volunteer) -> frozenset[str]:
    """Empty what the certificates of a volunteer say; who checks one is told. Returns it as the database held it."""
    of_them = states_hours_of([volunteer.id])
    db.session.flush()
    names = (*CERTIFIED["certificate"], "withdrawn_because")
    sealed = read_sealed(IssuedCertificate, names, of_them)
    emptied = update(IssuedCertificate).where(of_them).values(dict.fromkeys(names, ""))
    db.session.execute(emptied.values(erased_at=clock.now()))
    return sealed


def _sealed_texts(ids: Sequence[int]) -> frozenset[str]:
    """What the database holds of these volunteers, as it holds it."""
    known = read_sealed(Volunteer, OF_VOLUNTEERS["volunteer"], Volunteer.id.in_(ids))
    said = (read_sealed(one, SAID_OF_VOLUNTEERS[one.__tablename__], one.volunteer_id.in_(ids)) for one in _SAID)
    sign_ups = select(SignUp.id).where(SignUp.volunteer_id.in_(ids))
    left_out = read_sealed(ExcludedService, ("because",), ExcludedService.sign_up_id.in_(sign_ups))
    return known.union(left_out, *said)
