"""Who wrote which row, who is barred from deciding, deputies; a decision says for whom, and can be taken back."""

import sqlalchemy as sa
from alembic import op

from budgets.persons import names_in

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)
DECIDED = ("revision", "finance_review")
NAMING = {"expense": ("handler", "verifier"), "handout": ("handler", "witness"), "advance": ("person",)}
PLAN = {
    "sections": "plan_section",
    "parties": "party",
    "phases": "phase",
    "stops": "stop",
    "head_counts": "head_count",
    "duties": "duty",
    "schedule": "schedule_item",
    "contacts": "contact",
    "supplies": "supply",
    "budget": "budget_line",
    "funding": "funding_source",
    "safety": "safety_check",
    "attachments": "attachment",
}
MONEY = {
    "expenses": "expense",
    "incomes": "income",
    "advances": "advance",
    "donations": "donation",
    "handouts": "handout",
    "vouchers": "voucher",
}
PEOPLE = {"participants": "participant"}
# What waits when the tables are made: its table, its matter, and the nouns that make it up.
WAITING = (
    ("revision", "plan", ("facts", *PLAN)),
    ("finance_review", "budget", ("budget", "funding")),
    ("finance_review", "settlement", tuple(MONEY)),
)
_WRITES = "('新建', '添加', '修改', '恢复')"


def upgrade() -> None:
    _make_tables()
    for table in DECIDED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("decided_for_id", sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column("taken_back_by_id", sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column("taken_back_at", _moment, nullable=True))
            batch_op.add_column(
                sa.Column("taken_back_because", sa.Text(), server_default=sa.text("''"), nullable=False)
            )
            for column in ("decided_for_id", "taken_back_by_id"):
                batch_op.create_foreign_key(op.f(f"fk_{table}_{column}_user"), "user", [column], ["id"])
    for table, columns in NAMING.items():
        op.add_column(table, sa.Column("named", sa.Text(), server_default=sa.text("''"), nullable=False))
        _spell_names(table, columns)
    _find_authors()
    _bar_whoever_is_known()


def _make_tables() -> None:
    op.create_table(
        "row_author",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), server_default=sa.false(), nullable=False),
        _belongs("row_author", "event_id", "event"),
        _belongs("row_author", "user_id", "user"),
        sa.PrimaryKeyConstraint("event_id", "noun", "key", "user_id", name=op.f("pk_row_author")),
    )
    op.create_index("ix_row_author_user_event", "row_author", ["user_id", "event_id"])
    op.create_table(
        "barred_person",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(length=24), nullable=False),
        _belongs("barred_person", "event_id", "event"),
        _belongs("barred_person", "user_id", "user"),
        sa.PrimaryKeyConstraint("event_id", "matter", "number", "user_id", name=op.f("pk_barred_person")),
    )
    op.create_index(op.f("ix_barred_person_user_id"), "barred_person", ["user_id"])
    op.create_table(
        "deputy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("named_at", _moment, nullable=False),
        sa.Column("ended_at", _moment, nullable=True),
        _belongs("deputy", "organisation_id", "organisation"),
        _belongs("deputy", "absent_id", "user"),
        _belongs("deputy", "deputy_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    for column in ("organisation_id", "absent_id", "deputy_id"):
        op.create_index(op.f(f"ix_deputy_{column}"), "deputy", [column])


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE")


def _spell_names(table: str, columns: tuple[str, ...]) -> None:
    """The names that are typed, as they are compared from now on."""
    connection = op.get_bind()
    typed = sa.table(table, sa.column("id", sa.Integer), sa.column("named", sa.Text), *map(sa.column, columns))
    found = connection.execute(sa.select(typed.c.id, *(typed.c[name] for name in columns))).all()
    for id_, *texts in found:
        names = sorted(frozenset().union(*(names_in(text or "") for text in texts)))
        if names:
            named = "\n".join(["", *names, ""])
            connection.execute(typed.update().where(typed.c.id == id_).values(named=named))


def _find_authors() -> None:
    """As far as the log of an event tells accounts: by the row that it names, and by who edited a row last."""
    for noun, table in {**PLAN, **MONEY, **PEOPLE}.items():
        op.execute(
            "INSERT INTO row_author (event_id, noun, key, user_id, gone) "
            f"SELECT r.event_id, '{noun}', r.key, a.user_id, r.deleted_at IS NOT NULL FROM {table} r "
            "JOIN activity a ON a.event_id = r.event_id AND a.user_id IS NOT NULL "
            f"WHERE (a.actor = r.edited_by AND a.verb IN {_WRITES}) "
            f"OR (a.\"where\" = '{noun}/' || r.key AND a.verb IN {_WRITES}) "
            "GROUP BY r.event_id, r.key, a.user_id, r.deleted_at IS NOT NULL"
        )
    op.execute(
        "INSERT INTO row_author (event_id, noun, key, user_id, gone) "
        "SELECT event_id, 'facts', '', user_id, false FROM activity "
        "WHERE user_id IS NOT NULL AND (verb = '新建' OR (\"where\" = 'facts' AND verb = '修改')) "
        "GROUP BY event_id, user_id"
    )


def _bar_whoever_is_known() -> None:
    """What waits now is decided by none of those who would be barred if it were handed in today."""
    planners = "JOIN team_member t ON t.event_id = w.event_id AND t.role IN ('owner', 'planner')"
    for table, matter, nouns in WAITING:
        written = ", ".join(f"'{noun}'" for noun in nouns)
        authors = f"JOIN row_author x ON x.event_id = w.event_id AND x.gone IS FALSE AND x.noun IN ({written})"
        _bar(table, matter, "submitter", "w.submitted_by_id")
        _bar(table, matter, "owner", "e.owner_id", "JOIN event e ON e.id = w.event_id")
        _bar(table, matter, "planner", "t.user_id", planners)
        _bar(table, matter, "author", "x.user_id", authors)


def _bar(table: str, matter: str, because: str, person: str, join: str = "") -> None:
    """Bar these persons from what waits, unless they are barred already."""
    of_matter = "" if matter == "plan" else f" AND w.subject = '{matter}'"
    op.execute(
        "INSERT INTO barred_person (event_id, matter, number, user_id, because) "
        f"SELECT DISTINCT w.event_id, '{matter}', w.number, {person}, '{because}' FROM {table} w {join} "
        f"WHERE w.decision IS NULL AND w.withdrawn_at IS NULL{of_matter} AND NOT EXISTS ("
        "SELECT 1 FROM barred_person b "
        f"WHERE b.event_id = w.event_id AND b.matter = '{matter}' AND b.number = w.number AND b.user_id = {person})"
    )


def downgrade() -> None:
    for table in NAMING:
        op.drop_column(table, "named")
    for table in DECIDED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in ("decided_for_id", "taken_back_by_id"):
                batch_op.drop_constraint(op.f(f"fk_{table}_{column}_user"), type_="foreignkey")
                batch_op.drop_column(column)
            batch_op.drop_column("taken_back_at")
            batch_op.drop_column("taken_back_because")
    for table in ("deputy", "barred_person", "row_author"):
        op.drop_table(table)
