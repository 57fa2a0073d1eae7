"""The register: one invoice pays once in a whole tree of units, and finance above learns who tried again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from budgets import Money
from planner.actors import CONSOLE
from planner.enums import Role
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Event, Expense, InvoiceClash, InvoiceEntry, Organisation, User
from planner.services.accounts import set_role
from planner.services.events import create_event, delete_event, restore_event
from planner.services.invoiceregister import InvoiceUsed, close_clash, note_clash
from planner.services.organisations import create_organisation
from planner.services.rows import add_row, delete_row, edit_row, restore_row
from tests.planner.conftest import World
from tests.planner.moneysteps import PAID
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NUMBER = PAID["invoice_number"]


@pytest.fixture
def sister(world: World, in_app: InApp) -> int:
    """An event of another school of the county, of which 李老师 is an organiser too."""
    with in_app():
        county = db.session.get_one(Organisation, world.units["committee"])
        school = create_organisation("青石小学", parent=county, actor=CONSOLE)
        set_role(user(world, "李老师"), school.id, Role.ORGANISER, actor=CONSOLE)
        event = create_event("blank", title="中秋", organisation_id=school.id, actor=user(world, "李老师"))
        db.session.commit()
        return event.id


def pay(event: Event, **values: Any) -> Expense:
    """The bus, paid in that event by its owner."""
    row = add_row(event, "expenses", PAID | values, actor=db.session.get_one(User, event.owner_id))
    assert isinstance(row, Expense)
    return row


def entered() -> dict[str, int]:
    """The events of the register by invoice."""
    found = select(InvoiceEntry.number, Expense.event_id).join(Expense, Expense.id == InvoiceEntry.expense_id)
    return dict(db.session.execute(found).all())


def refuse(event: Event, **values: Any) -> InvoiceUsed:
    """How that payment is refused."""
    with pytest.raises(InvoiceUsed) as caught:
        pay(event, **values)
    return caught.value


def test_invoice_of_another_unit_is_refused_without_a_name(world: World, in_app: InApp, sister: int) -> None:
    with in_app():
        pay(db.session.get_one(Event, sister))

        problem = refuse(event_of(world))

    assert problem.sentence == f"发票 {NUMBER} 别的单位已经报过，一张发票只能报一次。是哪家，县团委财务看得到。"
    assert (problem.reason, problem.place) == ("INVOICE_ELSEWHERE", None)


def test_who_reads_both_is_told_where(world: World, in_app: InApp, sister: int) -> None:
    with in_app():
        expense = pay(event_of(world), purpose="大巴")

        problem = refuse(db.session.get_one(Event, sister))

    assert problem.sentence == f"发票 {NUMBER} 已经在“六一慰问”的“大巴”里报过，一张发票只能报一次。"
    assert problem.place == (world.event, f"expenses/{expense.key}")


def test_other_trees_have_registers_of_their_own(world: World, in_app: InApp) -> None:
    with in_app():
        actor = user(world, "江老师")
        foreign = create_event("blank", title="中秋", organisation_id=world.units["stranger"], actor=actor)
        pay(event_of(world))

        pay(foreign)

        roots = db.session.scalars(select(InvoiceEntry.root_id).order_by(InvoiceEntry.root_id)).all()
        assert roots == sorted([world.units["committee"], world.units["stranger"]])


def test_register_goes_with_the_expense(world: World, in_app: InApp, sister: int) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        row = pay(event)
        assert entered() == {NUMBER: world.event}

        edit_row(event, "expenses", row.key, {"invoice_number": "25332000000123456781"}, version=1, actor=actor)
        assert entered() == {"25332000000123456781": world.event}
        delete_row(event, "expenses", row.key, actor=actor)
        assert entered() == {}
        restore_row(event, "expenses", row.key, actor=actor)
        assert entered() == {"25332000000123456781": world.event}

        delete_event(event, actor=actor)
        assert entered() == {}
        restore_event(event, actor=actor)
        assert entered() == {"25332000000123456781": world.event}


def test_event_does_not_come_back_when_another_unit_pays_its_invoice(world: World, in_app: InApp, sister: int) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        pay(event)
        delete_event(event, actor=actor)
        pay(db.session.get_one(Event, sister))

        with pytest.raises(InvoiceUsed, match="别的单位已经报过"):
            restore_event(event, actor=actor)
        assert entered() == {NUMBER: sister}


def test_older_double_can_be_mended_but_not_brought_back(world: World, in_app: InApp, sister: int) -> None:
    """Two that came in before the register: the second has no entry, and its row is no trap."""
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        row = pay(event, invoice_number="")
        pay(db.session.get_one(Event, sister))
        row.invoice_number = NUMBER
        db.session.flush()

        edit_row(
            event, "expenses", row.key, {"remark": "重号，等县里说", "invoice_number": NUMBER}, version=1, actor=actor
        )
        assert entered() == {NUMBER: sister}
        delete_row(event, "expenses", row.key, actor=actor)
        with pytest.raises(BadInput, match="别的单位已经报过"):
            restore_row(event, "expenses", row.key, actor=actor)


def test_database_itself_takes_no_invoice_twice(world: World, in_app: InApp, sister: int) -> None:
    with in_app():
        pay(event_of(world))
        other = pay(db.session.get_one(Event, sister), invoice_number="")
        db.session.add(InvoiceEntry(root_id=world.units["committee"], number=NUMBER, expense_id=other.id))

        with pytest.raises(IntegrityError):
            db.session.flush()


def test_clash_is_kept_once_and_closed_by_finance_of_both(world: World, in_app: InApp, sister: int) -> None:
    with in_app():
        pay(db.session.get_one(Event, sister))
        event, actor = event_of(world), user(world, "周老师")
        for fen in (100, 540000):
            note_clash(event, refuse(event), purpose="大巴", amount=Money(fen), actor=actor)

        clash = db.session.scalars(select(InvoiceClash)).one()
        assert (clash.amount, clash.tried_by, clash.closed_by) == (Money(540000), "周老师", "")
        with pytest.raises(NotAllowed, match="才能结案"):
            close_clash(clash, actor=user(world, "钱会计"))
        set_role(user(world, "吴书记"), world.units["committee"], Role.FINANCE, actor=CONSOLE)
        close_clash(clash, actor=user(world, "吴书记"))
        assert clash.closed_by == "吴书记"
