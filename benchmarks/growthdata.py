"""Events of many schools for the measurements of growth: one block is made row by row, the others are copies in SQL."""

import time
from typing import Any

from sqlalchemy import Connection, Table, text

from benchmarks.growthblock import (
    BLOCK,
    COUNTY,
    FIRST_COPY,
    FIRST_OWNER,
    FIRST_SCHOOL,
    LINES,
    OTHER_COUNTY,
    PROVINCE,
    SCHOOLS,
    fill_block,
)
from planner import clock
from planner.extensions import db
from planner.models import (
    ApprovedLine,
    BudgetLine,
    Event,
    Expense,
    FinanceReview,
    InvoiceEntry,
    Membership,
    Organisation,
    Revision,
    SignUp,
    User,
    Volunteer,
    Voucher,
)
from planner.models.duties import Duty

# The columns of each table that a copy moves on, with how far from block to block.
STEPS: tuple[tuple[type[Any], dict[str, int]], ...] = (
    (Organisation, {"id": SCHOOLS}),
    (User, {"id": SCHOOLS}),
    (Membership, {"id": SCHOOLS, "user_id": SCHOOLS, "organisation_id": SCHOOLS}),
    (Event, {"id": BLOCK, "organisation_id": SCHOOLS, "owner_id": SCHOOLS}),
    (Duty, {"id": BLOCK, "event_id": BLOCK}),
    (Revision, {"id": BLOCK, "event_id": BLOCK, "submitted_by_id": SCHOOLS, "approving_organisation_id": SCHOOLS}),
    (FinanceReview, {"id": BLOCK, "event_id": BLOCK, "submitted_by_id": SCHOOLS}),
    (BudgetLine, {"id": BLOCK * LINES, "event_id": BLOCK}),
    (ApprovedLine, {"id": BLOCK * LINES, "event_id": BLOCK, "review_id": BLOCK}),
    (Expense, {"id": BLOCK, "event_id": BLOCK}),
    (InvoiceEntry, {"id": BLOCK, "expense_id": BLOCK}),
    (Voucher, {"id": BLOCK, "event_id": BLOCK}),
    (Volunteer, {"id": BLOCK, "event_id": BLOCK}),
    (SignUp, {"id": BLOCK, "event_id": BLOCK, "volunteer_id": BLOCK}),
)
NEXT_NUMBER = f"substr(t.{{}}, 1, 10) || ({FIRST_COPY} + k.n)"
# What must differ from copy to copy, or lies elsewhere in every second one.
OTHERWISE = {
    ("organisation", "name"): "t.name || '·' || k.n",
    ("organisation", "parent_id"): f"CASE WHEN k.n % 2 = 0 THEN {COUNTY} ELSE {OTHER_COUNTY} END",
    ("user", "phone"): "NULL",
    ("expense", "invoice_number"): NEXT_NUMBER.format("invoice_number"),
    ("invoice_entry", "number"): NEXT_NUMBER.format("number"),
    ("volunteer", "key"): "t.key || '·' || k.n",
    ("volunteer", "phone_index"): "t.phone_index || '·' || k.n",
}

# All lie below the province, and schools have nothing below them.
COUNT_UNITS = (
    f"UPDATE organisation SET units_below = CASE WHEN id = {PROVINCE} THEN (SELECT count(*) - 1 FROM organisation) "
    "ELSE (SELECT count(*) FROM organisation o WHERE o.parent_id = organisation.id) END"
)
MOST_VACUUMS = 20
UNMAPPED = (
    "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relallvisible < relpages "
    "AND relnamespace = 'public'::regnamespace"
)


def fill(events: int) -> None:
    """Fill an empty database with so many events, 50 a school; half of them lie below the county, of 500 all."""
    db.create_all()
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.begin() as connection:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA cache_size = -400000")
        fill_block(connection, clock.today())
        copies = events // BLOCK - 1
        if copies:
            for model, steps in STEPS:
                _copy(connection, model.__table__, steps, copies)
        connection.exec_driver_sql(COUNT_UNITS)
    # SQLite has no statistics unless somebody makes them, and does without.
    if not is_sqlite:
        _keep_house()


def _keep_house() -> None:
    """Have PostgreSQL do at once what its own housekeeping does in time.

    Again while somebody, mostly that housekeeping, looks at what was there before: rows that not everybody sees yet are
    left out of the map by which an index is read without its table, and pages then cost twice as much by chance.
    """
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(MOST_VACUUMS):
            connection.exec_driver_sql("VACUUM ANALYZE")
            if not connection.scalar(text(UNMAPPED)):
                return
            time.sleep(1)


def _copy(connection: Connection, table: Table, steps: dict[str, int], copies: int) -> None:
    """The rows of the first block once more for every other one, in one statement."""
    numbers = "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < :copies)"
    quote = connection.dialect.identifier_preparer.quote
    columns = [column.name for column in table.columns]
    values = [
        OTHERWISE.get((table.name, name)) or f"t.{quote(name)}" + (f" + k.n * {steps[name]}" if name in steps else "")
        for name in columns
    ]
    first = {"organisation": FIRST_SCHOOL, "user": FIRST_OWNER, "membership": FIRST_OWNER}.get(table.name, 1)
    connection.execute(
        text(
            f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, columns))}) {numbers} "
            f"SELECT {', '.join(values)} FROM {quote(table.name)} t CROSS JOIN k WHERE t.id >= :first"
        ),
        {"copies": copies, "first": first},
    )
