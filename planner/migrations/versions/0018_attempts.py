"""Tries are found by their time: a rush of volunteers counts two each, and with every one the old are forgotten."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_sign_in_attempt_at", "sign_in_attempt", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_sign_in_attempt_at", table_name="sign_in_attempt")
