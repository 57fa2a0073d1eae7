"""What is still to be looked for after erasing, who moved jobs; old logs without phones, old links with an end."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from planner.masking import mask_phones

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BATCH = 500
_moment = sa.DateTime(timezone=True)
# Where phones of adults were written in clear, and were masked on the page only.
TOLD = {"activity": "subject", "unit_entry": "subject", "event": "reopened_because"}
# As long as a guest's link is good for at the most.
LONGEST_GUEST = timedelta(days=366)
job = sa.table(
    "job",
    *(sa.column(name, sa.String) for name in ("kind", "key", "state", "error", "worker")),
    *(sa.column(name, sa.JSON) for name in ("payload", "result")),
    *(sa.column(name, _moment) for name in ("run_after", "created_at")),
    sa.column("tries", sa.Integer),
)


def upgrade() -> None:
    op.add_column("erasure", sa.Column("outstanding", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "job_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", _moment, nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_job_entry_user_id_user"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_entry")),
    )
    for table, column in TOLD.items():
        _mask(table, column)
    _cut_guest_links()
    _seal_files_later()


def _mask(name: str, column: str) -> None:
    """Mask the phones in a column, a batch of rows at a time, so that no table has to fit into memory."""
    connection, last = op.get_bind(), 0
    table = sa.table(name, sa.column("id", sa.Integer), sa.column(column, sa.String))
    text = table.c[column]
    chosen = sa.select(table.c.id, text.label("text")).where(text != "").order_by(table.c.id).limit(BATCH)
    while rows := connection.execute(chosen.where(table.c.id > last)).all():
        for row in rows:
            if (masked := mask_phones(row.text)) != row.text:
                connection.execute(table.update().where(table.c.id == row.id).values({column: masked}))
        last = rows[-1].id


def _cut_guest_links() -> None:
    link = sa.table("link", sa.column("purpose", sa.String), sa.column("expires_at", _moment))
    latest = datetime.now(UTC) + LONGEST_GUEST
    too_long = link.update().where(link.c.purpose == "guest", link.c.expires_at > latest)
    op.get_bind().execute(too_long.values(expires_at=latest))


def _seal_files_later() -> None:
    """Let the server seal the files that lie in clear, once it is started."""
    connection, now = op.get_bind(), datetime.now(UTC)
    tables = [sa.table(name, sa.column("sha256", sa.String)) for name in ("attachment", "voucher")]
    if any(connection.scalar(sa.select(sa.literal(1)).where(each.c.sha256 != "").limit(1)) for each in tables):
        values = {"state": "waiting", "tries": 0, "error": "", "worker": "", "payload": {}, "result": {}}
        values |= {"run_after": now, "created_at": now}
        connection.execute(job.insert().values(kind="sealing", key="sealing:0011", **values))


def downgrade() -> None:
    # Phones stay masked and files sealed, which earlier versions can't read.
    op.get_bind().execute(job.delete().where(job.c.kind.in_(("sealing", "wiping"))))
    op.drop_table("job_entry")
    op.drop_column("erasure", "outstanding")
