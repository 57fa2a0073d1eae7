"""What the page of expenses says of each payment."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from budgets import Line, Money
from planner.dossier import Dossier, Facts
from planner.enums import VoucherKind
from planner.money.finances import Finances
from planner.money.ledger import Expense, Ledger
from planner.permissions import Access
from planner.views.expensespage import expense_rows, expenses_page
from tests.planner.conftest import World
from tests.planner.intakesteps import take_and_add
from tests.planner.moneyvalues import voucher
from tests.planner.rowvalues import listed, put_many
from tests.planner.views.moneyreaders import FINANCE, ME, OWNER, event_with

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
BUS = Line("bus", "交通费", "大巴", stated=Money(50000))
PLAN = Dossier(Facts("研学"), budget=(BUS,))


def rows_of(*expenses: Expense, plan: Dossier = PLAN, passed: Dossier | None = None) -> list[tuple[str, bool]]:
    """The name of its line, and whether it is the first of it, for each payment."""
    money = Finances(plan, Ledger(expenses), passed=passed.full_budget if passed else None)
    return [(row.line_name, row.is_first_of_line) for row in expense_rows(money)]


def test_line_is_named_once_and_its_first_payment_marked() -> None:
    assert rows_of(
        Expense("1", "大巴", Money(5), "bus"),
        Expense("2", "过路费", Money(5), "bus"),
        Expense("3", "药品", Money(5)),
        Expense("4", "雨衣", Money(5), "gone"),
    ) == [("", True), ("大巴", False), ("不在预算里", True), ("不在预算里", True)]


def test_line_is_called_as_in_the_budget_that_passed() -> None:
    renamed = replace(PLAN, budget=(replace(BUS, item="中巴"),))

    assert rows_of(Expense("1", "车费", Money(5), "bus"), plan=renamed, passed=PLAN) == [("大巴", True)]


def test_payment_has_its_files_and_findings() -> None:
    paid = (Expense("1", "大巴", Money(5), "bus"), Expense("2", "药品", Money(5)))
    money = Finances(PLAN, Ledger(paid, vouchers=(voucher("expenses/1", VoucherKind.INVOICE),)))

    first, second = expense_rows(money)

    assert (first.about, first.file_count, second.file_count) == ("expenses/1", 1, 0)
    assert {f.where for f in second.findings} == {"expenses/2"}


MANY = Ledger(tuple(Expense(f"e{n}", "水", Money(5), "bus" if n == 70 else "") for n in range(101)))


@pytest.mark.parametrize(
    ("query", "page", "first", "count"),
    [
        ("", 1, "e0", 50),
        ("?page=2", 2, "e50", 50),
        ("?page=3", 3, "e100", 1),
        ("?page=9", 3, "e100", 1),
        ("?row=e49", 1, "e0", 50),
        ("?row=e50", 2, "e50", 50),
        ("?row=gone", 1, "e0", 50),
        ("?line=bus", 2, "e50", 50),
        ("?line=gone&page=3", 3, "e100", 1),
    ],
)
def test_of_many_expenses_the_page_of_a_row_is_found(app: Flask, query: str, page: int, first: str, count: int) -> None:
    with app.test_request_context(f"/events/7/expenses{query}") as context:
        asked = {name: context.request.args.get(name, "") for name in ("row", "line")}
        shown = expenses_page(event_with(), OWNER, Finances(PLAN, MANY), ME, **asked)

    assert (shown.pager.page, shown.rows[0].expense.key, len(shown.rows)) == (page, first, count)
    assert shown.ledger.spent == Money(505)


@pytest.mark.parametrize(("access", "given"), [(OWNER, {"handler": "周老师"}), (FINANCE, {})])
def test_next_expense_was_handled_by_who_works_on_the_event(app: Flask, access: Access, given: dict[str, str]) -> None:
    with app.test_request_context():
        page = expenses_page(event_with(), access, Finances(PLAN), ME)

    assert (page.given, page.is_passed) == (given, False)


def test_of_many_expenses_one_sees_where_something_happened(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    """Whoever is sent to the list after a change is on the page where the change is."""
    with in_app():
        put_many(world, "expenses", 102)
        keys = [row.key for row in listed(world, "expenses")]
    client = signed_in("周老师")
    address, page = f"/events/{world.event}/rows/expenses", f"/events/{world.event}/expenses?row={{0}}#row-{{0}}"

    middle = client.post(f"{address}/{keys[60]}/delete")
    back = client.post(f"{address}/{keys[60]}/restore")
    last = client.post(f"{address}/{keys[101]}/delete")
    pasted = take_and_add(client, world, "expenses", "用途\t金额\n横幅\t160")

    with in_app():
        new = listed(world, "expenses")[-1].key
    assert [answer.headers["Location"] for answer in (middle, back, last, pasted)] == [
        page.format(key) for key in (keys[61], keys[60], keys[100], new)
    ]
    shown = client.get(page.format(new)).text
    assert (f'id="row-{new}"' in shown, f'id="row-{keys[0]}"' in shown, "第 3 / 3 页" in shown) == (True, False, True)
