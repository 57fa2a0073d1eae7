"""What a noun asks of its rows beyond their form: rules that look at other rows, of this event or of others."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from budgets.invoice import plain_name
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Event, Expense, Organisation
from planner.nouns import Noun

Values = Mapping[str, Any]
Rule = Callable[[Event, Values, str], BadInput | None]


def check_open(event: Event, noun: Noun) -> None:
    """Raises NotAllowed SETTLED for the money of an event that is settled."""
    if noun.settles and event.settled_at is not None:
        raise NotAllowed("决算已经办结，账目不再改；要改先请财务退回决算。", "SETTLED")


def refusal(event: Event, noun: str, values: Values, key: str = "") -> BadInput | None:
    """Why these values of a row (the one of that key, or a new one) can't be taken; None when they can."""
    rule = RULES.get(noun)
    return rule(event, values, key) if rule else None


def refusals(event: Event, noun: str, many: Sequence[Values]) -> list[BadInput | None]:
    """The same for several new rows, which must not contradict each other either."""
    found = []
    seen: set[str] = set()
    for values in many:
        problem = refusal(event, noun, values)
        number = values.get("invoice_number") if noun == "expenses" else ""
        if problem is None and number and number in seen:
            problem = BadInput(f"发票 {number} 在这些行里出现了两次，一张发票只能报一次。", "INVOICE_USED")
        seen.add(number or "")
        found.append(problem)
    return found


def _no_invoice_twice(event: Event, values: Values, key: str) -> BadInput | None:
    """An invoice pays once in the whole organisation (财会〔2020〕6号)."""
    number = values.get("invoice_number")
    if not number:
        return None
    # Two who use it at the same moment, in two events, come here one after the other.
    db.session.execute(select(Organisation.id).where(Organisation.id == event.organisation_id).with_for_update())
    used = db.session.execute(
        select(Expense.event_id, Expense.key, Expense.purpose, Event.title)
        .join(Event, Event.id == Expense.event_id)
        .where(Expense.invoice_number == number, Expense.deleted_at.is_(None))
        .where(Event.organisation_id == event.organisation_id, Event.deleted_at.is_(None))
        .where((Expense.event_id != event.id) | (Expense.key != key))
        .limit(1)
    ).first()
    if used is None:
        return None
    event_id, used_key, purpose, title = used
    there = "这个活动" if event_id == event.id else f"“{title}”"
    sentence = f"发票 {number} 已经在{there}的“{purpose}”里报过，一张发票只能报一次。"
    return BadInput(sentence, "INVOICE_USED", place=(event_id, f"expenses/{used_key}"))


def invoices_used_elsewhere(event: Event) -> BadInput | None:
    """Why a deleted event can't come back: an invoice of it was used in another event meanwhile."""
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
    return BadInput(sentence, "INVOICE_USED", place=(event_id, f"expenses/{key}"))


def _expense(event: Event, values: Values, key: str) -> BadInput | None:
    """Who handles an expense does not verify it (会计法 art. 25), and its invoice pays once."""
    handler = plain_name(values.get("handler") or "")
    if handler and handler == plain_name(values.get("verifier") or ""):
        return BadInput(f"经办人和验收人要是两个人，现在都是“{values['handler']}”。", "SAME_PERSON")
    return _no_invoice_twice(event, values, key)


RULES: dict[str, Rule] = {"expenses": _expense}
