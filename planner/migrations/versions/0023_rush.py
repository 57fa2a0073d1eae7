"""A rush of volunteers: tries are found by their time, and volunteers by their phone whatever the event.

With every sign-up old tries are looked for, and the board looks for the same phone at other events of the unit.
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_sign_in_attempt_at", "sign_in_attempt", ["at"])
    op.create_index("ix_volunteer_phone_event", "volunteer", ["phone_index", "event_id"])
    op.drop_index("ix_volunteer_event_phone", table_name="volunteer")


def downgrade() -> None:
    op.create_index("ix_volunteer_event_phone", "volunteer", ["event_id", "phone_index"])
    op.drop_index("ix_volunteer_phone_event", table_name="volunteer")
    op.drop_index("ix_sign_in_attempt_at", table_name="sign_in_attempt")
