"""What an event cost, and whose money it was."""

from budgets import Money
from budgets.accounts import Position
from budgets.line import Total
from planner.money.ledger import Expense, Ledger
from planner.report.spending import BEYOND_ALL, bear_overspend
from tests.planner.reportvalues import (
    MONEY,
    report,
)


def test_difference_of_money_is_exact_to_the_fen() -> None:
    made = report(ledger=Ledger(expenses=(Expense("e", "车", MONEY("5400.07"), "bus"),)))

    [bus] = [line for line in made.spending.categories if line.label == "交通费"]
    assert bus.difference == "计划 5,400.00 元，多 0.07 元"


def position(promised: str, spent: str) -> Position:
    """A source that promised so much, of which so much was spent."""
    return Position(Total.of([MONEY(promised)]), Money(0), MONEY(spent), is_registered=False)


def test_overspend_of_a_donor_is_borne_by_the_unit() -> None:
    borne = bear_overspend({"捐赠": position("7820", "8300"), "学校自筹": position("3000", "2694.80")})

    assert borne == {"捐赠": MONEY("7820"), "学校自筹": MONEY("3174.80")}


def test_overspend_without_money_of_the_unit_stands_by_itself() -> None:
    assert bear_overspend({"捐赠": position("100", "130")}) == {"捐赠": MONEY("100"), BEYOND_ALL: MONEY("30")}


def test_parts_of_the_money_are_the_whole_and_the_excess_of_meals_is_not_the_donors() -> None:
    spending = report().spending

    assert {figure.noun: figure.number for figure in spending.sources} == {
        "财政": "5,000.00",
        "爱心企业": "7,380.00",
        "学校自筹": "760.00",
    }
    assert spending.difference == "预算余 80.00 元"
