"""What the organiser asks volunteers besides."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.extensions import Base
from planner.models.columns import Choice
from planner.models.row import RowMixin
from planner.questionkinds import QuestionKind, QuestionReaders


class SignUpQuestion(RowMixin, Base):
    """What the organiser asks whoever signs up, or only those under age, or of the post of that key."""

    __tablename__ = "volunteer_question"
    noun = "questions"

    text: Mapped[str] = mapped_column(String(120))
    kind: Mapped[QuestionKind] = mapped_column(Choice(QuestionKind), default=QuestionKind.LINE)
    options: Mapped[str] = mapped_column(String(400), default="")
    required: Mapped[bool] = mapped_column(default=False)
    minors: Mapped[bool] = mapped_column(default=False)
    post: Mapped[str] = mapped_column(String(24), default="")
    readers: Mapped[QuestionReaders] = mapped_column(Choice(QuestionReaders), default=QuestionReaders.ORGANISERS)
