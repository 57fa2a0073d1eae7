"""An installation as earlier versions left it: phones and files in clear, logs that name them."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import Boolean, Connection, DateTime, Integer, MetaData, Table

from planner.extensions import db
from planner.migrations import FOLDER, prepare_alembic
from planner.sealing import seal

PDF = b"%PDF-1.7 \n13800000088 " + "花生过敏".encode() * 9
SHA256 = hashlib.sha256(PDF).hexdigest()
THEN = datetime.now(UTC) - timedelta(days=9)
PHONES = {"user": "13800000001", "duty": "13800000055", "contact": "0851-22334455", "log": "13800000066"}
CHILD = {"name": "林晚晴", "guardian": "林家长", "phone": "13800000101", "remark": "花生过敏"}
SECRETS = sorted({*PHONES.values(), *CHILD.values(), "13800000077", "13800000088"})
"""What stands in it that nobody without the key may read; the last phone in the file, the one before in the reason why
an approval was reopened."""


def fill_old_installation(app: Flask, revision: str) -> None:
    """Make the tables of that revision, with a unit, a person, an event that names some, and a file in clear."""
    place = Path(app.config["INSTANCE_DIR"]) / "files" / SHA256[:2] / SHA256
    place.parent.mkdir(parents=True, mode=0o755)
    place.write_bytes(PDF)
    with app.app_context():
        prepare_alembic(app)
        upgrade(directory=str(FOLDER), revision=revision)
        with db.engine.begin() as connection:
            _add_people(connection)
            _add_rows(connection)
            if revision >= "0006":
                add_row(connection, "unit_entry", organisation_id=1, actor="周老师", subject=f"杨校长 {PHONES['log']}")
        db.engine.dispose()


def _add_people(connection: Connection) -> None:
    add_row(connection, "organisation", name="白石镇中心小学")
    add_row(connection, "user", name="周老师", active=True, phone=PHONES["user"])
    add_row(connection, "membership", user_id=1, organisation_id=1, role="administrator")
    because = "5月2日 周老师改了人数（13800000077），要重新审批。"
    event = {"organisation_id": 1, "owner_id": 1, "title": "六一", "kind": "blank", "status": "draft"}
    add_row(connection, "event", **event, version=1, change_number=1, reopened_because=because)


def _add_rows(connection: Connection) -> None:
    row = {"event_id": 1, "version": 1}
    add_row(connection, "duty", **row, key="d", role="领队", name="杨校长", phone=PHONES["duty"])
    add_row(connection, "contact", **row, key="c", name="派出所", phone=PHONES["contact"])
    add_row(
        connection, "attachment", **row, key="a", name="体检表", filename="体检表.pdf", sha256=SHA256, size=len(PDF)
    )
    told = {"subject": f"分工“{PHONES['log']}”", "before": f"电话：{PHONES['duty']}", "after": PHONES["contact"]}
    add_row(connection, "activity", event_id=1, actor="周老师", verb="修改", **told)
    keys = current_app.config["DATA_KEYS"]
    add_row(connection, "participant", **row, key="p", **{name: seal(text, keys) for name, text in CHILD.items()})


def add_row(connection: Connection, name: str, /, **values: Any) -> None:
    """A row of a table as it is at that revision; what is not said is empty."""
    add_rows(connection, name, [values])


def add_rows(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    """Rows of a table, which is asked once what it is like; they all say the same columns."""
    table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False)
    needed = (c for c in table.columns if not (c.nullable or c.primary_key or c.server_default is not None))
    empty = {column.name: _nothing(column.type) for column in needed}
    connection.execute(table.insert(), [empty | values for values in rows])


def _nothing(kind: Any) -> object:
    if isinstance(kind, DateTime):
        return THEN
    if isinstance(kind, Boolean):
        return False
    return 0 if isinstance(kind, Integer) else ""
