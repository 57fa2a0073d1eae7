"""The register of invoices: of those that stand twice in a tree of units the older one is entered.

An index finds drafts whose accounts are settled, which finance above reads.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)
SETTLED_DRAFT = sa.text("status = 'draft' AND settled_at IS NOT NULL")
LIVE = """
WITH RECURSIVE tree(id, root_id) AS (
    SELECT id, id FROM organisation WHERE parent_id IS NULL
    UNION ALL
    SELECT organisation.id, tree.root_id FROM organisation JOIN tree ON organisation.parent_id = tree.id
)
SELECT tree.root_id AS root_id, expense.invoice_number AS number, min(expense.id) AS expense_id
FROM expense
JOIN event ON event.id = expense.event_id
JOIN tree ON tree.id = event.organisation_id
WHERE expense.invoice_number <> '' AND expense.deleted_at IS NULL AND event.deleted_at IS NULL
GROUP BY tree.root_id, expense.invoice_number
"""


def upgrade() -> None:
    op.create_table(
        "invoice_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("expense_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["root_id"], ["organisation.id"], name=op.f("fk_invoice_entry_root_id_organisation")),
        sa.ForeignKeyConstraint(
            ["expense_id"], ["expense.id"], name=op.f("fk_invoice_entry_expense_id_expense"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_entry")),
        sa.UniqueConstraint("root_id", "number", name=op.f("uq_invoice_entry_root_id")),
        sa.UniqueConstraint("expense_id", name=op.f("uq_invoice_entry_expense_id")),
    )
    op.create_table(
        "invoice_clash",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expense_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("tried_by", sa.String(length=40), nullable=False),
        sa.Column("tried_at", _moment, nullable=False),
        sa.Column("closed_by", sa.String(length=40), server_default=sa.text("''"), nullable=False),
        sa.Column("closed_at", _moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["expense_id"], ["expense.id"], name=op.f("fk_invoice_clash_expense_id_expense"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_invoice_clash_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_clash")),
        sa.UniqueConstraint("event_id", "expense_id", name=op.f("uq_invoice_clash_event_id")),
    )
    op.create_index(op.f("ix_invoice_clash_expense_id"), "invoice_clash", ["expense_id"])
    op.create_index(
        "ix_event_settled_draft",
        "event",
        ["organisation_id"],
        sqlite_where=SETTLED_DRAFT,
        postgresql_where=SETTLED_DRAFT,
    )
    op.execute(f"INSERT INTO invoice_entry (root_id, number, expense_id) {LIVE}")


def downgrade() -> None:
    op.drop_index("ix_event_settled_draft", "event")
    op.drop_table("invoice_clash")
    op.drop_table("invoice_entry")
