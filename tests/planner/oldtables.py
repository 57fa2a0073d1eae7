"""Rows as tables of earlier versions held them, for tests of migrations."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from planner.extensions import db
from planner.services.links import hash_token

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
    "has_list, remark) VALUES (1, :key, :n, 1, '', '水', 100, '', '', 'cash', '', '', '', :kind, :number, '', '', '', "
    "'', '', false, '')"
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
