"""Waivers of a settlement, whose advance an expense was paid from, and the pages of vouchers."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("expense", sa.Column("borrower", sa.String(length=40), server_default=sa.text("''"), nullable=False))
    # Those of PDF and OFD are counted by the job `pages`, outside of this transaction.
    op.add_column("voucher", sa.Column("pages", sa.Integer(), nullable=True))
    op.execute("UPDATE voucher SET pages = 1 WHERE mime LIKE 'image/%'")
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", _moment, nullable=False),
        sa.Column("withdrawn_at", _moment, nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_waiver_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_waiver_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiver")),
    )
    op.create_index(op.f("ix_waiver_event_id"), "waiver", ["event_id"])


def downgrade() -> None:
    op.drop_table("waiver")
    op.drop_column("voucher", "pages")
    op.drop_column("expense", "borrower")
