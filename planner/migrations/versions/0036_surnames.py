"""Accounts sorted by their surnames as these are read; no table changes."""

import sqlalchemy as sa
from alembic import op

from planner.pinyin import person_key

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

BATCH = 500
USERS = sa.table("user", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("name_key", sa.String))
FOLLOWING = (
    sa.select(USERS.c.id, USERS.c.name, USERS.c.name_key)
    .where(USERS.c.id > sa.bindparam("last"))
    .order_by(USERS.c.id)
    .limit(BATCH)
)
CHANGED = sa.update(USERS).where(USERS.c.id == sa.bindparam("user")).values(name_key=sa.bindparam("key"))


def upgrade() -> None:
    connection = op.get_bind()
    last = 0
    while rows := list(connection.execute(FOLLOWING, {"last": last}).all()):
        keys = [{"user": id_, "key": person_key(name)} for id_, name, was in rows if person_key(name) != was]
        if keys:
            connection.execute(CHANGED, keys)
        last = rows[-1].id


def downgrade() -> None:
    """Nothing: the keys sort as well for the versions before."""
