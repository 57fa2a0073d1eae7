"""On which databases the tests of a file run."""

import pytest

from tests.databases import BACKENDS, choose_backends


@pytest.mark.parametrize(
    ("place", "is_marked", "chosen"),
    [
        ("tests/planner/services/test_rows.py", False, BACKENDS),
        ("tests/planner/queries/test_reach.py", False, BACKENDS),
        ("tests/planner/locks/test_waiting.py", False, BACKENDS),
        ("tests/flows/test_bad_input.py", False, BACKENDS),
        ("tests/planner/views/test_rows.py", False, BACKENDS[:1]),
        ("tests/planner/forms/test_rows.py", False, BACKENDS[:1]),
        ("tests/planner/views/test_roles.py", True, BACKENDS),
        ("tests/browser/test_rows.py", False, ()),
        ("tests/budgets/test_money.py", True, ()),
    ],
)
def test_database_follows_from_the_folder(place: str, is_marked: bool, chosen: tuple[str, ...]) -> None:
    assert choose_backends(place, is_marked=is_marked) == chosen
