from dataclasses import replace
from decimal import Decimal

import pytest

from budgets import Budget, EventFacts, HeadGroup, Severity
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


def test_gifts_are_held_against_those_who_are_named():
    def check(item, count, basis="", unit="份"):
        return run(headcount.gifts_fit_children, line("慰问品", item, 20, count, unit, basis=basis), context=CONTEXT)

    assert check("礼包", 24, "24 名困难学生") == check("礼包", 4, "老师") == check("篮球", 16, "每班 2 个") == []
    assert check("图册", 60, "每人 2 册", "册") == check("水彩", 15, "两人一套", "套") == []
    assert [code for code, _ in check("图册", 58, "每人 2 册", "册")] == ["gift-count-short"]
    assert check("礼包", 28, "学生每人一份") == [
        ("gift-count-short", "礼包 28份，学生 30 人，少 2份；不是人人有的，在依据里写明给谁。")
    ]
    assert check("抽奖礼品", 10) == check("礼品", 10, "奖给前十名") == []


def test_far_too_few_are_hardly_meant_for_all():
    def severity(count):
        budget = Budget((line("慰问品", "礼包", 20, count, "份"),))
        return [finding.severity for finding in headcount.gifts_fit_children(budget, CONTEXT)]

    assert (severity(15), severity(14)) == ([Severity.WARNING], [Severity.HINT])


def test_gifts_are_for_those_who_are_visited():
    elders = EventFacts(groups=(HeadGroup("学生", 30), HeadGroup("老人", 20, is_child=False)))

    assert run(headcount.gifts_fit_children, line("慰问品", "棉鞋", 20, 20, "双"), context=elders) == []
    assert run(headcount.gifts_fit_children, line("慰问品", "棉鞋", 20, 18, "双"), context=elders) == [
        ("gift-count-short", "棉鞋 18双，老人 20 人，少 2双；不是人人有的，在依据里写明给谁。")
    ]


def test_boxes_say_how_many_they_hold():
    def check(count, basis="", category="慰问品", item="牛奶"):
        return run(headcount.boxes_hold_enough, line(category, item, 40, count, "箱", basis=basis), context=CONTEXT)

    def asked(count, whom):
        return [("box-pieces-unknown", f"牛奶 {count}箱，{whom} 人，没有写一箱几份；在依据里写明每箱几份、每人几份。")]

    assert (check(24), check(24, category="食品")) == (asked(24, "儿童 30"), asked(24, "参加 34"))
    assert (check(33), check(33, category="餐费")) == (asked(33, "参加 34"), asked(33, "参加 34"))
    assert (
        check(30)
        == check(32)
        == check(34)
        == check(34, category="餐费")
        == check(24, "每箱 24 盒")
        == check(24, category="餐费", item="矿泉水")
        == []
    )
    assert check(4, category="餐费") == []
    assert [code for code, _ in check(4)] == ["box-pieces-unknown"]
    assert check(24, "一人一箱") == [
        ("gift-count-short", "牛奶 24箱，儿童 30 人，少 6箱；不是人人有的，在依据里写明给谁。")
    ]
    assert [code for code, _ in check(2, "每箱 12 盒，每人 1 盒")] == ["gift-count-short"]
    assert check(3, "每箱 12 盒，每人 1 盒") == []
    assert run(headcount.boxes_hold_enough, line("慰问品", "牛奶", 40, 24, "箱")) == []
    assert run(headcount.boxes_hold_enough, line("慰问品", "牛奶", 40, 24, "箱"), context=EventFacts(stated=26)) == [
        ("box-pieces-unknown", "牛奶 24箱，参加 26 人，没有写一箱几份；在依据里写明每箱几份、每人几份。")
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


def test_lines_share_the_people_among_them():
    children = line("保险费", "低年级意外险", 5, 20, "人")
    rest = line("保险费", "其余意外险", 5, 14, "人")

    assert run(headcount.insurance_covers_people, line("保险费", "学生意外险", 5, 30, "人"), context=CONTEXT) == []
    assert run(headcount.insurance_covers_people, rest, replace(rest, quantity=Decimal(20)), context=CONTEXT) == []
    assert [code for code, _ in run(headcount.insurance_covers_people, children, rest, context=CONTEXT)] == []
    assert len(run(headcount.insurance_covers_people, rest, context=CONTEXT)) == 1
    assert run(headcount.insurance_covers_people, line("保险费", "责任险", 500, 1, "份"), context=CONTEXT) == []


def test_heads_may_stand_in_the_times():
    meals = line("餐费", "午餐", 20, 3, "餐", times=30, times_unit="人")
    assert [code for code, _ in run(headcount.meals_fit_people, meals, context=CONTEXT)] == ["meal-count-short"]
    assert run(headcount.meals_fit_people, replace(meals, times=Decimal(34)), context=CONTEXT) == []


def test_those_who_are_visited_need_no_meal_seat_or_insurance():
    visit = EventFacts(kind="spring_festival", groups=CONTEXT.groups)

    assert run(headcount.meals_fit_people, line("餐费", "午餐", 20, 4, "份"), context=visit) == []
    assert run(headcount.insurance_covers_people, line("保险费", "意外险", 5, 4, "人"), context=visit) == []
    assert run(capacity.seats_hold_people, line("交通费", "面包车（7座）", 300, 1, "辆"), context=visit) == []


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


def test_seats_are_for_those_who_ride():
    def check(item, basis="", count=1, **more):
        bus = line("交通费", item, 900, count, "辆", basis=basis, **more)
        return run(capacity.seats_hold_people, bus, context=CONTEXT)

    assert check("老师中巴（7座）") == check("中巴（19座）", "分两批") == check("中巴", "37座、39座各一", 2) == []
    assert check("中巴（19座）", times=2, times_unit="趟") == []
    assert check("老师中巴（4座）") == [("seats-short", "1 辆车共 4 座，乘车 4 人加司机 1 人，少 1 座。")]
    assert check("大巴", "19座") == [("seats-short", "1 辆车共 19 座，参加 34 人加司机 1 人，少 16 座。")]


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
