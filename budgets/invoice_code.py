"""The QR code of an invoice: 01,kind,code,number,amount,YYYYMMDD,check code,checksum.

The amount is tax-inclusive (价税合计) on digital invoices and net on the older ones, as samples show it. Some provinces
print the address of a web page instead, which tells nothing of the invoice.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from budgets.invoice import Invoice
from budgets.invoice_number import InvoiceError, clean_scan, parse_invoice_number
from budgets.money import Money, MoneyError

_FIRST = "01"
_LEAST_FIELDS = 6
_START = re.compile(r"01,\d\d,(?:\d{8}|\d{10}|\d{12})?,\d{8,20},", re.ASCII)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|(?=www\.|[a-z0-9.-]+\.gov\.cn(?:[/?:]|$)))([^/?#:]*)",
    re.ASCII | re.IGNORECASE,
)
# As the tax offices call their pages: fpcy.guangdong.chinatax.gov.cn.
_TAX_OFFICES = {
    name: place
    for pair in (
        "shenzhen深圳 beijing北京 tianjin天津 hebei河北 shanxi山西 neimenggu内蒙古 liaoning辽宁 dalian大连 jilin吉林 "
        "heilongjiang黑龙江 shanghai上海 jiangsu江苏 zhejiang浙江 ningbo宁波 anhui安徽 fujian福建 xiamen厦门 "
        "jiangxi江西 shandong山东 qingdao青岛 henan河南 hubei湖北 hunan湖南 guangdong广东 guangxi广西 hainan海南 "
        "chongqing重庆 sichuan四川 guizhou贵州 yunnan云南 xizang西藏 shaanxi陕西 gansu甘肃 qinghai青海 "
        "ningxia宁夏 xinjiang新疆"
    ).split()
    for name, place in [tuple(re.findall("[a-z]+|[^a-z]+", pair))]
}


class WebAddressError(InvoiceError):
    """The code is the address of a page on that host; `place` is whose, where the name tells it."""

    def __init__(self, host: str) -> None:
        parts = host.lower().split(".")
        self.place = next((_TAX_OFFICES[part] for part in parts if part in _TAX_OFFICES), "")
        whose = f"{self.place}的电子票，码" if self.place else "这个码"
        super().__init__(f"{whose}是一个网址，里面没有号码和金额。用手机扫开，下载 PDF 再传上来，或者照着票面填。")


class SeveralCodesError(InvoiceError):
    """The text holds the codes of several invoices; `codes` are their texts, one each."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        super().__init__(f"这一格里有 {len(codes)} 张票，一格只放一张。几张一起记，用“粘贴多行”。")


def split_codes(text: str) -> tuple[str, ...]:
    """The codes in a text, one an invoice, in their order; a code that was scanned twice comes once."""
    plain = _squeeze(text)
    starts = [found.start() for found in _START.finditer(plain)]
    by_number: dict[tuple[str, ...], str] = {}
    for start, end in pairwise([*starts, len(plain)]):
        by_number.setdefault(tuple(plain[start:end].split(",")[2:4]), plain[start:end])
    return tuple(by_number.values())


def looks_like_code(text: str) -> bool:
    """Whether somebody scanned this, rather than typed it: the text of a code, or the address in one."""
    plain = _squeeze(text)
    return plain.startswith(f"{_FIRST},") or bool(_ADDRESS.match(plain))


def parse_qr(text: str) -> Invoice:
    """Read the text of one QR code; a negative amount is that of a red invoice.

    Raises InvoiceError with the sentence to show: WebAddressError, SeveralCodesError, or that it is no such text.
    """
    plain = _squeeze(text)
    if address := _ADDRESS.match(plain):
        raise WebAddressError(address[1])
    codes = split_codes(plain)
    if len(codes) > 1:
        raise SeveralCodesError(codes)
    fields = (codes[0] if codes else plain).split(",")
    if len(fields) < _LEAST_FIELDS or fields[0] != _FIRST:
        raise InvoiceError(f"发票二维码的内容像 01,32,,号码,金额,日期，现在是“{clean_scan(text)[:40]}”。")
    kind, code, number, amount, day = fields[1:_LEAST_FIELDS]
    identity = parse_invoice_number(f"{code} {number}".strip())
    if identity.code != code:
        raise InvoiceError(f"发票二维码里的代码和号码对不上：{code}、{number}。")
    paid, issued_on = _read_amount(amount), _read_day(day)
    if identity.is_digital:
        return Invoice(number, kind=kind, amount=paid, issued_on=issued_on)
    return Invoice(number, code, kind=kind, net=paid, issued_on=issued_on)


def _squeeze(text: str) -> str:
    """The text without any blanks: no code has any, people and scanners add them.

    A scanner types as a keyboard does: where Chinese is being typed, its full stops become 。.
    """
    return "".join(clean_scan(text).split()).replace("。", ".")


def _read_amount(text: str) -> Money | None:
    try:
        return Money.parse(text, allow_negative=True) if text else None
    except MoneyError as error:
        raise InvoiceError(f"发票二维码里的金额读不懂：{error}") from None


def _read_day(text: str) -> date | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"\d{8}", text, re.ASCII):
            raise ValueError
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise InvoiceError(f"发票二维码里的日期应是 8 位，像 20260601，现在是“{text[:20]}”。") from None
