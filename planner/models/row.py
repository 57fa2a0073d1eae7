"""Rows: what every line of an event has, whatever its noun."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from planner.models.columns import Moment

ROW_MODELS: dict[str, type[RowMixin]] = {}


def new_key() -> str:
    """A fresh key of a row: short, and unique among all rows of an event."""
    return secrets.token_hex(6)


class RowMixin:
    """A line of an event: its place in the list, its lock, its trace after deletion.

    A table says whose rows it holds by `noun`, and is then found in `ROW_MODELS`. The columns that it adds carry the
    names of the noun's row class, so that one adapter serves all of them.
    """

    noun: ClassVar[str]

    if TYPE_CHECKING:

        def __init__(self, **values: Any) -> None: ...

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        ROW_MODELS[cls.noun] = cls

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
    def __table_args__(cls) -> tuple[Any, ...]:
        name: str = cls.__tablename__  # type: ignore[attr-defined]
        return (
            UniqueConstraint("event_id", "key"),
            Index(f"ix_{name}_event_position", "event_id", "position"),
        )
