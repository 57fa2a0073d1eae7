"""What other events bought of the same sellers: over the whole tree of units, in one statement, without their names."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from budgets import Money
from budgets.purchases import Origin, Purchase
from planner.actors import CONSOLE
from planner.enums import PaymentMethod, Role
from planner.extensions import db
from planner.models import Event, Expense, Organisation
from planner.models.expenses import mark_seller
from planner.queries.finances import read_finances
from planner.queries.ledger import read_ledger
from planner.queries.purchases import purchases_elsewhere
from planner.services.accounts import set_role
from planner.services.events import create_event
from planner.services.organisations import create_organisation
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
DAY = date(2027, 6, 2)
WEEK = 7
TAX = "91350100M000100Y43"


def other_event(world: World, who: str, unit: int) -> Event:
    """An event of that unit."""
    return create_event("blank", title="别处的活动", organisation_id=unit, actor=user(world, who))


def sibling_of(world: World) -> int:
    """Another school below the same committee, where 江老师 organises."""
    committee = db.session.get_one(Organisation, world.units["committee"])
    unit = create_organisation("镇第二小学", parent=committee, actor=CONSOLE)
    set_role(user(world, "江老师"), unit.id, Role.ORGANISER, actor=CONSOLE)
    return unit.id


def buy(event: Event, seller: str = "县客运（个体工商户）", **values: Any) -> None:
    """An expense of another event, without the rules of rows."""
    usual = {"purpose": "租车", "amount": Money(990_000), "paid_on": DAY, "method": PaymentMethod.TRANSFER}
    db.session.add(Expense(event_id=event.id, payee=seller, **usual | values))
    db.session.flush()


def found(world: World) -> tuple[Purchase, ...]:
    """What others bought of the sellers of the world's event."""
    event = event_of(world)
    return purchases_elsewhere(event, read_ledger(event), WEEK)


def test_purchases_of_the_unit_and_of_other_units_of_the_tree_are_found(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "expenses", {"seller": "", "payee": "县 客运"})
        buy(other_event(world, "周老师", world.units["school"]))
        buy(other_event(world, "江老师", sibling_of(world)), method=PaymentMethod.CASH)
        buy(other_event(world, "江老师", world.units["stranger"]))

        both = found(world)

        assert {(p.origin, p.is_cash) for p in both} == {(Origin.UNIT, False), (Origin.ELSEWHERE, True)}
        assert {(p.seller, p.amount, p.day, p.ref, p.handler) for p in both} == {
            ("县客运（个体工商户）", Money(990_000), DAY, "", "")
        }


def test_purchases_of_other_sellers_days_and_of_what_was_deleted_are_not_found(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "expenses", {"seller": "", "payee": "县客运"})
        other, gone = (other_event(world, "周老师", world.units["school"]) for _ in range(2))
        gone.deleted_at = datetime.now(UTC)
        buy(gone)
        buy(other, "县客运站")
        buy(other, deleted_at=datetime.now(UTC))
        for days in (-WEEK - 1, WEEK + 1):
            buy(other, paid_on=DAY + timedelta(days=days))
        for days in (-WEEK, WEEK):
            buy(other, paid_on=DAY + timedelta(days=days))

        assert {purchase.day for purchase in found(world)} == {DAY - timedelta(days=WEEK), DAY + timedelta(days=WEEK)}


def test_seller_is_found_by_the_tax_number_too(world: World, in_app: InApp) -> None:
    with in_app():
        put(
            world,
            "expenses",
            {"seller": "客运公司", "seller_tax_number": TAX, "invoice_number": "26442000000014209621"},
        )
        other = other_event(world, "周老师", world.units["school"])
        buy(other, "别的叫法", seller_tax_number=TAX, issued_on=DAY, paid_on=None)

        assert [purchase.seller for purchase in found(world)] == ["别的叫法"]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("here", "found_there"),
    [
        ("惠民超市", {"惠民超市", "白石镇惠民超市", "赤水市白石镇惠民超市", "黑石镇惠民超市"}),
        ("白石镇惠民超市", {"惠民超市", "白石惠民超市", "白石镇惠民超市", "赤水市白石镇惠民超市", "黑石镇惠民超市"}),
        ("赤水惠民超市", {"白石镇惠民超市", "赤水市白石镇惠民超市", "黑石镇惠民超市"}),
        ("民生超市", set()),
    ],
)
def test_seller_is_found_with_and_without_its_places(
    world: World, in_app: InApp, here: str, found_there: set[str]
) -> None:
    """What only ends alike comes along, and is told apart by the rule."""
    with in_app():
        put(world, "expenses", {"seller": "", "payee": here})
        other = other_event(world, "周老师", world.units["school"])
        for name in (
            "惠民超市",
            "白石惠民超市",
            "白石镇惠民超市",
            "赤水市白石镇惠民超市",
            "黑石镇惠民超市",
            "惠民文具",
        ):
            buy(other, name)

        assert {purchase.seller for purchase in found(world)} == found_there


def test_nothing_bought_here_asks_for_nothing(world: World, in_app: InApp, count_queries: CountQueries) -> None:
    with in_app():
        event, ledger = event_of(world), read_ledger(event_of(world))
        with count_queries() as none:
            assert purchases_elsewhere(event, ledger, WEEK) == ()
        put(world, "expenses", {})
        event, ledger = event_of(world), read_ledger(event_of(world))
        _ = event.id, event.organisation_id
        with count_queries() as one:
            purchases_elsewhere(event, ledger, WEEK)

        assert (len(none), len(one)) == (0, 1)


def test_settlement_says_that_a_purchase_was_split_over_events(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "expenses", {"seller": "", "payee": "县客运", "amount": Money(950_000)})
        buy(other_event(world, "江老师", sibling_of(world)))

        (finding,) = [f for f in read_finances(event_of(world)).settlement_findings if f.code == "purchase-split"]

        assert finding.sentence == (
            "县客运 在 2027-06-02 有 2 笔低于 10,000.00 元的支出，合计 19,400.00 元（其中别的单位 1 笔），"
            "像是拆开买的，写明原因。"
        )


def test_mark_of_a_seller_follows_every_change_and_tells_no_name(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "expenses", {"seller": "", "payee": "赤水市晨光文具店"})
        expense = db.session.scalars(db.select(Expense)).one()
        first = expense.seller_mark
        expense.payee = "赤水晨光文具店（个体工商户）"
        db.session.flush()
        second = expense.seller_mark
        expense.seller = "晨光书店"
        db.session.flush()

        assert first == second == mark_seller("赤水晨光文具店").whole
        assert (expense.seller_mark, expense.trade_mark) == mark_seller("晨光书店")
        assert expense.seller_mark != first
        assert (len(first), mark_seller(" ")) == (24, ("", ""))
