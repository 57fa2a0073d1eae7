"""What identifies an invoice: its number, its code, and how people and machines write them.

Four shapes are in use. A fully digital invoice (数电票) has one number of 20 digits: year, province, channel, serial.
Older invoices have a code of 10 or 12 digits and a number of 8; a code of 12 begins with 0, or with 1 where a province
prints its own (深圳的区块链电子发票). A fiscal receipt (财政票据) has a code of 8 digits and a number of 10. Digital
numbers exist since 2020, so one that begins with 0 or 1 is none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DIGITAL = "32"
FISCAL = "fiscal"
DIGITAL_NUMBER = 20
OLD_NUMBER = 8
FISCAL_CODE, FISCAL_NUMBER = 8, 10
OLD_CODES = (10, 12)
# Of provinces, by GB/T 2260.
PROVINCES = frozenset(
    ("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65").split()
)
SAMPLE_PROVINCE = "99"
"""No province has it: invoices made up for practice carry it."""

_JOINED = sum((FISCAL_CODE, FISCAL_NUMBER))
_OWN_CODES = ("0", "1")
# Years in which invoices with a code of 10 digits were printed, and those in which fiscal receipts are electronic.
_OLD_YEARS, _FISCAL_YEARS = range(5, 26), range(17, 60)
# The kind by the last two digits of a code of 12, and by the eighth of a code of 10.
_KINDS_OF_12 = {"06": "11", "07": "11", "11": "10", "12": "14", "13": "08", "17": "15"}
_KINDS_OF_10 = {"1": "01", "5": "01"}
_NOT_NUMBER = re.compile(r"[^\d\s\-—,:;/.号码代发票据财政电子数No]", re.ASCII)
_EXPECTED = "数电发票号码是 20 位；其他发票是 10 或 12 位代码加 8 位号码，财政票据是 8 位代码加 10 位号码"
_UNCLEAR = (
    "18 位连着写分不清：发票是 10 位代码加 8 位号码，财政票据是 8 位代码加 10 位号码。在代码后面空一格，再写一次。"
)


class InvoiceError(ValueError):
    """The text is not an invoice number or QR text; the message is a ready Chinese sentence."""


@dataclass(frozen=True, slots=True)
class InvoiceNumber:
    """What identifies an invoice: number and, for all but the digital ones, code."""

    number: str
    code: str = ""

    @property
    def is_digital(self) -> bool:
        """Whether it is a fully digital invoice."""
        return len(self.number) == DIGITAL_NUMBER

    @property
    def is_fiscal(self) -> bool:
        """Whether it is a receipt of the treasury (财政票据)."""
        return (len(self.code), len(self.number)) == (FISCAL_CODE, FISCAL_NUMBER)

    @property
    def key(self) -> str:
        """What no two invoices share: the number of 20 digits, or code and number."""
        return f"{self.code}-{self.number}" if self.code and not self.is_digital else self.number

    @property
    def kind(self) -> str:
        """The kind as the digits tell it, by its code in QR texts; "fiscal" for a fiscal receipt."""
        if self.is_digital:
            return DIGITAL
        if self.is_fiscal:
            return FISCAL
        if len(self.code) == max(OLD_CODES):
            return _KINDS_OF_12.get(self.code[-2:], "04") if self.code[0] == "0" else "10"
        return _KINDS_OF_10.get(self.code[7:8], "04")

    @property
    def year(self) -> int | None:
        """The year it was issued or printed, where the digits tell it."""
        if self.is_digital:
            return 2000 + int(self.number[:2])
        if self.is_fiscal:
            return 2000 + int(self.code[6:8])
        return 2000 + int(self.code[5:7]) if len(self.code) == max(OLD_CODES) else None


def clean_scan(text: str) -> str:
    """Text as a scanner or a page gave it, in half-width signs, without marks that nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in plain if unicodedata.category(sign) != "Cf")
    return "".join(kept).strip()


def parse_invoice_number(text: str) -> InvoiceNumber:
    """Read a number, with its code joined or apart, whatever blanks stand between the digits.

    Raises InvoiceError with the sentence to show.
    """
    plain = clean_scan(text)
    if _NOT_NUMBER.search(plain):
        raise InvoiceError(f"发票号码只用数字，现在是“{plain[:40]}”。")
    groups = re.findall(r"\d+", plain, re.ASCII)
    digits = "".join(groups)
    if len(digits) == _JOINED:
        apart = len(groups) == 2 and len(groups[0]) in (FISCAL_CODE, min(OLD_CODES))
        return InvoiceNumber(groups[1], groups[0]) if apart else _split_joined(digits)
    if len(digits) == DIGITAL_NUMBER:
        return _read_twenty(digits)
    if len(digits) == OLD_NUMBER:
        raise InvoiceError("8 位号码要连同 10 位或 12 位的发票代码一起写，现在只有号码。")
    raise InvoiceError(f"{_EXPECTED}，现在是 {len(digits)} 位。")


def _read_twenty(digits: str) -> InvoiceNumber:
    """20 digits are a digital number, however they are grouped; but none begins with 0 or 1."""
    if digits[0] in _OWN_CODES:
        return InvoiceNumber(digits[-OLD_NUMBER:], digits[:-OLD_NUMBER])
    if digits[2:4] not in PROVINCES and digits[2:4] != SAMPLE_PROVINCE:
        raise InvoiceError(f"数电发票号码第 3、4 位是省份代码，现在是 {digits[2:4]}。")
    return InvoiceNumber(digits)


def _split_joined(digits: str) -> InvoiceNumber:
    """18 digits are an invoice of 10 + 8 or a fiscal receipt of 8 + 10; read where only one of both can be.

    Codes of 10 are those of a province (digits 3 and 4 are 00, or 01 to 05 for cities of their own) and hold the year
    in digits 5 and 6; codes of 8 hold the kind of receipt in 3 and 4, never 00, and the year in 7 and 8.
    """
    area = int(digits[2:4])
    is_old = area <= 5 and int(digits[4:6]) in _OLD_YEARS
    is_fiscal = area > 0 and int(digits[6:8]) in _FISCAL_YEARS
    if is_old == is_fiscal:
        raise InvoiceError(_UNCLEAR)
    length = FISCAL_CODE if is_fiscal else min(OLD_CODES)
    return InvoiceNumber(digits[length:], digits[:length])
