"""Invoices: red ones name their blue one; numbers of 20 digits that were typed with a gap are whole again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# A code of 12 digits begins with 0 or 1: any other with 8 more was the number of a digital invoice.
TORN = "invoice_number LIKE '____________-________' AND substr(invoice_number, 1, 1) NOT IN ('0', '1')"


def upgrade() -> None:
    op.add_column(
        "expense", sa.Column("blue_number", sa.String(length=40), server_default=sa.text("''"), nullable=False)
    )
    op.execute(f"UPDATE expense SET invoice_kind = '32' WHERE invoice_kind = '04' AND {TORN}")
    op.execute(f"UPDATE expense SET invoice_number = replace(invoice_number, '-', '') WHERE {TORN}")


def downgrade() -> None:
    op.drop_column("expense", "blue_number")
