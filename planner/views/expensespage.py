"""What the accounts show: each payment with its line and its files, what came in, what was lent."""

from dataclasses import dataclass
from typing import NamedTuple

from planner.findings import Finding
from planner.models import Event, User
from planner.money.finances import Finances
from planner.money.ledger import Expense, Ledger
from planner.permissions import Access, can_work_on_event
from planner.places import place_of
from planner.views.moneypage import MoneyLink, money_nav
from planner.views.pager import Pager, read_pager

PAGE = 50
NOT_IN_BUDGET = "不在预算里"


class ExpenseRow(NamedTuple):
    """One payment; the first of a line of the budget carries the anchor that the budget links to."""

    expense: Expense
    line_name: str
    is_first_of_line: bool
    about: str
    file_count: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpensesPage:
    """The accounts of an event, a page of its expenses; `given` fills in fields of a new one."""

    nav: tuple[MoneyLink, ...]
    ledger: Ledger
    rows: tuple[ExpenseRow, ...]
    pager: Pager
    given: dict[str, str]
    is_passed: bool


def expenses_page(
    event: Event, access: Access, money: Finances, user: User, *, row: str = "", line: str = ""
) -> ExpensesPage:
    """The page of the accounts that the address asks for, or where the expense of the key `row` stands, or the first
    one of a `line` of the budget; who works on the event most likely handled the next expense.
    """
    listed = money.ledger.expenses
    named = (at for at, each in enumerate(listed) if row == each.key or (line and line == each.line))
    pager = read_pager(len(listed), PAGE, anchor="expenses", row_at=next(named, None))
    first = (pager.page - 1) * PAGE
    return ExpensesPage(
        nav=money_nav(event, access, "expenses"),
        ledger=money.ledger,
        rows=expense_rows(money)[first : first + PAGE],
        pager=pager,
        given={"handler": user.name} if can_work_on_event(access) else {},
        is_passed=money.passed is not None,
    )


def expense_rows(money: Finances) -> tuple[ExpenseRow, ...]:
    """Every payment, with what the rules say of it; a line is named unless the payment has the same name."""
    # The budget that passed goes before the one that stands: expenses are held against it.
    names = {line.key: line.name for line in (*money.budget.lines, *money.allowed.lines)}
    found: dict[str, list[Finding]] = {}
    for finding in money.settlement_findings:
        found.setdefault(finding.where, []).append(finding)
    rows, seen = [], set()
    for expense in money.ledger.expenses:
        about = place_of("expenses", expense.key)
        name = names.get(expense.line, NOT_IN_BUDGET)
        files = money.ledger.vouchers_of(about)
        is_first = expense.line not in seen
        seen.add(expense.line)
        line_name = "" if name == expense.purpose else name
        rows.append(ExpenseRow(expense, line_name, is_first, about, len(files), tuple(found.get(about, ()))))
    return tuple(rows)
