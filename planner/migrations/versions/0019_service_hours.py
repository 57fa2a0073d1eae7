"""Service hours of volunteers: corrected, approved, judged, asked about, left out; certificates and their numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_moment = sa.DateTime(timezone=True)
_TABLES = (
    "service_hours",
    "hours_correction",
    "hours_request",
    "service_evaluation",
    "excluded_service",
    "certificate",
)


def upgrade() -> None:
    _create_hours()
    _create_corrections()
    _create_requests()
    _create_evaluations()
    _create_excluded()
    _create_certificates()


def downgrade() -> None:
    op.drop_table("certificate_series")
    for table in reversed(_TABLES):
        op.drop_table(table)


def _reference(table: str, column: str, to: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    """A foreign key under the name that the house gives it."""
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _of_volunteer(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return _reference(table, "event_id", "event"), _reference(table, "volunteer_id", "volunteer")


def _create_hours() -> None:
    op.create_table(
        "service_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("approved_at", _moment, nullable=True),
        sa.Column("approved_by", sa.String(length=40), nullable=False),
        *_of_volunteer("service_hours"),
        _reference("service_hours", "sign_up_id", "sign_up"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_hours")),
        sa.UniqueConstraint("sign_up_id", name=op.f("uq_service_hours_sign_up_id")),
    )
    _index("service_hours", "event_id", "volunteer_id")


def _create_corrections() -> None:
    op.create_table(
        "hours_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", _moment, nullable=False),
        *_of_volunteer("hours_correction"),
        _reference("hours_correction", "sign_up_id", "sign_up"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_correction")),
    )
    _index("hours_correction", "event_id", "volunteer_id")


def _create_requests() -> None:
    op.create_table(
        "hours_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", _moment, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", _moment, nullable=True),
        sa.Column("answered_by", sa.String(length=40), nullable=False),
        *_of_volunteer("hours_request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_request")),
    )
    _index("hours_request", "event_id", "volunteer_id")


def _create_evaluations() -> None:
    op.create_table(
        "service_evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.String(length=40), nullable=False),
        *_of_volunteer("service_evaluation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_evaluation")),
        sa.UniqueConstraint("volunteer_id", name=op.f("uq_service_evaluation_volunteer_id")),
    )
    _index("service_evaluation", "event_id")


def _create_excluded() -> None:
    op.create_table(
        "excluded_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=24), server_default=sa.text("''"), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", _moment, nullable=False),
        _reference("excluded_service", "event_id", "event"),
        _reference("excluded_service", "sign_up_id", "sign_up"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excluded_service")),
    )
    op.create_index("ix_excluded_service_event", "excluded_service", ["event_id", "post", "sign_up_id"])


def _create_certificates() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("issued_at", _moment, nullable=False),
        sa.Column("issued_by", sa.String(length=40), nullable=False),
        sa.Column("outdated_at", _moment, nullable=True),
        sa.Column("withdrawn_at", _moment, nullable=True),
        sa.Column("withdrawn_by", sa.String(length=40), server_default=sa.text("''"), nullable=False),
        sa.Column("withdrawn_because", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("erased_at", _moment, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name=op.f("fk_certificate_unit_id_organisation")),
        _reference("certificate", "event_id", "event", "SET NULL"),
        _reference("certificate", "volunteer_id", "volunteer", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
    )
    _index("certificate", "unit_id", "event_id", "volunteer_id")
    op.create_table(
        "certificate_series",
        sa.Column("letters", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("letters", "year", name=op.f("pk_certificate_series")),
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
