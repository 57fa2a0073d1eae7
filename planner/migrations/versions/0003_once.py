"""Once: the keys of forms that were saved, with their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "once_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_once_key")),
    )
    with op.batch_alter_table("once_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_once_key_at"), ["at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("once_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_once_key_at"))

    op.drop_table("once_key")
