"""A purchase cut into pieces: over days, events, units, spellings of a seller, cash without invoices."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from budgets import Budget, EventFacts, Invoice, Money, Payment, Policy, Settlement
from budgets.checks.splits import find_splits, purchases_are_whole
from budgets.purchases import Origin, Purchase, purchase_of_payment

DAY = date(2026, 5, 4)
ONE = Purchase("赤水市晨光文具店", Money(9_500_00), DAY, is_cash=False, ref="expenses/1")
TWO = replace(ONE, seller="赤水晨光文具店（个体工商户）", day=DAY + timedelta(days=5), ref="expenses/2")
CASH = Purchase("老张饭店", Money(950_00), DAY, is_cash=True, ref="expenses/1")


def said(*purchases: Purchase, policy: Policy | None = None) -> list[str]:
    """The sentences about these purchases."""
    return [finding.sentence for finding in find_splits(purchases, policy or Policy())]


def test_pieces_of_one_seller_within_the_window_are_one_purchase() -> None:
    (found,) = find_splits([ONE, TWO], Policy(document="经费办法"))

    assert (found.code, found.where) == ("purchase-split", "expenses/2")
    assert found.sentence == (
        "赤水市晨光文具店 在 2026-05-04 到 2026-05-09 有 2 笔低于 10,000.00 元的支出，合计 19,000.00 元，"
        "像是拆开买的，写明原因。"
    )
    assert found.source == "经费办法（默认值，待本单位确认）"


@pytest.mark.parametrize(("days", "count"), [(0, 1), (7, 1), (8, 0)])
def test_window_is_that_of_the_policy(days: int, count: int) -> None:
    assert len(said(ONE, replace(TWO, day=DAY + timedelta(days=days)))) == count
    assert len(said(ONE, replace(TWO, day=DAY + timedelta(days=days)), policy=Policy(split_days=days))) == 1


def test_what_other_events_and_units_bought_is_counted_but_not_named() -> None:
    in_unit = replace(TWO, origin=Origin.UNIT, ref="")
    elsewhere = replace(TWO, day=DAY + timedelta(days=6), origin=Origin.ELSEWHERE, ref="")

    (sentence,) = said(ONE, in_unit, elsewhere)

    assert "有 3 笔低于 10,000.00 元的支出，合计 28,500.00 元（其中本单位别的活动 1 笔、别的单位 1 笔）" in sentence
    assert said(in_unit, elsewhere) == []


def test_cash_without_invoices_is_held_against_the_limit_of_cash() -> None:
    later = replace(CASH, day=DAY + timedelta(days=1), ref="expenses/2")

    assert said(CASH, later) == [
        "老张饭店 在 2026-05-04 到 2026-05-05 付了 2 笔低于 1,000.00 元的现金，没有发票，合计 1,900.00 元，"
        "像是拆开买的，写明原因。"
    ]
    assert said(replace(CASH, is_cash=False), replace(later, is_cash=False)) == []
    assert said(replace(CASH, is_cash=None), replace(later, is_cash=None)) == []


def test_cash_without_a_payee_is_told_by_who_handled_it() -> None:
    first = replace(CASH, seller="", handler="周老师")

    (sentence,) = said(first, replace(first, handler="周 老师", ref="expenses/2"))

    assert sentence.startswith("周老师 经手、没有写收款方的支出 在 2026-05-04 付了 2 笔")
    assert said(replace(first, handler=""), replace(first, handler="")) == []


def test_numbers_in_a_row_need_not_be_near_the_limit() -> None:
    first = replace(ONE, amount=Money(6_000_00), code="044001900111", number="00000010", day=DAY)
    next_one = replace(first, number="00000011", day=DAY + timedelta(days=30), ref="expenses/2")

    (sentence,) = said(first, next_one)

    assert "开了 2 张连号、低于 10,000.00 元的发票，合计 12,000.00 元" in sentence
    assert said(first, replace(next_one, number="00000012")) == []
    assert said(first, replace(next_one, amount=Money(3_999_99))) == []


def test_sellers_are_one_by_their_tax_number_or_by_way_of_a_third() -> None:
    tax = "91350100M000100Y43"
    by_number = replace(ONE, seller="晨光", tax_number=tax)
    by_name = replace(TWO, seller="朝阳文具")
    both = replace(ONE, seller="朝阳文具", tax_number=tax, ref="expenses/3")

    assert len(said(by_number, replace(TWO, seller="别的店", tax_number=tax))) == 1
    assert said(by_number, by_name) == []
    assert "有 3 笔" in said(by_number, by_name, both)[0]


def test_same_invoice_entered_twice_is_not_split() -> None:
    numbered = replace(ONE, number="26442000000014209621")

    assert said(numbered, replace(numbered, ref="expenses/2", origin=Origin.UNIT)) == []


def test_piece_far_below_the_limit_does_not_break_a_run() -> None:
    small = replace(ONE, amount=Money(300_00), day=DAY + timedelta(days=2), ref="expenses/3")

    assert len(said(ONE, small, TWO)) == 1


@pytest.mark.parametrize("change", [{"amount": Money(10_000_00)}, {"amount": Money(7_999_99)}, {"seller": "晨光书店"}])
def test_other_purchases_are_no_split(change: dict[str, object]) -> None:
    assert said(ONE, replace(TWO, **change)) == []  # type: ignore[arg-type]


def test_payments_are_taken_with_or_without_an_invoice() -> None:
    invoice = Invoice("26442000000014209621", seller="文具店", amount=Money(1), issued_on=DAY)
    paid = Payment("1", Money(5), payee="店主", paid_on=DAY + timedelta(days=1), method="现金", handler="周老师")

    bare = purchase_of_payment(paid, "expenses/1")
    proven = purchase_of_payment(replace(paid, invoice=invoice, method="转账"), "expenses/1", Origin.UNIT)

    next_day = DAY + timedelta(days=1)
    assert bare == Purchase("店主", Money(5), next_day, handler="周老师", is_cash=True, ref="expenses/1")
    assert proven is not None
    assert (proven.seller, proven.day, proven.is_cash, proven.origin) == ("文具店", DAY, False, Origin.UNIT)
    assert purchase_of_payment(replace(paid, paid_on=None), "expenses/1") is None
    unknown = purchase_of_payment(replace(paid, method=""), "expenses/1")
    assert unknown is not None
    assert unknown.is_cash is None


def test_settlement_is_looked_through_together_with_what_others_bought() -> None:
    paid = Payment("1", Money(9_500_00), payee="晨光文具店", paid_on=DAY, method="转账")
    settlement = Settlement(Budget(), (paid,))
    there = Purchase("晨光文具店", Money(9_900_00), DAY, is_cash=False, origin=Origin.ELSEWHERE)

    assert purchases_are_whole(settlement, EventFacts()) == []
    (found,) = purchases_are_whole(settlement, EventFacts(purchases_elsewhere=(there,)))
    assert (found.where, "别的单位 1 笔" in found.sentence) == ("expenses/1", True)


AT_WHITE = replace(ONE, seller="白石镇惠民超市", ref="expenses/1")
AT_BLACK = replace(ONE, seller="黑石镇惠民超市", ref="expenses/2")
NOWHERE = replace(ONE, seller="惠民超市（个体工商户）", ref="expenses/3")
MARK = "少了地名，先看是不是同一家。"


def test_name_without_its_town_is_the_same_seller_as_a_doubt() -> None:
    (sentence,) = said(AT_WHITE, NOWHERE)

    assert sentence == (
        "白石镇惠民超市 在 2026-05-04 有 2 笔低于 10,000.00 元的支出，合计 19,000.00 元，像是拆开买的，写明原因。"
        f"“惠民超市（个体工商户）”{MARK}"
    )


def test_shops_of_one_name_in_two_towns_are_never_one() -> None:
    assert said(AT_WHITE, AT_BLACK) == []
    both = said(AT_WHITE, NOWHERE, AT_BLACK)
    assert [(sentence[:7], "有 2 笔" in sentence, sentence.endswith(MARK)) for sentence in both] == [
        ("白石镇惠民超市", True, True),
        ("黑石镇惠民超市", True, True),
    ]


def test_doubtful_name_is_told_to_those_who_wrote_it() -> None:
    here, there = (
        said(NOWHERE, replace(AT_WHITE, origin=Origin.ELSEWHERE)),
        said(AT_WHITE, replace(NOWHERE, origin=Origin.ELSEWHERE)),
    )

    assert [sentence.partition("写明原因。")[2] for sentence in (*here, *there)] == [
        f"“惠民超市（个体工商户）”{MARK}",
        f"别处写的{MARK}",
    ]
    assert here[0].startswith("惠民超市（个体工商户） 在 2026-05-04 有 2 笔")


def test_doubt_is_said_of_what_is_doubtful_only() -> None:
    sure, again = replace(AT_WHITE, ref="expenses/4"), replace(NOWHERE, ref="expenses/5")

    assert [MARK in sentence for sentence in said(AT_WHITE, sure)] == [False]
    assert [MARK in sentence for sentence in said(NOWHERE, again)] == [False]
    (whole,) = said(AT_WHITE, sure, NOWHERE)
    assert ("有 3 笔" in whole, whole.endswith(MARK)) == (True, True)


def test_tax_numbers_tell_shops_of_one_name_apart() -> None:
    known = replace(NOWHERE, tax_number="91350100M000100Y43")

    assert said(replace(AT_WHITE, tax_number="92520381MA6TEST00A"), known) == []
    assert len(said(AT_WHITE, known)) == 1
    assert MARK not in said(replace(AT_WHITE, tax_number=known.tax_number), known)[0]


def test_cash_of_people_of_one_name_in_two_units_is_not_one_purchase() -> None:
    here = replace(CASH, seller="", handler="周老师", unit="镇中心小学")

    assert len(said(here, replace(here, ref="expenses/2"))) == 1
    assert said(here, replace(here, ref="expenses/2", unit="白石镇中心小学")) == []
