"""发票台账.xlsx: an expense with its invoice a row; amounts in 元 as numbers, days as days."""

from collections.abc import Sequence
from typing import Any

from budgets import Money
from planner.documents.spreadsheets import Cell, SheetColumn, SheetTable, make_workbook
from planner.money.invoiceregister import RegisterRow
from planner.telling import UNKNOWN

TITLE = "发票台账"
_COLUMNS = (
    SheetColumn("开票日期", 12, "date"),
    SheetColumn("付款日期", 12, "date"),
    SheetColumn("单位", 20),
    SheetColumn("活动", 24),
    SheetColumn("用途", 20),
    SheetColumn("销方", 26),
    SheetColumn("销方税号", 21),
    SheetColumn("收款方", 24),
    SheetColumn("票据种类", 16),
    SheetColumn("发票号码", 25),
    SheetColumn("冲的蓝字发票", 25),
    SheetColumn("实付", 13, "money"),
    SheetColumn("发票金额", 13, "money"),
    SheetColumn("不含税", 13, "money"),
    SheetColumn("税额", 11, "money"),
    SheetColumn("支付方式", 12),
    SheetColumn("资金来源", 14),
    SheetColumn("经办人", 12),
    SheetColumn("验收人", 12),
    SheetColumn("购方", 24),
    SheetColumn("货物或服务", 24),
    SheetColumn("凭据", 13),
    SheetColumn("要看", 11),
    SheetColumn("备注", 24),
)


def build_register_sheet(rows: Sequence[RegisterRow], scope: str, count: int) -> bytes:
    """The rows as .xlsx; `scope` says in words what they were narrowed by, `count` how many there are in all.

    What is not known stays empty, never zero. User text never becomes a formula. The same rows give the same bytes.
    """

    def write(book: Any) -> None:
        table = SheetTable(book, TITLE, TITLE, f"{scope}　　单位：元", _COLUMNS, wide=True)
        for row in rows:
            table.add(_cells(row))
        table.filter()
        total = Money.sum(row.amount for row in rows)
        first = f"，这里是前 {len(rows)} 笔" if count > len(rows) else ""
        table.end(f"共 {count} 笔{first}，合计 {total.plain()} 元")

    return make_workbook(TITLE, "", write)


def _cells(row: RegisterRow) -> tuple[Cell, ...]:
    return (
        row.issued_on,
        row.paid_on,
        row.unit,
        row.event_title,
        row.purpose,
        row.seller,
        row.seller_tax_number,
        row.payee,
        row.invoice_kind.label if row.invoice_kind else UNKNOWN,
        row.invoice_number,
        row.blue_number,
        row.amount.decimal(),
        *(None if amount is None else amount.decimal() for amount in (row.invoice_amount, row.net, row.tax)),
        row.method.label if row.method else UNKNOWN,
        row.source,
        row.handler,
        row.verifier,
        row.buyer,
        row.goods,
        row.proof.label,
        row.mark.label if row.mark else "",
        row.remark,
    )
