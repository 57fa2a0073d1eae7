"""The calendars of schools: files taken in, their days, the drafts made of them."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0036"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def _points_to(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "school_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.Column("added_at", _moment, nullable=False),
        _points_to("school_calendar", "organisation", "organisation_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_calendar")),
    )
    op.create_index("ix_school_calendar_organisation_id", "school_calendar", ["organisation_id"])
    op.create_table(
        "school_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        _points_to("school_day", "school_calendar", "calendar_id"),
        _points_to("school_day", "organisation", "organisation_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_day")),
    )
    op.create_index("ix_school_day_organisation_id", "school_day", ["organisation_id", "last", "first"])
    op.create_index("ix_school_day_calendar_id", "school_day", ["calendar_id"])
    op.create_table(
        "calendar_draft",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("change_number", sa.Integer(), nullable=False),
        _points_to("calendar_draft", "event", "event_id"),
        _points_to("calendar_draft", "school_calendar", "calendar_id"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_calendar_draft")),
    )
    op.create_index("ix_calendar_draft_calendar_id", "calendar_draft", ["calendar_id"])


def downgrade() -> None:
    op.drop_table("calendar_draft")
    op.drop_table("school_day")
    op.drop_table("school_calendar")
