"""A place of the event, in travelling order."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base
from planner.models.row import RowMixin


class Stop(RowMixin, Base):
    """A place of the event, in travelling order."""

    __tablename__ = "stop"
    noun = "stops"

    name: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(200), default="")
    free_entry: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(String(400), default="")
