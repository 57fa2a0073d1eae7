"""How fields are drawn: their classes say it, and the pages ask."""

from pathlib import Path

import pytest
from flask import Flask
from wtforms import Form, HiddenField, PasswordField, SelectField, SelectMultipleField

import planner
from planner.enums import Sex
from planner.forms import choices, fields, policylines, users
from planner.forms.controls import Control, Drawn
from planner.forms.expenses import QrField
from planner.forms.rows import ROW_FORMS
from planner.views.shell import control


class OneOfEach(Form):
    """A field of each kind that is drawn in its own way."""

    text = fields.TextField("文字", most=10)
    long = fields.LongTextField("长文", most=20)
    table = fields.TableField("表格", most=100)
    money = fields.MoneyField("金额", description="只写数")
    count = fields.CountField("人数")
    choice = choices.ChoiceField("选项", choices=[("a", "甲"), ("b", "乙")])
    sex = choices.EnumField(Sex, "性别", blank="待定")
    tick = choices.TickField("必查")
    duty = choices.DutyField("负责人")
    duties = choices.DutiesField("负责人")
    kinds = policylines.KindsField("活动")
    limits = policylines.PerHeadField("标准")
    code = users.CreditCodeField("代码", most=40)
    qr = QrField("二维码")
    password = PasswordField("密码")


@pytest.fixture
def form() -> OneOfEach:
    made = OneOfEach()
    made.duty.offer_duties(())
    made.duties.offer_duties(())
    return made


@pytest.mark.parametrize(
    ("name", "start", "css"),
    [
        ("text", "<input", "form-control"),
        ("long", "<textarea", "form-control"),
        ("choice", "<select", "form-select"),
        ("sex", "<select", "form-select"),
        ("duty", "<select", "form-select"),
        ("duties", "<select", "form-select"),
        ("tick", "<input", "form-check-input"),
        ("limits", "<textarea", "form-control"),
        ("password", "<input", "form-control"),
    ],
)
def test_control_is_drawn_as_its_class_says(form: OneOfEach, name: str, start: str, css: str) -> None:
    drawn = str(control(form[name], {}))

    assert drawn.startswith(start)
    assert f'class="{css}"' in drawn


def test_only_texts_that_people_write_count_their_characters(form: OneOfEach) -> None:
    counting = {field.name for field in form if "data-most" in str(control(field, {}))}

    assert counting == {"text", "long"}
    assert 'data-most="10"' in str(control(form.text, {}))


def test_help_and_errors_are_tied_to_the_control(form: OneOfEach) -> None:
    form.money.errors = ["写数。"]

    drawn = str(control(form.money, {}))

    assert 'aria-describedby="money-help money-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'class="form-control is-invalid"' in drawn


def test_what_is_wide_never_empty_or_read_in(form: OneOfEach) -> None:
    drawn = [field for field in form if isinstance(field, Drawn)]

    assert {field.name for field in drawn if field.is_wide} == {"long", "table", "qr"}
    assert {field.name for field in drawn if field.is_never_empty} == {"choice", "sex", "duty"}
    assert [field.name for field in drawn if field.is_read_in] == ["qr"]
    assert [field.name for field in drawn if field.control is Control.TICKS] == ["kinds"]


def test_every_field_of_a_row_says_how_it_is_drawn(app: Flask) -> None:
    with app.test_request_context():
        undrawn = {
            f"{noun}.{field.name}"
            for noun, form_class in ROW_FORMS.items()
            for field in form_class()
            if not isinstance(field, Drawn | HiddenField)
        }
        selects = {
            type(field)
            for form_class in ROW_FORMS.values()
            for field in form_class()
            if isinstance(field, SelectField | SelectMultipleField)
        }

    assert undrawn == set()
    assert all(issubclass(kind, Drawn) for kind in selects)


def test_templates_ask_for_no_class_names() -> None:
    folder = Path(planner.__file__).parent / "templates"

    assert [
        path.name
        for path in folder.rglob("*.html")
        if ".type ==" in (text := path.read_text("utf-8")) or ".type in" in text
    ] == []
