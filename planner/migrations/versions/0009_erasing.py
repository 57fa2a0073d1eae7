"""Erasing: reports, retention, who sees names, one device a link; phones, snapshots and log texts sealed."""

import sqlalchemy as sa
from alembic import op
from flask import current_app

from planner.sealing import blind_indexes, seal, unseal

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BATCH = 500
_moment = sa.DateTime(timezone=True)
# What was readable to whoever had a copy of the database.
SEALED = {
    "duty": ("phone",),
    "contact": ("phone",),
    "user": ("phone",),
    "revision": ("dossier",),
    "finance_review": ("snapshot",),
    "activity": ("before", "after"),
}
link = sa.table(
    "link",
    sa.column("id", sa.Integer),
    sa.column("account", sa.String),
    sa.column("sealed_account", sa.Text),
    sa.column("account_index", sa.String),
)
INDEXED = frozenset({"duty", "user"})


def upgrade() -> None:
    op.create_table(
        "key_check",
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("made_at", _moment, nullable=False),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_key_check")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("at", _moment, nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("girls", sa.Integer(), nullable=False),
        sa.Column("boys", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("found_in", sa.String(length=200), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_event_id"), "erasure", ["event_id"])
    op.add_column("event", sa.Column("retain_until", sa.Date(), nullable=True))
    op.add_column("event", sa.Column("children_erased_at", _moment, nullable=True))
    for table in ("attachment", "voucher"):
        op.add_column(table, sa.Column("names_children", sa.Boolean(), server_default=sa.false(), nullable=False))
    for table in ("team_member", "link"):
        op.add_column(table, sa.Column("names_until", _moment, nullable=True))
        op.add_column(
            table, sa.Column("names_because", sa.String(length=200), server_default=sa.text("''"), nullable=False)
        )
    op.add_column("link", sa.Column("device_hash", sa.String(length=64), nullable=True))
    op.add_column("link", sa.Column("many_devices", sa.Boolean(), server_default=sa.false(), nullable=False))
    _seal_accounts()
    _widen()
    op.execute(sa.text("DELETE FROM sign_in_attempt WHERE subject LIKE 'account:%'"))
    keys = current_app.config["DATA_KEYS"]
    _rewrite(lambda text: seal(text, keys), lambda number: next(iter(blind_indexes(number, keys)), None))


def _seal_accounts() -> None:
    """Of links only a column comes and one goes: a table made anew would give out ids that were used."""
    keys, connection = current_app.config["DATA_KEYS"], op.get_bind()
    op.add_column("link", sa.Column("sealed_account", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("link", sa.Column("account_index", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_link_account_index"), "link", ["account_index"])
    for link_id, account in connection.execute(sa.select(link.c.id, link.c.account).where(link.c.account != "")).all():
        values = {"sealed_account": seal(account, keys), "account_index": blind_indexes(account, keys)[0]}
        connection.execute(link.update().where(link.c.id == link_id).values(values))
    op.drop_index(op.f("ix_link_account"), table_name="link")
    op.drop_column("link", "account")


def _open_accounts() -> None:
    keys, connection = current_app.config["DATA_KEYS"], op.get_bind()
    op.add_column("link", sa.Column("account", sa.String(length=120), server_default=sa.text("''"), nullable=False))
    op.create_index(op.f("ix_link_account"), "link", ["account"])
    for link_id, sealed in connection.execute(sa.select(link.c.id, link.c.sealed_account)).all():
        connection.execute(link.update().where(link.c.id == link_id).values(account=unseal(sealed, keys) or ""))
    op.drop_index(op.f("ix_link_account_index"), table_name="link")
    op.drop_column("link", "account_index")
    op.drop_column("link", "sealed_account")


def _widen() -> None:
    """Sealed text is longer than what it was made of."""
    for table in ("duty", "contact"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column("phone", existing_type=sa.String(length=40), type_=sa.Text(), existing_nullable=False)
            if table in INDEXED:
                batch_op.add_column(sa.Column("phone_index", sa.String(length=64), nullable=True))
    with op.batch_alter_table("user") as batch_op:
        batch_op.drop_constraint(op.f("uq_user_phone"), type_="unique")
        batch_op.alter_column("phone", existing_type=sa.String(length=20), type_=sa.Text(), existing_nullable=True)
        batch_op.add_column(sa.Column("phone_index", sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(op.f("uq_user_phone_index"), ["phone_index"])


def _rewrite(change, index=None) -> None:
    """Write what was readable anew, a batch of rows at a time, so that no table has to fit into memory."""
    connection = op.get_bind()
    for name, columns in SEALED.items():
        table = sa.table(name, sa.column("id", sa.Integer), *(sa.column(c, sa.Text) for c in (*columns, "phone_index")))
        chosen, last = sa.select(table.c.id, *(table.c[c] for c in columns)).order_by(table.c.id).limit(BATCH), 0
        while rows := connection.execute(chosen.where(table.c.id > last)).mappings().all():
            for row in rows:
                values = {c: change(row[c]) for c in columns if row[c]}
                if index and name in INDEXED and row["phone"]:
                    values["phone_index"] = index(row["phone"])
                if values:
                    connection.execute(table.update().where(table.c.id == row["id"]).values(values))
            last = rows[-1]["id"]


def downgrade() -> None:
    keys = current_app.config["DATA_KEYS"]
    _rewrite(lambda text: unseal(text, keys) or "")
    with op.batch_alter_table("user") as batch_op:
        batch_op.drop_constraint(op.f("uq_user_phone_index"), type_="unique")
        batch_op.drop_column("phone_index")
        batch_op.alter_column("phone", existing_type=sa.Text(), type_=sa.String(length=20), existing_nullable=True)
        batch_op.create_unique_constraint(op.f("uq_user_phone"), ["phone"])
    for table in ("duty", "contact"):
        with op.batch_alter_table(table) as batch_op:
            if table in INDEXED:
                batch_op.drop_column("phone_index")
            batch_op.alter_column("phone", existing_type=sa.Text(), type_=sa.String(length=40), existing_nullable=False)
    _open_accounts()
    op.drop_column("link", "many_devices")
    op.drop_column("link", "device_hash")
    for table in ("team_member", "link"):
        op.drop_column(table, "names_because")
        op.drop_column(table, "names_until")
    for table in ("attachment", "voucher"):
        op.drop_column(table, "names_children")
    op.drop_column("event", "children_erased_at")
    op.drop_column("event", "retain_until")
    op.drop_index(op.f("ix_erasure_event_id"), table_name="erasure")
    op.drop_table("erasure")
    op.drop_table("key_check")
