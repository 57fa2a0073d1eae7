"""Unit prices in 1/10,000 元, since a copy costs 0.125; amounts stay in fen."""

from alembic import op

revision = "0014"
down_revision = "0010"
branch_labels = None
depends_on = None

PER_FEN = 100


def upgrade() -> None:
    op.execute(f"UPDATE budget_line SET unit_price = unit_price * {PER_FEN} WHERE unit_price IS NOT NULL")


def downgrade() -> None:
    op.execute(
        f"UPDATE budget_line SET unit_price = (unit_price + {PER_FEN // 2}) / {PER_FEN} WHERE unit_price IS NOT NULL"
    )
