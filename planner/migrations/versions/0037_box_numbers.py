"""The highest number of a box on a photo, so that none is used twice; photos found by who sent them."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_SENT = ("photo", "photo_upload")
_BY = ("user_id", "link_id")
_HIGHEST = "SELECT coalesce(max(number), 0) FROM photo_box WHERE photo_box.photo_id = photo.id"


def upgrade() -> None:
    op.add_column("photo", sa.Column("last_box", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.execute(f"UPDATE photo SET last_box = ({_HIGHEST})")
    for table in _SENT:
        for column in _BY:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in _SENT:
        for column in _BY:
            op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    op.drop_column("photo", "last_box")
