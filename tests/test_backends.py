"""On which databases the tests of a file run."""

import pytest

from tests.databases import BACKENDS, choose_backends


@pytest.mark.parametrize(
    ("place", "mark", "chosen"),
    [
        ("tests/planner/services/test_rows.py", "", BACKENDS),
        ("tests/planner/queries/test_reach.py", "", BACKENDS),
        ("tests/planner/locks/test_waiting.py", "", BACKENDS),
        ("tests/flows/test_bad_input.py", "", BACKENDS),
        ("tests/planner/views/test_rows.py", "", BACKENDS[:1]),
        ("tests/planner/forms/test_rows.py", "", BACKENDS[:1]),
        ("tests/planner/views/test_roles.py", "both_databases", BACKENDS),
        ("tests/planner/views/test_roles.py", "other_databases", BACKENDS[1:]),
        ("tests/browser/test_rows.py", "", None),
        ("tests/budgets/test_money.py", "both_databases", None),
    ],
)
def test_database_follows_from_the_folder(place: str, mark: str, chosen: tuple[str, ...] | None) -> None:
    assert choose_backends(place, mark) == chosen
