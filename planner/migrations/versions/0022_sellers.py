"""What finds the purchases of one seller where a receipt leaves out its town; all sellers are marked anew."""

import sqlalchemy as sa
from alembic import op

from planner.models.expenses import mark_seller

revision = "0022"
down_revision = "0017"
branch_labels = None
depends_on = None

BATCH = 500
SELLER = sa.text("SELECT id, seller, payee FROM expense WHERE id > :last ORDER BY id LIMIT :batch")
MARKS = sa.text("UPDATE expense SET seller_mark = :whole, trade_mark = :trade WHERE id = :id")


def upgrade() -> None:
    empty = sa.text("''")
    op.add_column("expense", sa.Column("trade_mark", sa.String(length=24), server_default=empty, nullable=False))
    _mark_sellers(op.get_bind())
    op.create_index(op.f("ix_expense_trade_mark"), "expense", ["trade_mark"])


def _mark_sellers(connection: sa.Connection) -> None:
    last = 0
    while rows := connection.execute(SELLER, {"last": last, "batch": BATCH}).all():
        marks = [{"id": row.id, **mark_seller(row.seller or row.payee or "")._asdict()} for row in rows]
        connection.execute(MARKS, marks)
        last = rows[-1].id


def downgrade() -> None:
    op.drop_index(op.f("ix_expense_trade_mark"), "expense")
    op.drop_column("expense", "trade_mark")
