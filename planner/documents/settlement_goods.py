"""Donated goods and what was handed out, as a chapter of 决算说明."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgets import Money, format_quantity
from planner.documents.columns import fit_columns
from planner.documents.gbt9704 import TableColumn, TableRow, paragraph, run, table, text_paragraph
from planner.documents.ledger_wording import each_label, format_amount_in_words, format_date, format_goods, whole_label
from planner.money.finances import Finances
from planner.money.ledger import Donation, Ledger
from planner.telling import UNKNOWN


@dataclass(frozen=True, slots=True)
class Stock:
    """All donations of one item: what came in, went out and is left; that is counted or, where it was not, reckoned."""

    item: str
    unit: str
    donations: tuple[Donation, ...]
    given_out: Decimal

    @property
    def received(self) -> Decimal:
        """What came in altogether."""
        return sum((d.received for d in self.donations), Decimal(0))

    @property
    def is_counted(self) -> bool:
        """Whether somebody counted what is left of each donation."""
        return all(d.stock is not None for d in self.donations)

    @property
    def left(self) -> Decimal:
        """What is left of the item."""
        if self.is_counted:
            return sum((d.stock or Decimal(0) for d in self.donations), Decimal(0))
        return max(self.received - self.given_out, Decimal(0))

    @property
    def missing(self) -> Decimal:
        """What came in and is neither given out nor left; below zero more went out than came in."""
        return self.received - self.given_out - self.left


def stocks(ledger: Ledger) -> tuple[Stock, ...]:
    """The donated goods by item, in the order in which they first came in."""
    found: dict[str, list[Donation]] = {}
    for donation in ledger.donations:
        found.setdefault(donation.item, []).append(donation)
    return tuple(
        Stock(item, next((d.unit for d in same if d.unit), ""), tuple(same), ledger.given_out(item))
        for item, same in found.items()
    )


def compose_goods(money: Finances) -> Iterator[str]:
    """Goods given to the event and hand-outs, when there were any."""
    donations, handouts = list(_compose_donations(money.ledger)), list(_compose_handouts(money.ledger))
    parts = [(heading, body) for heading, body in (("捐赠物资", donations), ("发放", handouts)) if body]
    for number, (heading, body) in zip("一二", parts, strict=False):
        if len(parts) > 1:
            yield paragraph(run(f"（{number}）{heading}"), "Heading2")
        yield from body


def _compose_donations(ledger: Ledger) -> Iterator[str]:
    found = stocks(ledger)
    if not found:
        return
    rows: list[TableRow] = []
    for stock in found:
        donors = "、".join(dict.fromkeys(d.donor or UNKNOWN for d in stock.donations))
        days = "\n".join(dict.fromkeys(format_date(d.received_on) for d in stock.donations))
        left = format_goods(stock.left, stock.unit) + ("" if stock.is_counted else "\n（账面）")
        received, given = format_goods(stock.received, stock.unit), format_goods(stock.given_out, stock.unit)
        rows.append([stock.item, donors, days, received, given, left])
    columns = (
        TableColumn("物资", 1),
        TableColumn("捐赠方", 1),
        *(TableColumn(name, 1, "center") for name in ("接收日期", "接收", "发放", "库存")),
    )
    counted_all = all(stock.is_counted for stock in found)
    yield table(fit_columns(columns, rows), rows, note="" if counted_all else "注：“账面”为接收减发放，还没有盘点。")
    for stock in found:
        if stock.missing:
            yield text_paragraph(_gap(stock))


def _gap(stock: Stock) -> str:
    """书包：接收的比发放和库存多 1 个，原因待定。"""
    word = "多" if stock.missing > 0 else "少"
    amount = f"{format_quantity(abs(stock.missing))} {stock.unit}".strip()
    return f"{stock.item}：接收的比发放和库存{word} {amount}，原因{UNKNOWN}。"


def _compose_handouts(ledger: Ledger) -> Iterator[str]:
    if not ledger.handouts:
        return
    rows: list[TableRow] = []
    for h in ledger.handouts:
        item = h.item + ("（捐赠）" if h.donated else "")
        people = f"{h.people} 人" if h.people else UNKNOWN
        who = f"{h.handler or UNKNOWN}\n{h.witness or UNKNOWN}"
        rows.append([item, each_label(h), people, whole_label(h), format_date(h.handed_on), who])
    columns = (
        TableColumn("发放内容", 1),
        *(TableColumn(name, 1, "center") for name in ("每人", "人数", "合计", "发放日期", "发放\n证明")),
    )
    yield table(fit_columns(columns, rows), rows)
    cash = Money.sum(h.total for h in ledger.handouts if h.total is not None)
    if cash:
        yield text_paragraph(f"发放现金共 {format_amount_in_words(cash)}。")
