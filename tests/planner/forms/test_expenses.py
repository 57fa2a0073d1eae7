"""The form of an expense: QR text, invoice numbers, two persons, days without a year."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from budgets import Line, Money
from planner.dossier import Dossier
from planner.enums import InvoiceKind
from planner.forms.expenses import ExpenseForm

At = Callable[[datetime], None]
LINES = Dossier(budget=(Line("bus", "交通费", "大巴 租赁"), Line("meal", "餐费", "午餐")))
DIGITAL = "01,32,,26512000000012345678,5400.00,20260601,,74AE"
OLD = "01,04,051001900111,12345678,100.00,20260601,12345678901234567890,A1B2"


def form_of(app: Flask, **typed: str) -> ExpenseForm:
    """The form as it stands after these were typed."""
    with app.test_request_context():
        form = ExpenseForm(formdata=MultiDict(typed), meta={"csrf": False})
        form.offer(LINES)
        form.validate()
        return form


def cells(app: Flask, **typed: str) -> ExpenseForm:
    """The form of a pasted line."""
    with app.test_request_context():
        form: Any = ExpenseForm.of_cells(typed, LINES)
        form.validate()
        return form


def test_qr_text_of_a_digital_invoice_fills_what_is_empty(app: Flask) -> None:
    form = form_of(app, qr=DIGITAL, purpose="大巴")

    values = form.values()

    assert form.errors == {}
    assert (values["invoice_number"], values["invoice_kind"], values["issued_on"]) == (
        "26512000000012345678",
        InvoiceKind.DIGITAL,
        date(2026, 6, 1),
    )
    assert (values["amount"], values["invoice_amount"], values["net"]) == (Money(540000), Money(540000), None)
    assert "qr" not in values


def test_qr_text_of_an_old_invoice_knows_the_net_amount_only(app: Flask) -> None:
    form = form_of(app, qr=OLD, purpose="水")

    assert list(form.errors) == ["amount"]
    assert (form.net.data, form.invoice_amount.data, form.invoice_number.data) == (
        Money(10000),
        None,
        "051001900111-12345678",
    )
    assert form.invoice_kind.data == InvoiceKind.PLAIN


def test_qr_text_never_writes_over_what_was_typed(app: Flask) -> None:
    form = form_of(app, qr=DIGITAL, purpose="大巴", amount="5000", issued_on="2026-06-02", invoice_kind="31")

    values = form.values()

    assert (values["amount"], values["issued_on"], values["invoice_kind"]) == (
        Money(500000),
        date(2026, 6, 2),
        InvoiceKind.DIGITAL_SPECIAL,
    )


def test_faulty_field_is_not_covered_up_by_the_qr_text(app: Flask) -> None:
    form = form_of(app, qr=DIGITAL, purpose="大巴", amount="约2000")

    assert list(form.errors) == ["amount"]
    assert form.amount.raw_data == ["约2000"]


@pytest.mark.parametrize(
    "text", ["01,32", "hello", "01,32,,123,1,20260601", "01,32,,26512000000012345678,若干,20260601"]
)
def test_text_that_is_no_qr_code_is_explained(app: Flask, text: str) -> None:
    form = form_of(app, qr=text, purpose="大巴", amount="1")

    assert list(form.errors) == ["qr"]
    assert form.qr.raw_data == [text]


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        (" ２６５１２０００００００１２３４５６７８ ", "26512000000012345678", InvoiceKind.DIGITAL),
        ("051001900111 12345678", "051001900111-12345678", InvoiceKind.PLAIN),
        ("代码 0510019001，号码 12345678", "0510019001-12345678", InvoiceKind.PLAIN),
        ("12345678", "", None),
        ("", "", InvoiceKind.NONE),
    ],
)
def test_invoice_number_as_people_write_it(app: Flask, text: str, number: str, kind: InvoiceKind | None) -> None:
    form = form_of(app, purpose="大巴", amount="1", invoice_number=text)

    if kind is None:
        assert list(form.errors) == ["invoice_number"]
    else:
        assert (form.values()["invoice_number"], form.values()["invoice_kind"]) == (number, kind)


@pytest.mark.parametrize("verifier", ["周老师", " 周 老师", "周老师　"])
def test_handler_does_not_verify(app: Flask, verifier: str) -> None:
    form = form_of(app, purpose="大巴", amount="1", handler="周老师", verifier=verifier)

    assert list(form.errors) == ["verifier"]


@pytest.mark.parametrize(
    ("text", "key"), [("大巴租赁", "bus"), ("bus", "bus"), ("午 餐", "meal"), ("", ""), ("没有", None)]
)
def test_line_is_found_by_its_name(app: Flask, text: str, key: str | None) -> None:
    form = cells(app, purpose="付款", amount="1", line=text)

    assert list(form.errors) == (["line"] if key is None else [])
    assert key is None or form.values()["line"] == key


def test_pasted_line_that_is_only_a_qr_text_is_an_expense(app: Flask) -> None:
    form = cells(app, purpose=DIGITAL)

    assert form.errors == {}
    assert (form.values()["purpose"], form.values()["amount"]) == ("发票 12345678", Money(540000))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6月1日", date(2026, 6, 1)),
        ("12月31日", date(2025, 12, 31)),
        ("2027-01-02", date(2027, 1, 2)),
        ("2月29日", None),
        ("31/6", None),
    ],
)
def test_day_without_a_year_is_the_last_such_day(app: Flask, at: At, text: str, day: date | None) -> None:
    at(datetime(2026, 8, 1, tzinfo=UTC))

    form = form_of(app, purpose="大巴", amount="1", paid_on=text)

    assert (form.paid_on.data, bool(form.errors)) == (day, day is None)


def test_credit_code_is_checked(app: Flask) -> None:
    right, wrong = (form_of(app, purpose="水", amount="1", seller_tax_number=f"91350100M000100Y4{n}") for n in (3, 4))

    assert (list(right.errors), list(wrong.errors)) == ([], ["seller_tax_number"])


def test_long_form_folds_its_last_part_until_it_is_needed(app: Flask) -> None:
    empty, filled = (form_of(app, purpose="水", amount="1", **more) for more in ({}, {"remark": "没有发票"}))

    assert [[folded for _, _, folded in form.shown_groups] for form in (empty, filled)] == [
        [False, False, True],
        [False, False, False],
    ]
    assert {f.name for _, fields, _ in empty.shown_groups for f in fields} == {f.name for f in empty.shown_fields}
