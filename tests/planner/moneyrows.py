"""Budget lines, approved lines and expenses of events, written past the services; call them inside `with in_app()`."""

from datetime import date

from budgets import Money
from planner import clock
from planner.days import Day
from planner.enums import EventStatus, ReviewDecision, ReviewSubject
from planner.extensions import db
from planner.models import ApprovedLine, BudgetLine, Event, Expense, FinanceReview
from tests.planner.conftest import World


def add_event(world: World, title: str, *, year: int | None = 2027, unit: str = "school", owner: str = "周老师") -> int:
    """An approved event on the 1st of June of that year; its id."""
    event = Event(
        organisation_id=world.units[unit],
        owner_id=world.users[owner],
        title=title,
        kind="blank",
        status=EventStatus.APPROVED,
        starts_on=Day(6, 1, year),
        ends_on=Day(6, 1, year),
        first_date=year and date(year, 6, 1),
        last_date=year and date(year, 6, 1),
    )
    db.session.add(event)
    db.session.flush()
    return event.id


def plan(event: int, key: str, fen: int | None, category: str = "", source: str = "", *, deleted: bool = False) -> None:
    """A line of the budget; without an amount it is open."""
    stated = None if fen is None else Money(fen)
    row = BudgetLine(event_id=event, key=key, category=category, item=f"项目{key}", source=source, stated=stated)
    row.deleted_at = clock.now() if deleted else None
    db.session.add(row)


def approve(event: int, *lines: tuple[str, int | None, str, str]) -> None:
    """A budget in force of these lines: key, fen, category, source."""
    owner = db.session.get_one(Event, event).owner_id
    review = FinanceReview(
        event_id=event,
        subject=ReviewSubject.BUDGET,
        number=1,
        snapshot="{}",
        known=Money(0),
        submitted_by_id=owner,
        decision=ReviewDecision.PASS,
        decided_by_id=owner,
        decided_at=clock.now(),
        in_force=True,
    )
    db.session.add(review)
    db.session.flush()
    for key, fen, category, source in lines:
        amount = None if fen is None else Money(fen)
        db.session.add(
            ApprovedLine(
                review_id=review.id,
                event_id=event,
                key=key,
                category=category,
                item=f"项目{key}",
                source=source,
                amount=amount,
            )
        )


def pay(event: int, key: str, fen: int, line: str = "", source: str = "", *, deleted: bool = False) -> None:
    """An expense, of that line of the budget if one is named."""
    row = Expense(event_id=event, key=key, purpose=f"付款{key}", amount=Money(fen), line=line, source=source)
    row.deleted_at = clock.now() if deleted else None
    db.session.add(row)


def fill(world: World, events: int, lines: int, *, year: int = 2027) -> list[int]:
    """Events with that many lines each, planned and approved, half of them paid; committed; their ids."""
    made = []
    for number in range(events):
        event = add_event(world, f"活动 {number}", year=year)
        made.append(event)
        for at in range(lines):
            plan(event, f"b{at}", 1001 + at, f"类别{at % 3}", "财政")
            if at % 2:
                pay(event, f"e{at}", 500 + at, f"b{at}")
        approve(event, *((f"b{at}", 1001 + at, f"类别{at % 3}", "财政") for at in range(lines)))
    db.session.commit()
    return made
