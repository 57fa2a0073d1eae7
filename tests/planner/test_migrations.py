"""The migrations make exactly the tables of the models."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from planner.actors import CONSOLE
from planner.enums import LinkPurpose, TeamRole
from planner.errors import NotFound
from planner.extensions import db
from planner.migrations import FOLDER, is_current, newest_revision, prepare_alembic, upgrade_database
from planner.models import DatabaseIdentity, Link, User
from planner.models.expenses import mark_seller
from planner.services.accounts import find_user
from planner.services.identity import ONLY
from planner.services.links import find_link, hash_token, make_link
from tests import postgres
from tests.conftest import POSTGRES_FOLDER, SQLITE

OLD_LINES = ((1001, "1.5", "4", None), (None, None, None, 500), (1001, None, None, None))
PEOPLE = (
    "INSERT INTO organisation (id, name, approval_by_parent, created_at) VALUES (1, '小学', false, :then)",
    'INSERT INTO "user" (id, name, name_key, password_hash, session_number, active, is_sample, created_at) '
    "VALUES (1, '周老师', 'z', '', 1, true, false, :then)",
    "INSERT INTO event (id, organisation_id, owner_id, title, kind, status, theme, place, transport, version, "
    "change_number, reopened_because, is_sample, created_at, updated_at) "
    "VALUES (1, 1, 1, '六一', 'blank', 'draft', '', '', '', 1, 1, '', false, :then, :then)",
)
LINE = (
    "INSERT INTO budget_line (event_id, key, position, version, edited_by, category, item, unit, times_unit, source, "
    "basis, unit_price, quantity, times, stated) "
    "VALUES (1, :key, :n, 1, '', '', '水', '', '', '', '', :price, :quantity, :times, :stated)"
)
EXPENSE = (
    "INSERT INTO expense (event_id, key, position, version, edited_by, purpose, amount, line, payee, method, handler, "
    "verifier, source, invoice_kind, invoice_number, seller, seller_tax_number, buyer, buyer_tax_number, goods, "
    "has_list, remark) VALUES (1, :key, :n, 1, '', '水', 500, '', :payee, 'cash', '', '', '', 'none', '', :seller, "
    "'', '', '', '', false, '')"
)
INVITE = (
    "INSERT INTO invite (id, event_id, name, organisation, role, token_hash, ends_on, revoked_at, last_seen_at, "
    "created_at) VALUES (:id, 1, :name, '县医院', 'planner', :hash, :ends_on, :revoked, :seen, :then)"
)
ONE_TIME_LINK = (
    "INSERT INTO one_time_link (id, user_id, token_hash, expires_at, used_at) VALUES (:id, 1, :hash, :ends, :used)"
)
NOW = datetime.now(UTC)
THEN, SOON, FAR = (NOW + span for span in (-timedelta(days=9), timedelta(hours=9), timedelta(days=3650)))


@pytest.fixture
def fresh_app(backend: str, make_app: Callable[..., Flask], tmp_path: Path) -> Flask:
    """The app on a database without any table."""
    if backend == SQLITE:
        return make_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    folder, _, guardian = os.environ[POSTGRES_FOLDER].rpartition(":")
    server = postgres.Server(Path(folder), guardian=int(guardian))
    uri = server.create_database(f"fresh_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    return make_app(SQLALCHEMY_DATABASE_URI=uri)


def test_upgrade_of_an_empty_database_makes_the_tables_of_the_models(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        assert not is_current()

        upgrade_database()

        with db.engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "compare_server_default": True}
            )
            assert compare_metadata(context, db.metadata) == []
            assert set(inspect(connection).get_table_names()) == {*db.metadata.tables, "alembic_version"}
            assert context.get_current_revision() == newest_revision()
        assert is_current()


def test_first_upgrade_gives_the_database_an_identity(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        upgrade_database()

        identities = db.session.scalars(db.select(DatabaseIdentity)).all()
        assert [(row.id, len(row.value)) for row in identities] == [(ONLY, 32)]


def test_second_upgrade_does_nothing(fresh_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_app.app_context():
        upgrade_database()
        monkeypatch.setattr("flask_migrate.upgrade", lambda **_: pytest.fail("nothing to do"))

        upgrade_database()


def test_lines_that_were_there_get_their_amounts(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0001")
        with db.engine.begin() as connection:
            for statement in PEOPLE:
                connection.execute(text(statement), {"then": THEN})
            for n, (price, quantity, times, stated) in enumerate(OLD_LINES):
                values = {"price": price, "quantity": quantity, "times": times, "stated": stated}
                connection.execute(text(LINE), {"key": str(n), "n": n, **values})
        upgrade(directory=str(FOLDER), revision="0010")
        with db.engine.begin() as connection:
            for n, (seller, payee) in enumerate((("", "晨光文具店"), ("晨光文具店（个体工商户）", "店主"), ("", ""))):
                connection.execute(text(EXPENSE), {"key": str(n), "n": n, "seller": seller, "payee": payee})

        upgrade_database()

        with db.engine.connect() as connection:
            amounts = connection.execute(text("SELECT amount FROM budget_line ORDER BY position")).scalars().all()
            assert amounts == [6006, 500, None]
            prices = connection.execute(text("SELECT unit_price FROM budget_line ORDER BY position")).scalars().all()
            assert prices == [100_100, None, 100_100]
            marks = connection.execute(text("SELECT seller_mark FROM expense ORDER BY position")).scalars().all()
            assert marks == [mark_seller("晨光文具店"), mark_seller("晨光文具店"), ""]
            assert connection.execute(text("SELECT name, tax_number FROM organisation")).all() == [("小学", "")]


def fill_in_old_links() -> None:
    """Guests and password links as the tables before links held them: open, used, closed, and of a wrong clock."""
    guests = (
        {"id": 5, "name": "孙医生", "hash": hash_token("guest"), "revoked": None, "seen": THEN},
        {"id": 9, "name": "马老师", "hash": hash_token("revoked"), "revoked": THEN, "seen": None},
    )
    passwords = (("open", SOON, None), ("used", SOON, THEN), ("far", FAR, None))
    with db.engine.begin() as connection:
        for statement in PEOPLE:
            connection.execute(text(statement), {"then": THEN})
        for guest in guests:
            connection.execute(text(INVITE), {**guest, "then": THEN, "ends_on": date(2099, 6, 30)})
        for number, (word, ends, used) in enumerate(passwords, start=5):
            values = {"id": number, "hash": hash_token(word), "ends": ends, "used": used}
            connection.execute(text(ONE_TIME_LINK), values)


def test_links_that_were_there_stay_what_they_were(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0002")
        fill_in_old_links()

        upgrade_database()

        guest = find_link(LinkPurpose.GUEST, "guest")
        assert (guest.id, guest.name, guest.organisation, guest.role) == (5, "孙医生", "县医院", TeamRole.PLANNER)
        assert (guest.ends_on, guest.last_used_at) == (date(2099, 6, 30), THEN)
        assert guest.expires_at == datetime(2099, 6, 30, 16, tzinfo=UTC)
        revoked = db.session.get_one(Link, 9)
        assert (revoked.name, revoked.is_open) == ("马老师", False)
        assert find_link(LinkPurpose.PASSWORD, "open").user_id == 1
        for word in ("used", "far"):
            with pytest.raises(NotFound):
                find_link(LinkPurpose.PASSWORD, word)
        assert (
            make_link(
                LinkPurpose.PASSWORD,
                expires_at=NOW + timedelta(days=1),
                actor=CONSOLE,
                user=db.session.get_one(User, 1),
            )[0].id
            > 9
        )
        db.session.rollback()


def test_links_go_back_into_their_old_tables(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0002")
        fill_in_old_links()
        before = old_links()

        upgrade_database()
        downgrade(directory=str(FOLDER), revision="0002")

        assert old_links() == before


def old_links() -> tuple[list[object], list[object]]:
    """The rows of the old tables, as far as a way there and back keeps them."""
    with db.engine.connect() as connection:
        guests = connection.execute(
            text("SELECT id, event_id, name, role, token_hash, ends_on FROM invite ORDER BY id")
        )
        passwords = connection.execute(text("SELECT user_id, token_hash FROM one_time_link ORDER BY token_hash"))
        return [tuple(row) for row in guests], [tuple(row) for row in passwords]


def test_of_several_that_start_at_once_one_upgrades(
    fresh_app: Flask, make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each over connections of its own, as processes are."""
    upgrades: list[str] = []
    monkeypatch.setattr("flask_migrate.upgrade", lambda **given: (upgrades.append("one"), upgrade(**given)))
    apps = [fresh_app, *(make_app(SQLALCHEMY_DATABASE_URI=fresh_app.config["SQLALCHEMY_DATABASE_URI"]) for _ in "ab")]
    ready = Barrier(len(apps))

    def start(app: Flask) -> bool:
        with app.app_context():
            ready.wait(20)
            upgrade_database()
            return is_current()

    with ThreadPoolExecutor(len(apps)) as threads:
        assert list(threads.map(start, apps)) == [True] * len(apps)
    assert upgrades == ["one"]


def test_ids_of_deleted_links_do_not_come_back(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0005")
        columns = "(id, purpose, user_id, name, organisation, token_hash, expires_at, tries, created_at)"
        with db.engine.begin() as connection:
            connection.execute(text(PEOPLE[0]), {"then": THEN})
            connection.execute(text(PEOPLE[1]), {"then": THEN})
            for number in (7, 9):
                values = f"({number}, 'password', 1, '', '', '{number}', :soon, 0, :then)"
                connection.execute(text(f"INSERT INTO link {columns} VALUES {values}"), {"then": THEN, "soon": SOON})
            if db.engine.dialect.name != SQLITE:
                connection.execute(text("SELECT setval('link_id_seq', 9)"))
            connection.execute(text("DELETE FROM link WHERE id = 9"))

        upgrade_database()

        made = make_link(LinkPurpose.PASSWORD, expires_at=SOON, actor=CONSOLE, user=db.session.get_one(User, 1))[0]
        assert made.id == 10
        db.session.rollback()


def test_phones_that_were_readable_are_sealed_and_found(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0005")
        with db.engine.begin() as connection:
            for statement in PEOPLE:
                connection.execute(text(statement), {"then": THEN})
            connection.execute(text("UPDATE \"user\" SET phone = '13800000001'"))
            connection.execute(text("INSERT INTO membership (user_id, organisation_id, role) VALUES (1, 1, 'reader')"))

        upgrade_database()

        user = find_user("13800000001")
        assert user is not None
        assert (user.id, user.phone, [m.role for m in user.memberships]) == (1, "13800000001", ["reader"])
        held = db.session.scalar(text('SELECT phone FROM "user"'))
        assert "13800000001" not in held
        db.session.rollback()

        downgrade(directory=str(FOLDER), revision="0005")

        with db.engine.connect() as connection:
            assert connection.scalar(text('SELECT phone FROM "user"')) == "13800000001"
            assert connection.scalar(text("SELECT count(*) FROM membership")) == 1
