"""A year of events, written past the services; call these inside `with in_app()`."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from budgets import Money
from planner.actualkinds import TallyKind
from planner.enums import EventStatus, GroupSide, PaymentMethod
from planner.extensions import db
from planner.models import Actual, Event, Expense, HeadCount, TallyEntry
from tests.planner.conftest import World
from tests.planner.servicerows import arrive, serve, serving_event

ENDED, PUBLISHED = EventStatus.ENDED, EventStatus.PUBLISHED
ANNA, BELA = "13800001001", "13800001002"


def drop_draft(world: World) -> None:
    """The draft of the world is out of the way; committed."""
    db.session.get_one(Event, world.event).deleted_at = datetime(2027, 1, 1, tzinfo=UTC)
    db.session.commit()


def event_on(world: World, title: str, day: date | None, kind: str = "study_tour", **values: Any) -> int:
    """An event of a kind on that day; its id."""
    event_id = serving_event(world, title, day, **values)
    db.session.get_one(Event, event_id).kind = kind
    return event_id


def came(event: int, *numbers: int | None, side: GroupSide = GroupSide.CHILD) -> None:
    """A group of the plan for each number, of which so many came; None where nobody said."""
    for number in numbers:
        row = HeadCount(event_id=event, group="孩子", count=40, side=side, position=1)
        db.session.add(row)
        db.session.flush()
        if number is not None:
            db.session.add(Actual(event_id=event, place=f"head_counts/{row.key}", number=Decimal(number)))
    db.session.flush()


def counted(event: int, *turns: int) -> None:
    """Attendances that somebody counted."""
    for number in turns:
        db.session.add(TallyEntry(event_id=event, kind=TallyKind.TURNS, number=number, position=1))
    db.session.add(TallyEntry(event_id=event, kind=TallyKind.VISIT, number=500, position=2))
    db.session.flush()


def paid(event: int, *fen: int, settled: bool = False) -> None:
    """Expenses, and whether the accounts are closed."""
    for amount in fen:
        method = PaymentMethod.TRANSFER
        db.session.add(Expense(event_id=event, purpose="大巴", amount=Money(amount), method=method, position=1))
    if settled:
        db.session.get_one(Event, event).settled_at = datetime(2027, 8, 20, tzinfo=UTC)
    db.session.flush()


def fill_year(world: World) -> None:
    """A year of the school: two camps and a party that were held, one to come, one cancelled; one of another year."""
    camp = event_on(world, "夏令营", date(2027, 8, 9), status=ENDED)
    came(camp, 29, 11)
    came(camp, 5, side=GroupSide.STAFF)
    counted(camp, 80, 40)
    paid(camp, 120_001, 5, settled=True)
    [one, *_] = serve(camp, ANNA, "a", "b")
    arrive(one, minutes=150)
    second = event_on(world, "第二期", date(2027, 8, 20), status=PUBLISHED)
    came(second, 20, None)
    paid(second, 700)
    arrive(serve(second, ANNA, "a")[0], minutes=60)
    arrive(serve(second, BELA, "a")[0])
    party = event_on(world, "六一", date(2027, 6, 1), "childrens_day", status=EventStatus.ARCHIVED)
    came(party, 100)
    ahead = event_on(world, "国庆", date(2027, 10, 1), "childrens_day")
    came(ahead, 30)
    serve(ahead, BELA, "a")
    off = event_on(world, "取消的", date(2027, 7, 1), status=EventStatus.CANCELLED)
    came(off, 9)
    paid(off, 30)
    earlier = event_on(world, "去年的", date(2026, 8, 9), status=ENDED)
    came(earlier, 1000)
    db.session.commit()
