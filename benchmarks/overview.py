"""The money overview of 500 events with 20 lines each, against the floor of the pages."""

import tempfile
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import Connection, Engine, event, insert

from benchmarks.web import cpu_seconds, floor_app, requester
from budgets import Money
from planner import clock, create_app
from planner.actors import CONSOLE
from planner.days import Day
from planner.enums import EventStatus, ReviewDecision, ReviewSubject, Role
from planner.extensions import db
from planner.models import ApprovedLine, BudgetLine, Event, Expense, FinanceReview
from planner.services.accounts import create_user, set_role
from planner.services.devices import begin_session
from planner.services.organisations import create_organisation

EVENTS, LINES, UNITS = 500, 20, 10
CATEGORIES = ("交通费", "餐费", "住宿费", "保险费", "慰问品", "宣传费", "物资", "服装")
SOURCES = ("财政", "自筹", "捐赠", "")
ROWS = EVENTS * LINES * 5 // 2
# These pages took 30–35×, 47–53× and 27–30× when they were made; the rest is room for a busy machine.
MOST = {"": 45, "?group=category": 70, "/rows?figure=spent": 40}
SENT = 7


def fill() -> str:
    """500 events of this year in ten units: 20 lines planned and approved, 10 paid; the session of who reads all."""
    db.create_all()
    committee = create_organisation("云台县团委", actor=CONSOLE)
    units = [create_organisation(f"第 {number + 1} 小学", parent=committee, actor=CONSOLE) for number in range(UNITS)]
    user = create_user("钱会计", "13800000001", actor=CONSOLE)
    set_role(user, committee.id, Role.FINANCE, actor=CONSOLE)
    first = clock.today().replace(month=1, day=1)
    for number in range(EVENTS):
        day = first + timedelta(days=number % 360)
        each = Event(organisation_id=units[number % UNITS].id, owner_id=user.id, title=f"第 {number + 1} 次关爱活动")
        each.kind, each.status, each.starts_on = "blank", EventStatus.APPROVED, Day.of(day)
        each.first_date = each.last_date = day
        db.session.add(each)
        db.session.flush()
        _fill_money(each.id, user.id)
    session_id = begin_session(user)
    db.session.commit()
    return session_id


def _fill_money(event_id: int, user_id: int) -> None:
    review = FinanceReview(event_id=event_id, subject=ReviewSubject.BUDGET, number=1, snapshot="{}", known=Money(0))
    review.submitted_by_id, review.decision, review.in_force = user_id, ReviewDecision.PASS, True
    db.session.add(review)
    db.session.flush()
    lines = [
        {
            "event_id": event_id,
            "key": f"b{at}",
            "category": CATEGORIES[at % 8],
            "source": SOURCES[at % 4],
            "item": f"第 {at} 项",
            "amount": Money(1_250 + 37 * at) if at % 10 else None,
        }
        for at in range(LINES)
    ]
    expenses = [
        {"event_id": event_id, "key": f"e{at}", "purpose": "付款", "amount": Money(999 + at), "line": f"b{2 * at}"}
        for at in range(LINES // 2)
    ]
    db.session.execute(insert(BudgetLine), lines)
    db.session.execute(insert(ApprovedLine), [{**line, "review_id": review.id} for line in lines])
    db.session.execute(insert(Expense), expenses)


def measure(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept: the table, the table by category, a page of rows, their statements."""
    app = create_app({"INSTANCE_DIR": str(folder), "RATELIMIT_ENABLED": False})
    with app.app_context():
        session = {"_user_id": fill(), "_fresh": True}
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        cookie = {"Cookie": f"planner={signer.dumps(session)}"}
    calls = {path: requester(app, f"/finance/overview{path}", cookie) for path in MOST}
    best = cpu_seconds({"floor": requester(floor_app(app.config["SQLALCHEMY_DATABASE_URI"]), "/", {}), **calls})
    names = {
        "": f"money overview ({EVENTS} events, {ROWS:,} lines and expenses)",
        "?group=category": "  the same by category",
        "/rows?figure=spent": "  the rows behind its expenses, 100 a page",
    }
    rows = []
    for path, most in MOST.items():
        ratio = best[path] / best["floor"]
        sent = _statements(app, path, cookie)
        figure = f"{ratio:.1f}× ({best[path] * 1000:.1f} ms), {sent} SQL"
        rows.append((names[path], figure, f"≤ {most}×, ≤ {SENT} SQL", ratio <= most and sent <= SENT))
    return rows


def _statements(app: Flask, path: str, headers: dict[str, str]) -> int:
    """How many statements one request sends; PRAGMAs don't count."""
    sent: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        requester(app, f"/finance/overview{path}", headers)()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(sent)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for name, figure, limit, kept in measure(Path(place)):
            print(f"{'✓' if kept else '✗'} {name:<58} {figure:>28}  {limit}")
