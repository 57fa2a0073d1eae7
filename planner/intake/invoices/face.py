"""The face of an invoice as printed text: what stands behind which label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from budgets import Invoice, InvoiceNumber
from budgets.invoice_number import FISCAL
from planner.intake.invoices.goodstable import read_items, squeeze
from planner.intake.invoices.pdf import Row
from planner.intake.invoices.reading import (
    InvoiceItem,
    InvoiceReading,
    Reader,
    find_blue,
    number_of,
    read_day,
    read_money,
)
from planner.intake.invoices.titles import kind_of_title

_CELL = "\t"
_MONEY = r"[¥￥]?\s*([-−]?[\d,]+\.\d\d)"
# Buyer and seller may stand in one line: 名称：某小学 销 名称：某公司.
_NAME = re.compile(r"名\s*称[:：]\s*([^\t\n]+?)\s*(?=[销售购买方]?\s*名\s*称[:：]|[\t\n]|\Z)")
_TAX_NUMBER = re.compile(r"(?:识别号|信用代码)[:：]\s*([0-9A-Za-z]{15,20})")
_TRIP = re.compile(r"([^\t\n]+站)\t([A-Z]?\d{1,5})\t([^\t\n]+站)")
# What stands at the left edge, one sign under the other: 购买方信息, 备注.
_EDGE = 30


def read_face(rows: Sequence[Row]) -> InvoiceReading | None:
    """The invoice on a page; None where the page shows none."""
    lines = [_CELL.join(word.text for word in row) for row in rows]
    text = "\n".join(lines)
    title = next((line for line in lines if kind_of_title(line)), "").partition(_CELL)[0]
    kind = kind_of_title(title)
    identity = number_of(
        _behind(text, "(?:发票|票据)代码", r"(\d{8,12})"), _behind(text, "(?:发票|票据)号码", r"(\d{8,20})")
    )
    if not identity.number:
        return None
    reading = _read_fiscal(text, identity) if kind == FISCAL else _read_invoice(rows, lines, identity)
    invoice = replace(reading.invoice, kind=kind, issued_on=read_day(_behind(text, "开票日期", r"([\d年月日./-]+)")))
    items = read_items(rows) or _read_trip(text)
    issuer = _behind(text, "开票人", r"([^\t\n]+)")
    return InvoiceReading.of(Reader.TEXT, invoice, title=title, items=items, remark=reading.remark, issuer=issuer)


def _behind(text: str, label: str, value: str) -> str:
    """What stands behind a label, in its cell or in the next one."""
    found = re.search(rf"{label}\s*[:：]\s*{value}", text)
    return found[1].strip() if found else ""


def _read_invoice(rows: Sequence[Row], lines: list[str], identity: InvoiceNumber) -> InvoiceReading:
    text = "\n".join(lines)
    names, numbers = _NAME.findall(text), _TAX_NUMBER.findall(text)
    ticket = _behind(text, "票价", _MONEY)
    buyer = [_behind(text, "购买方名称", r"([^\t\n]+)")] if ticket else names[:1]
    sums = next((re.findall(_MONEY, line) for line in lines if re.match(r"合\s*计", line)), [])
    whole = re.search(rf"[（(]小写[)）]\s*{_MONEY}", text)
    remark = _read_remark(rows)
    invoice = Invoice(
        identity.number,
        identity.code,
        buyer="".join(buyer).strip(),
        buyer_tax_number="".join(numbers[:1]),
        seller="".join(names[1:2]).strip(),
        seller_tax_number="".join(numbers[1:2]),
        amount=read_money(whole[1] if whole else ticket),
        net=read_money("".join(sums[:1])),
        tax=read_money("".join(sums[1:2])),
        blue=find_blue(remark),
    )
    return InvoiceReading(invoice, remark=remark)


def _read_remark(rows: Sequence[Row]) -> str:
    """What stands between the sum and who issued it; lines that were broken are whole again."""
    texts = [squeeze(row) for row in rows]
    start = next((at for at, text in enumerate(texts) if "（小写）" in text), len(rows))
    end = next((at for at, text in enumerate(texts) if at > start and "开票人" in text), len(rows))
    words = [word for row in rows[start + 1 : end] for word in row if word.left > _EDGE]
    return "".join(word.text for word in words)


def _read_fiscal(text: str, identity: InvoiceNumber) -> InvoiceReading:
    whole = re.search(rf"[（(]小写[)）]\s*{_MONEY}", text)
    invoice = Invoice(
        identity.number,
        identity.code,
        seller=_behind(text, "收款单位(?:（章）)?", r"([^\t\n]+)"),
        buyer=_behind(text, "交款人", r"([^\t\n]+)"),
        buyer_tax_number=_behind(text, "交款人统一社会信用代码", r"([0-9A-Za-z]{15,20})"),
        amount=read_money(whole[1]) if whole else None,
    )
    return InvoiceReading(invoice, remark=_behind(text, "其他信息", r"([^\n]+)"))


def _read_trip(text: str) -> tuple[InvoiceItem, ...]:
    """A ticket of the railway: from where to where. Who travelled is nobody's business here and is not read."""
    found = _TRIP.search(text)
    return (InvoiceItem(f"火车票 {found[2]} {found[1]}—{found[3]}"),) if found else ()
