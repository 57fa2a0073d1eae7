"""Expenses: an invoice pays once in the whole organisation, and duties are kept apart."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased

from budgets.persons import is_same_person
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, Expense, Organisation, RowMixin
from planner.places import place_of
from planner.services.behaviours.advances import refuse_borrower, refuse_to_bear_less
from planner.services.behaviours.behaviour import Behaviour, Values
from planner.services.behaviours.redinvoices import refuse_change, refuse_reds, refuse_to_leave_red


class Expenses(Behaviour):
    """Who handles an expense does not verify it (会计法 art. 25), and its invoice pays once (财会〔2020〕6号)."""

    noun = "expenses"

    def refuse(self, event: Event, values: Values, key: str) -> BadInput | None:
        number = values.get("invoice_number") or ""
        return (
            _refuse_own_handler(values)
            or _refuse_used_invoices(event, {number}, key).get(number)
            or refuse_change(event, values, key)
            or refuse_borrower(event, [values])[0]
            or _refuse_to_bear_less(event, values, key)
        )

    def refuse_deletion(self, event: Event, row: RowMixin) -> BadInput | None:
        return refuse_to_leave_red(event, row) or refuse_to_bear_less(event, row, None)

    def refuse_together(self, event: Event, many: Sequence[Values]) -> list[BadInput | None]:
        numbers = [values.get("invoice_number") or "" for values in many]
        used = _refuse_used_invoices(event, set(numbers), "")
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


def _refuse_used_invoices(event: Event, numbers: set[str], key: str) -> dict[str, BadInput]:
    """Which of these are paid already by another expense than the one of that key, and where; one query for all."""
    wanted = numbers - {""}
    if not wanted:
        return {}
    _wait_for_the_unit(event)
    used = db.session.execute(
        select(Expense.invoice_number, Expense.event_id, Expense.key, Expense.purpose, Event.title)
        .join(Event, Event.id == Expense.event_id)
        .where(Expense.invoice_number.in_(wanted), Expense.deleted_at.is_(None))
        .where(Event.organisation_id == event.organisation_id, Event.deleted_at.is_(None))
        .where((Expense.event_id != event.id) | (Expense.key != key))
    )
    found = {}
    for number, event_id, used_key, purpose, title in used:
        there = "这个活动" if event_id == event.id else f"“{title}”"
        sentence = f"发票 {number} 已经在{there}的“{purpose}”里报过，一张发票只能报一次。"
        found[number] = BadInput(sentence, "INVOICE_USED", place=(event_id, place_of("expenses", used_key)))
    return found


def _wait_for_the_unit(event: Event) -> None:
    """Two who use an invoice at the same moment, in two events, come here one after the other."""
    db.session.execute(
        select(Organisation.id).where(Organisation.id == event.organisation_id).with_for_update(key_share=True)
    )


def invoices_used_elsewhere(event: Event) -> BadInput | None:
    """Why a deleted event can't come back: an invoice of it was used in another event meanwhile.

    It brings back all its invoices at once, so until it is committed nobody in the unit uses another.
    """
    _wait_for_the_unit(event)
    there = aliased(Expense)
    used = db.session.execute(
        select(there.event_id, there.key, there.invoice_number, there.purpose, Event.title)
        .join(Event, Event.id == there.event_id)
        .join(Expense, Expense.invoice_number == there.invoice_number)
        .where(Expense.event_id == event.id, Expense.deleted_at.is_(None), Expense.invoice_number != "")
        .where(there.event_id != event.id, there.deleted_at.is_(None), Event.deleted_at.is_(None))
        .where(Event.organisation_id == event.organisation_id)
        .limit(1)
    ).first()
    if used is None:
        return None
    event_id, key, number, purpose, title = used
    sentence = f"发票 {number} 后来在“{title}”的“{purpose}”里报了，先把那一笔删掉，再恢复这个活动。"
    return BadInput(sentence, "INVOICE_USED", place=(event_id, place_of("expenses", key)))
