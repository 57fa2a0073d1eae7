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
from planner.models.textcolumns import CERTIFIED, OF_VOLUNTEERS
from planner.queries.certificates import states_hours_of
from planner.services.remains import read_sealed

# That work was no voluntary service stands without what was said of whom.
ERASED_REASON = "资料已清除"
_OWNERS: dict[str, tuple[Any, Any]] = {
    "volunteer": (Volunteer, Volunteer.id),
    "sign_up": (SignUp, SignUp.volunteer_id),
    "hours_correction": (HoursCorrection, HoursCorrection.volunteer_id),
    "hours_request": (HoursRequest, HoursRequest.volunteer_id),
    "service_evaluation": (ServiceEvaluation, ServiceEvaluation.volunteer_id),
}


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
    for table, (model, owner) in _OWNERS.items():
        if model is not Volunteer:
            db.session.execute(update(model).where(owner.in_(ids)).values(dict.fromkeys(OF_VOLUNTEERS[table], "")))
    # Nobody is left to be answered.
    asking = HoursRequest.volunteer_id.in_(ids) & HoursRequest.answered_at.is_(None)
    db.session.execute(update(HoursRequest).where(asking).values(answered_at=clock.now()))
    _forget_what_was_said(ids)
    closed = update(Link).where(Link.id.in_([one.link_id for one in found]))
    db.session.execute(closed.values(token="", revoked_at=clock.now()))
    db.session.flush()
    return sealed


def _forget_what_was_said(ids: Sequence[int]) -> None:
    """Empty what the organiser said to them or of them, and where they were: only that they served is kept."""
    db.session.execute(update(SignUp).where(SignUp.volunteer_id.in_(ids)).values(word=""))
    sign_ups = select(SignUp.id).where(SignUp.volunteer_id.in_(ids))
    near = update(Attendance).where(Attendance.sign_up_id.in_(sign_ups))
    db.session.execute(near.values(arrived_place=None, left_place=None))
    left_out = update(ExcludedService).where(ExcludedService.sign_up_id.in_(sign_ups))
    db.session.execute(left_out.values(because=ERASED_REASON))


def forget_certificates(volunteer: Volunteer) -> frozenset[str]:
    """Empty what the certificates of a volunteer say; who checks one is told. Returns it as the database held it."""
    of_them = states_hours_of([volunteer.id])
    db.session.flush()
    sealed = read_sealed(IssuedCertificate, CERTIFIED["certificate"], of_them)
    emptied = dict.fromkeys(CERTIFIED["certificate"], "")
    db.session.execute(update(IssuedCertificate).where(of_them).values(**emptied, erased_at=clock.now()))
    return sealed


def _sealed_texts(ids: Sequence[int]) -> frozenset[str]:
    found = (read_sealed(model, OF_VOLUNTEERS[table], owner.in_(ids)) for table, (model, owner) in _OWNERS.items())
    return frozenset().union(*found)
