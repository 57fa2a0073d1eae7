"""The table of goods on the face of an invoice: cells belong to the heading that they stand under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.intake.invoices.pdf import Row, Word
from planner.intake.invoices.reading import InvoiceItem, read_money

_HEADINGS = {
    "项目名称": "name",
    "货物或应税劳务、服务名称": "name",
    "规格型号": "spec",
    "单位": "unit",
    "数量": "quantity",
    "单价": "price",
    "标准": "price",
    "金额": "amount",
    "金额（元）": "amount",
    "税率/征收率": "rate",
    "税率": "rate",
    "税额": "tax",
}
_LEAST_HEADINGS = 3


def read_items(rows: Sequence[Row]) -> tuple[InvoiceItem, ...]:
    """The goods between the headings and the sum; a row without an amount goes on with the one above."""
    start = next((at for at, row in enumerate(rows) if len(_headings(row)) >= _LEAST_HEADINGS), None)
    if start is None:
        return ()
    headings = _headings(rows[start])
    items: list[dict[str, str]] = []
    for row in rows[start + 1 :]:
        if squeeze(row).startswith(("合计", "价税合计", "金额合计", "备")):
            break
        cells = _cells(row, headings)
        if items and "amount" not in cells:
            items[-1] |= {name: items[-1].get(name, "") + text for name, text in cells.items()}
        elif "name" in cells:
            items.append(cells)
    return tuple(_item(cells) for cells in items)


def squeeze(row: Row) -> str:
    """The text of a row without blanks."""
    return "".join("".join(word.text.split()) for word in row)


def _headings(row: Row) -> list[tuple[str, Word]]:
    """The columns of a row of headings; one whose two signs stand apart counts as one."""
    found: list[tuple[str, Word]] = []
    before: Word | None = None
    for word in row:
        text = "".join(word.text.split())
        whole = f"{before.text if before else ''}{text}"
        if text in _HEADINGS or text == "项目编码":
            found.append((_HEADINGS.get(text, ""), word))
        elif before is not None and whole in _HEADINGS:
            found.append((_HEADINGS[whole], replace(before, right=word.right)))
        before = word if len(text) == 1 else None
    return found


def _cells(row: Row, headings: list[tuple[str, Word]]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for word in row:
        name = min(headings, key=lambda heading: _distance(word, heading[1]))[0]
        if name:
            cells[name] = cells.get(name, "") + word.text
    return cells


def _distance(word: Word, heading: Word) -> float:
    """How far a cell stands from a heading; the more of both lies over each other the less."""
    return max(word.left, heading.left) - min(word.right, heading.right)


def _item(cells: dict[str, str]) -> InvoiceItem:
    return InvoiceItem(
        name=cells.get("name", ""),
        spec=cells.get("spec", ""),
        unit=cells.get("unit", ""),
        quantity=cells.get("quantity", ""),
        price=cells.get("price", ""),
        amount=read_money(cells.get("amount", "")),
        rate=cells.get("rate", ""),
        tax=read_money(cells.get("tax", "")),
    )
