from decimal import Decimal

from budgets import EventFacts, Money, Per, PerHeadLimit, Policy, Topic
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
