"""The summary of an event: its paragraphs, own chapters, filed versions; by when a unit wants summaries."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def _event_table(name: str, unique: str, *columns: sa.Column) -> None:
    """A table of things of an event, of which no two have the same `unique`; "" where an event has one only."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f(f"fk_{name}_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("event_id", *filter(None, [unique]), name=op.f(f"uq_{name}_event_id")),
    )


def _user(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["user.id"], name=op.f(f"fk_summary_revision_{column}_user"))


def upgrade() -> None:
    _event_table(
        "summary",
        "",
        sa.Column("skeleton", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _event_table(
        "summary_paragraph",
        "key",
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("chapter", sa.String(length=24), nullable=False),
        sa.Column("passage", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("is_away", sa.Boolean(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("edited_at", _moment, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _event_table(
        "summary_chapter",
        "key",
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("skeleton", sa.String(length=24), nullable=False),
        sa.Column("after", sa.String(length=24), nullable=False),
        sa.Column("heading", sa.String(length=60), nullable=False),
    )
    _event_table(
        "summary_revision",
        "number",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("filed_by_id", sa.Integer(), nullable=False),
        sa.Column("filed_at", _moment, nullable=False),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_for_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", _moment, nullable=True),
        sa.Column("returned_words", sa.Text(), nullable=False),
        sa.Column("returned_chapter", sa.String(length=24), nullable=False),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_at", _moment, nullable=True),
        sa.Column("reopened_because", sa.Text(), nullable=False),
        *map(_user, ("filed_by_id", "returned_by_id", "returned_for_id", "reopened_by_id")),
    )
    op.create_table(
        "summary_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("edited_at", _moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_summary_policy_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summary_policy")),
        sa.UniqueConstraint("organisation_id", "effective_from", name=op.f("uq_summary_policy_organisation_id")),
    )


def downgrade() -> None:
    for table in ("summary_policy", "summary_revision", "summary_chapter", "summary_paragraph", "summary"):
        op.drop_table(table)
