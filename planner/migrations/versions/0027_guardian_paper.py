"""A guardian's yes on paper: who noted it, and since when it is promised."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("volunteer") as table:
        table.add_column(sa.Column("paper_promised_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("paper_noted_by", sa.String(40), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("volunteer") as table:
        table.drop_column("paper_noted_by")
        table.drop_column("paper_promised_at")
