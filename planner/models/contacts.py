"""Somebody to call who holds no duty."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base
from planner.models.columns import Secret
from planner.models.row import RowMixin


class Contact(RowMixin, Base):
    """Somebody to call who holds no duty."""

    __tablename__ = "contact"
    noun = "contacts"

    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(60), default="")
    organisation: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(Secret, default="")
