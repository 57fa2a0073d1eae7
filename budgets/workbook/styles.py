"""The cell formats of the workbook, each made once."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "宋体"
HEAD_FONT = "黑体"
MONEY = "#,##0.00"
PRICE = "#,##0.00##"
SIGNED = '+#,##0.00;"−"#,##0.00;0.00'
LEFT = '#,##0.00;"−"#,##0.00;0.00'
PERCENT = "0.0%"
DAY = "yyyy-mm-dd"
LINE = "#B8B2A6"
GROUND = "#F1EFE8"
PLAN_COLOUR = "#C9C4B6"
ACTUAL_COLOUR = "#0F6B5A"


class Styles:
    """Named formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        cell: dict[str, Any] = {"border": 1, "border_color": LINE, "valign": "vcenter"}
        bold: dict[str, Any] = {**cell, "bold": True, "bg_color": GROUND}
        self.title = self._make(font_name=HEAD_FONT, font_size=16, align="center", valign="vcenter")
        self.facts = self._make(align="left")
        self.unit = self._make(align="right")
        self.plain = self._make()
        self.head = self._make(**bold, align="center", text_wrap=True)
        self.text = self._make(**cell, text_wrap=True)
        self.middle = self._make(**cell, align="center")
        self.day = self._make(**cell, num_format=DAY, align="center")
        self.number = self._make(**cell, num_format="General", align="right")
        self.money = self._make(**cell, num_format=MONEY, align="right")
        self.price = self._make(**cell, num_format=PRICE, align="right")
        self.signed = self._make(**cell, num_format=SIGNED, align="right")
        self.signature = self._make(text_wrap=True, valign="top")
        self.percent = self._make(**cell, num_format=PERCENT, align="right")
        self.unknown = self._make(**cell, align="right", font_color="#8A5A00")
        self.bold = self._make(**bold)
        self.bold_money = self._make(**bold, num_format=MONEY, align="right")
        self.bold_signed = self._make(**bold, num_format=SIGNED, align="right")
        self.signed_money = self._make(**cell, num_format=LEFT, align="right")
        self.bold_signed_money = self._make(**bold, num_format=LEFT, align="right")
        self.alarm = self._make(font_color="#B3261E")

    def _make(self, **properties: Any) -> Format:
        return self._book.add_format({"font_name": FONT, "font_size": 10.5, **properties})
