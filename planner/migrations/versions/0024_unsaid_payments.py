"""How an expense was paid, and what it rests on, may be unknown; what stands there stays.

Until now the empty kind said 没有发票, which has a value of its own from now on. An invoice with a number had none only
where nobody chose it, and a dropped file where it was not read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_choice = sa.String(length=24)


def upgrade() -> None:
    with op.batch_alter_table("expense") as batch_op:
        batch_op.alter_column("method", existing_type=_choice, nullable=True)
        batch_op.alter_column("invoice_kind", existing_type=_choice, nullable=True)
    with op.batch_alter_table("invoice_intake") as batch_op:
        batch_op.alter_column("invoice_kind", existing_type=_choice, nullable=True)
    op.execute("UPDATE expense SET invoice_kind = 'none' WHERE invoice_kind = '' AND invoice_number = ''")
    op.execute("UPDATE expense SET invoice_kind = NULL WHERE invoice_kind = ''")
    op.execute("UPDATE invoice_intake SET invoice_kind = NULL WHERE invoice_kind = ''")


def downgrade() -> None:
    op.execute("UPDATE expense SET method = 'transfer' WHERE method IS NULL")
    op.execute("UPDATE expense SET invoice_kind = '' WHERE invoice_kind IS NULL OR invoice_kind = 'none'")
    op.execute("UPDATE invoice_intake SET invoice_kind = '' WHERE invoice_kind IS NULL")
    with op.batch_alter_table("invoice_intake") as batch_op:
        batch_op.alter_column("invoice_kind", existing_type=_choice, nullable=False)
    with op.batch_alter_table("expense") as batch_op:
        batch_op.alter_column("method", existing_type=_choice, nullable=False)
        batch_op.alter_column("invoice_kind", existing_type=_choice, nullable=False)
