"""The volunteer file of a unit, and which volunteers of events stand in it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "filed_volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_index", sa.String(length=64), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_index", sa.String(length=64), nullable=True),
        sa.Column("sex", sa.String(length=24), nullable=True),
        sa.Column("born", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("experienced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("trained_until", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_until", sa.Date(), nullable=True),
        sa.Column("agreement", sa.String(length=24), server_default=sa.text("''"), nullable=False),
        sa.Column("agreed_at", _moment, nullable=False),
        sa.Column("renewed_at", _moment, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_filed_volunteer_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_volunteer")),
        sa.UniqueConstraint("key", name=op.f("uq_filed_volunteer_key")),
    )
    op.create_index("ix_filed_volunteer_unit_phone", "filed_volunteer", ["organisation_id", "phone_index"])
    op.create_index("ix_filed_volunteer_unit_name", "filed_volunteer", ["organisation_id", "name_index"])
    op.create_index("ix_filed_volunteer_unit_renewed", "filed_volunteer", ["organisation_id", "renewed_at"])
    op.create_index("ix_filed_volunteer_renewed", "filed_volunteer", ["renewed_at"])
    op.create_table(
        "filing",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("filed_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["filed_id"], ["filed_volunteer.id"], name=op.f("fk_filing_filed_id_filed_volunteer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_filing_volunteer_id_volunteer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("volunteer_id", name=op.f("pk_filing")),
    )
    op.create_index(op.f("ix_filing_filed_id"), "filing", ["filed_id"])


def downgrade() -> None:
    op.drop_table("filing")
    op.drop_table("filed_volunteer")
