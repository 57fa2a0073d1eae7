"""When volunteers came and went; where posts are, for events that ask whether somebody is near."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", _moment, nullable=False),
        sa.Column("ends_at", _moment, nullable=False),
        sa.Column("arrived_at", _moment, nullable=True),
        sa.Column("arrived_by", sa.String(length=40), server_default=sa.text("''"), nullable=False),
        sa.Column("arrived_place", sa.String(length=24), nullable=True),
        sa.Column("arrived_sent_at", _moment, nullable=True),
        sa.Column("left_at", _moment, nullable=True),
        sa.Column("left_by", sa.String(length=40), server_default=sa.text("''"), nullable=False),
        sa.Column("left_place", sa.String(length=24), nullable=True),
        sa.Column("left_sent_at", _moment, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sign_up_id"], ["sign_up.id"], name=op.f("fk_attendance_sign_up_id_sign_up"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("sign_up_id", name=op.f("uq_attendance_sign_up_id")),
    )
    op.create_table(
        "post_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=24), nullable=False),
        sa.Column("latitude", sa.Integer(), nullable=False),
        sa.Column("longitude", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_post_position_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_position")),
        sa.UniqueConstraint("event_id", "post", name=op.f("uq_post_position_event_id")),
    )
    op.add_column("sign_up_desk", sa.Column("place_metres", sa.Integer(), server_default=sa.text("0"), nullable=False))


def downgrade() -> None:
    op.drop_column("sign_up_desk", "place_metres")
    op.drop_table("post_position")
    op.drop_table("attendance")
