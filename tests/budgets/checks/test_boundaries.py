"""Every limit at the limit itself, and one fen, one head or one day below and above."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from budgets import EventFacts, Invoice, Line, Money, Per, PerHeadLimit, Policy, Topic
from budgets.checks import capacity, lectures, limits, procurement, smells
from tests.budgets.checks.rows import find_split_invoices, line, run


def priced(category: str, item: str, fen: int, unit: str = "个") -> Line:
    """One of something, at a price in fen."""
    return replace(line(category, item, 1, 1, unit), unit_price=Money(fen))


def bought(number: str, fen: int, day: int) -> Invoice:
    """An invoice of the stationer's, of a day in May."""
    return Invoice(number, "044001900111", seller="文具店", amount=Money(fen), issued_on=date(2026, 5, day))


@pytest.mark.parametrize(("fen", "count"), [(79_999, 0), (80_000, 1), (99_999, 1), (100_000, 0)])
def test_purchase_is_near_a_limit_from_four_fifths_to_just_below(fen: int, count: int) -> None:
    only_cash = EventFacts(policy=Policy(cash_limit=Money(100_000), quotes_from=None))

    assert len(find_split_invoices([bought("00000010", fen, 28), bought("00000035", fen, 28)], only_cash)) == count


@pytest.mark.parametrize(("day", "count"), [(27, 1), (28, 1), (29, 1), (30, 0), (26, 0)])
def test_purchases_within_the_window_are_one(day: int, count: int) -> None:
    one_day = EventFacts(policy=Policy(split_days=1))

    found = find_split_invoices([bought("00000010", 95_000, 28), bought("00000035", 95_000, day)], one_day)

    assert len(found) == count


@pytest.mark.parametrize(("number", "count"), [("00000010", 0), ("00000011", 1), ("00000012", 0), ("00000009", 1)])
def test_numbers_in_a_row_are_one_apart(number: str, count: int) -> None:
    found = find_split_invoices([bought("00000010", 95_000, 10), bought(number, 95_000, 25)], EventFacts())

    assert len(found) == (count if number > "00000010" else 0)


@pytest.mark.parametrize(("fen", "count"), [(4_999, 0), (5_000, 0), (5_001, 1)])
def test_topic_per_head_may_cost_its_limit(fen: int, count: int) -> None:
    policy = Policy(per_head=(PerHeadLimit(Topic.GIFT, Money(5_000), Per.PERSON),))

    found = run(limits.topics_within_limits, priced("慰问品", "书包", fen), context=EventFacts(stated=1, policy=policy))

    assert len(found) == count


@pytest.mark.parametrize(("fen", "count"), [(49_999, 0), (50_000, 0), (50_001, 1)])
def test_lesson_may_cost_its_limit(fen: int, count: int) -> None:
    policy = Policy(per_head=(PerHeadLimit(Topic.LECTURE, Money(50_000), Per.LESSON),))

    found = run(lectures.lessons_within_limit, priced("讲课费", "讲座", fen, "学时"), context=EventFacts(policy=policy))

    assert len(found) == count


@pytest.mark.parametrize(("fen", "count"), [(54_999, 0), (55_000, 0), (55_001, 1)])
def test_head_and_day_may_cost_their_limit(fen: int, count: int) -> None:
    context = EventFacts(stated=1, days=1, policy=Policy(per_head_day=Money(55_000)))

    assert len(run(limits.head_within_limit, priced("其他", "营费", fen), context=context)) == count


@pytest.mark.parametrize(("fen", "count"), [(9_999, 0), (10_000, 0), (10_001, 1)])
def test_prize_may_cost_its_limit(fen: int, count: int) -> None:
    assert len(run(limits.prizes_within_limit, priced("奖品", "书包", fen))) == count


# Shares are told to four decimals, so that one above is one of ten thousand.
@pytest.mark.parametrize(("fen", "count"), [(9_990, 0), (10_000, 0), (10_010, 1)])
def test_reserve_may_be_its_share(fen: int, count: int) -> None:
    reserve = replace(line("不可预见费", "预备"), stated=Money(fen))
    context = EventFacts(policy=Policy(reserve_cap=Decimal("0.1")))

    assert len(run(limits.reserve_within_cap, line("餐费", "用餐", 1_000, 1), reserve, context=context)) == count


@pytest.mark.parametrize(("fen", "count"), [(79_999, 0), (80_000, 0), (80_001, 1)])
def test_fee_up_to_the_free_amount_is_not_taxed(fen: int, count: int) -> None:
    assert len(run(procurement.labour_is_taxed, priced("劳务费", "搬运", fen, "人"))) == count


@pytest.mark.parametrize(("fen", "count"), [(999_999, 0), (1_000_000, 1), (1_000_001, 1)])
def test_quotes_and_contracts_are_asked_for_from_the_limit_upward(fen: int, count: int) -> None:
    bus = priced("交通费", "大巴", fen, "天")

    assert len(run(procurement.quotes_are_kept, bus)) == count
    assert len(run(procurement.contracts_are_signed, bus)) == count


@pytest.mark.parametrize(("fen", "count"), [(99_999, 0), (100_000, 1), (100_001, 1)])
def test_lump_is_asked_about_from_the_limit_upward(fen: int, count: int) -> None:
    assert len(run(smells.no_lump_in_disguise, priced("场地费", "布置", fen, "项"))) == count


@pytest.mark.parametrize(("amounts", "count"), [(3, 0), (4, 1)])
def test_four_round_amounts_are_too_many(amounts: int, count: int) -> None:
    lines = [line("餐费", f"第 {n} 餐", 100 * (n + 1), 1) for n in range(amounts)]

    assert len(run(smells.no_round_numbers, *lines)) == count


@pytest.mark.parametrize(("amounts", "count"), [(2, 0), (3, 1)])
def test_three_equal_amounts_are_too_many(amounts: int, count: int) -> None:
    lines = [line("餐费", f"第 {n} 餐", 123, 1) for n in range(amounts)]

    assert len(run(smells.no_equal_amounts, *lines)) == count


@pytest.mark.parametrize("unit", ["人", "床", "床位", "铺"])
@pytest.mark.parametrize(("beds", "count"), [(9, 1), (10, 0), (11, 0)])
def test_beds_are_counted_by_heads_too(unit: str, beds: int, count: int) -> None:
    camp = line("住宿费", "营地", 30, beds, unit)

    assert len(run(capacity.beds_hold_people, camp, context=EventFacts(stated=10))) == count


@pytest.mark.parametrize("unit", ["间", "房", "套"])
@pytest.mark.parametrize(("rooms", "count"), [(4, 1), (5, 0), (6, 0)])
def test_beds_are_counted_by_rooms(unit: str, rooms: int, count: int) -> None:
    doubles = line("住宿费", "双人间", 160, rooms, unit)

    assert len(run(capacity.beds_hold_people, doubles, context=EventFacts(stated=10))) == count


@pytest.mark.parametrize(("seats", "count"), [(10, 1), (11, 0), (12, 0)])
def test_driver_has_a_seat_too(seats: int, count: int) -> None:
    bus = line("交通费", f"中巴（{seats}座）", 900, 1, "辆")

    assert len(run(capacity.seats_hold_people, bus, context=EventFacts(stated=10))) == count
