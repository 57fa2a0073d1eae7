"""Sessions that end for good, invitations into a unit, and the log of a unit."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Before there are devices: SQLite makes the table anew, and what refers to it would go with the old one.
    used = _used_ids()
    with op.batch_alter_table("link", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("account", sa.String(length=120), server_default=sa.text("''"), nullable=False))
        batch_op.add_column(sa.Column("unit_role", sa.String(length=24), nullable=True))
        batch_op.create_index(batch_op.f("ix_link_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_unit_id"), ["unit_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_link_unit_id_organisation"), "organisation", ["unit_id"], ["id"], ondelete="CASCADE"
        )
    _keep_used_ids(used)

    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("browser", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=op.f("fk_device_link_id_link"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_device_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_device_token_hash")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_link_id"), ["link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_user_id"), ["user_id"], unique=False)

    op.create_table(
        "unit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_unit_entry_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_unit_entry_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_entry")),
    )
    with op.batch_alter_table("unit_entry", schema=None) as batch_op:
        batch_op.create_index("ix_unit_entry_organisation_id_id", ["organisation_id", "id"], unique=False)


def _used_ids() -> int | None:
    """The highest id that a link ever had, where SQLite counts it; sessions of guests are named by these ids."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    return op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'link'"))


def _keep_used_ids(used: int | None) -> None:
    """No id that was used comes back, also not one of a link that is deleted."""
    if used is not None:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'link'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('link', {used})")


def downgrade() -> None:
    op.drop_table("unit_entry")
    op.drop_table("device")
    op.execute("DELETE FROM link WHERE purpose = 'invitation'")
    used = _used_ids()
    with op.batch_alter_table("link", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_link_unit_id_organisation"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_link_unit_id"))
        batch_op.drop_index(batch_op.f("ix_link_account"))
        batch_op.drop_column("unit_id")
        batch_op.drop_column("unit_role")
        batch_op.drop_column("account")
    _keep_used_ids(used)
