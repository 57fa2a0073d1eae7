"""Links of earlier versions stay what they were."""

from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from planner.actors import CONSOLE
from planner.enums import LinkPurpose, TeamRole
from planner.errors import NotFound
from planner.extensions import db
from planner.migrations import FOLDER, prepare_alembic, upgrade_database
from planner.models import Event, Link, User
from planner.services.jobs import enqueue_job
from planner.services.links import find_link, hash_token, make_link
from tests.databases import SQLITE
from tests.planner.olddatabases import NOW, PEOPLE, THEN, fresh_app

__all__ = ["fresh_app"]
INVITE = (
    "INSERT INTO invite (id, event_id, name, organisation, role, token_hash, ends_on, revoked_at, last_seen_at, "
    "created_at) VALUES (:id, 1, :name, '县医院', 'planner', :hash, :ends_on, :revoked, :seen, :then)"
)
ONE_TIME_LINK = (
    "INSERT INTO one_time_link (id, user_id, token_hash, expires_at, used_at) VALUES (:id, 1, :hash, :ends, :used)"
)
LAST_DAY = (NOW + timedelta(days=200)).date()
SOON, FAR = NOW + timedelta(hours=9), NOW + timedelta(days=3650)


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
            connection.execute(text(INVITE), {**guest, "then": THEN, "ends_on": LAST_DAY})
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
        assert (guest.ends_on, guest.last_used_at) == (LAST_DAY, THEN)
        assert guest.expires_at == datetime.combine(LAST_DAY, time(16), UTC)
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


def test_guest_link_without_an_end_to_speak_of_is_good_for_a_year(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        prepare_alembic(fresh_app)
        upgrade(directory=str(FOLDER), revision="0010")
        columns = "(id, purpose, event_id, name, organisation, token_hash, expires_at, tries, created_at)"
        values = "(:id, 'guest', 1, '孙医生', '', :hash, :ends, 0, :then)"
        with db.engine.begin() as connection:
            for statement in PEOPLE:
                connection.execute(text(statement), {"then": THEN})
            for number, (word, ends) in enumerate((("soon", SOON), ("far", FAR)), start=1):
                given = {"id": number, "hash": hash_token(word), "ends": ends, "then": THEN}
                connection.execute(text(f"INSERT INTO link {columns} VALUES {values}"), given)

        upgrade_database()

        assert find_link(LinkPurpose.GUEST, "soon").expires_at == SOON
        far = find_link(LinkPurpose.GUEST, "far")
        assert timedelta(days=364) < far.expires_at - NOW < timedelta(days=367)


def test_links_that_earlier_versions_do_not_know_go_with_their_tables(fresh_app: Flask) -> None:
    purposes = (LinkPurpose.GUEST, LinkPurpose.PHOTOS, LinkPurpose.FEEDBACK, LinkPurpose.GALLERY)
    with fresh_app.app_context():
        upgrade_database()
        with db.engine.begin() as connection:
            for statement in PEOPLE:
                connection.execute(text(statement), {"then": THEN})
        for purpose in purposes:
            make_link(purpose, expires_at=SOON, actor=CONSOLE, event=db.session.get_one(Event, 1))
        for kind in ("sealing", "photos", "faces", "photobook", "evidence"):
            enqueue_job(kind)
        db.session.commit()

        downgrade(directory=str(FOLDER), revision="0027")

        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT purpose FROM link")).scalars().all() == ["guest"]
            assert set(connection.execute(text("SELECT kind FROM job")).scalars()) == {"sealing"}
