"""The volunteer file of a unit: who wants to be asked again, what is known of them, at which events they were."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, event, false, text
from sqlalchemy.orm import Mapped, mapped_column

from budgets.persons import plain_person
from planner import clock
from planner.enums import Sex
from planner.extensions import Base
from planner.models.columns import Choice, Moment, Secret, index_number
from planner.models.row import new_key


class FiledVolunteer(Base):
    """Somebody whom a unit may ask again, because they agreed to be kept, to the text `agreement`, at `agreed_at`.

    Training holds until its day. Of the record check (未成年人保护法 art. 62) only the day and until when it holds are
    kept: that there is one says that nothing was found. `renewed_at` is when they last signed up or agreed; what nobody
    renewed for `people.volunteerfile.KEPT_MONTHS` is erased. How often they served is told by their filings.

    Where they live, what they serve in, trainings and awards are kept for the records of events to come. The number of
    an identity document is not: it stays with the event that asked for it, and goes with it.
    """

    __tablename__ = "filed_volunteer"
    __table_args__ = (
        Index("ix_filed_volunteer_unit_phone", "organisation_id", "phone_index"),
        Index("ix_filed_volunteer_unit_name", "organisation_id", "name_index"),
        Index("ix_filed_volunteer_unit_renewed", "organisation_id", "renewed_at"),
        Index("ix_filed_volunteer_renewed", "renewed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(24), default=new_key, unique=True)
    name: Mapped[str] = mapped_column(Secret, default="")
    name_index: Mapped[str | None] = mapped_column(String(64))
    phone: Mapped[str] = mapped_column(Secret, default="")
    phone_index: Mapped[str | None] = mapped_column(String(64))
    sex: Mapped[Sex | None] = mapped_column(Choice(Sex))
    born: Mapped[str] = mapped_column(Secret, default="")
    unit: Mapped[str] = mapped_column(Secret, default="")
    skills: Mapped[str] = mapped_column(Secret, default="")
    area: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    kinds: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    record: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
    experienced: Mapped[bool] = mapped_column(default=False, server_default=false())
    trained_until: Mapped[date | None]
    checked_on: Mapped[date | None]
    checked_until: Mapped[date | None]
    agreement: Mapped[str] = mapped_column(String(24), default="", server_default=text("''"))
    agreed_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    renewed_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    version: Mapped[int] = mapped_column(default=1)


class Filing(Base):
    """That a volunteer of an event is this one of the file; goes with either of them."""

    __tablename__ = "filing"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id", ondelete="CASCADE"), primary_key=True)
    filed_id: Mapped[int] = mapped_column(ForeignKey("filed_volunteer.id", ondelete="CASCADE"), index=True)


@event.listens_for(FiledVolunteer, "before_insert")
@event.listens_for(FiledVolunteer, "before_update")
def _keep_indexes(mapper: object, connection: object, row: FiledVolunteer) -> None:
    row.phone_index, row.name_index = index_number(row.phone), index_number(plain_person(row.name))
