"""Steps of the finance desk that several tests begin with; call them inside `with in_app()`."""

from datetime import date
from decimal import Decimal
from typing import Any

from budgets import Money
from planner.enums import InvoiceKind, PaymentMethod, ReviewDecision, ReviewSubject, VoucherKind
from planner.extensions import db
from planner.models import FinanceReview
from planner.places import place_of
from planner.queries.events import find_event
from planner.services import reviews
from planner.services.rows import add_row, add_rows
from tests.planner.conftest import World
from tests.planner.rowvalues import clear_rows, listed
from tests.planner.submissions import event_of, user

BUS: dict[str, Any] = {
    "category": "交通费",
    "item": "大巴租赁",
    "unit_price": Money(180000),
    "quantity": Decimal(3),
    "unit": "天",
    "source": "财政",
}
MEALS: dict[str, Any] = {
    "category": "餐费",
    "item": "午餐",
    "unit_price": Money(2025),
    "quantity": Decimal(10),
    "unit": "人",
    "source": "财政",
}
PAID: dict[str, Any] = {
    "purpose": "大巴租赁",
    "amount": Money(540000),
    "payee": "县客运公司",
    "paid_on": date(2027, 6, 2),
    "method": PaymentMethod.TRANSFER,
    "handler": "周老师",
    "verifier": "李老师",
    "invoice_kind": InvoiceKind.DIGITAL,
    "invoice_number": "27512000000012345678",
    "invoice_amount": Money(540000),
    "issued_on": date(2027, 6, 1),
}


PAYMENT_FILE, INVOICE_FILE = VoucherKind.PAYMENT, VoucherKind.INVOICE
KEPT: dict[str, Any] = {
    "filename": "单.pdf",
    "sha256": "ab" * 32,
    "mime": "application/pdf",
    "size": 9,
    "pages": 2,
}


def planned(world: World, *lines: dict[str, Any]) -> list[str]:
    """An event whose budget is these lines (大巴 and 午餐) and the source that pays them; committed, keys returned."""
    clear_rows()
    event, actor = event_of(world), user(world, "周老师")
    rows = [add_row(event, "budget", line, actor=actor) for line in lines or (BUS, MEALS)]
    whole = Money.sum(row.amount or Money(0) for row in rows)  # type: ignore[attr-defined]
    add_row(event, "funding", {"name": "财政", "amount": whole}, actor=actor)
    db.session.commit()
    return [row.key for row in rows]


def proven(world: World) -> None:
    """The plan approved on paper, and each expense with its payment record and its invoice; committed."""
    event, actor = event_of(world), user(world, "周老师")
    places = [place_of("expenses", row.key) for row in listed(world, "expenses")]
    kinds = [(VoucherKind.APPROVAL, ""), *((kind, at) for at in places for kind in (PAYMENT_FILE, INVOICE_FILE))]
    files = [KEPT | {"kind": kind, "about": about} for kind, about in kinds]
    add_rows(event, "vouchers", files, actor=actor)
    db.session.commit()


def handed_in(world: World, subject: ReviewSubject = ReviewSubject.BUDGET) -> FinanceReview:
    """The budget, or the settlement with all its proofs, handed to finance by 周老师; committed."""
    if subject is ReviewSubject.SETTLEMENT:
        proven(world)
    submit = {ReviewSubject.BUDGET: reviews.submit_budget, ReviewSubject.SETTLEMENT: reviews.submit_settlement}[subject]
    review = submit(event_of(world), actor=user(world, "周老师"), remark="请审核")
    db.session.commit()
    return review


def passed(world: World, subject: ReviewSubject = ReviewSubject.BUDGET) -> FinanceReview:
    """Handed in, and passed by 钱会计; committed."""
    number = handed_in(world, subject).number
    review = reviews.decide_review(
        event_of(world), subject, number, ReviewDecision.PASS, "", actor=user(world, "钱会计")
    )
    db.session.commit()
    return review


def spent(world: World, *more: dict[str, Any]) -> list[str]:
    """Expenses like the bus, each with its own number and other values, added by 周老师 and committed; their keys."""
    event, actor = event_of(world), user(world, "周老师")
    numbers = (f"275120000000123456{n:02d}" for n in range(78, 100))
    paid = [PAID | {"invoice_number": n} | values for n, values in zip(numbers, more or ({},), strict=False)]
    rows = [add_row(event, "expenses", values, actor=actor) for values in paid]
    db.session.commit()
    return [row.key for row in rows]


def decide(
    world: World,
    who: str,
    decision: ReviewDecision = ReviewDecision.PASS,
    number: int = 1,
    *,
    subject: ReviewSubject = ReviewSubject.BUDGET,
    words: str = "",
    remarks: dict[str, str] | None = None,
) -> FinanceReview:
    """That person's word on a review; not committed."""
    event = find_event(world.event)
    assert event is not None
    return reviews.decide_review(event, subject, number, decision, words, actor=user(world, who), remarks=remarks)
