"""What a unit sets for itself, dated: the limits of its money, the rules of its volunteers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class DatedPolicy:
    """The columns of what a unit sets from a day on, one a day; `data` is JSON."""

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    effective_from: Mapped[date] = mapped_column(Date)
    data: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[str] = mapped_column(String(40), default="")
    edited_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)


class FinancePolicy(DatedPolicy, Base):
    """The limits of a unit in force from a day on, as the JSON of `budgets.policy_to_dict`."""

    __tablename__ = "finance_policy"
    __table_args__ = (UniqueConstraint("organisation_id", "effective_from"),)


class VolunteerPolicy(DatedPolicy, Base):
    """The rules for volunteers of a unit in force from a day on, as the JSON of `volunteerrules.rules_to_dict`."""

    __tablename__ = "volunteer_policy"
    __table_args__ = (UniqueConstraint("organisation_id", "effective_from"),)


class SummaryPolicy(DatedPolicy, Base):
    """By when a unit wants summaries from a day on, as the JSON of `deadlines.summary_rules_to_dict`."""

    __tablename__ = "summary_policy"
    __table_args__ = (UniqueConstraint("organisation_id", "effective_from"),)
