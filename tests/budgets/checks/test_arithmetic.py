from budgets import Money, Severity, check_budget
from budgets.budget import Budget
from budgets.checks import arithmetic
from budgets.eventfacts import EventFacts
from tests.budgets.checks.rows import line, run

WATER = line("餐费", "矿泉水", 40, 3, "箱")


def test_products_agree_names_the_line_and_both_numbers():
    wrong = line("餐费", "矿泉水", 40, 3, "箱", stated=130)
    assert run(arithmetic.products_agree, wrong) == [
        ("product-differs", "矿泉水 3箱×40元 应为 120.00 元，写的是 130.00 元。")
    ]
    (finding,) = (f for f in check_budget(Budget((wrong,)), EventFacts()) if f.code == "product-differs")
    assert (finding.severity, finding.where) == (Severity.ERROR, "budget/k")


def test_products_agree_is_silent_without_two_numbers():
    fine = line("餐费", "矿泉水", 40, 3, "箱", stated=120)
    assert run(arithmetic.products_agree, WATER, fine, line("餐费", "水", stated=5)) == []


def test_total_agrees_says_by_how_much():
    assert run(arithmetic.total_agrees, WATER, stated_total=Money(13000)) == [
        ("total-differs", "合计应为 120.00 元，写的是 130.00 元，相差 +10.00 元。")
    ]
    assert run(arithmetic.total_agrees, WATER, stated_total=Money(12000)) == []
    assert run(arithmetic.total_agrees, WATER) == []
    assert run(arithmetic.total_agrees, stated_total=Money(1)) == []
    assert run(arithmetic.total_agrees, WATER, line("餐费", "午餐"), stated_total=Money(1)) == []


def test_words_agree_compares_with_the_figures():
    assert run(arithmetic.words_agree, WATER, stated_words="人民币壹佰叁拾元整") == [
        ("words-differ", "大写应为“人民币壹佰贰拾元整”，写的是“人民币壹佰叁拾元整”（130.00 元）。")
    ]
    assert run(arithmetic.words_agree, WATER, stated_words="壹佰贰拾圆正") == []
    assert run(arithmetic.words_agree, WATER, stated_total=Money(13000), stated_words="壹佰叁拾元整") == []
    assert run(arithmetic.words_agree, WATER) == []
    assert run(arithmetic.words_agree, line("餐费", "午餐"), stated_words="壹元整") == []
    assert run(arithmetic.words_agree, WATER, stated_words="一百二") == [
        ("words-unreadable", "大写金额应像“人民币壹仟贰佰元整”，现在是“一百二”。")
    ]


def test_words_agree_takes_a_stated_total_of_zero_as_stated():
    assert run(arithmetic.words_agree, WATER, stated_total=Money(0), stated_words="壹佰贰拾元整") == [
        ("words-differ", "大写应为“人民币零元整”，写的是“壹佰贰拾元整”（120.00 元）。")
    ]


def test_amounts_are_positive():
    assert run(
        arithmetic.amounts_are_positive,
        line("餐费", "退款", -5, 3),
        line("餐费", "赠水", 0, 3),
        WATER,
        line("餐费", "午餐"),
    ) == [
        ("amount-negative", "退款 是 −15.00 元，支出应是正数；收入写到资金来源里。"),
        ("amount-zero", "赠水 是 0.00 元；不花钱的可以删去，或在依据里写明由谁提供。"),
    ]
