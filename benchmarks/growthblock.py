"""The first block of events for the measurements of growth, row by row: schools, people, money, volunteers."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from budgets import Money
from planner import clock
from planner.days import Day
from planner.enums import (
    Decision,
    EventStatus,
    InvoiceKind,
    PaymentMethod,
    ReviewDecision,
    ReviewSubject,
    Role,
    SignUpState,
    VoucherKind,
)
from planner.models import (
    ApprovedLine,
    BudgetLine,
    Event,
    Expense,
    FinanceReview,
    InvoiceEntry,
    Membership,
    Organisation,
    Revision,
    SignUp,
    User,
    Volunteer,
    Voucher,
)
from planner.models.duties import Duty
from planner.models.expenses import mark_seller

BLOCK, SCHOOLS, EACH = 500, 10, 50
LINES = 3
# Who asks: people of the first school, and of the county above it. Below 10 no copy has an id.
ORGANISER, APPROVER, FINANCE, COUNTY_APPROVER, COUNTY_FINANCE = range(1, 6)
PROVINCE, COUNTY, OTHER_COUNTY = range(1, 4)
FIRST_SCHOOL = FIRST_OWNER = 11
# A number of an invoice: what differs within a block, then what differs from block to block.
FIRST_COPY = 1_000_000_000
PDF_MIME = "application/pdf"


def fill_block(connection: Connection, today: date) -> None:
    """Ten schools of one county with 50 events each, and the people who ask."""
    now = clock.now()
    units = [(PROVINCE, "省团委", None), (COUNTY, "云台县团委", PROVINCE), (OTHER_COUNTY, "邻县团委", PROVINCE)]
    units += [(FIRST_SCHOOL + n, f"第 {n + 1} 小学", COUNTY) for n in range(SCHOOLS)]
    people = [
        (ORGANISER, "周老师", FIRST_SCHOOL, Role.ORGANISER),
        (APPROVER, "韩校长", FIRST_SCHOOL, Role.APPROVER),
        (FINANCE, "钱会计", FIRST_SCHOOL, Role.FINANCE),
        (COUNTY_APPROVER, "吴书记", COUNTY, Role.APPROVER),
        (COUNTY_FINANCE, "郑主任", COUNTY, Role.FINANCE),
        *((FIRST_OWNER + n, "李老师", FIRST_SCHOOL + n, Role.ORGANISER) for n in range(SCHOOLS)),
    ]
    rows: defaultdict[type[Any], list[dict[str, Any]]] = defaultdict(list)
    rows |= {
        Organisation: [
            {"id": id_, "name": name, "parent_id": parent, "created_at": now} for id_, name, parent in units
        ],
        User: [{"id": id_, "name": name, "name_key": "l", "created_at": now} for id_, name, _, _ in people],
        Membership: [
            {"id": id_, "user_id": id_, "organisation_id": unit, "role": role} for id_, _, unit, role in people
        ],
    }
    for number in range(BLOCK):
        _add_event(rows, number, today)
    for model, values in rows.items():
        connection.execute(insert(model), values)


def _status(nth: int, day: date | None, today: date) -> EventStatus:
    """Of each school some drafts, one submission, plans to come and, mostly, what is over."""
    if day is None or nth % 9 == 8:
        return EventStatus.DRAFT
    if day < today:
        return EventStatus.ENDED if nth % 10 == 0 else EventStatus.ARCHIVED
    return (EventStatus.APPROVED, EventStatus.PUBLISHED, EventStatus.SUBMITTED, EventStatus.CANCELLED)[nth % 4]


def _add_event(rows: dict[type[Any], list[dict[str, Any]]], number: int, today: date) -> None:
    """An event of one of the schools in turn: 12 a year over four years and a quarter, every 25th without a day."""
    school, nth, now, id_ = number % SCHOOLS, number // SCHOOLS, clock.now(), number + 1
    day = None if nth % 25 == 24 else today + timedelta(days=90 - nth * 30 + school)
    status = _status(nth, day, today)
    owner = ORGANISER if school == 0 else FIRST_OWNER + school
    rows[Event].append(
        {
            "id": id_,
            "organisation_id": FIRST_SCHOOL + school,
            "owner_id": owner,
            "title": f"第 {nth + 1} 次留守儿童关爱活动",
            "kind": "blank",
            "status": status,
            "starts_on": day and Day.of(day),
            "ends_on": day and Day.of(day + timedelta(days=nth % 3)),
            "first_date": day,
            "last_date": day and day + timedelta(days=nth % 3),
            "place": "镇文化站",
            "head_total": 30,
            "created_at": now,
            "updated_at": now - timedelta(minutes=number),
        }
    )
    _add_steps(rows, id_, owner, FIRST_SCHOOL + school, status)
    _add_money(rows, number, day or today)
    _add_volunteer(rows, number, school)


def _add_volunteer(rows: dict[type[Any], list[dict[str, Any]]], number: int, school: int) -> None:
    """One volunteer with one turn, of a dozen who come to a school again and again."""
    id_ = number + 1
    volunteer = {"id": id_, "event_id": id_, "key": f"v{id_}", "phone_index": f"{school}/{number // SCHOOLS % 12}"}
    rows[Volunteer].append({**volunteer, "created_at": clock.now()})
    turn = {"id": id_, "event_id": id_, "volunteer_id": id_, "shift": "s", "state": SignUpState.CONFIRMED, "arrival": 1}
    rows[SignUp].append({**turn, "created_at": clock.now()})


def _add_steps(
    rows: dict[type[Any], list[dict[str, Any]]], event: int, owner: int, unit: int, status: EventStatus
) -> None:
    """The duty of an owner, the submission and the review of the budget; both wait for whoever is to decide."""
    now, waits = clock.now(), status == EventStatus.SUBMITTED
    decided = {"decided_by_id": None if waits else APPROVER, "decided_at": None if waits else now}
    rows[Duty].append(
        {"id": event, "event_id": event, "key": "d", "role": "领队", "name": "李老师", "due_on": Day.of(clock.today())}
    )
    rows[Revision].append(
        {
            "id": event,
            "event_id": event,
            "number": 1,
            "dossier": "{}",
            "submitted_by_id": owner,
            "submitted_at": now,
            "approving_organisation_id": unit,
            "decision": None if waits else Decision.AGREE,
            **decided,
        }
    )
    rows[FinanceReview].append(
        {
            "id": event,
            "event_id": event,
            "subject": ReviewSubject.BUDGET,
            "number": 1,
            "snapshot": "{}",
            "known": Money(3750),
            "submitted_by_id": owner,
            "submitted_at": now,
            "decision": None if waits else ReviewDecision.PASS,
            "in_force": not waits,
            **decided,
        }
    )


def _add_money(rows: dict[type[Any], list[dict[str, Any]]], number: int, day: date) -> None:
    """Three lines planned and approved, one payment."""
    event = number + 1
    for at in range(LINES):
        line = {
            "id": number * LINES + at + 1,
            "event_id": event,
            "key": f"b{at}",
            "category": ("交通费", "餐费", "物资")[at],
            "source": "财政",
            "item": f"第 {at} 项",
            "amount": Money(1_250),
        }
        rows[BudgetLine].append({**line, "stated": Money(1_250)})
        rows[ApprovedLine].append({**line, "review_id": event})
    _add_payment(rows, event, day)


def _add_payment(rows: dict[type[Any], list[dict[str, Any]]], event: int, day: date) -> None:
    """An expense with its invoice, at one of twelve shops of a school; every second one has its file."""
    seller = (
        f"第 {event % SCHOOLS + 1} 镇{'惠民 红星 晨光 老张'.split()[event % 4]}{('超市', '文具店', '饭店')[event % 3]}"
    )
    whole, trade = mark_seller(seller)
    invoice = f"2743{event:06d}{FIRST_COPY}"
    rows[Expense].append(
        {
            "id": event,
            "event_id": event,
            "key": "e",
            "purpose": "付款",
            "amount": Money(999),
            "line": "b0",
            "method": (PaymentMethod.TRANSFER, PaymentMethod.CASH)[event % 2],
            "invoice_kind": InvoiceKind.DIGITAL,
            "invoice_number": invoice,
            "issued_on": day,
            "seller": seller,
            "seller_mark": whole,
            "trade_mark": trade,
        }
    )
    rows[InvoiceEntry].append({"id": event, "root_id": PROVINCE, "number": invoice, "expense_id": event})
    if event % 2:
        proof = {"kind": VoucherKind.INVOICE, "about": "expenses/e", "filename": "发票.pdf", "mime": PDF_MIME}
        rows[Voucher].append({"id": event, "event_id": event, "key": "v", "sha256": "0" * 64, **proof})
