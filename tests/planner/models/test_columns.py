"""Column types: exact values, and secrets that are secret at rest."""

import base64
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import StatementError

from budgets import UnitPrice
from planner.days import Day
from planner.extensions import db
from planner.models import Event, Participant, User
from planner.models.columns import UNREADABLE
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, listed, put
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
SECRET_COLUMNS = ("name", "school_class", "guardian", "phone", "remark")
KEYS = [("1", bytes(range(32))), ("2", bytes(32))]


def raw(column: str) -> Any:
    """What the database holds of the one child."""
    return db.session.execute(db.text(f"SELECT {column} FROM participant")).scalar_one()


@pytest.mark.parametrize("column", SECRET_COLUMNS)
def test_children_are_encrypted_at_rest(world: World, in_app: InApp, column: str) -> None:
    with in_app():
        put(world, "participants")
        held, plain = raw(column), EXAMPLES["participants"].kept[column]

        assert held.startswith("1:")
        sealed = base64.b64decode(held[2:])
        assert len(sealed) == 12 + len(plain.encode()) + 16
        assert plain not in held
        assert plain.encode() not in sealed
        assert getattr(listed(world, "participants")[0], column) == plain


def test_same_text_is_never_sealed_the_same_twice(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "participants", {}, {})
        held = db.session.execute(db.text("SELECT phone FROM participant")).scalars().all()

    assert len(set(held)) == 2


def test_empty_secrets_stay_empty(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "participants", {"remark": ""})

        assert raw("remark") == ""


def test_older_keys_still_read_and_the_first_one_writes(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "participants")
    app.config["DATA_KEYS"] = KEYS[::-1]

    with in_app():
        child = listed(world, "participants")[0]
        assert (child.name, child.phone) == ("林晚晴", "13800000101")  # type: ignore[attr-defined]
        child.phone = "13800000102"  # type: ignore[attr-defined]
        db.session.commit()
        assert (raw("phone")[:2], raw("name")[:2]) == ("2:", "1:")


@pytest.mark.parametrize("keys", [[("1", bytes(32))], [("9", bytes(32))]])
def test_wrong_key_is_a_sentence_and_not_a_fault(
    app: Flask, world: World, in_app: InApp, signed_in: Callable[[str], FlaskClient], keys: list[tuple[str, bytes]]
) -> None:
    with in_app():
        put(world, "participants")
        before = raw("name")
    app.config["DATA_KEYS"] = keys
    client = signed_in("周老师")

    pages = [client.get(f"/events/{world.event}/roster"), client.post(f"/events/{world.event}/roster")]

    assert [page.status_code for page in pages] == [200, 200]
    assert all(UNREADABLE in page.text for page in pages)
    with in_app():
        assert raw("name") == before


@pytest.mark.parametrize(
    "held", ["1:", "1:%%%", "1:AAAA", "no colon", ":", "1:" + base64.b64encode(bytes(40)).decode()]
)
def test_damaged_secret_is_a_sentence_and_not_a_fault(world: World, in_app: InApp, held: str) -> None:
    with in_app():
        put(world, "participants")
        db.session.execute(db.text("UPDATE participant SET name = :held"), {"held": held})
        db.session.expire_all()

        assert db.session.scalars(db.select(Participant.name)).one() == UNREADABLE


def test_secret_moved_to_another_key_id_is_not_read(app: Flask, world: World, in_app: InApp) -> None:
    app.config["DATA_KEYS"] = [("1", bytes(32)), ("2", bytes(32))]
    with in_app():
        put(world, "participants")
        db.session.execute(db.text("UPDATE participant SET name = '2' || substr(name, 2)"))

        assert db.session.scalars(db.select(Participant.name)).one() == UNREADABLE


def test_moments_are_kept_in_utc_and_come_back_aware(world: World, in_app: InApp) -> None:
    shanghai = datetime(2027, 6, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    with in_app():
        event_of(world).deleted_at = shanghai
        db.session.commit()
        found = db.session.scalars(db.select(Event.deleted_at)).one()

        assert found == shanghai
        assert found is not None
        assert found.tzinfo == UTC


def test_naive_moments_are_refused(world: World, in_app: InApp) -> None:
    with in_app():
        db.session.get_one(User, world.users["周老师"]).created_at = datetime(2027, 6, 1)  # noqa: DTZ001

        with pytest.raises(StatementError, match="ValueError"):
            db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize("day", [Day(8, 9, 2026), Day(8, 9), Day(2, 29), Day(12, 31, 2200), Day(1, 1, 1900), None])
def test_days_come_back_as_they_were(world: World, in_app: InApp, day: Day | None) -> None:
    with in_app():
        event_of(world).signed_on = day
        db.session.commit()

        assert db.session.scalars(db.select(Event.signed_on)).one() == day


@pytest.mark.parametrize("quantity", ["0.1", "1000000000", "0.000001", "12.50", "0.0025", "999999999.999999"])
def test_figures_are_exact(world: World, in_app: InApp, quantity: str) -> None:
    with in_app():
        put(world, "budget", {"quantity": Decimal(quantity), "unit_price": UnitPrice(10**16 - 1)})
        db.session.expire_all()
        (line,) = listed(world, "budget")

        assert str(line.quantity) == quantity  # type: ignore[attr-defined]
        assert line.unit_price == UnitPrice(10**16 - 1)  # type: ignore[attr-defined]
