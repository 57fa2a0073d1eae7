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
        ("051001900111 12345678", "051001900111-12345678", InvoiceKind.ELECTRONIC),
        ("代码 0510019001，号码 12345678", "0510019001-12345678", InvoiceKind.PLAIN),
        ("", "", None),
    ],
)
def test_invoice_number_as_people_write_it(app: Flask, text: str, number: str, kind: InvoiceKind | None) -> None:
    form = form_of(app, purpose="大巴", amount="1", invoice_number=text)

    assert form.errors == {}
    assert (form.values()["invoice_number"], form.values()["invoice_kind"]) == (number, kind)


def test_invoice_number_without_its_code_is_refused(app: Flask) -> None:
    form = form_of(app, purpose="大巴", amount="1", invoice_number="12345678")

    assert list(form.errors) == ["invoice_number"]


def test_what_nobody_said_is_no_value(app: Flask) -> None:
    """Neither a way to pay nor a kind of voucher is taken for an answer before somebody chooses one."""
    form = form_of(app, purpose="大巴", amount="1", method="", invoice_kind="")

    assert (form.errors, form.values()["method"], form.values()["invoice_kind"]) == ({}, None, None)
    assert [(choice.value, choice.label) for choice in (form.method.choices[0], form.invoice_kind.choices[0])] == [
        ("", "待定"),
        ("", "待定"),
    ]


@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [("没有发票", "", InvoiceKind.NONE), ("none", "26512000000012345678", InvoiceKind.DIGITAL)],
)
def test_no_invoice_is_a_statement_that_a_number_refutes(app: Flask, kind: str, number: str, kept: InvoiceKind) -> None:
    form = form_of(app, purpose="大巴", amount="1", invoice_kind=kind, invoice_number=number)

    assert (form.errors, form.values()["invoice_kind"]) == ({}, kept)


def test_kind_follows_from_the_number_of_a_fiscal_receipt(app: Flask) -> None:
    form = form_of(app, purpose="讲解费", amount="200", invoice_number="36060125 0012345678")

    assert form.errors == {}
    assert (form.values()["invoice_number"], form.values()["invoice_kind"]) == (
        "36060125-0012345678",
        InvoiceKind.FISCAL,
    )


RED = DIGITAL.replace("5400.00", "-120.50")
BLUE = "26512000000012345670"


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"qr": RED}, {"blue_number": "这是退款的红票，写它冲的那张蓝字发票的号码。"}),
        ({"qr": RED, "blue_number": BLUE}, {}),
        (
            {"amount": "-120.5"},
            {"amount": "金额应是零或正数，现在是“−120.50”；退款的红票才写负数，种类选“红字发票”。"},
        ),
        (
            {"amount": "120.5", "invoice_kind": "red", "blue_number": BLUE},
            {"amount": "红字发票是退款，金额写负数，像 -120.50。"},
        ),
        (
            {"amount": "120.5", "blue_number": BLUE},
            {"blue_number": "只有红字发票冲别的发票，种类选“红字发票”，或者这一格空着。"},
        ),
    ],
)
def test_only_a_red_invoice_that_names_its_blue_one_is_negative(
    app: Flask, typed: dict[str, str], faults: dict[str, str]
) -> None:
    form = form_of(app, purpose="退款", **typed)

    assert {name: errors[0] for name, errors in form.errors.items()} == faults


def test_red_invoice_read_in_can_be_saved_again_as_it_is_shown(app: Flask) -> None:
    first = form_of(app, purpose="退款", qr=RED, blue_number=BLUE)
    again = form_of(app, invoice_kind="red", **{name: str(first[name]._value()) for name in SHOWN})

    assert again.errors == {}
    assert (again.values()["amount"], again.values()["invoice_kind"], again.values()["blue_number"]) == (
        Money(-12050),
        InvoiceKind.RED,
        BLUE,
    )


SHOWN = ("purpose", "amount", "invoice_number", "blue_number", "invoice_amount", "issued_on")


def test_two_codes_in_one_field_are_asked_about(app: Flask) -> None:
    form = form_of(app, purpose="大巴", amount="1", qr=f"{DIGITAL} {OLD}")

    assert form.errors == {"qr": ["这一格里有 2 张票，一格只放一张。几张一起记，用“粘贴多行”。"]}


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
    ("typed", "amount", "remark"),
    [
        ({"purpose": OLD}, Money(10000), "二维码里只有不含税金额 100.00 元，实付照票面的价税合计改。"),
        ({"purpose": OLD, "amount": "106"}, Money(10600), ""),
        ({"purpose": "水", "remark": f"\ufeff{OLD.lower()}\r", "amount": "106"}, Money(10600), ""),
    ],
)
def test_pasted_line_with_the_code_of_an_older_invoice_is_an_expense(
    app: Flask, typed: dict[str, str], amount: Money, remark: str
) -> None:
    form = cells(app, **typed)

    assert form.errors == {}
    assert (form.values()["amount"], form.values()["net"], form.values()["remark"]) == (amount, Money(10000), remark)
    assert form.values()["invoice_number"] == "051001900111-12345678"


def test_pasted_line_with_two_codes_is_two_rows() -> None:
    (table,) = ExpenseForm.own_tables(f"{DIGITAL} {OLD}\n{DIGITAL}\t5400\n")

    assert [tuple(cell.text for cell in line.cells) for line in table.lines] == [
        ("用途", "金额"),
        (DIGITAL, "待定"),
        (OLD, "待定"),
        (DIGITAL, "5400"),
    ]
    assert ExpenseForm.own_tables(f"{DIGITAL}\n横幅\t160") == ()


def test_pasted_red_code_is_refused_with_what_is_missing(app: Flask) -> None:
    assert cells(app, purpose=RED).errors == {"blue_number": ["这是退款的红票，写它冲的那张蓝字发票的号码。"]}


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
