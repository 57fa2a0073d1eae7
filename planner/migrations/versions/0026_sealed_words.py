"""What an organiser says to a volunteer or of one is sealed, like what volunteers say themselves."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op
from flask import current_app

from planner.sealing import seal, unseal

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BATCH = 500
SEALED = {"sign_up": "word", "excluded_service": "because", "certificate": "withdrawn_because"}
_EMPTY = sa.text("''")


def upgrade() -> None:
    # Sealed text is longer than what it was made of.
    with op.batch_alter_table("sign_up") as batch_op:
        batch_op.alter_column(
            "word",
            existing_type=sa.String(length=200),
            type_=sa.Text(),
            existing_nullable=False,
            existing_server_default=_EMPTY,
        )
    keys = current_app.config["DATA_KEYS"]
    _rewrite(lambda text: seal(text, keys))


def _rewrite(change: Callable[[str], str]) -> None:
    """Write the texts anew, a batch of rows at a time, so that no table has to fit into memory."""
    connection = op.get_bind()
    for name, column in SEALED.items():
        table = sa.table(name, sa.column("id", sa.Integer), sa.column(column, sa.Text))
        text, last = table.c[column], 0
        chosen = sa.select(table.c.id, text.label("text")).where(text != "").order_by(table.c.id).limit(BATCH)
        while rows := connection.execute(chosen.where(table.c.id > last)).all():
            for row in rows:
                connection.execute(table.update().where(table.c.id == row.id).values({column: change(row.text)}))
            last = rows[-1].id


def downgrade() -> None:
    keys = current_app.config["DATA_KEYS"]
    _rewrite(lambda text: unseal(text, keys) or "")
    with op.batch_alter_table("sign_up") as batch_op:
        batch_op.alter_column(
            "word",
            existing_type=sa.Text(),
            type_=sa.String(length=200),
            existing_nullable=False,
            existing_server_default=_EMPTY,
        )
