"""Dropped invoices: the files that are chosen, and the expense that one of them becomes."""

from collections.abc import Mapping

from flask import current_app
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from budgets import Money, is_credit_code
from planner.config import UPLOADS_AT_ONCE
from planner.dossier import Dossier
from planner.filetypes import INVOICE, OFD, PDF, accept_types
from planner.forms.expenses import ExpenseForm
from planner.intake.invoices.reading import name_goods
from planner.models import DroppedInvoice

# What the choice of a line says until somebody has chosen.
NOT_CHOSEN = "?"
TYPED = ("invoice_number", "issued_on", "amount", "line", "blue_number", "purpose")
_TAX_NUMBERS = {"seller_tax_number": "销售方", "buyer_tax_number": "购买方"}
_MOST_REMARK = 400


class InvoiceDropForm(FlaskForm):
    """The files that are dropped: as many as one request can carry."""

    accept = f"image/*,{accept_types(PDF, OFD, INVOICE)}"

    @property
    def most_together(self) -> int:
        """How many MB all of them may have."""
        each: int = current_app.config["UPLOAD_MEBIBYTES"]
        return UPLOADS_AT_ONCE * each


def expense_form(dropped: DroppedInvoice, typed: Mapping[str, str], dossier: Dossier, handler: str) -> ExpenseForm:
    """What was read, and over it what somebody typed, as the form of an expense: the same rules hold for both."""
    values = {
        "purpose": name_goods(dropped.goods),
        "payee": dropped.seller,
        "handler": handler,
        "invoice_kind": dropped.invoice_kind.value if dropped.invoice_kind else "",
        "invoice_number": dropped.invoice_number,
        "blue_number": dropped.blue_number,
        "amount": _plain(dropped.amount),
        "invoice_amount": _plain(dropped.amount),
        "net": _plain(dropped.net),
        "tax": _plain(dropped.tax),
        "issued_on": dropped.issued_on.isoformat() if dropped.issued_on else "",
        "seller": dropped.seller,
        "buyer": dropped.buyer,
        "goods": dropped.goods,
        **_tax_numbers(dropped),
    }
    values |= {name: typed[name] for name in TYPED if typed.get(name, "").strip()}
    form = ExpenseForm(formdata=MultiDict(values), meta={"csrf": False})
    form.offer(dossier)
    if not form.purpose.data:
        form.purpose.data = next((line.name for line in dossier.budget if line.key == form.line.data), "")
    form.fill_from_invoice()
    if not form.invoice_amount.data and dropped.amount is None:
        form.invoice_amount.data = form.amount.data
    return form


def _tax_numbers(dropped: DroppedInvoice) -> dict[str, str]:
    """Tax numbers as far as they are sound; the others are said in the remark, so that the row can be saved again."""
    sound = {name: number for name in _TAX_NUMBERS if is_credit_code(number := getattr(dropped, name))}
    unsound = [
        f"{whose}税号 {number} 的校验位对不上"
        for name, whose in _TAX_NUMBERS.items()
        if name not in sound and (number := getattr(dropped, name))
    ]
    remark = "；".join(filter(None, [dropped.remark, *unsound]))[:_MOST_REMARK]
    return {**sound, "remark": remark}


def _plain(amount: Money | None) -> str:
    return "" if amount is None else amount.plain().replace(",", "")
