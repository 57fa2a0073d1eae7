"""The record of volunteers: identity, area, kinds, trainings, awards; certificates over several events of a unit."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


_RECORD = ("area", "kinds", "record")


def upgrade() -> None:
    op.add_column("volunteer", sa.Column("identity_kind", sa.String(length=24), nullable=True))
    for name in ("identity", *_RECORD):
        op.add_column("volunteer", _empty(name))
    for name in _RECORD:
        op.add_column("filed_volunteer", _empty(name))
    op.add_column("certificate", sa.Column("is_joint", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "certified_volunteer",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_certified_volunteer_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_certified_volunteer_volunteer_id_volunteer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("certificate_id", "volunteer_id", name=op.f("pk_certified_volunteer")),
    )
    op.create_index(op.f("ix_certified_volunteer_volunteer_id"), "certified_volunteer", ["volunteer_id"])


def downgrade() -> None:
    op.drop_table("certified_volunteer")
    op.drop_column("certificate", "is_joint")
    for name in _RECORD:
        op.drop_column("filed_volunteer", name)
    for name in ("identity_kind", "identity", *_RECORD):
        op.drop_column("volunteer", name)


def _empty(name: str) -> "sa.Column[str]":
    """A text that is empty in the rows that are there."""
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)
