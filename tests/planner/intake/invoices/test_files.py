"""Invoices as files: what is read of each of the samples, value for value, and what is said of those that aren't."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from budgets import Money
from planner.intake.invoices.files import Obstacle, read_invoice_file
from planner.intake.invoices.reading import InvoiceItem, InvoiceReading

DATA = Path(__file__).parent / "data"
SAMPLES = sorted(path for path in DATA.iterdir() if path.suffix != ".json")
KINDS = {
    "电子发票（普通发票）": "32",
    "电子发票（增值税专用发票）": "31",
    "增值税电子普通发票": "10",
    "电子发票（铁路电子客票）": "51",
    "财政票据（公益事业捐赠统一票据）": "fiscal",
    "财政票据（资金往来结算票据）": "fiscal",
}
# What a sample says, under the names of its list, and where the reading has it.
TEXTS = {
    "销售方": "seller",
    "收款单位": "seller",
    "销售方税号": "seller_tax_number",
    "收款单位代码": "seller_tax_number",
    "购买方": "buyer",
    "交款人": "buyer",
    "购买方税号": "buyer_tax_number",
    "交款人代码": "buyer_tax_number",
    "原蓝字发票号码": "blue",
}


def expected(path: Path) -> dict[str, Any]:
    """What is known of a sample."""
    known: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return known


def money(text: str | None) -> Money | None:
    """An amount of the list."""
    return Money.parse(text, allow_negative=True) if text else None


def check_whole(reading: InvoiceReading, fields: dict[str, Any]) -> None:
    """Every value of the list that an expense has a place for."""
    invoice = reading.invoice
    is_fiscal = "票据号码" in fields
    code = fields.get("票据代码" if is_fiscal else "发票代码", "")
    assert (invoice.code, invoice.number) == (code, fields["票据号码" if is_fiscal else "发票号码"])
    assert invoice.kind == KINDS[fields["种类"]]
    assert invoice.issued_on == date.fromisoformat(fields["开票日期"])
    assert invoice.amount == money(fields["金额"] if is_fiscal else fields["价税合计"])
    assert invoice.net == (None if is_fiscal else money(fields.get("金额")))
    assert invoice.tax == money(fields.get("税额"))
    assert {name: getattr(invoice, TEXTS[name]) for name in fields if name in TEXTS} == {
        name: text for name, text in fields.items() if name in TEXTS
    }
    if goods := fields.get("品名") or fields.get("项目"):
        assert "；".join(item.name for item in reading.items) == goods
    if "明细" in fields:
        assert reading.items == tuple(item_of(row) for row in fields["明细"])
    assert reading.remark == fields.get("备注", reading.remark)
    assert reading.issuer == fields.get("开票人", reading.issuer)
    assert reading.doubts == ()


def item_of(row: dict[str, str]) -> InvoiceItem:
    """A line of the list."""
    return InvoiceItem(
        name=row["项目名称"],
        spec=row["规格型号"],
        unit=row["单位"],
        quantity=row["数量"],
        price=row["单价"],
        amount=money(row["金额"]),
        rate=row["税率"],
        tax=money(row["税额"]),
    )


def check_code(reading: InvoiceReading, fields: dict[str, Any]) -> None:
    """What the QR code of a photo holds, and nothing that it doesn't."""
    invoice = reading.invoice
    assert (invoice.number, invoice.issued_on, invoice.amount) == (
        fields["发票号码"],
        date.fromisoformat(fields["开票日期"]),
        money(fields["价税合计"]),
    )
    assert (invoice.seller, invoice.buyer, reading.items) == ("", "", ())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_is_read_as_it_is(path: Path) -> None:
    known = expected(path)

    file = read_invoice_file(path.read_bytes(), path.name)

    from_code = known.get("from_qr")
    if not known["readable"] or from_code == {}:
        assert (file.obstacle, file.readings) == (Obstacle.UNREADABLE, ())
        assert file.sentence.endswith("照着打。")
        return
    assert (file.obstacle, file.sentence) == (None, "")
    if isinstance(from_code, list):
        for reading, fields in zip(file.readings, from_code, strict=True):
            check_code(reading, fields)
        return
    [reading] = file.readings
    if from_code:
        check_code(reading, from_code)
    else:
        check_whole(reading, known["fields"])
