"""A file that belongs to the plan; its bytes lie in the instance under their SHA-256."""

from __future__ import annotations

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base
from planner.models.row import RowMixin


class Attachment(RowMixin, Base):
    """A file that belongs to the plan; its bytes lie in the instance under their SHA-256.

    One that `names_children` loses its bytes when the data of the children is erased.
    """

    __tablename__ = "attachment"
    noun = "attachments"

    name: Mapped[str] = mapped_column(String(120))
    filename: Mapped[str] = mapped_column(String(200), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    mime: Mapped[str] = mapped_column(String(100), default="")
    size: Mapped[int] = mapped_column(default=0)
    names_children: Mapped[bool] = mapped_column(default=False, server_default=false())
