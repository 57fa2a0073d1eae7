"""Links: one table for everybody who comes without an account or without a password."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SHANGHAI = timezone(timedelta(hours=8))
# How long the links with which people set a password were good for, unless the installation said otherwise.
USUAL, LONGEST = timedelta(hours=48), timedelta(days=31)
_moment = sa.DateTime(timezone=True)

invite = sa.table(
    "invite",
    sa.column("id", sa.Integer),
    sa.column("event_id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("organisation", sa.String),
    sa.column("role", sa.String),
    sa.column("token_hash", sa.String),
    sa.column("ends_on", sa.Date),
    sa.column("revoked_at", _moment),
    sa.column("last_seen_at", _moment),
    sa.column("created_at", _moment),
)
one_time_link = sa.table(
    "one_time_link",
    sa.column("id", sa.Integer),
    sa.column("user_id", sa.Integer),
    sa.column("token_hash", sa.String),
    sa.column("expires_at", _moment),
    sa.column("used_at", _moment),
)
link = sa.table(
    "link",
    sa.column("id", sa.Integer),
    sa.column("purpose", sa.String),
    sa.column("event_id", sa.Integer),
    sa.column("user_id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("organisation", sa.String),
    sa.column("role", sa.String),
    sa.column("token_hash", sa.String),
    sa.column("expires_at", _moment),
    sa.column("tries", sa.Integer),
    sa.column("revoked_at", _moment),
    sa.column("used_at", _moment),
    sa.column("last_used_at", _moment),
    sa.column("created_at", _moment),
)


def upgrade() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("organisation", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("most_tries", sa.Integer(), nullable=True),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_link_created_by_id_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_link_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_link_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_link_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_user_id"), ["user_id"], unique=False)

    _move_guests()
    _move_password_links()
    op.drop_table("invite")
    op.drop_table("one_time_link")


def _move_guests() -> None:
    """Invites keep their ids, since sessions name guests by them; they end when their last day in Shanghai does."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(invite)).mappings().all():
        same = {
            name: row[name] for name in ("id", "event_id", "name", "organisation", "role", "token_hash", "revoked_at")
        }
        connection.execute(
            link.insert().values(
                **same,
                purpose="guest",
                expires_at=_end_of(row["ends_on"]),
                tries=0,
                last_used_at=row["last_seen_at"],
                created_at=row["created_at"],
            )
        )
    if connection.dialect.name == "postgresql":  # ids that came in by hand do not move the sequence on
        connection.execute(
            sa.text("SELECT setval(pg_get_serial_sequence('link', 'id'), max(id)) FROM link HAVING max(id) > 0")
        )


def _move_password_links() -> None:
    """When they were made is not known: as long before their end as usual, but not in the future.

    One that was made while the clock ran ahead would stay open for as long as it did: it ends now.
    """
    connection, now = op.get_bind(), datetime.now(UTC)
    for row in connection.execute(sa.select(one_time_link).order_by(one_time_link.c.id)).mappings().all():
        ends = _aware(row["expires_at"])
        ends = ends if ends <= now + LONGEST else now
        connection.execute(
            link.insert().values(
                purpose="password",
                user_id=row["user_id"],
                name="",
                organisation="",
                token_hash=row["token_hash"],
                expires_at=ends,
                tries=0,
                used_at=row["used_at"],
                last_used_at=row["used_at"],
                created_at=min(now, ends - USUAL),
            )
        )


def downgrade() -> None:
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_one_time_link_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    with op.batch_alter_table("one_time_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_link_user_id"), ["user_id"], unique=False)

    op.create_table(
        "invite",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("organisation", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_invite_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invite_token_hash")),
    )
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invite_event_id"), ["event_id"], unique=False)

    _move_back()
    op.drop_table("link")


def _move_back() -> None:
    """Guests as they were; of the links with which people set a password, those that were not closed since."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(link)).mappings().all():
        if row["purpose"] == "guest":
            same = {
                name: row[name]
                for name in ("id", "event_id", "name", "organisation", "role", "token_hash", "revoked_at")
            }
            connection.execute(
                invite.insert().values(
                    **same,
                    ends_on=_last_day(row["expires_at"]),
                    last_seen_at=row["last_used_at"],
                    created_at=row["created_at"],
                )
            )
        elif row["purpose"] == "password" and row["revoked_at"] is None:
            same = {name: row[name] for name in ("user_id", "token_hash", "expires_at", "used_at")}
            connection.execute(one_time_link.insert().values(**same))


def _end_of(day: date) -> datetime:
    following = day + timedelta(days=1) if day < date.max else day
    return datetime.combine(following, time(), SHANGHAI).astimezone(UTC)


def _last_day(moment: datetime) -> date:
    return (_aware(moment) - timedelta(microseconds=1)).astimezone(SHANGHAI).date()


def _aware(moment: datetime) -> datetime:
    """SQLite gives moments back without their zone, which is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
