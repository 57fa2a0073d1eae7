from dataclasses import replace
from datetime import date

from budgets import EventFacts, Invoice, Money, Policy, check_invoices, duplicates, look_alikes
from budgets.checks import invoices as rules
from tests.budgets.checks.rows import find_split_invoices

DIGITAL = "26442000000014209621"
UNIT, TAX = "白石镇中心小学", "91350100M000100Y43"
CONTEXT = EventFacts(
    starts_on=date(2026, 6, 1),
    ends_on=date(2026, 6, 1),
    unit_name=UNIT,
    tax_number=TAX,
    approved_on=date(2026, 5, 20),
    today=date(2026, 6, 20),
)
FINE = Invoice(
    DIGITAL,
    kind="32",
    seller="文具店",
    seller_tax_number=TAX,
    buyer=UNIT,
    buyer_tax_number=TAX,
    amount=Money(113_00),
    net=Money(100_00),
    tax=Money(13_00),
    issued_on=date(2026, 5, 28),
    goods="*文具*铅笔",
    ref="expenses/1",
)


def run(check, *invoices, context=CONTEXT):
    return [(found.code, found.sentence) for found in check(invoices, context)]


def bought(number, yuan, day, seller="文具店"):
    return Invoice(number, "044001900111", seller=seller, amount=Money(yuan * 100), issued_on=date(2026, 5, day))


def test_sound_invoice_has_no_findings():
    assert check_invoices([FINE], CONTEXT) == []
    assert check_invoices([FINE, Invoice()], EventFacts()) == []


def test_invoice_used_twice_is_found_at_each_later_use():
    again, third = replace(FINE, ref="expenses/2", amount=None), replace(FINE, ref="expenses/3")
    assert duplicates([FINE, again, bought("7", 1, 28), Invoice(), Invoice()]) == [(FINE, again)]
    found = rules.no_duplicates([FINE, again, third], CONTEXT)
    assert [(each.where, each.sentence) for each in found] == [
        ("expenses/2", f"发票 {DIGITAL} 用了 3 次，一张发票只能报一次。"),
        ("expenses/3", f"发票 {DIGITAL} 用了 3 次，一张发票只能报一次。"),
    ]


def test_red_invoice_names_its_blue_one():
    red = replace(FINE, amount=Money(-113_00), net=Money(-100_00), tax=Money(-13_00), ref="expenses/2")
    assert run(rules.red_names_blue, FINE, replace(red, blue="26442000000014209620")) == []
    assert run(rules.red_names_blue, red) == [
        ("red-without-blue", f"红字发票 {DIGITAL} 是退款的红票，写明它冲的蓝字发票号码。")
    ]
    assert check_invoices([replace(red, blue="26442000000014209620")], CONTEXT) == []


def test_look_alikes_are_found_however_their_seller_is_spelled():
    one = bought("1", 8, 20, seller="赤水市晨光文具店（个体工商户）")

    assert len(look_alikes([one, bought("2", 8, 20, seller="赤水 晨光文具店")])) == 1
    assert look_alikes([one, bought("2", 8, 20, seller="习水县晨光文具店")]) == []


def test_look_alikes_share_seller_date_and_amount():
    one, two = bought("00000001", 300, 28), bought("00000002", 300, 28)
    others = (bought("3", 300, 29), bought("4", 301, 28), bought("5", 300, 28, "书店"), bought("6", 300, 28, ""))
    assert look_alikes([one, two, one, *others]) == [(one, two)]
    assert run(rules.no_look_alikes, one, two) == [
        (
            "invoice-look-alike",
            "文具店 在 2026-05-28 开了 2 张 300.00 元的发票（044001900111-00000001、044001900111-00000002），"
            "请核对是不是同一笔。",
        )
    ]
    nameless = Invoice(seller="文具店", net=Money(290_00), tax=Money(10_00), issued_on=date(2026, 5, 28))
    assert "、无号码）" in run(rules.no_look_alikes, one, nameless)[0][1]


def test_buyer_is_our_unit():
    spaced = replace(FINE, buyer="白石镇 中心小学")
    assert run(rules.buyer_is_unit, FINE, spaced, replace(FINE, buyer="", buyer_tax_number="")) == []
    assert run(rules.buyer_is_unit, replace(FINE, buyer="周某", buyer_tax_number="X1")) == [
        ("buyer-differs", f"发票 {DIGITAL} 的购买方应是“{UNIT}”，票上是“周某”，要重开。"),
        ("buyer-number-differs", f"发票 {DIGITAL} 的购买方税号应是 {TAX}，票上是 X1，要重开。"),
    ]
    assert run(rules.buyer_is_unit, replace(FINE, buyer="周某"), context=EventFacts()) == []


def test_seller_number_is_sound():
    assert run(rules.seller_number_is_sound, FINE, Invoice()) == []
    assert run(rules.seller_number_is_sound, replace(FINE, seller_tax_number="123")) == [
        (
            "seller-number-unsound",
            f"发票 {DIGITAL} 的销售方税号要核对：统一社会信用代码是 18 位，现在是 3 位。",
        )
    ]


def test_dates_fit_event():
    def check(day, context=CONTEXT):
        return [code for code, _ in run(rules.dates_fit_event, replace(FINE, issued_on=day), context=context)]

    assert check(date(2026, 5, 20)) == check(date(2026, 6, 8)) == check(None) == []
    assert check(date(2026, 5, 19)) == ["invoice-before-approval"]
    assert check(date(2026, 6, 9)) == ["invoice-late"]
    assert check(date(2026, 6, 21)) == ["invoice-in-future"]
    assert check(date(2025, 12, 31)) == ["invoice-before-approval", "invoice-other-year"]
    assert check(date(2030, 1, 1), EventFacts()) == []
    late = replace(FINE, issued_on=date(2026, 6, 9))
    assert run(rules.dates_fit_event, late)[0][1] == (
        f"发票 {DIGITAL} 是 2026-06-09 开的，在活动结束 8 天之后，写明原因。"
    )


def test_number_fits_date():
    assert run(rules.number_fits_date, FINE, bought("12345678", 1, 28)) == []
    assert run(rules.number_fits_date, replace(FINE, issued_on=date(2025, 5, 28))) == [
        ("invoice-year-differs", f"发票 {DIGITAL} 的号码是 2026 年的，日期写 2025-05-28，请核对。")
    ]


def test_tax_adds_up():
    assert run(rules.tax_adds_up, FINE, Invoice(net=Money(1), tax=Money(1)), Invoice(amount=Money(1))) == []
    assert run(rules.tax_adds_up, Invoice(amount=Money(1), net=Money(1))) == []
    assert run(rules.tax_adds_up, replace(FINE, tax=Money(12_00))) == [
        (
            "invoice-sum-differs",
            f"发票 {DIGITAL} 金额 100.00 元加税额 12.00 元应为 112.00 元，票上是 113.00 元；填错的票要重开，不能涂改。",
        )
    ]


def test_receipt_is_not_an_invoice():
    assert run(rules.no_receipts, FINE, Invoice(kind="收据", seller="小店")) == [
        ("receipt-only", "小店的票据 是收据，要换成发票或财政票据。")
    ]


def test_goods_are_named():
    vague = replace(FINE, goods="*文具*办公用品")
    assert run(rules.goods_are_named, FINE, replace(vague, has_list=True)) == []
    assert run(rules.goods_are_named, vague, replace(FINE, goods="白酒")) == [
        ("goods-vague", f"发票 {DIGITAL} 的品名只写“办公用品”，要附销货清单。"),
        ("invoice-goods-forbidden", f"发票 {DIGITAL} 的品名里有“白酒”，不得报销。"),
    ]


def test_split_purchase_just_under_a_limit():
    split = (bought("00000010", 980, 28), bought("00000035", 900, 29))
    assert run(find_split_invoices, *split) == [
        (
            "purchase-split",
            "文具店 在 2026-05-28 到 2026-05-29 开了 2 张低于 1,000.00 元的发票，合计 1,880.00 元，"
            "像是拆开买的，写明原因。",
        )
    ]
    assert [found.where for found in find_split_invoices(split, CONTEXT)] == ["expenses/1"]


def test_split_purchase_with_numbers_in_a_row():
    assert len(run(find_split_invoices, bought("00000010", 980, 20), bought("00000011", 900, 28))) == 1
    other_book = replace(bought("00000011", 900, 28), code="044001900112")
    assert run(find_split_invoices, bought("00000010", 980, 20), other_book) == []
    assert run(find_split_invoices, bought("A", 980, 20), bought("B", 900, 28)) == []
    assert run(find_split_invoices, bought("00000010", 980, 20), bought("B", 900, 28)) == []


def test_no_split_purchase_otherwise():
    first = bought("00000010", 980, 28)
    for other in (
        bought("00000020", 980, 20),
        bought("00000020", 799, 28),
        bought("00000020", 1000, 28),
        bought("00000020", 980, 28, "书店"),
        bought("00000020", 980, 28, ""),
        replace(bought("00000020", 980, 28), amount=None),
        replace(bought("00000020", 980, 28), issued_on=None),
        first,
    ):
        assert run(find_split_invoices, first, other) == []


def test_split_purchase_under_each_limit_of_the_policy():
    big = (bought("00000010", 9_900, 28), bought("00000020", 9_800, 28), bought("00000030", 9_900, 29))
    assert "开了 3 张低于 10,000.00 元的发票，合计 29,600.00 元" in run(find_split_invoices, *big)[0][1]
    off = Policy(cash_limit=None, quotes_from=None)
    assert check_invoices(big[:2], EventFacts(), off) == []


def test_invoices_that_lack_a_day_an_amount_or_a_seller_look_like_none():
    fine = bought("00000001", 300, 28)
    for lacking in ({"issued_on": None}, {"amount": None}, {"seller": ""}):
        one, two = replace(fine, **lacking), replace(fine, number="00000002", **lacking)
        assert look_alikes([one, two]) == []
