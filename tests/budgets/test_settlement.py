from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from budgets import (
    NO_SOURCE,
    UNPLANNED,
    Budget,
    GoodsAccount,
    Invoice,
    Line,
    Loan,
    Money,
    Payment,
    Position,
    Settlement,
    Share,
    Source,
    Total,
)
from tests.budgets.strategies import settlements

BUS = Line("bus", "交通费", "大巴", Money(1000_00), Decimal(1), "天", source="财政")
LUNCH = Line("lunch", "餐费", "午餐", Money(20_00), Decimal(30), "人", source="捐赠")
GIFT = Line("gift", "慰问品", "书包")
BUDGET = Budget((BUS, LUNCH, GIFT), (Source("财政", Money(1000_00)), Source("捐赠", Money(700_00)), Source("自筹")))


def paid(key, yuan, line="", **more):
    return Payment(key, Money(yuan * 100), line, **more)


def test_lines_compare_planned_and_actual():
    settlement = Settlement(BUDGET, (paid("1", 1100, "bus"), paid("2", 500, "lunch"), paid("3", 9, "lunch")))

    bus, lunch, gift = settlement.lines()

    assert (bus.planned, bus.actual, bus.difference, bus.share) == (
        Money(1000_00),
        Money(1100_00),
        Money(100_00),
        Decimal("0.1000"),
    )
    assert [expense.key for expense in lunch.expenses] == ["2", "3"]
    assert (lunch.difference, lunch.share) == (Money(-91_00), Decimal("-0.1517"))
    assert (gift.planned, gift.actual, gift.difference, gift.share) == (None, Money(0), None, None)


def test_share_is_unknown_where_nothing_was_planned():
    free = Line("free", "餐费", "水", Money(0), Decimal(1), "箱")
    (result,) = Settlement(Budget((free,)), (paid("1", 5, "free"),)).lines()
    assert (result.difference, result.share) == (Money(5_00), None)


def test_expenses_count_once_where_two_lines_share_a_key():
    twin = Budget((BUS, BUS))
    assert [result.actual.fen for result in Settlement(twin, (paid("1", 5, "bus"),)).lines()] == [500, 0]


def test_reason_is_kept_with_its_line():
    assert Settlement(BUDGET, reasons={"bus": " 改走国道 "}).lines()[0].reason == "改走国道"


def test_categories_end_with_what_was_not_planned():
    settlement = Settlement(BUDGET, (paid("1", 1100, "bus"), paid("2", 7), paid("3", 5, "gone")))

    categories = settlement.by_category()

    assert list(categories) == ["交通费", "餐费", "慰问品", UNPLANNED]
    assert categories["交通费"].difference == Money(100_00)
    assert categories["慰问品"].difference is None
    assert (categories[UNPLANNED].planned, categories[UNPLANNED].actual) == (Total(Money(0)), Money(12_00))
    assert [expense.key for expense in settlement.unplanned] == ["2", "3"]


def test_category_that_bears_the_name_of_the_unplanned_keeps_its_lines():
    line = Line("x", UNPLANNED, "x", stated=Money(5))
    settlement = Settlement(Budget((line,)), (Payment("1", Money(3), "x"), Payment("2", Money(4))))
    result = settlement.by_category()[UNPLANNED]
    assert (result.planned, result.actual, len(result.lines)) == (Total(Money(5)), Money(7), 1)


def test_accounts_charge_each_expense_to_its_source():
    settlement = Settlement(
        BUDGET,
        (paid("1", 900, "bus"), paid("2", 500, "lunch"), paid("3", 100, "lunch", source="自筹")),
        {"财政": Money(1000_00), "捐赠": Money(700_00)},
    )

    assert settlement.accounts() == {
        "财政": Position(Total(Money(1000_00)), Money(1000_00), Money(900_00)),
        "捐赠": Position(Total(Money(700_00)), Money(700_00), Money(500_00)),
        "自筹": Position(Total(Money(0), 1), Money(0), Money(100_00)),
    }
    assert settlement.accounts()["自筹"].left == Money(-100_00)
    assert settlement.position == Position(Total(Money(1700_00), 1), Money(1700_00), Money(1500_00))


def test_accounts_share_what_names_no_source_by_what_is_left():
    settlement = Settlement(
        BUDGET, (paid("1", 900, "bus"), paid("2", 400)), {"财政": Money(1000_00), "捐赠": Money(700_00)}
    )
    accounts = settlement.accounts()
    assert (accounts["财政"].spent, accounts["捐赠"].spent) == (Money(950_00), Money(350_00))


def test_accounts_without_any_money_name_no_source():
    nobody = Position(Total(Money(0)), Money(0), Money(5_00), is_registered=False)
    assert Settlement(Budget(), (paid("1", 5),)).accounts() == {NO_SOURCE: nobody}


def test_what_was_promised_is_never_told_as_received():
    doubled = Settlement(Budget((), (*BUDGET.sources, Source("财政", Money(1)))), (paid("1", 5, source="财政"),))

    assert doubled.position == Position(Total(Money(1700_01), 1), Money(0), Money(5_00), is_registered=False)
    assert doubled.accounts() == {
        "财政": Position(Total(Money(1000_01)), Money(0), Money(5_00), is_registered=False),
        "捐赠": Position(Total(Money(700_00)), Money(0), Money(0), is_registered=False),
        "自筹": Position(Total(Money(0), 1), Money(0), Money(0), is_registered=False),
    }


def test_expenses_without_a_source_are_shared_by_what_was_promised_while_nothing_is_received():
    accounts = Settlement(BUDGET, (paid("1", 170),)).accounts()

    assert {name: account.spent for name, account in accounts.items()} == {
        "财政": Money(100_00),
        "捐赠": Money(70_00),
        "自筹": Money(0),
    }


@settings(max_examples=40)
@given(settlements())
def test_accounts_of_sources_are_the_position_of_the_whole(settlement):
    accounts, whole = settlement.accounts().values(), settlement.position
    assert Money.sum(account.spent for account in accounts) == settlement.spent == whole.spent
    assert Money.sum(account.received for account in accounts) == whole.received
    assert Money.sum(account.left for account in accounts) == whole.left
    assert sum((account.promised for account in accounts), Total(Money(0))) == whole.promised


@settings(max_examples=40)
@given(settlements())
def test_parts_of_a_settlement_are_the_whole(settlement):
    categories = settlement.by_category().values()
    assert Money.sum(category.actual for category in categories) == settlement.spent
    assert sum((category.planned for category in categories), Total(Money(0))) == settlement.planned
    lines = Money.sum(result.actual for result in settlement.lines())
    assert lines + Money.sum(expense.amount for expense in settlement.unplanned) == settlement.spent


def test_advances_are_open_until_settled():
    advance = Loan("a", "周老师", Money(500_00), spent=Money(300_00), returned=Money(150_00))
    closed = Loan("b", "李老师", Money(5), returned=Money(5))
    assert advance.open == Money(50_00)
    assert Settlement(BUDGET, advances=(advance, closed)).open_advances == (advance,)


def test_donation_balances_when_all_is_accounted_for():
    assert GoodsAccount("d", "书包", Decimal(30), Decimal(28), Decimal(2), "个").missing == 0
    assert GoodsAccount("d", "书包", Decimal(30), Decimal(28), Decimal(1), "个").missing == 1


def test_whole_compares_planned_and_spent():
    exact = Budget((BUS, LUNCH))
    under, over = (Settlement(exact, (paid("1", yuan, "bus"),)) for yuan in (1200, 2000))

    assert (under.difference, under.saving, under.saving_share) == (Money(-400_00), Money(400_00), Share(250))
    assert (over.difference, over.saving, over.saving_share) == (Money(400_00), Money(-400_00), Share(250))
    assert (over.per_head(30), over.per_head(0), over.per_head(None)) == (Money(66_67), None, None)


def test_open_plan_leaves_difference_and_share_open():
    settlement = Settlement(BUDGET, (paid("1", 1200, "bus"),))

    assert (settlement.difference, settlement.saving, settlement.saving_share) == (None, Money(400_00), None)


def test_line_is_over_above_its_plan_only():
    spent = (paid("1", 1001, "bus"), paid("2", 600, "lunch"), paid("3", 5, "gift"))

    assert [line.is_over for line in Settlement(BUDGET, spent).lines()] == [True, False, False]


def test_invoices_and_unplanned_expenses_are_counted():
    invoice = Invoice("26510000000014209621")
    settlement = Settlement(BUDGET, (paid("1", 5, "bus", invoice=invoice), paid("2", 7), paid("3", 9, "gone")))

    assert (settlement.invoice_count, settlement.unplanned_spent) == (1, Money(16_00))


def test_category_takes_a_row_more_for_its_sum():
    results = Settlement(Budget((BUS, LUNCH, replace(BUS, key="toll"))), (paid("1", 5),)).by_category()

    assert [(result.has_subtotal, result.row_count) for result in results.values()] == [
        (True, 3),
        (False, 1),
        (True, 1),
    ]


@pytest.mark.parametrize(
    ("received", "spent", "is_registered", "told"),
    [
        (100_000, 99_999, True, ("结余", Money(1), False)),
        (100_000, 100_000, True, ("结余", Money(0), True)),
        (100_000, 100_001, True, ("垫着", Money(1), False)),
        (0, 0, False, ("结余", Money(0), False)),
        (0, 5, False, ("垫着", Money(5), False)),
    ],
)
def test_rest_is_left_or_laid_out_and_even_only_where_receipts_are_registered(received, spent, is_registered, told):
    position = Position(Total(Money(100_000)), Money(received), Money(spent), is_registered)

    assert (position.rest_label, position.rest, position.is_even) == told


def test_advance_stands_on_the_expenses_that_name_it():
    said = [Loan("a", "周老师", Money(9), spent=Money(5), vouched=vouched) for vouched in (None, Money(3), Money(5))]

    assert [advance.unproven for advance in said] == [Money(0), Money(2), Money(0)]
