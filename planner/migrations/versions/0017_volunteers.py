"""Volunteers: posts and shifts, the desk that takes them, who has which shift; links that are shown more than once."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "volunteer_post",
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("meeting", sa.String(length=120), nullable=False),
        sa.Column("duty", sa.String(length=24), nullable=False),
        sa.Column("skills", sa.String(length=120), nullable=False),
        sa.Column("least_age", sa.Integer(), nullable=True),
        sa.Column("trained", sa.Boolean(), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.Column("supplies", sa.String(length=120), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", _moment, nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_volunteer_post_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_post")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_volunteer_post_event_id")),
    )
    op.create_index("ix_volunteer_post_event_position", "volunteer_post", ["event_id", "position"])
    op.create_table(
        "volunteer_shift",
        sa.Column("post", sa.String(length=24), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("start", sa.Time(), nullable=True),
        sa.Column("end", sa.Time(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("experienced", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", _moment, nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_volunteer_shift_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_shift")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_volunteer_shift_event_id")),
    )
    op.create_index("ix_volunteer_shift_event_position", "volunteer_shift", ["event_id", "position"])
    op.create_table(
        "sign_up_desk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("opens_at", _moment, nullable=True),
        sa.Column("closes_at", _moment, nullable=True),
        sa.Column("is_closed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("arrivals", sa.Integer(), nullable=False),
        sa.Column("benefits", sa.String(length=200), nullable=False),
        sa.Column("bring", sa.String(length=200), nullable=False),
        sa.Column("leave_hours", sa.Integer(), nullable=False),
        sa.Column("shows_phone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_sign_up_desk_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_sign_up_desk_link_id_link")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up_desk")),
        sa.UniqueConstraint("event_id", name=op.f("uq_sign_up_desk_event_id")),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("led_by_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sex", sa.String(length=24), nullable=True),
        sa.Column("born", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("emergency_name", sa.Text(), nullable=False),
        sa.Column("emergency_phone", sa.Text(), nullable=False),
        sa.Column("guardian_name", sa.Text(), nullable=False),
        sa.Column("guardian_phone", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("guardian_at", _moment, nullable=True),
        sa.Column("agreement", sa.String(length=24), server_default=sa.text("''"), nullable=False),
        sa.Column("agreed_at", _moment, nullable=True),
        sa.Column("photos", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("experienced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("trained_until", sa.Date(), nullable=True),
        sa.Column("checked_until", sa.Date(), nullable=True),
        sa.Column("created_at", _moment, nullable=False),
        sa.Column("erased_at", _moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_volunteer_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["led_by_id"], ["volunteer.id"], name=op.f("fk_volunteer_led_by_id_volunteer"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_volunteer_link_id_link"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("key", name=op.f("uq_volunteer_key")),
    )
    op.create_index(op.f("ix_volunteer_event_id"), "volunteer", ["event_id"])
    op.create_index("ix_volunteer_event_phone", "volunteer", ["event_id", "phone_index"])
    op.create_index(op.f("ix_volunteer_link_id"), "volunteer", ["link_id"])
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("shift", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.Column("known", sa.Text(), nullable=False),
        sa.Column("held_until", _moment, nullable=True),
        sa.Column("leave_asked_at", _moment, nullable=True),
        sa.Column("leave_because", sa.Text(), nullable=False),
        sa.Column("word", sa.String(length=200), server_default=sa.text("''"), nullable=False),
        sa.Column("moved_up_at", _moment, nullable=True),
        sa.Column("left_at", _moment, nullable=True),
        sa.Column("absent_by", sa.String(length=40), server_default=sa.text("''"), nullable=False),
        sa.Column("created_at", _moment, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_sign_up_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_sign_up_volunteer_id_volunteer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up")),
        sa.UniqueConstraint("volunteer_id", "shift", name=op.f("uq_sign_up_volunteer_id")),
    )
    op.create_index("ix_sign_up_event_shift", "sign_up", ["event_id", "shift", "state"])
    op.add_column("link", sa.Column("sealed_token", sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    op.drop_column("link", "sealed_token")
    for table in ("sign_up", "volunteer", "sign_up_desk", "volunteer_shift", "volunteer_post"):
        op.drop_table(table)
