"""The register of invoices: one invoice pays once in a whole tree of units (财会〔2020〕6号 art. 5)."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, or_, select

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, RemarkKind
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, Expense, InvoiceClash, InvoiceEntry, LineRemark, User
from planner.nouns import Aggregate
from planner.permissions import can_read_event
from planner.places import place_of
from planner.queries.changes import lock_aggregate
from planner.queries.events import access_to
from planner.queries.remarks import double_key, remarks_on_double
from planner.queries.tree import lineage, nearest_common
from planner.services.activity import record_change
from planner.services.guard import guard_common_finance
from planner.services.locks import lock_unit

ELSEWHERE = "INVOICE_ELSEWHERE"
QUESTION = "原件在谁手里，钱是谁付的，请写一句。"
_ONCE = "一张发票只能报一次。"
_FREE_FIRST = "先把那一笔删掉，再恢复这个活动。"


class InvoiceUse(NamedTuple):
    """An invoice and the expense that it pays."""

    number: str
    expense: Expense
    event: Event


class InvoiceUsed(BadInput):
    """An invoice that is paid already, by the expense of that id; `is_foreign` when in another unit."""

    reason = "INVOICE_USED"

    def __init__(self, sentence: str, use: InvoiceUse, *, is_foreign: bool, place: tuple[int, str] | None) -> None:
        super().__init__(sentence, ELSEWHERE if is_foreign else None, place=place)
        self.number, self.expense_id = use.number, use.expense.id
        self.is_foreign = is_foreign


def refuse_used(event: Event, numbers: Iterable[str], key: str, *, actor: Actor) -> dict[str, InvoiceUsed]:
    """Which of these are paid by another expense than the one of that key, and what the actor is told of it.

    From here to the end of the transaction nobody else in the tree takes an invoice: two who pay with the same one at
    the same moment come here one after the other.
    """
    wanted = {*numbers} - {""}
    if not wanted:
        return {}
    uses = _find_uses(_lock_root(event), wanted)
    others = [use for use in uses if (use.event.id, use.expense.key) != (event.id, key)]
    return {use.number: _describe(event, use, actor) for use in others}


def refuse_return(event: Event, *, actor: Actor) -> InvoiceUsed | None:
    """Why a deleted event can't come back: one of its invoices pays something else by now."""
    numbers = _numbers_of(event)
    if not numbers:
        return None
    uses = _find_uses(_lock_root(event), numbers.values())
    return _describe(event, uses[0], actor, _FREE_FIRST) if uses else None


def update_register(event: Event) -> None:
    """Bring the entries of an event in line with its expenses; a deleted event has none.

    Older doubles that came in before the register stay out of it until the other one is gone.
    """
    wanted = {} if event.deleted_at else _numbers_of(event)
    entered = _entries_of(event)
    if entered == wanted:
        return
    root = _lock_root(event)
    gone = [expense for expense, number in entered.items() if wanted.get(expense) != number]
    db.session.execute(delete(InvoiceEntry).where(InvoiceEntry.expense_id.in_(gone)))
    new = {expense: number for expense, number in wanted.items() if entered.get(expense) != number}
    taken = {use.number for use in _find_uses(root, new.values())}
    entries = []
    for expense, number in new.items():
        if number not in taken:
            taken.add(number)
            entries.append({"root_id": root, "number": number, "expense_id": expense})
    if entries:
        db.session.execute(insert(InvoiceEntry), entries)


def note_clash(event: Event, problem: InvoiceUsed, *, purpose: str, amount: Any, actor: Actor) -> None:
    """Keep that the actor was refused an invoice of another unit, for finance above both; the last try counts."""
    # Who was refused is read anew after what they tried was rolled back, which must not flush half a clash.
    name = actor.name
    of_both = (InvoiceClash.event_id == event.id, InvoiceClash.expense_id == problem.expense_id)
    clash = db.session.scalar(select(InvoiceClash).where(*of_both).with_for_update())
    if clash is None:
        clash = InvoiceClash(event_id=event.id, expense_id=problem.expense_id)
        db.session.add(clash)
    clash.number, clash.purpose, clash.amount = problem.number, purpose, amount
    clash.tried_by, clash.tried_at = name, clock.now()
    clash.closed_by, clash.closed_at = "", None
    db.session.flush()


def close_clash(clash: InvoiceClash, *, actor: Actor) -> None:
    """Say that a double is dealt with; for finance above both units."""
    guard_common_finance(units_of_clash(clash), actor)
    clash.closed_by, clash.closed_at = actor.name, clock.now()
    db.session.flush()


def ask_both(clash: InvoiceClash, *, actor: User) -> int:
    """Ask the people of both units about a double: beside their accounts and among their things to do until they
    answer.

    Neither is told who the other is. Who has not answered yet is not asked again; returns how many were asked.
    """
    guard_common_finance(units_of_clash(clash), actor)
    paying = select(Expense.event_id).where(Expense.id == clash.expense_id).scalar_subquery()
    both = select(Event).where(or_(Event.id == clash.event_id, Event.id == paying)).order_by(Event.id)
    line, asked = double_key(clash.id), 0
    for event in db.session.scalars(both):
        lock_aggregate(event.id, Aggregate.MONEY)
        said = remarks_on_double(clash.id, [event.id])
        if said and said[-1].kind.asks:
            continue
        db.session.add(_question(event, line, clash.number, actor))
        record_change(
            event, actor=actor, verb="问", subject=f"重报的发票 {clash.number}", where="expenses", after=QUESTION
        )
        asked += 1
    return asked


def _question(event: Event, line: str, number: str, actor: User) -> LineRemark:
    text = f"发票 {number} 有两家要报。{QUESTION}"
    return LineRemark(
        event_id=event.id, line=line, kind=RemarkKind.OPINION, text=text, author=actor.name, user_id=actor.id
    )


def units_of_clash(clash: InvoiceClash) -> list[int]:
    """The unit that paid and the one that wanted to."""
    paying = select(Event.organisation_id).join(Expense, Expense.event_id == Event.id)
    wanting = select(Event.organisation_id).where(Event.id == clash.event_id)
    found = db.session.scalars(paying.where(Expense.id == clash.expense_id).union_all(wanting))
    return list(found)


def _lock_root(event: Event) -> int:
    """The topmost unit above an event's own, which whoever takes an invoice holds until the end of the transaction."""
    root = lineage(event.organisation_id)[-1].id
    lock_unit(root)
    return root


def _find_uses(root: int, numbers: Iterable[str]) -> list[InvoiceUse]:
    found = (
        select(InvoiceEntry.number, Expense, Event)
        .join(Expense, Expense.id == InvoiceEntry.expense_id)
        .join(Event, Event.id == Expense.event_id)
        .where(InvoiceEntry.root_id == root, InvoiceEntry.number.in_(list(numbers)))
    )
    return [InvoiceUse(*row) for row in db.session.execute(found)]


def _numbers_of(event: Event) -> dict[int, str]:
    """The invoices of the event's expenses, deleted ones left out, by the id of the expense."""
    listed = select(Expense.id, Expense.invoice_number).where(Expense.event_id == event.id)
    live = listed.where(Expense.deleted_at.is_(None), Expense.invoice_number != "").order_by(Expense.id)
    return dict(db.session.execute(live).all())


def _entries_of(event: Event) -> dict[int, str]:
    found = select(InvoiceEntry.expense_id, InvoiceEntry.number).join(Expense, Expense.id == InvoiceEntry.expense_id)
    return dict(db.session.execute(found.where(Expense.event_id == event.id)).all())


def _describe(event: Event, use: InvoiceUse, actor: Actor, advice: str = _ONCE) -> InvoiceUsed:
    """The event and the expense are named to those only who may read them."""
    is_foreign = use.event.organisation_id != event.organisation_id
    if use.event.id == event.id:
        there = f"这个活动的“{use.expense.purpose}”里"
    elif actor.kind is ActorKind.JOB or can_read_event(access_to(use.event, actor)):
        there = f"“{use.event.title}”的“{use.expense.purpose}”里"
    else:
        sentence = f"发票 {use.number} {_name_nobody(event, use)}"
        return InvoiceUsed(sentence, use, is_foreign=is_foreign, place=None)
    sentence = f"发票 {use.number} 已经在{there}报过，{advice}"
    place = (use.event.id, place_of("expenses", use.expense.key))
    return InvoiceUsed(sentence, use, is_foreign=is_foreign, place=place)


def _name_nobody(event: Event, use: InvoiceUse) -> str:
    if use.event.organisation_id == event.organisation_id:
        return f"本单位别的活动已经报过，{_ONCE}"
    common = nearest_common(lineage(event.organisation_id), use.event.organisation_id)
    return f"别的单位已经报过，{_ONCE}是哪家，{common.name}财务看得到。"
