from dataclasses import replace
from decimal import Decimal

from budgets import EventFacts, HeadGroup, Money, Per, PerHeadLimit, Policy, Topic
from budgets.checks import limits
from tests.budgets.checks.rows import line, run

CONTEXT = EventFacts(stated=10, days=2, nights=1)


def with_limit(topic, yuan, per, note=""):
    return EventFacts(
        stated=10, days=2, nights=1, policy=Policy(per_head=(PerHeadLimit(topic, Money(yuan * 100), per, note),))
    )


def test_meals_within_limit_per_head_and_day():
    assert run(limits.topics_within_limits, line("餐费", "用餐", 100, 10, "人", times=2), context=CONTEXT) == []
    over = line("餐费", "用餐", 101, 10, "人", times=2)
    assert run(limits.topics_within_limits, over, context=CONTEXT) == [
        (
            "head-limit-passed",
            "餐费 2,020.00 元，按 20 人·天算每人·天 101.00 元，超过 100.00 元（参照差旅伙食补助）。",
        )
    ]
    assert run(limits.topics_within_limits, over) == []
    assert run(limits.topics_within_limits, over, line("餐费", "水"), context=CONTEXT)[0][1].startswith(
        "餐费至少 2,020"
    )


def test_lodging_per_night_and_gifts_per_person():
    nights = with_limit(Topic.LODGING, 50, Per.PERSON_NIGHT)
    assert run(limits.topics_within_limits, line("住宿费", "营地", 600, 1, "项"), context=nights) == [
        ("head-limit-passed", "住宿费 600.00 元，按 10 人·晚算每人·晚 60.00 元，超过 50.00 元。")
    ]
    gifts = with_limit(Topic.GIFT, 50, Per.PERSON)
    assert run(limits.topics_within_limits, line("慰问品", "书包", 60, 10, "个"), context=gifts) == [
        ("head-limit-passed", "慰问品 600.00 元，按 10 人算每人 60.00 元，超过 50.00 元。")
    ]


def test_head_within_limit():
    assert run(limits.head_within_limit, line("其他", "营费", 1100, 10, "人"), context=CONTEXT) == []
    assert run(limits.head_within_limit, line("其他", "营费", 1101, 10, "人"), context=CONTEXT) == [
        ("event-limit-passed", "合计 ¥11,010.00，每人每天 550.50 元，超过 550.00 元。")
    ]
    assert run(limits.head_within_limit, line("其他", "营费", 9999, 10, "人")) == []


def test_reserve_within_cap():
    lines = (line("餐费", "用餐", 1000, 1), line("不可预见费", "预备", stated=101))
    assert run(limits.reserve_within_cap, *lines) == [
        ("reserve-over-cap", "不可预见费 101.00 元，是其他项合计 1,000.00 元的 10.1%，最多 10.0%，即 100.00 元。")
    ]
    assert run(limits.reserve_within_cap, *lines, context=EventFacts(policy=Policy(reserve_cap=Decimal("0.2")))) == []
    assert run(limits.reserve_within_cap, line("不可预见费", "预备", stated=101)) == []
    assert run(limits.reserve_within_cap, lines[0], line("不可预见费", "预备", stated=100)) == []


def test_prizes_within_limit():
    assert run(
        limits.prizes_within_limit,
        line("奖品", "书包", 120, 3, "个"),
        line("慰问品", "棉被", 180, 3, "床"),
        line("奖品", "文具盒", 100, 3, "个"),
        line("奖品", "待定"),
        line("交通费", "大巴", 1800, 1, "天"),
    ) == [
        ("prize-over-limit", "书包 单价 120.00 元，超过 100.00 元，要事先批准并附批件。"),
        ("prize-over-limit", "棉被 单价 180.00 元，超过 100.00 元，要事先批准并附批件。"),
    ]


AUDIENCE = EventFacts(groups=(HeadGroup("学生", 330), HeadGroup("专家", 3, is_child=False)), days=1)


def test_meal_of_a_few_is_spread_over_these():
    def check(line_of_meal, context=AUDIENCE):
        return run(limits.topics_within_limits, line_of_meal, context=context)

    assert check(line("餐费", "专家餐", 150, 3, "人")) == [
        (
            "head-limit-passed",
            "专家餐 按 3 人算每人·天 150.00 元，超过 100.00 元（参照差旅伙食补助）。",
        )
    ]
    assert [code for code, _ in check(line("餐费", "专家餐", 900, 1, "桌"))] == ["head-limit-passed"]
    assert check(line("餐费", "专家餐", 100, 3, "人")) == check(line("餐费", "水果拼盘", 150, 3, "份")) == []
    assert check(line("餐费", "专家餐", 150, 3, "人"), EventFacts(days=1)) == []


def test_meal_of_a_few_counts_on_its_day():
    days = replace(AUDIENCE, days=3)

    def check(price, times, unit, basis=""):
        meal = line("餐费", "专家餐", price, 3, "人", times=times, times_unit=unit, basis=basis)
        return len(run(limits.topics_within_limits, meal, context=days))

    assert (check(101, 1, "餐"), check(100, 1, "餐"), check(101, 3, "天"), check(100, 3, "天")) == (1, 0, 1, 0)
    assert (check(50, 6, "餐"), check(51, 6, "餐"), check(300, None, "", "全程三天"), check(301, None, "", "全程")) == (
        0,
        1,
        0,
        1,
    )


def test_board_and_lodging_together_are_no_meal():
    assert run(limits.topics_within_limits, line("基地费", "食宿", 300, 10, "人"), context=CONTEXT) == []


def test_money_handed_to_persons_is_no_cost_of_the_day():
    grants = line("慰问金", "助学金", 5_000, 10, "人")
    assert run(limits.head_within_limit, grants, context=CONTEXT) == []
    assert run(limits.head_within_limit, grants, line("其他", "营费", 1101, 10, "人"), context=CONTEXT) == [
        ("event-limit-passed", "发给个人的钱以外，合计 ¥11,010.00，每人每天 550.50 元，超过 550.00 元。")
    ]


def test_laptop_is_a_prize_wherever_it_stands_and_an_approved_one_is_no_fault():
    laptop = line("设备", "笔记本电脑", 4999, 1, "台")
    won = replace(laptop, basis="奖给优秀营员")
    assert run(limits.prizes_within_limit, laptop) == []
    assert [code for code, _ in run(limits.prizes_within_limit, won)] == ["prize-over-limit"]
    assert run(limits.prizes_within_limit, replace(won, basis="奖给优秀营员，团委〔2026〕2 号批复")) == []
