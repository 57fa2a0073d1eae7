"""Red invoices: each takes back one that is in the accounts of the same event, and never more than that."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from budgets import Money
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, Expense, RowMixin
from planner.services.behaviours.behaviour import Values

NOTHING = Money(0)


def refuse_reds(event: Event, many: Sequence[Values]) -> list[BadInput | None]:
    """Why each of these new rows would leave a red invoice without its blue one, or take back too much of it."""
    accounts = _Accounts(event, many)
    return [accounts.refuse_red(values) or accounts.refuse_blue(values) for values in many]


def refuse_change(event: Event, values: Values, key: str) -> BadInput | None:
    """The same for new values of the row of that key: what red invoices hang on keeps its number."""
    row = db.session.scalar(select(Expense).where(Expense.event_id == event.id, Expense.key == key))
    stored = {name: getattr(row, name) for name in ("invoice_number", "blue_number", "amount")}
    changed = {**stored, **values}
    accounts = _Accounts(event, [changed], key, also=stored["invoice_number"])
    if stored["invoice_number"] not in ("", changed["invoice_number"]) and stored["invoice_number"] in accounts.taken:
        sentence = f"有红票冲发票 {stored['invoice_number']}，先删掉红票，再改它的号码。"
        return BadInput(sentence, "BLUE_NEEDED", field="invoice_number")
    return accounts.refuse_red(changed) or accounts.refuse_blue(changed)


def refuse_to_leave_red(event: Event, row: RowMixin) -> BadInput | None:
    """Why this expense can't be deleted: a red invoice takes it back."""
    number = getattr(row, "invoice_number", "")
    reds = [other for other in _expenses_about(event, {number}, row.key) if other.blue_number == number]
    if not reds:
        return None
    return BadInput(f"红票“{reds[0].purpose}”冲的是这一笔，先删掉红票，再删它。", "BLUE_NEEDED")


class _Accounts:
    """What was paid on invoices, and taken back of them, as it would stand with these values of rows."""

    def __init__(self, event: Event, many: Sequence[Values], key: str = "", also: str = "") -> None:
        self.paid: dict[str, Money] = {}
        self.taken: dict[str, Money] = {}
        numbers = {values.get(name) or "" for values in many for name in ("invoice_number", "blue_number")}
        for row in _expenses_about(event, numbers | {also}, key):
            self._count(row.invoice_number, row.blue_number, row.amount)
        for values in many:
            self._count(values.get("invoice_number") or "", values.get("blue_number") or "", values["amount"])

    def _count(self, number: str, blue: str, amount: Money) -> None:
        if number:
            self.paid[number] = amount
        if blue:
            self.taken[blue] = self.taken.get(blue, NOTHING) - amount

    def refuse_red(self, values: Values) -> BadInput | None:
        """Why the red invoice of these values can't be taken."""
        blue = values.get("blue_number") or ""
        if not blue:
            return None
        if blue not in self.paid or blue == values.get("invoice_number"):
            sentence = f"蓝字发票 {blue} 还没有记在这个活动里，先记那一张，再记冲它的红票。"
            return BadInput(sentence, "BLUE_MISSING", field="blue_number")
        if self.taken[blue] > self.paid[blue]:
            paid, taken = self.paid[blue].plain(), self.taken[blue].plain()
            sentence = f"蓝字发票 {blue} 记了 {paid} 元，红票一共冲 {taken} 元，冲多了。"
            return BadInput(sentence, "BLUE_EXCEEDED", field="amount")
        return None

    def refuse_blue(self, values: Values) -> BadInput | None:
        """Why the blue invoice of these values can't be taken: it would be smaller than what was taken back."""
        number = values.get("invoice_number") or ""
        taken = self.taken.get(number, NOTHING)
        if not taken or taken <= self.paid[number]:
            return None
        sentence = f"冲这张发票的红票一共 {taken.plain()} 元，实付不能比它少。"
        return BadInput(sentence, "BLUE_EXCEEDED", field="amount")


def _expenses_about(event: Event, numbers: set[str], key: str) -> list[Expense]:
    """The other expenses of the event that have one of these invoices, or take one of them back."""
    wanted = numbers - {""}
    if not wanted:
        return []
    about = or_(Expense.invoice_number.in_(wanted), Expense.blue_number.in_(wanted))
    found = select(Expense).where(Expense.event_id == event.id, Expense.deleted_at.is_(None), about)
    return [row for row in db.session.scalars(found) if row.key != key]
