"""Boxes around faces on photos, which of them the copies hide, and albums that say what is on them."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_ADDED = {
    "photo": (
        sa.Column("boxes_number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("drawn_number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("search", sa.String(length=24), server_default=sa.text("'never'"), nullable=False),
    ),
    "link": (sa.Column("shows_captions", sa.Boolean(), server_default=sa.false(), nullable=False),),
}


def upgrade() -> None:
    for table, columns in _ADDED.items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "photo_box",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=24), nullable=False),
        sa.Column("verdict", sa.String(length=24), nullable=False),
        sa.Column("drawn_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_photo_box_photo_id_photo"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_box")),
        sa.UniqueConstraint("photo_id", "number", name=op.f("uq_photo_box_photo_id")),
    )


def downgrade() -> None:
    op.drop_table("photo_box")
    for table, columns in _ADDED.items():
        for column in columns:
            op.drop_column(table, column.name)
    # Earlier versions would take what is still to be hidden for cleared, and know neither these links nor these jobs.
    op.execute("UPDATE photo SET clearing = 'unchecked', cleared_by_id = NULL, cleared_at = NULL")
    op.execute("DELETE FROM link WHERE purpose = 'gallery'")
    op.execute("DELETE FROM job WHERE kind = 'faces'")
