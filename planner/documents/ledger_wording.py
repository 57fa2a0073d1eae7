"""What the papers of the accounts word in the same way: days, amounts, what each person gets."""

from datetime import date
from decimal import Decimal

from budgets import Money, Total, format_quantity
from planner.days import Day
from planner.documents.plan import format_signing_day
from planner.money.ledger import Handout
from planner.telling import UNKNOWN


def format_date(day: date | None) -> str:
    """2027年6月1日, or 待定."""
    return format_signing_day(Day.of(day)) if day else UNKNOWN


def format_amount(amount: Money | None) -> str:
    """1,234.50, or 待定."""
    return UNKNOWN if amount is None else amount.plain()


def format_difference(amount: Money | None) -> str:
    """+1,234.50, −33.50, 0.00, or 待定."""
    return UNKNOWN if amount is None else amount.signed()


def format_balance(amount: Money) -> str:
    """1,234.50, −33.50, 0.00: what is left, below zero what was laid out."""
    return f"−{abs(amount).plain()}" if amount.fen < 0 else amount.plain()


def format_amount_in_words(amount: Money) -> str:
    """1,234.50 元（人民币壹仟贰佰叁拾肆元伍角）: what an amount says within a sentence."""
    return f"{amount.plain()} 元（{amount.words()}）"


def format_total(total: Total) -> str:
    """What is known of a sum; 待定 when nothing is."""
    return total.known.plain() if total.known or total.is_exact else UNKNOWN


def unknown_amounts_note(total: Total) -> str:
    """What a sum has to say about amounts that are not known."""
    if total.is_exact:
        return ""
    return f"（预算至少，{total.unknown} 项{UNKNOWN}）" if total.known else f"（预算 {total.unknown} 项{UNKNOWN}）"


def format_goods(quantity: Decimal | None, unit: str) -> str:
    """28 个, or 待定."""
    return UNKNOWN if quantity is None else f"{format_quantity(quantity)} {unit}".strip()


def each_label(handout: Handout) -> str:
    """What each person gets: 1 个, 200.00 元, both, or 待定."""
    return _goods_and_cash(handout.each, handout.unit, handout.cash)


def whole_label(handout: Handout) -> str:
    """What all get together; 待定 while nobody is counted."""
    return _goods_and_cash(handout.quantity, handout.unit, handout.total) if handout.people else UNKNOWN


def _goods_and_cash(quantity: Decimal | None, unit: str, cash: Money | None) -> str:
    parts = [] if quantity is None else [format_goods(quantity, unit)]
    parts += [] if cash is None else [f"{cash.plain()} 元"]
    return "、".join(parts) or UNKNOWN
