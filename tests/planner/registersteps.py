"""Expenses with invoices that the register lists, written past the services; call them inside `with in_app()`."""

from datetime import date
from typing import Any

from budgets import Money
from planner import clock
from planner.actors import CONSOLE
from planner.enums import InvoiceKind, PaymentMethod, Role, VoucherKind
from planner.extensions import db
from planner.models import Expense, InvoiceClash, InvoiceEntry, Organisation, User, Voucher
from planner.queries.tree import lineage
from planner.services.accounts import create_user, set_role
from planner.services.organisations import create_organisation
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneyrows import add_event

NUMBER = "27432000000081930417"
USUAL: dict[str, Any] = {
    "purpose": "饮用水",
    "amount": Money(126_000),
    "method": PaymentMethod.TRANSFER,
    "handler": "黎老师",
    "invoice_kind": InvoiceKind.DIGITAL,
    "issued_on": date(2027, 8, 6),
    "seller": "白石镇惠民超市",
}


def add_school(world: World, name: str, unit: str) -> None:
    """Another school of the county, as `unit` of the world."""
    county = db.session.get_one(Organisation, world.units["committee"])
    world.units[unit] = create_organisation(name, parent=county, actor=CONSOLE).id


def add_finance(world: World, name: str, unit: str) -> User:
    """Somebody who keeps the accounts of a unit, and of those below it."""
    added = create_user(name, f"139{ord(name[0]):08d}", actor=CONSOLE)
    set_role(added, world.units[unit], Role.FINANCE, actor=CONSOLE)
    world.users[name] = added.id
    return added


def buy(event_id: int, number: str = "", *, entered: int | None = None, **values: Any) -> Expense:
    """An expense with an invoice; `entered` is the unit in the tree of whose register it stands."""
    row = Expense(event_id=event_id, invoice_number=number, **{**USUAL, **values})
    db.session.add(row)
    db.session.flush()
    if entered is not None:
        root = lineage(entered)[-1].id
        db.session.add(InvoiceEntry(root_id=root, number=number, expense_id=row.id))
        db.session.flush()
    return row


def keep_file(expense: Expense, **values: Any) -> None:
    """The file of its invoice."""
    about = f"expenses/{expense.key}"
    named = {
        "kind": VoucherKind.INVOICE,
        "about": about,
        "filename": "发票.pdf",
        "sha256": "0" * 64,
        "mime": "application/pdf",
    }
    db.session.add(Voucher(event_id=expense.event_id, **{**named, **values}))
    db.session.flush()


def clash_of(world: World) -> InvoiceClash:
    """The invoice of an event of the committee, which the school wanted to pay too; committed."""
    paying = add_event(world, "防溺水宣讲", unit="committee", owner="吴书记")
    paid = buy(paying, NUMBER, entered=world.units["committee"])
    return refused(world.event, paid)


def refused(event_id: int, paid: Expense) -> InvoiceClash:
    """That event was refused the invoice of this expense; committed."""
    clash = InvoiceClash(event_id=event_id, expense_id=paid.id, number=paid.invoice_number, purpose="水")
    clash.amount, clash.tried_by, clash.tried_at = paid.amount, "周老师", clock.now()
    db.session.add(clash)
    db.session.commit()
    return clash


def add_county(world: World) -> None:
    """A second school and finance of the committee; each school has an event, `tour` and `talk`, with one invoice."""
    add_school(world, "白石镇中心小学", "other")
    add_finance(world, "郑会计", "committee")
    tour, talk = add_event(world, "暑期研学"), add_event(world, "防溺水宣讲", unit="other", owner="吴书记")
    world.users["tour"], world.users["talk"] = tour, talk
    bus = {"seller": "云台客运公司", "purpose": "大巴"}
    keep_file(buy(tour, "27432000000080010877", entered=world.units["school"], **bus))
    buy(talk, NUMBER, entered=world.units["other"])
    db.session.commit()


def register_rows(page: str) -> list[str]:
    """The rows of the table on a page of the register."""
    return squeeze(page).partition("<tbody>")[2].partition("</tbody>")[0].split("<tr ")[1:]
