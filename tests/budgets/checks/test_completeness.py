from budgets import Money
from budgets.checks import completeness
from tests.budgets.checks.rows import line, run


def test_has_lines_asks_for_lines():
    assert run(completeness.has_lines) == [("budget-empty", "预算还没有明细，一项一行写出单价和数量。")]
    assert run(completeness.has_lines, stated_total=Money(240000)) == [
        ("total-without-lines", "合计写了 2,400.00 元，没有一行明细，应逐项写出单价和数量。")
    ]
    assert run(completeness.has_lines, line("餐费", "午餐")) == []


def test_lines_are_named_asks_for_item_category_and_unit():
    assert run(completeness.lines_are_named, line("餐费", "午餐", 20, 3, "人")) == []
    assert run(completeness.lines_are_named, line("餐费", " "), line("", "水", 2, 3), line("", "")) == [
        ("item-missing", "第 1 行（餐费）没有写项目，应写明买什么、做什么。"),
        ("category-missing", "水没有写类别，应归到交通费、餐费等一类。"),
        ("unit-missing", "水的数量 3×2元 没有写单位，应写明是人、份还是箱。"),
        ("item-missing", "第 3 行（未分类）没有写项目，应写明买什么、做什么。"),
        ("category-missing", "第 3 行没有写类别，应归到交通费、餐费等一类。"),
    ]


def test_amounts_are_known_names_what_is_missing():
    assert run(
        completeness.amounts_are_known,
        line("车费", "租车"),
        line("餐费", "午餐", None, 30, "人"),
        line("餐费", "水", 2),
        line("其他", "杂费", stated=5),
        stated_total=Money(500),
    ) == [
        ("amount-unknown", "租车 没有金额，应写单价和数量。"),
        ("amount-unknown", "午餐 30人 没有单价，算不出金额。"),
        ("amount-unknown", "水 单价 2.00 元，没有数量，算不出金额。"),
        ("total-without-lines", "合计写了 5.00 元，有 3 项没有金额，看不出怎么算出来的。"),
    ]
    assert run(completeness.amounts_are_known, line("餐费", "午餐", 2, 3), stated_total=Money(600)) == []


def test_lumps_are_itemised_but_for_a_reserve():
    assert run(
        completeness.lumps_are_itemised,
        line("慰问品", "年货", stated=2400),
        line("不可预见费", "预备", stated=100),
        line("餐费", "午餐", 20, 3, stated=60),
        line("餐费", "晚餐"),
    ) == [("lump-sum", "年货 只有一个总数 2,400.00 元，应拆成单价和数量。")]


def test_times_are_known_where_their_unit_is_named():
    assert run(
        completeness.times_are_known,
        line("餐费", "午餐", 20, 30, "人", times_unit="天"),
        line("餐费", "晚餐", 20, 30, "人", times=2, times_unit="天"),
        line("餐费", "早餐", times_unit="天"),
    ) == [("times-unknown", "午餐 写了按天算，没有写几天，先按 1 算。")]
