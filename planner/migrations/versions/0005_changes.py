"""Change numbers of the money and of the people of an event, apart from its plan."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aggregate_change",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("aggregate", sa.String(length=12), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_aggregate_change_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "aggregate", name=op.f("pk_aggregate_change")),
    )


def downgrade() -> None:
    op.drop_table("aggregate_change")
