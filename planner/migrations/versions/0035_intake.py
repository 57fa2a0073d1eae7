"""Tables on their way into lists, and what the headings of a unit's tables mean."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "intake_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=24), nullable=False),
        sa.Column("kept_by", sa.String(length=40), nullable=False),
        sa.Column("kept_at", _moment, nullable=False),
        sa.Column("added_at", _moment, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("lines_left", sa.Integer(), nullable=False),
        sa.Column("row_keys", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_intake_batch_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_batch")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_intake_batch_event_id")),
    )
    op.create_index("ix_intake_batch_event_noun", "intake_batch", ["event_id", "noun"])
    op.create_table(
        "known_heading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=24), nullable=False),
        sa.Column("heading", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("said_by", sa.String(length=40), nullable=False),
        sa.Column("said_at", _moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_known_heading_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_heading")),
        sa.UniqueConstraint("organisation_id", "noun", "heading", name=op.f("uq_known_heading_organisation_id")),
    )


def downgrade() -> None:
    op.drop_table("known_heading")
    op.drop_table("intake_batch")
