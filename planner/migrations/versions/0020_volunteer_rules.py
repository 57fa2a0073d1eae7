"""Rules of units for volunteers; the organiser's own questions; places by lot."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "volunteer_policy",
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
            name=op.f("fk_volunteer_policy_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_policy")),
        sa.UniqueConstraint("organisation_id", "effective_from", name=op.f("uq_volunteer_policy_organisation_id")),
    )
    op.create_table(
        "volunteer_question",
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("options", sa.String(length=400), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("minors", sa.Boolean(), nullable=False),
        sa.Column("post", sa.String(length=24), nullable=False),
        sa.Column("readers", sa.String(length=24), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", _moment, nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_volunteer_question_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_question")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_volunteer_question_event_id")),
    )
    op.create_index("ix_volunteer_question_event_position", "volunteer_question", ["event_id", "position"])
    op.create_table(
        "sign_up_lottery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("draws_at", _moment, nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("drawn_at", _moment, nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk_id"],
            ["sign_up_desk.id"],
            name=op.f("fk_sign_up_lottery_desk_id_sign_up_desk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_up_lottery")),
        sa.UniqueConstraint("desk_id", name=op.f("uq_sign_up_lottery_desk_id")),
    )
    op.add_column("sign_up", sa.Column("lot", sa.String(length=12), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    op.drop_column("sign_up", "lot")
    op.drop_table("sign_up_lottery")
    op.drop_table("volunteer_question")
    op.drop_table("volunteer_policy")
