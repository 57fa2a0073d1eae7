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
from planner.services.accounts import find_user
from planner.services.identity import ONLY
from planner.services.links import find_link, make_link
from tests import postgres
from tests.conftest import POSTGRES_FOLDER, SQLITE
from tests.planner.oldtables import EXPENSE, LINE, NOW, OLD_LINES, PEOPLE, SOON, THEN, fill_in_old_links


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

        upgrade_database()

        with db.engine.connect() as connection:
            amounts = connection.execute(text("SELECT amount FROM budget_line ORDER BY position")).scalars().all()
            assert amounts == [6006, 500, None]
            assert connection.execute(text("SELECT name, tax_number FROM organisation")).all() == [("小学", "")]


def test_who_wrote_what_is_found_in_the_log_and_bars_them_from_what_waits(fresh_app: Flask) -> None:
    """A line that 周老师 added and 王老师 edited last, an advance, a plan and a budget that wait."""
    entry = 'INSERT INTO activity (event_id, at, actor, user_id, verb, subject, "where", "before", "after") VALUES '
    other = PEOPLE[1].replace("(1, '周老师'", "(2, '王老师'")
    handed_in = (
        "INSERT INTO revision (event_id, number, dossier, remark, submitted_by_id, submitted_at, "
        "approving_organisation_id, words) VALUES (1, 3, '', '', 1, :then, 1, '')",
        "INSERT INTO finance_review (event_id, subject, number, snapshot, known, unknown, remark, submitted_by_id, "
        "submitted_at, words, in_force) VALUES (1, 'budget', 2, '', 0, 0, '', 1, :then, '', false)",
        entry + "(1, :then, '周老师', 1, '添加', '', 'budget/a', '', '')",
        entry + "(1, :then, '王老师', 2, '修改', '', 'budget/a', '', '')",
        entry + "(1, :then, '王老师', 2, '查看', '', 'facts', '', '')",
        "INSERT INTO budget_line (event_id, key, position, version, edited_by, category, item, unit, times_unit, "
        "source, basis) VALUES (1, 'a', 1, 2, '王老师', '', '水', '', '', '', '')",
        "INSERT INTO advance (event_id, key, position, version, edited_by, person, lent, remark) "
        "VALUES (1, 'b', 1, 1, '别人', '钱 会计（代周老师）', 1, '')",
    )
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0010")
        with db.engine.begin() as connection:
            for statement in (*PEOPLE[:2], other, PEOPLE[2], *handed_in):
                connection.execute(text(statement), {"then": THEN})

        upgrade_database()

        with db.engine.connect() as connection:
            authors = connection.execute(text("SELECT noun, key, user_id, gone FROM row_author ORDER BY user_id"))
            bars = connection.execute(text("SELECT matter, number, user_id, because FROM barred_person ORDER BY 1, 3"))
            assert authors.all() == [("budget", "a", 1, False), ("budget", "a", 2, False)]
            assert bars.all() == [
                ("budget", 2, 1, "submitter"),
                ("budget", 2, 2, "author"),
                ("plan", 3, 1, "submitter"),
                ("plan", 3, 2, "author"),
            ]
            named = connection.execute(text("SELECT named FROM advance")).scalar()
            assert named == "\n代周老师\n周老师\n钱会计\n"


def test_torn_invoice_numbers_are_whole_again(fresh_app: Flask) -> None:
    kept = (("04", "269920000000-00000104"), ("04", "044001900111-12345678"), ("04", "144031909110-08112345"))
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0010")
        with db.engine.begin() as connection:
            for statement in PEOPLE:
                connection.execute(text(statement), {"then": THEN})
            for n, (kind, number) in enumerate(kept):
                connection.execute(text(EXPENSE), {"key": str(n), "n": n, "kind": kind, "number": number})

        upgrade_database()

        with db.engine.connect() as connection:
            wanted = text("SELECT invoice_kind, invoice_number, blue_number FROM expense ORDER BY position")
            assert connection.execute(wanted).all() == [
                ("32", "26992000000000000104", ""),
                ("04", "044001900111-12345678", ""),
                ("04", "144031909110-08112345", ""),
            ]


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
