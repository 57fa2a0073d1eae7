"""An invoice as a value, and how its number and its QR text are read.

Old invoices have a code of 10 or 12 digits and a number of 8; fully digital ones (数电票) one number of 20 digits
that holds year and province and no code. Which amount the QR text of a kind carries is taken from samples, so a
comparison with what was paid accepts both readings (see `Invoice.agrees_with`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from budgets.credit_code import normalise_credit_code
from budgets.money import Money, MoneyError

KINDS = {
    "01": "增值税专用发票",
    "04": "增值税普通发票",
    "10": "增值税电子普通发票",
    "31": "数电专用发票",
    "32": "数电普通发票",
}
RECEIPT = "收据"
PROVINCES = {
    code: name
    for pair in (
        "11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 35福建 36江西 "
        "37山东 41河南 42湖北 43湖南 44广东 45广西 46海南 50重庆 51四川 52贵州 53云南 54西藏 61陕西 62甘肃 "
        "63青海 64宁夏 65新疆"
    ).split()
    for code, name in [(pair[:2], pair[2:])]
}
HIGHEST_TAX = Decimal("0.13")
OLD_NUMBER = 8
DIGITAL_NUMBER = 20
OLD_CODES = (10, 12)
OLD_JOINED = 18

_NOT_NUMBER = re.compile(r"[^\d\s\-—,:;/.号码代发票№No]", re.ASCII)


class InvoiceError(ValueError):
    """The text is not an invoice number or QR text; the message is a ready Chinese sentence."""


@dataclass(frozen=True, slots=True)
class InvoiceNumber:
    """What identifies an invoice: number and, for the old kinds, code."""

    number: str
    code: str = ""

    @property
    def is_digital(self) -> bool:
        """Whether it is a fully digital invoice."""
        return len(self.number) == DIGITAL_NUMBER

    @property
    def key(self) -> str:
        """What no two invoices share: the number of 20 digits, or code and number."""
        return f"{self.code}-{self.number}" if self.code and not self.is_digital else self.number

    @property
    def year(self) -> int | None:
        """The year it was issued or printed, where the digits tell it."""
        if self.is_digital:
            return 2000 + int(self.number[:2])
        return 2000 + int(self.code[5:7]) if len(self.code) == max(OLD_CODES) else None

    @property
    def province(self) -> str:
        """The province of the tax office, where the digits tell it."""
        if self.is_digital:
            return PROVINCES.get(self.number[2:4], "")
        at = 1 if len(self.code) == max(OLD_CODES) else 0
        return PROVINCES.get(self.code[at : at + 2], "")


@dataclass(frozen=True, slots=True)
class Invoice:
    """What stands on an invoice. `ref` is the address of the expense it belongs to, such as "expenses/7".

    `amount` is tax-inclusive (价税合计), `net` without tax; either may be unknown. A receipt has kind 收据.
    """

    number: str = ""
    code: str = ""
    kind: str = ""
    seller: str = ""
    seller_tax_number: str = ""
    buyer: str = ""
    buyer_tax_number: str = ""
    amount: Money | None = None
    net: Money | None = None
    tax: Money | None = None
    issued_on: date | None = None
    goods: str = ""
    has_list: bool = False
    ref: str = ""

    @property
    def identity(self) -> InvoiceNumber:
        """Number and code as one."""
        return InvoiceNumber(self.number, self.code)

    @property
    def key(self) -> str:
        """What no two invoices share; empty while the number is not known."""
        return self.identity.key if self.number else ""

    @property
    def face_amount(self) -> Money | None:
        """The tax-inclusive amount where it is known, else the net one."""
        if self.amount is None and self.net is not None and self.tax is not None:
            return self.net + self.tax
        return self.net if self.amount is None else self.amount

    @property
    def seller_key(self) -> str:
        """What tells one seller from another: the tax number, else the plain name."""
        return normalise_credit_code(self.seller_tax_number) or plain_name(self.seller)

    @property
    def kind_name(self) -> str:
        """The Chinese name of its kind."""
        return KINDS.get(self.kind, self.kind)

    @property
    def label(self) -> str:
        """What a sentence calls it."""
        return f"发票 {self.key}" if self.number else f"{self.seller or '未写销售方'}的票据"

    def agrees_with(self, paid: Money) -> bool:
        """Whether the amount paid can be what the invoice is for.

        With the tax-inclusive amount known they are equal; with the net alone, paid lies between net and net plus
        the highest rate; with neither there is nothing to disagree with.
        """
        if self.amount is not None or (self.net is not None and self.tax is not None):
            return paid == self.face_amount
        return self.net is None or self.net <= paid <= self.net.times(1 + HIGHEST_TAX)


def plain_name(name: str) -> str:
    """A name without spaces and differences of width, for comparing."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def parse_invoice_number(text: str) -> InvoiceNumber:
    """Read 20 digits, or 10/12 digits of code and 8 of number, joined or apart.

    Joined to 20 digits, a leading 0 tells an old code: a digital number begins with its year.
    Raises InvoiceError with the sentence to show.
    """
    plain = _normalise(text)
    if _NOT_NUMBER.search(plain):
        raise InvoiceError(f"发票号码只用数字，现在是“{plain[:40]}”。")
    groups = re.findall(r"\d+", plain, re.ASCII)
    digits = "".join(groups)
    if len(groups) == 2 and len(groups[0]) in OLD_CODES and len(groups[1]) == OLD_NUMBER:
        return InvoiceNumber(groups[1], groups[0])
    if len(groups) == 1 and (len(digits) == OLD_JOINED or (len(digits) == DIGITAL_NUMBER and digits[0] == "0")):
        return InvoiceNumber(digits[-OLD_NUMBER:], digits[:-OLD_NUMBER])
    if len(digits) == DIGITAL_NUMBER and digits[2:4] in PROVINCES:
        return InvoiceNumber(digits)
    if len(digits) == OLD_NUMBER:
        raise InvoiceError("8 位号码要连同 10 位或 12 位的发票代码一起写，现在只有号码。")
    if len(digits) == DIGITAL_NUMBER:
        raise InvoiceError(f"数电发票号码第 3、4 位是省份代码，现在是 {digits[2:4]}。")
    raise InvoiceError(f"数电发票号码是 20 位；其他发票是 10 或 12 位代码加 8 位号码，现在是 {len(digits)} 位。")


def parse_qr(text: str) -> Invoice:
    """Read the text of the QR code: 01,kind,code,number,amount,YYYYMMDD,check code,checksum,.

    The amount is taken as tax-inclusive for digital invoices and as net for the others. Raises InvoiceError with the
    sentence to show.
    """
    fields = [field.strip() for field in _normalise(text).replace("，", ",").split(",")]
    if len(fields) < 6 or fields[0] != "01":
        raise InvoiceError(f"发票二维码的内容像 01,32,,号码,金额,日期，现在是“{_normalise(text)[:40]}”。")
    kind, code, number, amount, day = fields[1:6]
    identity = parse_invoice_number(f"{code} {number}".strip())
    if identity.code != code:
        raise InvoiceError(f"发票二维码里的代码和号码对不上：{code}、{number}。")
    paid = _amount(amount)
    issued_on = _day(day)
    if identity.is_digital:
        return Invoice(number, kind=kind, amount=paid, issued_on=issued_on)
    return Invoice(number, code, kind=kind, net=paid, issued_on=issued_on)


def _amount(text: str) -> Money | None:
    try:
        return Money.parse(text, allow_negative=True) if text else None
    except MoneyError as error:
        raise InvoiceError(f"发票二维码里的金额读不懂：{error}") from None


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"\d{8}", text, re.ASCII):
            raise ValueError
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise InvoiceError(f"发票二维码里的日期应是 8 位，像 20260601，现在是“{text[:20]}”。") from None
