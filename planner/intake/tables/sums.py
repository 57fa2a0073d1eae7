"""Sums of a table held against what its lines say: price × quantity against the amount, totals against the lines."""

from collections.abc import Mapping
from decimal import Decimal

from budgets import Line, Money, MoneyError, QuantityError, UnitPrice, parse_quantity
from planner.intake.values.value import ReadValue

FACTORS = ("unit_price", "quantity", "times")
STATED = "stated"


def product_of(values: Mapping[str, ReadValue]) -> Money | None:
    """Price × quantity × times of a line; None where one of them is missing, not understood or too large."""
    texts = {name: values[name].text for name in FACTORS if name in values and values[name].text}
    if not {"unit_price", "quantity"} <= texts.keys():
        return None
    try:
        price, quantity = UnitPrice.parse(texts["unit_price"]), parse_quantity(texts["quantity"])
        times = parse_quantity(texts["times"]) if "times" in texts else None
        return Line("", "", "", price, quantity, times=times).computed
    except (MoneyError, QuantityError):
        return None


def stated_of(values: Mapping[str, ReadValue]) -> Money | None:
    """The amount that a line states; None where it has none."""
    try:
        return Money.parse(values[STATED].text, allow_negative=True) if STATED in values else None
    except MoneyError:
        return None


def say_difference(values: Mapping[str, ReadValue]) -> tuple[Money, Money, str] | None:
    """Both sums of a line and the sentence about them where they differ; None where they agree or one is missing."""
    computed, stated = product_of(values), stated_of(values)
    if computed is None or stated is None or computed == stated:
        return None
    said = " × ".join(values[name].text for name in FACTORS if name in values and values[name].text)
    apart = Money(abs(computed.fen - stated.fen))
    sentence = f"算出来和写的差 {apart.plain()}：{said} = {computed.plain()}，金额写 {stated.plain()}"
    return computed, stated, sentence


def keep_stated(values: Mapping[str, ReadValue]) -> dict[str, ReadValue]:
    """The line with its stated amount alone; what it would have been reckoned from goes to the remark."""
    said = " × ".join(values[name].text for name in FACTORS if name in values and values[name].text)
    kept = {name: value for name, value in values.items() if name not in FACTORS}
    before = values["basis"].text if "basis" in values else ""
    source = "、".join(values[name].source for name in FACTORS if name in values)
    return kept | {"basis": ReadValue("；".join(filter(None, [before, f"表里写 {said}"])), source)}


def amount_of(values: Mapping[str, ReadValue], field: str) -> Decimal | None:
    """What a row adds to a total: its amount as stated, else as reckoned; None where it isn't known."""
    if field in values and values[field].text:
        try:
            return Decimal(values[field].text.replace(",", ""))
        except ArithmeticError:
            return None
    product = product_of(values) if field == STATED else None
    return product.decimal() if product is not None else None


def compare_total(written: Decimal | None, found: Decimal, count: int, *, in_money: bool) -> str:
    """What is said of a line of totals: that it agrees with the rows read, or by how much it doesn't."""
    if written is None:
        return ""
    if written == found:
        return f"和读到的 {count} 行相符"
    apart = abs(written - found)
    return f"差 {apart:,.2f}" if in_money else f"差 {apart:f}"
