"""Unit prices in 1/10,000 元, since a copy costs 0.125; what finds the purchases of one seller."""

import sqlalchemy as sa
from alembic import op

from planner.models.expenses import mark_seller

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PER_FEN = 100
BATCH = 500
SELLER = sa.text("SELECT id, seller, payee FROM expense WHERE id > :last ORDER BY id LIMIT :batch")
MARK = sa.text("UPDATE expense SET seller_mark = :mark WHERE id = :id")


def upgrade() -> None:
    op.execute(f"UPDATE budget_line SET unit_price = unit_price * {PER_FEN} WHERE unit_price IS NOT NULL")
    empty = sa.text("''")
    op.add_column("expense", sa.Column("seller_mark", sa.String(length=24), server_default=empty, nullable=False))
    _mark_sellers(op.get_bind())
    op.create_index(op.f("ix_expense_seller_mark"), "expense", ["seller_mark"])
    op.create_index(op.f("ix_expense_seller_tax_number"), "expense", ["seller_tax_number"])


def _mark_sellers(connection: sa.Connection) -> None:
    last = 0
    while rows := connection.execute(SELLER, {"last": last, "batch": BATCH}).all():
        connection.execute(
            MARK, [{"id": row.id, "mark": mark_seller(row.seller or row.payee or "").whole} for row in rows]
        )
        last = rows[-1].id


def downgrade() -> None:
    op.drop_index(op.f("ix_expense_seller_tax_number"), "expense")
    op.drop_index(op.f("ix_expense_seller_mark"), "expense")
    op.drop_column("expense", "seller_mark")
    half = PER_FEN // 2
    op.execute(f"UPDATE budget_line SET unit_price = (unit_price + {half}) / {PER_FEN} WHERE unit_price IS NOT NULL")
