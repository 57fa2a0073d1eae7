"""What PostgreSQL reads for a page, as its plans tell."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event, text

from planner.enums import EventStatus
from planner.extensions import db
from tests.conftest import POSTGRESQL
from tests.planner.conftest import World
from tests.planner.queries.manyevents import FIRST, add_events

InApp = Callable[[], AbstractContextManager[object]]
ELSEWHERE = 3_000


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("周老师", "/events"),
        ("周老师", "/events?status=approved&month=2027-06"),
        ("周老师", "/"),
        ("周老师", "/calendar?month=2027-06"),
        ("钱会计", "/finance"),
        ("钱会计", "/finance/overview"),
        ("钱会计", "/finance/invoices"),
        ("韩校长", "/approvals"),
    ],
)
def test_pages_of_a_school_do_not_read_the_events_of_others(
    world: World, in_app: InApp, signed_in: Callable[[str], FlaskClient], backend: str, name: str, path: str
) -> None:
    if backend != POSTGRESQL:
        pytest.skip("SQLite has no plans that name what is read; `python -m benchmarks growth` measures it")
    with in_app():
        add_events(world, [FIRST + timedelta(days=n % 400) for n in range(ELSEWHERE)], unit="stranger")
        add_events(world, [FIRST] * 30)
        db.session.execute(text("ANALYZE"))
        db.session.commit()

    plans = plans_of(path, signed_in(name), in_app)

    assert "Seq Scan on event" not in plans
    assert "ix_event" in plans or "pk_event" in plans


@pytest.mark.usefixtures("as_a_county")
def test_drafts_of_a_county_are_counted_without_its_other_events(
    world: World, in_app: InApp, signed_in: Callable[[str], FlaskClient], backend: str
) -> None:
    if backend != POSTGRESQL:
        pytest.skip("SQLite has no plans that name what is read; `python -m benchmarks growth` measures it")
    with in_app():
        add_events(world, [FIRST + timedelta(days=n % 400) for n in range(ELSEWHERE)], status=EventStatus.DRAFT)
        db.session.execute(text("ANALYZE"))
        db.session.commit()

    plans = plans_of("/events", signed_in("吴书记"), in_app)

    assert "Seq Scan on event" not in plans


def plans_of(path: str, client: FlaskClient, in_app: InApp) -> str:
    """How PostgreSQL answers each statement of a page that asks for events."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Connection, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if "event" in statement and "SELECT" in statement:
            sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with in_app(), db.engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN {statement}", parameters) for statement, parameters in sent]
        return "\n".join(line for plan in plans for (line,) in plan)
