"""Invoices that were refused because another unit has paid them."""

from collections.abc import Iterable

from flask import g
from flask_login import current_user

from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event
from planner.services.invoiceregister import InvoiceUsed, note_clash
from planner.services.rows import Values


def note_clashes(event: Event, refusals: Iterable[tuple[BadInput | None, Values]]) -> None:
    """Invoices that another unit has paid are kept for finance above both, whatever becomes of the form."""
    for refusal, values in refusals:
        if isinstance(refusal, InvoiceUsed) and refusal.is_foreign:
            g.is_writing = True
            purpose, amount = values["purpose"], values["amount"]
            note_clash(event, refusal, purpose=purpose, amount=amount, actor=current_user)
    db.session.commit()
