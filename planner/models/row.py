"""Rows: what every line of an event has, whatever its noun."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from planner.models.columns import Moment


def new_key() -> str:
    """A fresh key of a row: short, and unique among all rows of an event."""
    return secrets.token_hex(6)


class RowMixin:
    """A line of an event: its place in the list, its lock, its trace after deletion.

    The columns that a noun adds carry the names of its dossier class, so that one adapter serves all of them.
    """

    if TYPE_CHECKING:

        def __init__(self, **values: Any) -> None: ...

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), default=new_key)
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[str] = mapped_column(String(40), default="")
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    @declared_attr
    def event_id(cls) -> Mapped[int]:
        """The event that the row belongs to."""
        return mapped_column(ForeignKey("event.id", ondelete="CASCADE"))

    @declared_attr.directive
    def __table_args__(cls):  # type: ignore[no-untyped-def]
        name = cls.__tablename__  # type: ignore[attr-defined]
        return (
            UniqueConstraint("event_id", "key"),
            Index(f"ix_{name}_event_position", "event_id", "position"),
        )
