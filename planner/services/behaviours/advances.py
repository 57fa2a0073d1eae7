"""Advances: no more of one is settled than the expenses that name its borrower come to."""

from collections.abc import Sequence

from sqlalchemy import select

from budgets import Money
from budgets.persons import plain_person
from planner.actors import Actor
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Advance, Event, Expense, RowMixin
from planner.money.charges import sum_by_borrower
from planner.services.behaviours.behaviour import Behaviour, Values

NOTHING = Money(0)


class Advances(Behaviour):
    """What is settled of an advance stands in the accounts: expenses say that they were paid from it."""

    noun = "advances"

    def refuse(self, event: Event, values: Values, key: str, *, actor: Actor) -> BadInput | None:
        rows = {row.key: row for row in _advances_of(event, deleted=key)}
        stored = rows.pop(key, None)
        was = _claim_of(stored) if stored is not None and stored.deleted_at is None else ("", NOTHING)
        person, spent = _claim_of(stored, values)
        if (person, spent) == was or (person == was[0] and spent < was[1]):
            return None
        return _refuse_claim(event, list(rows.values()), person, spent, str(values.get("person") or person))

    def refuse_together(self, event: Event, many: Sequence[Values], *, actor: Actor) -> list[BadInput | None]:
        rows = _advances_of(event)
        found: list[BadInput | None] = []
        earlier: dict[str, Money] = {}
        for values in many:
            person, spent = _claim_of(None, values)
            claimed = spent + earlier.get(person, NOTHING)
            found.append(_refuse_claim(event, rows, person, claimed, str(values["person"])) if spent else None)
            earlier[person] = claimed
        return found


def _claim_of(row: Advance | None, values: Values | None = None) -> tuple[str, Money]:
    """Who borrowed, as names are compared, and how much of it is said to be settled; `values` go before the row."""
    person = (values or {}).get("person", row.person if row is not None else "")
    spent = (values or {}).get("spent", row.spent if row is not None else None)
    return plain_person(person or ""), spent or NOTHING


def _refuse_claim(event: Event, others: list[Advance], person: str, spent: Money, name: str) -> BadInput | None:
    """Why that much more can't be settled of what a person borrowed."""
    claimed = spent + _settled_by(others, person)
    vouched = sum_by_borrower(_paid(_expenses_of(event))).get(person, NOTHING)
    if not spent or claimed <= vouched:
        return None
    sentence = (
        f"写明冲{name}借款的支出一共 {vouched.plain()} 元，已报销写到 {claimed.plain()} 元就多了。"
        "先在支出里填“冲谁的借款”。"
    )
    return BadInput(sentence, "UNPROVEN", field="spent")


def refuse_borrower(event: Event, many: Sequence[Values]) -> list[BadInput | None]:
    """Why each of these expenses can't be paid from what somebody borrowed: nobody of that name did."""
    named = [str(values.get("borrower") or "") for values in many]
    if not any(named):
        return [None] * len(named)
    known = {plain_person(row.person) for row in _advances_of(event)}
    return [
        BadInput(f"还没有“{name}”的借款，先记借款，或者空着。", "NO_ADVANCE", field="borrower")
        if name and plain_person(name) not in known
        else None
        for name in named
    ]


def refuse_to_bear_less(event: Event, row: RowMixin, values: Values | None) -> BadInput | None:
    """Why an expense can't be changed to these values, or deleted (None): an advance was settled by it."""
    expenses = _expenses_of(event)
    stored = next((expense for expense in expenses if expense.key == row.key), None)
    if stored is None or not stored.borrower:
        return None
    person = plain_person(stored.borrower)
    keeps = values is not None and plain_person(str(values.get("borrower", stored.borrower))) == person
    now = values.get("amount", stored.amount) if values is not None and keeps else NOTHING
    left = sum_by_borrower(_paid(expenses)).get(person, NOTHING) - stored.amount + now
    settled = _settled_by(_advances_of(event), person)
    if now >= stored.amount or settled <= left:
        return None
    sentence = (
        f"{stored.borrower}的借款已报销 {settled.plain()} 元，靠的是写明冲它的支出；"
        f"这样一来只剩 {left.plain()} 元，先改借款里的已报销。"
    )
    return BadInput(sentence, "ADVANCE_RESTS_ON_IT", field="amount" if keeps else "borrower" if values else "")


def _settled_by(rows: Sequence[Advance], person: str) -> Money:
    return Money.sum(row.spent or NOTHING for row in rows if plain_person(row.person) == person)


def _paid(expenses: Sequence[Expense]) -> list[tuple[str, Money]]:
    return [(expense.borrower, expense.amount) for expense in expenses]


def _advances_of(event: Event, *, deleted: str = "") -> list[Advance]:
    """The advances of an event, and the one of the key `deleted` even if it is."""
    there = Advance.deleted_at.is_(None) | (Advance.key == deleted) if deleted else Advance.deleted_at.is_(None)
    return list(db.session.scalars(select(Advance).where(Advance.event_id == event.id, there)))


def _expenses_of(event: Event) -> list[Expense]:
    """The expenses of an event that were paid from what somebody borrowed."""
    named = select(Expense).where(Expense.event_id == event.id, Expense.deleted_at.is_(None), Expense.borrower != "")
    return list(db.session.scalars(named))
