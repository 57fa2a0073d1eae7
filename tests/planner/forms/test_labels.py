"""What was sent is called as its form calls it."""

import pytest

from planner.forms.intakeanswers import TakeForm
from planner.forms.labels import find_labels
from planner.forms.policies import PolicyForm
from planner.forms.sections import SectionTextForm
from planner.forms.users import AddUserForm
from planner.forms.volunteers import GroupTextForm

# Their classes are known once they are imported.
FORMS = (TakeForm, PolicyForm, SectionTextForm, AddUserForm, GroupTextForm)


@pytest.mark.parametrize(
    ("sent", "name", "label"),
    [
        ({"text", "once", "csrf_token"}, "text", "粘贴表格"),
        ({"text", "version", "once"}, "text", "正文"),
        ({"document", "effective_from", "quotes", "quotes_from"}, "quotes", "要几家报价（家）"),
        ({"name", "account", "role"}, "account", "手机号或邮箱"),
        ({"name", "account", "role"}, "role", "角色"),
    ],
)
def test_field_is_called_as_the_form_that_has_most_of_what_was_sent(sent: set[str], name: str, label: str) -> None:
    assert find_labels(sent)[name] == label


def test_field_of_no_form_has_no_label() -> None:
    assert "nobody_asks_this" not in find_labels({"nobody_asks_this"})
