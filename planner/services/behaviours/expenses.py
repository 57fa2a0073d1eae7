"""Expenses: an invoice pays once in a whole tree of units, and duties are kept apart."""

from collections.abc import Sequence

from sqlalchemy import select

from budgets.persons import is_same_person
from planner.actors import Actor
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, Expense, RowMixin
from planner.services.behaviours.advances import refuse_borrower, refuse_to_bear_less
from planner.services.behaviours.behaviour import Behaviour, Values
from planner.services.behaviours.redinvoices import refuse_change, refuse_reds, refuse_to_leave_red
from planner.services.invoiceregister import refuse_used, update_register


class Expenses(Behaviour):
    """Who handles an expense does not verify it (会计法 art. 25), and its invoice pays once (财会〔2020〕6号)."""

    noun = "expenses"

    def refuse(self, event: Event, values: Values, key: str, *, actor: Actor) -> BadInput | None:
        number = values.get("invoice_number") or ""
        used = {} if _stands_already(event, key, number) else refuse_used(event, {number}, key, actor=actor)
        return (
            _refuse_own_handler(values)
            or used.get(number)
            or refuse_change(event, values, key)
            or refuse_borrower(event, [values])[0]
            or _refuse_to_bear_less(event, values, key)
        )

    def refuse_deletion(self, event: Event, row: RowMixin) -> BadInput | None:
        return refuse_to_leave_red(event, row) or refuse_to_bear_less(event, row, None)

    def refuse_together(self, event: Event, many: Sequence[Values], *, actor: Actor) -> list[BadInput | None]:
        numbers = [values.get("invoice_number") or "" for values in many]
        used = refuse_used(event, numbers, "", actor=actor)
        reds = refuse_reds(event, many)
        borrowers = refuse_borrower(event, many)
        found: list[BadInput | None] = []
        seen: set[str] = set()
        for values, number, red, borrower in zip(many, numbers, reds, borrowers, strict=True):
            problem = _refuse_own_handler(values) or used.get(number) or red or borrower
            if problem is None and number and number in seen:
                sentence = f"发票 {number} 在这些行里出现了两次，一张发票只能报一次。"
                problem = BadInput(sentence, "INVOICE_USED")
            seen.add(number)
            found.append(problem)
        return found

    def follow(self, event: Event) -> None:
        update_register(event)


def _stands_already(event: Event, key: str, number: str) -> bool:
    """Whether that row pays with that invoice as it is: an older double must not keep its row from being mended."""
    if not number or not key:
        return False
    stored = select(Expense.invoice_number).where(Expense.event_id == event.id, Expense.key == key)
    return db.session.scalar(stored.where(Expense.deleted_at.is_(None))) == number


def _refuse_to_bear_less(event: Event, values: Values, key: str) -> BadInput | None:
    row = db.session.scalar(select(Expense).where(Expense.event_id == event.id, Expense.key == key))
    return refuse_to_bear_less(event, row, values) if row is not None else None


def _refuse_own_handler(values: Values) -> BadInput | None:
    """Who handles an expense does not verify it (会计法 art. 25)."""
    handler, verifier = values.get("handler") or "", values.get("verifier") or ""
    if not is_same_person(handler, verifier):
        return None
    sentence = f"经办人和验收人要是两个人，现在都有“{verifier}”。"
    return BadInput(sentence, "SAME_PERSON", field="verifier")
