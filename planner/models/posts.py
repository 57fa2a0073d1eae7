"""What volunteers are asked to do."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base
from planner.models.row import RowMixin


class Post(RowMixin, Base):
    """What volunteers are asked to do; its shifts name it by its key."""

    __tablename__ = "volunteer_post"
    noun = "posts"

    title: Mapped[str] = mapped_column(String(60))
    task: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    meeting: Mapped[str] = mapped_column(String(120), default="")
    duty: Mapped[str] = mapped_column(String(24), default="")
    skills: Mapped[str] = mapped_column(String(120), default="")
    least_age: Mapped[int | None]
    trained: Mapped[bool] = mapped_column(default=False)
    checked: Mapped[bool] = mapped_column(default=False)
    supplies: Mapped[str] = mapped_column(String(120), default="")
    public: Mapped[bool] = mapped_column(default=True)
