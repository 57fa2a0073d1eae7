"""The migrations make exactly the tables of the models."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from planner.extensions import db
from planner.migrations import FOLDER, is_current, newest_revision, prepare_alembic, upgrade_database
from planner.models import DatabaseIdentity
from planner.models.expenses import mark_seller
from planner.models.namedpersons import spell_names
from planner.services.accounts import find_user
from planner.services.identity import ONLY
from tests.planner.olddatabases import PEOPLE, THEN, fresh_app

__all__ = ["fresh_app"]
OLD_LINES = ((1001, "1.5", "4", None), (None, None, None, 500), (1001, None, None, None))
LINE = (
    "INSERT INTO budget_line (event_id, key, position, version, edited_by, category, item, unit, times_unit, source, "
    "basis, unit_price, quantity, times, stated) "
    "VALUES (1, :key, :n, 1, '', '', '水', '', '', '', '', :price, :quantity, :times, :stated)"
)
EXPENSE = (
    "INSERT INTO expense (event_id, key, position, version, edited_by, purpose, amount, line, payee, method, handler, "
    "verifier, source, invoice_kind, invoice_number, seller, seller_tax_number, buyer, buyer_tax_number, goods, "
    "has_list, remark) VALUES (1, :key, :n, 1, '', '水', 500, '', :payee, 'cash', '', '', '', :kind, :number, :seller, "
    "'', '', '', '', false, '')"
)
# More than the migration reads at once.
BATCH = 500
BARE = {"seller": "", "payee": "", "kind": "none", "number": ""}


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
                connection.execute(text(EXPENSE), {**BARE, "key": str(n), "n": n, "seller": seller, "payee": payee})

        upgrade_database()

        with db.engine.connect() as connection:
            amounts = connection.execute(text("SELECT amount FROM budget_line ORDER BY position")).scalars().all()
            assert amounts == [6006, 500, None]
            prices = connection.execute(text("SELECT unit_price FROM budget_line ORDER BY position")).scalars().all()
            assert prices == [100_100, None, 100_100]
            marks = connection.execute(text("SELECT seller_mark FROM expense ORDER BY position")).scalars().all()
            assert marks == [mark_seller("晨光文具店").whole, mark_seller("晨光文具店").whole, ""]
            assert connection.execute(text("SELECT name, tax_number FROM organisation")).all() == [("小学", "")]


def test_payments_that_were_there_keep_what_they_said(fresh_app: Flask) -> None:
    cases = (("", "", "none"), ("", "26442000000014209621", None), ("32", "1", "32"))
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0010")
        with db.engine.begin() as connection:
            for statement in PEOPLE:
                connection.execute(text(statement), {"then": THEN})
            rows = [{**BARE, "key": str(n), "n": n, "kind": k, "number": m} for n, (k, m, _) in enumerate(cases)]
            connection.execute(text(EXPENSE), rows)

        upgrade_database()

        said = text("SELECT method, invoice_kind FROM expense ORDER BY position")
        with db.engine.begin() as connection:
            assert connection.execute(said).all() == [("cash", kept) for *_, kept in cases]
            connection.execute(text("UPDATE expense SET method = NULL"))
        downgrade(directory=str(FOLDER), revision="0023")
        with db.engine.connect() as connection:
            assert connection.execute(said).all() == [("transfer", was) for was in ("", "", "32")]


def test_sellers_and_persons_that_were_there_are_read_anew(fresh_app: Flask) -> None:
    payees = ("白石镇惠民超市（个体工商户）", "惠民超市", *("文具店",) * BATCH)
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0010")
        with db.engine.begin() as connection:
            for statement in PEOPLE:
                connection.execute(text(statement), {"then": THEN})
            rows = [{**BARE, "key": str(n), "n": n, "payee": payee} for n, payee in enumerate(payees)]
            connection.execute(text(EXPENSE), rows)
        upgrade(directory=str(FOLDER), revision="0017")
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE expense SET seller_mark = 'old', handler = '周老师和钱会计'"))

        upgrade_database()

        with db.engine.connect() as connection:
            found = connection.execute(text("SELECT seller_mark, trade_mark, named FROM expense ORDER BY id")).all()
            assert [row[:2] for row in found] == [mark_seller(payee) for payee in payees]
            assert {row.named for row in found} == {spell_names("周老师和钱会计")}
            assert found[0].trade_mark == found[1].seller_mark


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
                connection.execute(text(EXPENSE), {**BARE, "key": str(n), "n": n, "kind": kind, "number": number})

        upgrade_database()

        with db.engine.connect() as connection:
            wanted = text("SELECT invoice_kind, invoice_number, blue_number FROM expense ORDER BY position")
            assert connection.execute(wanted).all() == [
                ("32", "26992000000000000104", ""),
                ("04", "044001900111-12345678", ""),
                ("04", "144031909110-08112345", ""),
            ]


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
