"""The fields of an expense that hold what stands on its invoice."""

from budgets import Invoice, InvoiceError, parse_invoice_number, parse_qr
from planner.forms.fields import TypedTextField


class InvoiceNumberField(TypedTextField):
    """Number and code of an invoice, kept as what no two invoices share."""

    def read(self, text: str) -> str:
        try:
            return parse_invoice_number(text).key
        except InvoiceError as error:
            raise ValueError(str(error)) from None


class QrField(TypedTextField):
    """The text of the QR code of an invoice."""

    is_wide = True
    is_read_in = True

    def read(self, text: str) -> Invoice:
        try:
            return parse_qr(text)
        except InvoiceError as error:
            raise ValueError(str(error)) from None
