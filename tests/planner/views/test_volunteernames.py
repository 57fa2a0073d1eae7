"""The name of a volunteer as its reader may see it."""

import pytest

from planner.models import Volunteer
from planner.permissions import Access
from planner.views.volunteernames import show_volunteer
from tests.planner.views.moneyreaders import OWNER, READER


@pytest.mark.parametrize(
    ("reader", "name", "shown"),
    [(OWNER, "林知远", "林知远"), (READER, "林知远", "林**"), (OWNER, "", "已清除"), (READER, "", "已清除")],
)
def test_name_is_masked_for_readers_and_never_empty(reader: Access, name: str, shown: str) -> None:
    assert show_volunteer(Volunteer(name=name), reader) == shown
