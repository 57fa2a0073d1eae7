"""What was read of one invoice, each value with the reader that gave it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from budgets import Invoice, InvoiceError, InvoiceNumber, Money, MoneyError, parse_invoice_number

MOST_GOODS, MOST_NAME = 200, 120
_BLUE = re.compile(r"(?:被红冲蓝字(?:数电)?发?票号码|对应正数发票)[^\d]{0,8}(\d{20}|\d{10,12}[^\d]{1,6}\d{8})")
_DAY = re.compile(r"(\d{4})\D{0,2}(\d{2})\D{0,2}(\d{2})")


class Reader(StrEnum):
    """Who gave a value, as pages name it."""

    XML = "数电票文件"
    OFD = "OFD 文件"
    TEXT = "票面文字"
    CODE = "二维码"


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    """One line of the goods, as it is printed; a discount has a negative amount and neither unit nor quantity."""

    name: str
    spec: str = ""
    unit: str = ""
    quantity: str = ""
    price: str = ""
    amount: Money | None = None
    rate: str = ""
    tax: Money | None = None


@dataclass(frozen=True, slots=True)
class InvoiceReading:
    """One invoice. `evidence` names the reader of each value of `invoice` by its field, `title` is what is printed.

    `doubts` are sentences about what is to be looked at.
    """

    invoice: Invoice
    title: str = ""
    items: tuple[InvoiceItem, ...] = ()
    remark: str = ""
    issuer: str = ""
    evidence: Mapping[str, Reader] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @classmethod
    def of(cls, reader: Reader, invoice: Invoice, **more: Any) -> InvoiceReading:
        """A reading whose values all come from one reader."""
        known = (each.name for each in fields(invoice) if getattr(invoice, each.name) not in ("", None, False))
        return cls(invoice, evidence=dict.fromkeys(known, reader), **more)

    @property
    def goods(self) -> str:
        """What was bought, each thing once, as long as an expense holds it."""
        return "；".join(dict.fromkeys(item.name for item in self.items))[:MOST_GOODS] or self.invoice.goods

    def with_more(self, other: InvoiceReading) -> InvoiceReading:
        """What another reader read of the same invoice fills what is missing; where they differ there is a doubt."""
        found, evidence, doubts = {}, dict(self.evidence), list(self.doubts)
        for name, reader in other.evidence.items():
            mine, theirs = getattr(self.invoice, name), getattr(other.invoice, name)
            if name not in self.evidence:
                found[name], evidence[name] = theirs, reader
            elif mine != theirs and name in _COMPARED:
                doubts.append(f"{self.evidence[name]}和{reader}里的{_COMPARED[name]}不一样，照票面核对。")
        return InvoiceReading(
            invoice=replace(self.invoice, **found),
            title=self.title or other.title,
            items=self.items or other.items,
            remark=self.remark or other.remark,
            issuer=self.issuer or other.issuer,
            evidence=evidence,
            doubts=tuple(doubts),
        )


_COMPARED = {"amount": "价税合计", "net": "不含税金额", "issued_on": "开票日期"}


def merge_readings(readings: Iterable[InvoiceReading]) -> tuple[InvoiceReading, ...]:
    """Readings of one file by invoice, in their order; what has no number is nothing."""
    found: dict[str, InvoiceReading] = {}
    for reading in readings:
        key = reading.invoice.key
        if key:
            found[key] = found[key].with_more(reading) if key in found else reading
    return tuple(found.values())


def name_goods(goods: str) -> str:
    """What was bought in a few words: without the group that stands between stars, the first thing of several."""
    things = [part.split("*")[-1].strip() for part in goods.split("；") if part.strip()]
    return (f"{things[0]}等" if len(things) > 1 else "".join(things[:1]))[:MOST_NAME]


def number_of(code: str, number: str) -> InvoiceNumber:
    """What identifies an invoice; an empty one where these are no number and code."""
    try:
        return parse_invoice_number(f"{code} {number}".strip())
    except InvoiceError:
        return InvoiceNumber("")


def read_money(text: str) -> Money | None:
    """An amount as papers print it, negative ones too; None where there is none."""
    try:
        return Money.parse(text, allow_negative=True)
    except MoneyError:
        return None


def read_day(text: str) -> date | None:
    """The first day in a text, as 2026年06月01日, 2026-06-01 or 20260601; None where there is none."""
    found = _DAY.search(text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def find_blue(remark: str) -> str:
    """The key of the blue invoice that the remark of a red one names; empty where it names none."""
    found = _BLUE.search(remark)
    try:
        return parse_invoice_number(re.sub(r"\D+", " ", found[1])).key if found else ""
    except InvoiceError:
        return ""
