"""The one-time keys of forms that were saved, each with the answer that was given."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment, Secret


class OnceKey(Base):
    """One form as it was sent. The answer is sealed: it may hold a link that is shown once, or the name of a child."""

    __tablename__ = "once_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now, index=True)
    answer: Mapped[str] = mapped_column(Secret, default="")
