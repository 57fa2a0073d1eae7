"""The report of what was erased: how much of which event, when, why; counts and nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, text
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.enums import ErasureCause
from planner.extensions import Base
from planner.models.columns import Choice, Moment, Secret


class Erasure(Base):
    """One erasing. It outlives its event, so `event_id` is a mere number; 0 stands for the volunteer file of a unit.

    `children` were erased, `girls` and `boys` of them known as such, with `files` that named them; `texts` lost their
    names; `rows` had been deleted long ago. `found` says how often erased values were found when they were looked for
    afterwards, None until then, and `found_in` where. `outstanding` is what is to be looked for, as JSON (see
    `services.wiping.Remains`); it is emptied when that was done.
    """

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    cause: Mapped[ErasureCause] = mapped_column(Choice(ErasureCause))
    actor: Mapped[str] = mapped_column(String(40))
    children: Mapped[int] = mapped_column(default=0)
    girls: Mapped[int] = mapped_column(default=0)
    boys: Mapped[int] = mapped_column(default=0)
    files: Mapped[int] = mapped_column(default=0)
    texts: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    found: Mapped[int | None]
    found_in: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    outstanding: Mapped[str] = mapped_column(Secret, default="", server_default=text("''"))
