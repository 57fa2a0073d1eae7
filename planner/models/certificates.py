"""Certificates of service: what each said when it was issued, sealed, and how they are numbered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment, Secret


class IssuedCertificate(Base):
    """A certificate as it was issued: `facts` are what the paper says, whatever becomes of the event afterwards.

    It is good until it is withdrawn by the unit, `outdated_at` by hours that were approved anew, or its facts are
    erased at the wish of the volunteer. It outlives the event and the volunteer's data: the paper is out of the house,
    and whoever is shown it may ask. One that `is_joint` states several events of the unit: `event_id` is the one whose
    page it was asked for on, and `CertifiedVolunteer` says whose hours stand on it besides.
    """

    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id", ondelete="SET NULL"), index=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    code: Mapped[str] = mapped_column(Secret)
    facts: Mapped[str] = mapped_column(Secret)
    issued_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    issued_by: Mapped[str] = mapped_column(String(40))
    is_joint: Mapped[bool] = mapped_column(default=False, server_default=false())
    outdated_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    withdrawn_because: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    erased_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def is_good(self) -> bool:
        """Whether it still says what the unit states."""
        return self.withdrawn_at is None and self.outdated_at is None and self.erased_at is None


class CertifiedVolunteer(Base):
    """That a joint certificate states hours of this volunteer, who is the same person at another event."""

    __tablename__ = "certified_volunteer"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(
        ForeignKey("volunteer.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CertificateSeries(Base):
    """How many certificates have a number with these letters in that year: no number is given twice."""

    __tablename__ = "certificate_series"

    letters: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    issued: Mapped[int] = mapped_column(default=0)
