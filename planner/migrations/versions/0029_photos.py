"""Photos of events, their copies, and those that are on their way."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_photo()
    _create_photo_copy()
    _create_photo_upload()
    _create_photo_piece()


def downgrade() -> None:
    for table in ("photo_piece", "photo_upload", "photo_copy", "photo"):
        op.drop_table(table)
    # Earlier versions know neither such links nor such jobs.
    op.execute("DELETE FROM link WHERE purpose = 'photos'")
    op.execute("DELETE FROM job WHERE kind = 'photos'")


def _sent(table: str) -> list[sa.schema.SchemaItem]:
    """Who sent it, of which event, as what."""
    return [
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=24), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(length=24), nullable=False),
        sa.Column("sentence", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=f"fk_{table}_event_id_event", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=f"fk_{table}_user_id_user", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"], name=f"fk_{table}_link_id_link", ondelete="SET NULL"),
    ]


def _create_photo() -> None:
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        *_sent("photo"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("arrived_at", _moment, nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("clock_shift_minutes", sa.Integer(), nullable=False),
        sa.Column("camera", sa.String(length=60), nullable=False),
        sa.Column("dhash", sa.String(length=16), nullable=False),
        sa.Column("kept_with", sa.String(length=24), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("caption", sa.String(length=100), nullable=False),
        sa.Column("item", sa.String(length=24), nullable=False),
        sa.Column("is_cover", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_picked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("clearing", sa.String(length=24), server_default=sa.text("'unchecked'"), nullable=False),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("cleared_at", _moment, nullable=True),
        sa.Column("removed_at", _moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["cleared_by_id"], ["user.id"], name=op.f("fk_photo_cleared_by_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_photo_event_id")),
    )
    op.create_index("ix_photo_event_sha256", "photo", ["event_id", "sha256"])
    op.create_index("ix_photo_sha256", "photo", ["sha256"])
    op.create_index("ix_photo_removed", "photo", ["removed_at"])


def _create_photo_copy() -> None:
    op.create_table(
        "photo_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("edge", sa.Integer(), nullable=False),
        sa.Column("mime", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_photo_copy_photo_id_photo"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_copy")),
        sa.UniqueConstraint("photo_id", "edge", "mime", name=op.f("uq_photo_copy_photo_id")),
    )
    op.create_index("ix_photo_copy_sha256", "photo_copy", ["sha256"])


def _create_photo_upload() -> None:
    op.create_table(
        "photo_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        *_sent("photo_upload"),
        sa.Column("heard_at", _moment, nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_upload")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_photo_upload_event_id")),
    )
    op.create_index("ix_photo_upload_heard", "photo_upload", ["heard_at"])


def _create_photo_piece() -> None:
    op.create_table(
        "photo_piece",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"],
            ["photo_upload.id"],
            name=op.f("fk_photo_piece_upload_id_photo_upload"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_piece")),
        sa.UniqueConstraint("upload_id", "start", name=op.f("uq_photo_piece_upload_id")),
    )
    op.create_index("ix_photo_piece_sha256", "photo_piece", ["sha256"])
