"""A person with a role and a task; an empty name is a post still to be filled."""

from __future__ import annotations

from sqlalchemy import String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from planner.days import Day
from planner.extensions import Base
from planner.models.columns import DayText, Secret, index_number
from planner.models.row import RowMixin


class Duty(RowMixin, Base):
    """A person with a role and a task; an empty name is a post still to be filled. By `phone_index` they are found."""

    __tablename__ = "duty"
    noun = "duties"

    role: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(40), default="", index=True)
    organisation: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(Secret, default="")
    phone_index: Mapped[str | None] = mapped_column(String(64), index=True)
    workgroup: Mapped[str] = mapped_column(String(40), default="")
    task: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[Day | None] = mapped_column(DayText)
    done: Mapped[bool] = mapped_column(default=False)


@event.listens_for(Duty, "before_insert")
@event.listens_for(Duty, "before_update")
def _keep_index(mapper: object, connection: object, row: Duty) -> None:
    row.phone_index = index_number(row.phone)
