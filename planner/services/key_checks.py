"""Whether the keys at hand are those of the database: asked before anything is sealed with them."""

from contextlib import suppress

from sqlalchemy import insert, inspect
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.errors import ConfigError
from planner.extensions import db
from planner.models import KeyCheck
from planner.models.columns import data_keys
from planner.sealing import seal, unseal

KNOWN = "活动方案"


def check_data_keys(where: str) -> None:
    """Hold the keys against those that the database knows, and make the one in use known to it.

    Raises ConfigError, naming `where` the keys come from, for another key than the one of that id, and when none of
    the known keys is at hand. Writes in a transaction of its own; a database without its tables is let be.
    """
    try:
        if inspect(db.engine).has_table(KeyCheck.__tablename__):
            _check(where)
    finally:
        # Processes that are forked later must not share a connection.
        db.session.remove()
        db.engine.dispose()


def _check(where: str) -> None:
    keys = data_keys()
    known = list(db.session.scalars(db.select(KeyCheck)))
    held = {check.key_id for check in known} & {key_id for key_id, _ in keys}
    wrong = [check.key_id for check in known if check.key_id in held and unseal(check.sealed, keys) != KNOWN]
    if wrong or (known and not held):
        raise ConfigError(
            f"{where} 里的密钥不是这个数据库的，用它读不出已经加密的内容（孩子的姓名、电话等）。"
            "从备份里找回和这个数据库一起用的 data.key，放回原处再启动。"
        )
    if keys[0][0] not in held:
        db.session.rollback()
        _make_known(keys)


def _make_known(keys: list[tuple[str, bytes]]) -> None:
    check = {"key_id": keys[0][0], "sealed": seal(KNOWN, keys), "made_at": clock.now()}
    # Another process of the server may be faster.
    with suppress(IntegrityError), db.engine.begin() as connection:
        connection.execute(insert(KeyCheck).values(**check))
