"""Quantities of a line: exact decimals with a unit, read from what people type."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

MAX_QUANTITY = Decimal(10) ** 9
MAX_PLACES = 6

_QUANTITY = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,10})(\.\d{1,6})?(%?)", re.ASCII)


class QuantityError(ValueError):
    """The text is not a quantity; the message is a ready Chinese sentence."""


def parse_quantity(text: str) -> Decimal:
    """Read 12, 1,200, 0.5, full-width digits or 5%; raises QuantityError with the sentence to show."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _QUANTITY.fullmatch(plain)
    shown = plain if len(plain) <= 20 else plain[:20] + "…"
    if not plain:
        raise QuantityError("数量没有填，应是一个数，像 12；还不知道就留作待定。")
    if match is None:
        raise QuantityError(f"数量应是零或正数，像 12 或 0.5，小数最多六位，现在是“{shown}”。")
    value = Decimal(match[1].replace(",", "") + (match[2] or ""))
    if value > MAX_QUANTITY:
        raise QuantityError(f"数量最大到 {MAX_QUANTITY:,}，现在是“{shown}”。")
    return value.scaleb(-2) if match[3] else value


def format_quantity(value: Decimal) -> str:
    """12, 0.5, 1,200: no trailing zeros, no exponent."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_quantity(value: Decimal | None, name: str) -> None:
    """Refuse what cannot be multiplied: not finite, or beyond MAX_QUANTITY or MAX_PLACES + 2 decimals."""
    if value is None:
        return
    finest = Decimal(1).scaleb(-(MAX_PLACES + 2))
    if not value.is_finite() or abs(value) > MAX_QUANTITY or value % finest:
        raise QuantityError(f"{name}应是一个不超过 {MAX_QUANTITY:,} 的数，现在是“{value}”。")
