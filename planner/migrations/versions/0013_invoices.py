"""Invoices: red ones name their blue one, dropped files wait to be entered, torn numbers are whole again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# A code of 12 digits begins with 0 or 1: any other with 8 more was the number of a digital invoice.
TORN = "invoice_number LIKE '____________-________' AND substr(invoice_number, 1, 1) NOT IN ('0', '1')"
_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "invoice_intake",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
        sa.Column("dropped_at", _moment, nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("sentence", sa.String(length=400), nullable=False),
        sa.Column("several", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.String(length=80), nullable=False),
        sa.Column("invoice_kind", sa.String(length=24), nullable=False),
        sa.Column("invoice_number", sa.String(length=40), nullable=False),
        sa.Column("blue_number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("net", sa.BigInteger(), nullable=True),
        sa.Column("tax", sa.BigInteger(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("seller", sa.String(length=120), nullable=False),
        sa.Column("seller_tax_number", sa.String(length=20), nullable=False),
        sa.Column("buyer", sa.String(length=120), nullable=False),
        sa.Column("buyer_tax_number", sa.String(length=20), nullable=False),
        sa.Column("goods", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.String(length=400), nullable=False),
    )
    op.create_index("ix_invoice_intake_event_user", "invoice_intake", ["event_id", "user_id"])
    op.add_column(
        "expense", sa.Column("blue_number", sa.String(length=40), server_default=sa.text("''"), nullable=False)
    )
    op.execute(f"UPDATE expense SET invoice_kind = '32' WHERE invoice_kind = '04' AND {TORN}")
    op.execute(f"UPDATE expense SET invoice_number = replace(invoice_number, '-', '') WHERE {TORN}")


def downgrade() -> None:
    op.drop_table("invoice_intake")
    op.drop_column("expense", "blue_number")
