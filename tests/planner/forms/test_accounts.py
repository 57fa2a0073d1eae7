"""Forms of accounts, people and units: what they take and what they say."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_wtf import FlaskForm

from planner.enums import Role
from planner.errors import BadInput
from planner.forms.accounts import ChangePasswordForm, NewPasswordForm, SignInForm
from planner.forms.refusals import put_refusal
from planner.forms.team import InviteForm, MemberForm
from planner.forms.users import AddUserForm, OrganisationForm, SetUpForm

PASSWORD = "correct-horse-2026"


@pytest.fixture(autouse=True)
def within(app: Flask) -> Iterator[None]:
    """Forms are read inside a request."""
    with app.test_request_context(method="POST"):
        yield


def faults(form: FlaskForm) -> dict[str, list[str]]:
    """What a form says of its fields."""
    form.validate()
    return {str(name): [str(error) for error in errors] for name, errors in form.errors.items()}


@pytest.mark.parametrize(
    ("form", "required"),
    [
        (SignInForm, {"account", "password"}),
        (NewPasswordForm, {"password", "again"}),
        (ChangePasswordForm, {"old", "password", "again"}),
        (AddUserForm, {"name", "account"}),
        (OrganisationForm, {"name"}),
        (SetUpForm, {"code", "organisation", "name", "account", "password", "again"}),
    ],
)
def test_empty_form_asks_for_each_field_in_chinese(form: type[FlaskForm], required: set[str]) -> None:
    said = faults(form())

    assert set(said) == required
    for sentences in said.values():
        assert len(sentences) == 1
        assert sentences[0].endswith("。")
        assert not sentences[0].isascii()


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        (PASSWORD, PASSWORD, {}),
        ("12345678", "12345678", {}),
        ("密" * 200, "密" * 200, {}),
        ("1234567", "1234567", {"password": ["密码要 8—200 个字符，现在是 7 个。"]}),
        ("密" * 201, "密" * 201, {"password": ["密码要 8—200 个字符，现在是 201 个。"]}),
        (PASSWORD, PASSWORD.upper(), {"again": ["两次要写一样的密码。"]}),
        (" " * 8, " " * 8, {"password": ["写新密码。"], "again": ["把新密码再写一次。"]}),
    ],
)
def test_new_password(password: str, again: str, said: dict[str, list[str]]) -> None:
    assert faults(NewPasswordForm(data={"password": password, "again": again})) == said


def test_passwords_are_taken_as_typed_and_never_written_back() -> None:
    form = SignInForm(data={"account": "13800000001", "password": " pass word "})

    assert form.password.data == " pass word "
    assert "pass word" not in str(form.password())


def test_change_password_says_below_the_old_one_why_it_will_not_do() -> None:
    form = ChangePasswordForm(data={"old": "x", "password": PASSWORD, "again": PASSWORD})
    assert form.validate()

    put_refusal(form, BadInput("现在的密码不对。", field="old"))

    assert form.errors == {"old": ["现在的密码不对。"]}


@pytest.mark.parametrize(
    ("sent", "role"), [({}, Role.ORGANISER), ({"role": "reader"}, Role.READER), ({"role": "财务"}, Role.FINANCE)]
)
def test_new_people_are_organisers_unless_told(app: Flask, sent: dict[str, str], role: Role) -> None:
    with app.test_request_context(method="POST", data={"name": "沈老师", "account": "13800000031", **sent}):
        form = AddUserForm()

        assert form.validate()
        assert form.chosen_role == role


@pytest.mark.parametrize("sent", ["", " ", "king"])
def test_role_must_be_one_of_the_list(app: Flask, sent: str) -> None:
    with app.test_request_context(method="POST", data={"name": "沈老师", "account": "13800000031", "role": sent}):
        assert set(faults(AddUserForm())) == {"role"}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-06-30", None),
        ("2027年6月30日", None),
        ("6月30日", "有效期要写年份，比如 2027-08-31。"),
        ("待定", "写有效到哪一天，比如 2027-08-31。"),
        ("2201-01-01", "年份要在 1900—2200 之间，现在是 2201。"),
    ],
)
def test_invite_needs_a_whole_day(app: Flask, day: str, said: str | None) -> None:
    with app.test_request_context(method="POST", data={"name": "孙医生", "role": "reader", "ends_on": day}):
        assert faults(InviteForm()) == ({"ends_on": [said]} if said else {})


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"user_id": "3", "role": "planner"}, set()),
        ({"user_id": "4", "role": "planner"}, {"user_id"}),
        ({"user_id": "²", "role": "planner"}, {"user_id"}),
        ({"user_id": "3", "role": "owner"}, {"role"}),
        ({}, {"user_id", "role"}),
    ],
)
def test_member_is_one_of_the_unit(app: Flask, sent: dict[str, str], wrong: set[str]) -> None:
    with app.test_request_context(method="POST", data=sent):
        assert set(faults(MemberForm(members=[(3, "李老师（组织者）")]))) == wrong
