"""What came of an event: answers about its plan, an impression, what was counted beside it, what happened."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def _row_table(name: str, *columns: sa.Column) -> None:
    """A table of rows of an event, with these columns of its own."""
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", _moment, nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f(f"fk_{name}_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("event_id", "key", name=op.f(f"uq_{name}_event_id")),
    )
    op.create_index(f"ix_{name}_event_position", name, ["event_id", "position"])


def upgrade() -> None:
    _row_table(
        "tally",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
    )
    _row_table(
        "incident",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("told_guardian", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "actual",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.Column("number", sa.String(length=24), nullable=True),
        sa.Column("is_unsaid", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("said_by", sa.String(length=40), nullable=False),
        sa.Column("said_at", _moment, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_actual_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actual")),
        sa.UniqueConstraint("event_id", "place", name=op.f("uq_actual_event_id")),
    )
    op.create_table(
        "impression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("well", sa.String(length=80), nullable=False),
        sa.Column("badly", sa.String(length=80), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.Column("said_by", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_impression_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impression")),
        sa.UniqueConstraint("event_id", name=op.f("uq_impression_event_id")),
    )


def downgrade() -> None:
    for table in ("impression", "actual", "incident", "tally"):
        op.drop_table(table)
