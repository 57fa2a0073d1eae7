"""Finance: sources, expenses, vouchers, reviews, limits; the amount of every line of a budget."""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

from budgets import Line, Money

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "finance_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_finance_policy_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finance_policy")),
        sa.UniqueConstraint("organisation_id", "effective_from", name=op.f("uq_finance_policy_organisation_id")),
    )
    op.create_table(
        "advance",
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("lent", sa.BigInteger(), nullable=False),
        sa.Column("lent_on", sa.Date(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("returned", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_advance_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advance")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_advance_event_id")),
    )
    with op.batch_alter_table("advance", schema=None) as batch_op:
        batch_op.create_index("ix_advance_event_position", ["event_id", "position"], unique=False)

    op.create_table(
        "donation",
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("donor", sa.String(length=80), nullable=False),
        sa.Column("received", sa.String(length=24), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("stock", sa.String(length=24), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_donation_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donation")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_donation_event_id")),
    )
    with op.batch_alter_table("donation", schema=None) as batch_op:
        batch_op.create_index("ix_donation_event_position", ["event_id", "position"], unique=False)

    op.create_table(
        "expense",
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.String(length=24), nullable=False),
        sa.Column("payee", sa.String(length=120), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("handler", sa.String(length=40), nullable=False),
        sa.Column("verifier", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("invoice_kind", sa.String(length=24), nullable=False),
        sa.Column("invoice_number", sa.String(length=40), nullable=False),
        sa.Column("invoice_amount", sa.BigInteger(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("seller", sa.String(length=120), nullable=False),
        sa.Column("seller_tax_number", sa.String(length=20), nullable=False),
        sa.Column("buyer", sa.String(length=120), nullable=False),
        sa.Column("buyer_tax_number", sa.String(length=20), nullable=False),
        sa.Column("goods", sa.String(length=200), nullable=False),
        sa.Column("has_list", sa.Boolean(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=True),
        sa.Column("tax", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.String(length=400), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_expense_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expense")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_expense_event_id")),
    )
    with op.batch_alter_table("expense", schema=None) as batch_op:
        batch_op.create_index("ix_expense_event_position", ["event_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_expense_invoice_number"), ["invoice_number"], unique=False)

    op.create_table(
        "finance_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=24), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_finance_review_decided_by_id_user")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_finance_review_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["user.id"], name=op.f("fk_finance_review_submitted_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finance_review")),
        sa.UniqueConstraint("event_id", "subject", "number", name=op.f("uq_finance_review_event_id")),
    )
    with op.batch_alter_table("finance_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finance_review_event_id"), ["event_id"], unique=False)
        batch_op.create_index("ix_finance_review_waiting", ["decided_at", "withdrawn_at"], unique=False)

    op.create_table(
        "funding_source",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_funding_source_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_source")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_funding_source_event_id")),
    )
    with op.batch_alter_table("funding_source", schema=None) as batch_op:
        batch_op.create_index("ix_funding_source_event_position", ["event_id", "position"], unique=False)

    op.create_table(
        "handout",
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("each", sa.String(length=24), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("cash", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("donated", sa.Boolean(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("handler", sa.String(length=40), nullable=False),
        sa.Column("witness", sa.String(length=40), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_handout_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_handout_event_id")),
    )
    with op.batch_alter_table("handout", schema=None) as batch_op:
        batch_op.create_index("ix_handout_event_position", ["event_id", "position"], unique=False)

    op.create_table(
        "income",
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_income_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_income")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_income_event_id")),
    )
    with op.batch_alter_table("income", schema=None) as batch_op:
        batch_op.create_index("ix_income_event_position", ["event_id", "position"], unique=False)

    op.create_table(
        "line_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_line_remark_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_line_remark_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_remark")),
    )
    with op.batch_alter_table("line_remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_line_remark_event_id"), ["event_id"], unique=False)

    op.create_table(
        "voucher",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=40), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_voucher_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_voucher_event_id")),
    )
    with op.batch_alter_table("voucher", schema=None) as batch_op:
        batch_op.create_index("ix_voucher_event_position", ["event_id", "position"], unique=False)

    op.create_table(
        "approved_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_approved_line_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["finance_review.id"],
            name=op.f("fk_approved_line_review_id_finance_review"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approved_line")),
    )
    with op.batch_alter_table("approved_line", schema=None) as batch_op:
        batch_op.create_index("ix_approved_line_event_key", ["event_id", "key"], unique=False)
        batch_op.create_index(batch_op.f("ix_approved_line_review_id"), ["review_id"], unique=False)

    # Plain ALTER TABLE: a batch would make these tables anew, and SQLite would let go of all that refers to them.
    op.add_column("budget_line", sa.Column("amount", sa.BigInteger(), nullable=True))
    op.add_column("event", sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "organisation", sa.Column("tax_number", sa.String(length=20), server_default=sa.text("''"), nullable=False)
    )
    _fill_amounts()


def _fill_amounts() -> None:
    """Lines that were there before get the amount that `budgets` works out."""
    table = sa.table(
        "budget_line", *(sa.column(name) for name in ("id", "unit_price", "quantity", "times", "stated", "amount"))
    )
    connection = op.get_bind()
    for id_, price, quantity, times, stated in connection.execute(sa.select(*list(table.c)[:5])).all():
        line = Line(
            "",
            "",
            "",
            None if price is None else Money(price),
            None if quantity is None else Decimal(quantity),
            times=None if times is None else Decimal(times),
            stated=None if stated is None else Money(stated),
        )
        if line.amount is not None:
            connection.execute(table.update().where(table.c.id == id_).values(amount=line.amount.fen))


def downgrade() -> None:
    op.drop_column("organisation", "tax_number")
    op.drop_column("event", "settled_at")
    op.drop_column("budget_line", "amount")

    with op.batch_alter_table("approved_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approved_line_review_id"))
        batch_op.drop_index("ix_approved_line_event_key")

    op.drop_table("approved_line")
    with op.batch_alter_table("voucher", schema=None) as batch_op:
        batch_op.drop_index("ix_voucher_event_position")

    op.drop_table("voucher")
    with op.batch_alter_table("line_remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_remark_event_id"))

    op.drop_table("line_remark")
    with op.batch_alter_table("income", schema=None) as batch_op:
        batch_op.drop_index("ix_income_event_position")

    op.drop_table("income")
    with op.batch_alter_table("handout", schema=None) as batch_op:
        batch_op.drop_index("ix_handout_event_position")

    op.drop_table("handout")
    with op.batch_alter_table("funding_source", schema=None) as batch_op:
        batch_op.drop_index("ix_funding_source_event_position")

    op.drop_table("funding_source")
    with op.batch_alter_table("finance_review", schema=None) as batch_op:
        batch_op.drop_index("ix_finance_review_waiting")
        batch_op.drop_index(batch_op.f("ix_finance_review_event_id"))

    op.drop_table("finance_review")
    with op.batch_alter_table("expense", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expense_invoice_number"))
        batch_op.drop_index("ix_expense_event_position")

    op.drop_table("expense")
    with op.batch_alter_table("donation", schema=None) as batch_op:
        batch_op.drop_index("ix_donation_event_position")

    op.drop_table("donation")
    with op.batch_alter_table("advance", schema=None) as batch_op:
        batch_op.drop_index("ix_advance_event_position")

    op.drop_table("advance")
    op.drop_table("finance_policy")
