import pytest

from budgets import ApprovalLevel, EventFacts, Money, Policy
from budgets.checks import procurement
from tests.budgets.checks.rows import line, run

BUS = line("交通费", "大巴", 10_000, 1, "天")
SMALL = line("交通费", "大巴", 9_999, 1, "天")
SPARE = line("不可预见费", "预备", stated=20_000)


def test_no_forbidden_goods():
    assert run(procurement.no_forbidden_goods, line("慰问品", "购物卡", 100, 3, "张")) == [
        ("goods-forbidden", "购物卡 里有“购物卡”，不得列支，应删去或换成别的物品。")
    ]
    fine = (line("住宿费", "酒店"), line("药品", "酒精"), line("餐费", "午餐", basis="不含酒水"))
    assert run(procurement.no_forbidden_goods, *fine) == []
    no_words = EventFacts(policy=Policy(forbidden_words=("",)))
    assert run(procurement.no_forbidden_goods, line("慰问品", "购物卡"), context=no_words) == []


def test_quotes_are_kept_from_the_limit_upward():
    assert run(procurement.quotes_are_kept, BUS, SMALL, SPARE, line("餐费", "午餐")) == [
        ("quotes-missing", "大巴 10,000.00 元，要有 3 家报价，现有 0 家。")
    ]
    assert run(procurement.quotes_are_kept, BUS, context=EventFacts(quotes={"k": 2}))[0][1].endswith("现有 2 家。")
    assert run(procurement.quotes_are_kept, BUS, context=EventFacts(quotes={"k": 3})) == []


def test_contracts_are_signed_from_the_limit_upward():
    assert run(procurement.contracts_are_signed, BUS, SMALL) == [
        ("contract-missing", "大巴 10,000.00 元，要签合同并附上。")
    ]
    assert run(procurement.contracts_are_signed, BUS, context=EventFacts(contracts=frozenset("k"))) == []


def test_approver_has_power():
    def check(name, amount):
        return run(
            procurement.approver_has_power, line("餐费", "午餐", amount, 1), context=EventFacts(approved_by=name)
        )

    assert check("部门负责人", 1_000) == check("单位负责人", 1_001) == check("单位负责人", 5) == check("", 9_999) == []
    assert check("部门负责人", 1_001) == [
        ("approver-too-low", "合计 ¥1,001.00，应由单位负责人审批，现在是部门负责人。")
    ]
    assert check("班长", 5) == [("approver-too-low", "合计 ¥5.00，应由部门负责人审批，现在是班长。")]


def test_approver_is_not_judged_beyond_all_levels():
    policy = Policy(approval_levels=(ApprovalLevel("校长", Money(100)),))
    context = EventFacts(approved_by="校长", policy=policy)
    assert run(procurement.approver_has_power, line("餐费", "午餐", 5, 1), context=context) == []


@pytest.mark.parametrize(
    ("fee", "shown"),
    [
        (line("劳务费", "搬运", 900, 1, "人"), "900.00"),
        (line("劳务费", "搬运", 300, 2, "人", times=3, times_unit="天"), "900.00"),
        (line("讲课费", "讲座", 450, 2, "学时"), "900.00"),
        (line("劳务费", "搬运", stated=900), "900.00"),
    ],
)
def test_labour_above_the_free_amount_is_taxed(fee, shown):
    assert run(procurement.labour_is_taxed, fee) == [
        ("labour-untaxed", f"{fee.item} 每人 {shown} 元，超过 800.00 元，要代扣个人所得税，在依据里写明。")
    ]


def test_labour_is_not_asked_for_tax_below_or_when_said():
    assert (
        run(
            procurement.labour_is_taxed,
            line("劳务费", "搬运", 800, 9, "人"),
            line("劳务费", "搬运", 900, 1, "人", basis="代扣个税"),
            line("餐费", "午餐", 900, 1, "人"),
            line("劳务费", "搬运"),
        )
        == []
    )


def test_cash_gifts_are_signed():
    assert run(procurement.cash_gifts_are_signed, line("慰问金", "困难家庭"), line("餐费", "午餐")) == [
        ("cash-gift", "困难家庭 发的是钱，尽量转账；发现金的，由本人或监护人在签领表上签字。")
    ]


@pytest.mark.parametrize(
    ("category", "item", "count"),
    [
        ("慰问金", "困难家庭慰问金", 0),
        ("其他", "助学金", 0),
        ("补助", "值班补助", 0),
        ("劳务费", "外聘教练", 0),
        ("讲课费", "讲座", 0),
        ("慰问品", "大礼包", 1),
    ],
)
def test_nobody_bids_for_what_is_paid_to_persons(category, item, count):
    paid = line(category, item, 10_000, 1, "人")

    assert len(run(procurement.quotes_are_kept, paid)) == count
    assert len(run(procurement.contracts_are_signed, paid)) == count


def test_labour_by_person_times_is_not_one_person():
    assert run(procurement.labour_is_taxed, line("劳务费", "搬运", 100, 40, "人次")) == []
    assert len(run(procurement.labour_is_taxed, line("劳务费", "搬运", 801, 40, "人次"))) == 1
