"""Volunteers are found by their number over all events of a unit, to count who comes again."""

from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_volunteer_phone", "volunteer", ["phone_index"])


def downgrade() -> None:
    op.drop_index("ix_volunteer_phone", "volunteer")
