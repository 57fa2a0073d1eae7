"""Indexes of a part of the rows are the same on both databases."""

import pytest
from sqlalchemy import create_mock_engine

from planner.extensions import db


def make_indexes(address: str) -> dict[str, str]:
    """The statements that make the indexes of all tables on that kind of database, by their names."""
    told: list[str] = []
    engine = create_mock_engine(address, lambda statement, *_: told.append(str(statement.compile(engine))))
    db.metadata.create_all(engine, checkfirst=False)
    return {words[2]: " ".join(words) for words in map(str.split, told) if words[1] == "INDEX"}


@pytest.mark.parametrize("address", ["sqlite://", "postgresql+psycopg://"])
@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("ix_event_undated", "WHERE first_date IS NULL"),
        ("ix_event_settled_draft", "WHERE status = 'draft' AND settled_at IS NOT NULL"),
        ("ix_finance_review_waiting", "(submitted_at) WHERE decision IS NULL AND withdrawn_at IS NULL"),
    ],
)
def test_partial_index_is_partial_on_both_databases(address: str, name: str, end: str) -> None:
    assert make_indexes(address)[name].endswith(end)


def test_index_on_postgresql_holds_what_is_asked_for_along_with_it() -> None:
    made = make_indexes("postgresql+psycopg://")["ix_event_status_first"]

    assert made.endswith("(status, first_date, id) INCLUDE (organisation_id, deleted_at)")
