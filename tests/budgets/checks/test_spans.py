from budgets import EventFacts
from budgets.checks import spans
from tests.budgets.checks.rows import line, run

CONTEXT = EventFacts(days=3, nights=2)
MEALS = line("餐费", "用餐", 20, 30, "人", times=10, times_unit="餐")
NIGHTS = line("住宿费", "营地", 160, 17, "间", times=3, times_unit="晚")
DAYS = line("交通费", "大巴", 1800, 4, "天")


def test_days_fit_event():
    assert run(spans.days_fit_event, DAYS, context=CONTEXT) == [("days-over", "大巴 写了 4 天，活动共 3 天，多 1 天。")]
    more = line("餐费", "用餐", 20, 30, "人", times="3.5", times_unit="日")
    assert run(spans.days_fit_event, more, context=CONTEXT) == [
        ("days-over", "用餐 写了 3.5 天，活动共 3 天，多 0.5 天。")
    ]
    fits = line("交通费", "大巴", 1800, 3, "天")
    unknown = line("交通费", "大巴", 1800, 3, "辆", times_unit="天")
    assert run(spans.days_fit_event, fits, unknown, MEALS, context=CONTEXT) == []
    assert run(spans.days_fit_event, DAYS) == []


def test_nights_fit_event():
    assert run(spans.nights_fit_event, NIGHTS, context=CONTEXT) == [
        ("nights-differ", "营地 写了 3 晚，活动从第一天到最后一天是 2 晚。")
    ]
    fits = line("住宿费", "营地", 160, 17, "间", times=2, times_unit="晚")
    other = line("场地费", "营火", 160, 1, "场", times=1, times_unit="晚")
    assert run(spans.nights_fit_event, fits, other, DAYS, context=CONTEXT) == []
    assert run(spans.nights_fit_event, NIGHTS) == []


def test_meals_fit_days():
    assert run(spans.meals_fit_days, MEALS, context=CONTEXT) == [
        ("meals-over", "用餐 写了 10 餐，活动共 3 天，一日三餐最多 9 餐。")
    ]
    fits = line("餐费", "用餐", 20, 30, "人", times=9, times_unit="餐")
    boxes = line("餐费", "盒饭", 20, 30, "餐")
    assert run(spans.meals_fit_days, fits, boxes, context=CONTEXT) == []
    assert run(spans.meals_fit_days, MEALS) == []


def test_what_is_done_beside_the_event_takes_days_of_its_own():
    one_day = EventFacts(days=1)

    assert run(spans.days_fit_event, line("场地费", "礼堂彩排", 300, 2, "天"), context=one_day) == []
    assert run(spans.days_fit_event, line("场地费", "礼堂", 300, 2, "天", basis="提前一天布置"), context=one_day) == []
    assert len(run(spans.days_fit_event, line("场地费", "礼堂", 300, 2, "天"), context=one_day)) == 1
