"""A child on the roster: encrypted at rest, masked for all who don't need it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from planner.enums import Sex
from planner.extensions import Base
from planner.models.columns import Choice, Secret
from planner.models.row import RowMixin


class Participant(RowMixin, Base):
    """A child on the roster: encrypted at rest, masked for all who don't need it."""

    __tablename__ = "participant"
    noun = "participants"

    name: Mapped[str] = mapped_column(Secret)
    sex: Mapped[Sex | None] = mapped_column(Choice(Sex))
    school_class: Mapped[str] = mapped_column(Secret, default="")
    guardian: Mapped[str] = mapped_column(Secret, default="")
    phone: Mapped[str] = mapped_column(Secret, default="")
    remark: Mapped[str] = mapped_column(Secret, default="")
