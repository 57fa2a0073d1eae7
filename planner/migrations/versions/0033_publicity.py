"""Newsletters: the red head of a unit and their numbers; albums of photos as files."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def _points_to(table: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{other}_id_{other}")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "bulletin_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("publisher", sa.String(length=60), nullable=False),
        sa.Column("sent_to", sa.String(length=120), nullable=False),
        sa.Column("copied_to", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("edited_at", _moment, nullable=False),
        _points_to("bulletin_head", "organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_head")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_bulletin_head_organisation_id")),
    )
    op.create_table(
        "bulletin_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by", sa.String(length=40), nullable=False),
        _points_to("bulletin_issue", "organisation"),
        _points_to("bulletin_issue", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_issue")),
        sa.UniqueConstraint("organisation_id", "year", "number", name=op.f("uq_bulletin_issue_organisation_id")),
        sa.UniqueConstraint("event_id", name=op.f("uq_bulletin_issue_event_id")),
    )
    op.create_table(
        "photo_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("asked_at", _moment, nullable=False),
        sa.Column("made_at", _moment, nullable=True),
        _points_to("photo_book", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_book")),
        sa.UniqueConstraint("event_id", name=op.f("uq_photo_book_event_id")),
    )
    op.create_index("ix_photo_book_sha256", "photo_book", ["sha256"])


def downgrade() -> None:
    for table in ("photo_book", "bulletin_issue", "bulletin_head"):
        op.drop_table(table)
    op.execute("DELETE FROM job WHERE kind = 'photobook'")
