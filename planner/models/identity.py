"""What this database is, apart from every other one and from its own earlier copies."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base


class DatabaseIdentity(Base):
    """The one row that every ETag carries something of: made by the first upgrade, renewed when a backup is put back.

    Whoever keeps files shares a lock on it, and whoever removes files takes it alone (see `services.files`).
    """

    __tablename__ = "database_identity"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(32))
