import pytest

from budgets import EventFacts, HeadGroup
from budgets.checks import capacity, headcount
from tests.budgets.checks.rows import line, run

CONTEXT = EventFacts(groups=(HeadGroup("学生", 30), HeadGroup("老师", 4, is_child=False)), stated=34)


def test_groups_agree_with_stated():
    assert run(headcount.groups_agree_with_stated, context=CONTEXT) == []
    assert run(headcount.groups_agree_with_stated, context=EventFacts(stated=30)) == []
    assert run(headcount.groups_agree_with_stated, context=EventFacts(groups=CONTEXT.groups)) == []
    wrong = EventFacts(groups=CONTEXT.groups, stated=30)
    assert run(headcount.groups_agree_with_stated, context=wrong) == [
        ("head-count-differs", "方案写 30 人，各组相加是 34 人，差 4 人；按人数算的各项要先定人数。")
    ]


@pytest.mark.parametrize("count", [30, 31, 32])
def test_gifts_fit_children_with_some_to_spare(count):
    assert run(headcount.gifts_fit_children, line("慰问品", "文具礼包", 20, count, "份"), context=CONTEXT) == []


def test_gifts_short_and_over():
    short, over = line("慰问品", "礼包", 20, 28, "份"), line("慰问品", "礼包", 20, 40, "份")
    assert run(headcount.gifts_fit_children, short, over, context=CONTEXT) == [
        ("gift-count-short", "礼包 28份，儿童 30 人，少 2份；不是人人有的，在依据里写明给谁。"),
        ("gift-count-over", "礼包 40份，儿童 30 人，加上备份最多 32份，多 8份；多的在依据里写明用处。"),
    ]


def test_gifts_are_not_judged_by_the_box_or_without_children():
    box = line("慰问品", "牛奶", 40, 5, "箱")
    assert run(headcount.gifts_fit_children, box, line("慰问品", "礼包"), context=CONTEXT) == []
    assert run(headcount.gifts_fit_children, line("慰问品", "礼包", 20, 1, "份")) == []


def test_clothes_fit_children_at_least_and_everybody_at_most():
    def check(count, context=CONTEXT):
        return run(headcount.clothes_fit_people, line("物资", "活动服", 38, count, "件"), context=context)

    assert check(30) == check(36) == []
    assert check(29)[0][0] == "clothes-count-short"
    assert check(37) == [
        (
            "clothes-count-over",
            "活动服 37件，儿童 30 人、全部 34 人，加上备份最多 36件，多 1件；多的在依据里写明用处。",
        )
    ]
    assert check(9, EventFacts(stated=10)) == [
        ("clothes-count-short", "活动服 9件，参加 10 人，少 1件；不是人人有的，在依据里写明给谁。")
    ]
    assert check(9, EventFacts()) == []


def test_meals_fit_people_or_are_all_meals_of_everybody():
    def check(count, **more):
        return run(headcount.meals_fit_people, line("餐费", "午餐", 20, count, "份", **more), context=CONTEXT)

    assert check(34) == check(34, times=3) == check(34 * 3) == []
    assert [code for code, _ in check(30)] == ["meal-count-short"]
    assert [code for code, _ in check(34 * 3, times=2)] == ["meal-count-over"]
    assert run(headcount.meals_fit_people, line("餐费", "水", 36, 12, "箱"), context=CONTEXT) == []
    assert run(headcount.meals_fit_people, line("餐费", "午餐", 20, 3, "人")) == []


def test_insurance_covers_people():
    def check(count, context=CONTEXT):
        return run(headcount.insurance_covers_people, line("保险费", "意外险", 5, count, "人"), context=context)

    assert check(34) == check(3, EventFacts()) == []
    assert check(30) == [("insurance-count-short", "意外险 30人，参加 34 人，少 4人；不是人人有的，在依据里写明给谁。")]


def test_seats_hold_people_and_drivers():
    def check(item, count, unit="辆", **more):
        return run(capacity.seats_hold_people, line("交通费", item, 900, count, unit, **more), context=CONTEXT)

    assert check("大巴（35座）", 1) == check("大巴（35 座）", 3, "天") == check("大巴", 1) == []
    assert check("中巴（19座）", 2) == check("中巴（18座）", 3, "天", times=2, times_unit="辆") == []
    assert check("中巴（17座）", 2) == [("seats-short", "2 辆车共 34 座，参加 34 人加司机 2 人，少 2 座。")]
    assert check("中巴（17座）", 3, "天") == [("seats-short", "1 辆车共 17 座，参加 34 人加司机 1 人，少 18 座。")]
    assert check("中巴（17座）", None)[0][0] == "seats-short"
    assert run(capacity.seats_hold_people, line("餐费", "17座餐厅", 9, 1, "间"), context=CONTEXT) == []
    assert run(capacity.seats_hold_people, line("交通费", "17座", 9, 1, "辆")) == []


def test_beds_hold_people():
    def check(*lines):
        return run(capacity.beds_hold_people, *lines, context=CONTEXT)

    double = line("住宿费", "双人间", 160, 17, "间")
    assert (
        check(double)
        == check(line("住宿费", "营地", 30, 34, "人"))
        == check(line("住宿费", "营地", 30, 34, "床"))
        == []
    )
    assert check(line("住宿费", "双人间", 160, 15, "间"), line("住宿费", "四人间", 160, 1, "间")) == []
    assert check(line("住宿费", "三人间", 160, 10, "间")) == [
        ("beds-short", "三人间 共 30 个床位，参加 34 人；不住宿的人在依据里写明。")
    ]
    assert check(line("住宿费", "双人间", 160, 1, "间"), line("住宿费", "营房", 160, 9, "间")) == []
    assert check(line("住宿费", "双人间"), line("住宿费", "双人间", 9, 1, "晚")) == []
    assert run(capacity.beds_hold_people, line("住宿费", "双人间", 160, 1, "间")) == []
