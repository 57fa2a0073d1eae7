"""Finding certificates: by the number on the paper, and those of an event."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, or_, select

from planner.extensions import db
from planner.models import CertifiedVolunteer, Event, IssuedCertificate, ServiceHours


def find_by_number(number: str) -> IssuedCertificate | None:
    """The certificate of that number, whatever became of it."""
    return db.session.scalar(select(IssuedCertificate).where(IssuedCertificate.number == number))


def find_certificate(event: Event, certificate_id: int) -> IssuedCertificate | None:
    """A certificate of this event."""
    wanted = select(IssuedCertificate).where(IssuedCertificate.event_id == event.id)
    return db.session.scalar(wanted.where(IssuedCertificate.id == certificate_id))


def find_approver(volunteer_id: int) -> str:
    """Who approved the last hours of a volunteer; empty while nobody has."""
    wanted = select(ServiceHours.approved_by).where(ServiceHours.volunteer_id == volunteer_id)
    return db.session.scalar(wanted.order_by(ServiceHours.approved_at.desc().nulls_last()).limit(1)) or ""


def states_hours_of(volunteer_ids: Collection[int]) -> ColumnElement[bool]:
    """Whether a certificate states hours of any of these volunteers, alone or with those of other events."""
    joint = select(CertifiedVolunteer.certificate_id).where(CertifiedVolunteer.volunteer_id.in_(volunteer_ids))
    return or_(IssuedCertificate.volunteer_id.in_(volunteer_ids), IssuedCertificate.id.in_(joint))


def count_certificates(volunteer_id: int) -> int:
    """How many state hours of a volunteer, whatever became of them."""
    of_them = states_hours_of([volunteer_id])
    return db.session.scalar(select(func.count()).select_from(IssuedCertificate).where(of_them)) or 0
