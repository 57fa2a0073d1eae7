"""What finds the purchases of one seller where a receipt leaves out its town; all sellers and persons read anew."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from planner.models.expenses import mark_seller
from planner.models.namedpersons import spell_names

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

BATCH = 500
MARKS = sa.text("UPDATE expense SET seller_mark = :whole, trade_mark = :trade WHERE id = :id")
PERSONS = {"expense": ("handler", "verifier"), "handout": ("handler", "witness"), "advance": ("person",)}


def upgrade() -> None:
    empty = sa.text("''")
    op.add_column("expense", sa.Column("trade_mark", sa.String(length=24), server_default=empty, nullable=False))
    connection = op.get_bind()
    for rows in _batches(connection, "expense", ("seller", "payee")):
        marks = [{"id": id_, **mark_seller(seller or payee or "")._asdict()} for id_, seller, payee in rows]
        connection.execute(MARKS, marks)
    for table, columns in PERSONS.items():
        names = sa.text(f"UPDATE {table} SET named = :named WHERE id = :id")
        for rows in _batches(connection, table, columns):
            spelled = [{"id": id_, "named": spell_names(*(text or "" for text in texts))} for id_, *texts in rows]
            connection.execute(names, spelled)
    op.create_index(op.f("ix_expense_trade_mark"), "expense", ["trade_mark"])


def _batches(connection: sa.Connection, table: str, columns: tuple[str, ...]) -> Iterator[list[sa.Row]]:
    """All rows of a table, their id first, so many at once."""
    listed = sa.table(table, sa.column("id", sa.Integer), *map(sa.column, columns))
    following = sa.select(listed).where(listed.c.id > sa.bindparam("last")).order_by(listed.c.id).limit(BATCH)
    last = 0
    while rows := list(connection.execute(following, {"last": last}).all()):
        yield rows
        last = rows[-1].id


def downgrade() -> None:
    op.drop_index(op.f("ix_expense_trade_mark"), "expense")
    op.drop_column("expense", "trade_mark")
