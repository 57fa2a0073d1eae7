"""Indexes and counts by which a page costs what its reader may see, whatever else the database holds."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SEEN = ["status", "organisation_id", "deleted_at"]
UNDATED = sa.text("first_date IS NULL")
WAITS = sa.text("decision IS NULL AND withdrawn_at IS NULL")
INDEXES = (
    ("ix_event_organisation_status", "event", ["organisation_id", "status", "deleted_at"], {}),
    ("ix_event_first", "event", ["first_date", "id", *SEEN], {}),
    ("ix_event_last", "event", ["last_date", "first_date", "id", *SEEN], {}),
    ("ix_event_status_first", "event", ["status", "first_date", "id"], {"postgresql_include": SEEN[1:]}),
    ("ix_event_undated", "event", ["updated_at", "id", *SEEN], {"sqlite_where": UNDATED, "postgresql_where": UNDATED}),
    ("ix_duty_name", "duty", ["name"], {}),
    ("ix_duty_phone_index", "duty", ["phone_index"], {}),
    ("ix_revision_waiting", "revision", ["approving_organisation_id", "decision", "submitted_at"], {}),
    ("ix_revision_submitter", "revision", ["submitted_by_id", "decision", "submitted_at"], {}),
    ("ix_revision_decider", "revision", ["decided_by_id", "decided_at"], {}),
    (
        "ix_finance_review_waiting",
        "finance_review",
        ["submitted_at"],
        {"sqlite_where": WAITS, "postgresql_where": WAITS},
    ),
    ("ix_finance_review_submitter", "finance_review", ["submitted_by_id", "submitted_at"], {}),
    ("ix_finance_review_decider", "finance_review", ["decided_by_id", "decided_at"], {}),
)


def upgrade() -> None:
    op.drop_index("ix_finance_review_waiting", "finance_review")
    op.drop_index("ix_revision_approving_organisation_id", "revision")
    for name, table, columns, options in INDEXES:
        op.create_index(name, table, columns, **options)
    op.add_column("organisation", sa.Column("units_below", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.execute(
        "WITH RECURSIVE pair(above, id) AS ("
        "SELECT parent_id, id FROM organisation WHERE parent_id IS NOT NULL "
        "UNION ALL SELECT o.parent_id, p.id FROM pair p JOIN organisation o ON o.id = p.above "
        "WHERE o.parent_id IS NOT NULL) "
        "UPDATE organisation SET units_below = (SELECT count(*) FROM pair WHERE pair.above = organisation.id)"
    )
    # What was never looked at by its new indexes has no statistics yet.
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ANALYZE")


def downgrade() -> None:
    op.drop_column("organisation", "units_below")
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table)
    op.create_index("ix_finance_review_waiting", "finance_review", ["decided_at", "withdrawn_at"])
    op.create_index("ix_revision_approving_organisation_id", "revision", ["approving_organisation_id"])
