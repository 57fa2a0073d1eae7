"""Two schedule items that want the same person or place."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.checkup import (
    clashes_by_item,
    find_clashes,
)
from planner.days import Day
from planner.dossier import (
    Dossier,
    Duty,
    Facts,
    ScheduleItem,
)
from planner.findings import Finding, Severity

DAY = Day(8, 10, 2027)
TEACHERS = (Duty("zhang", "讲解", "张老师"), Duty("li", "带队", "李老师"), Duty("drugs", "药品", "张老师"))


def _item(key: str, start: str, end: str = "", *duties: str, place: str = "", day: Day | None = DAY) -> ScheduleItem:
    clocks = [time.fromisoformat(text) if text else None for text in (start, end)]
    return ScheduleItem(key, f"第{key}项", day, *clocks, place=place, duties=duties)


def _event(*items: ScheduleItem, duties: tuple[Duty, ...] = TEACHERS) -> Dossier:
    return Dossier(facts=Facts(starts_on=DAY, ends_on=DAY), duties=duties, schedule=items)


def test_clash_of_a_person_in_two_duties_names_day_hours_and_titles() -> None:
    event = _event(_item("一", "09:30", "11:30", "zhang"), _item("二", "11:00", "12:00", "drugs"))

    assert find_clashes(event) == [
        Finding("person-clash", Severity.ERROR, "8月10日 11:00—11:30 张老师同时排在“第一项”和“第二项”。", "schedule/二")
    ]


@pytest.mark.parametrize(("end", "until"), [("00:00", "24:00"), ("06:00", "24:00")])
def test_clash_with_what_lasts_until_midnight_or_longer(end: str, until: str) -> None:
    event = _event(_item("一", "21:00", end, "li"), _item("二", "22:00", "00:00", "li"))

    assert [f.sentence for f in find_clashes(event)] == [f"8月10日 22:00—{until} 李老师同时排在“第一项”和“第二项”。"]


def test_clash_in_the_night_of_the_new_year_is_of_one_day() -> None:
    items = (
        _item("一", "08:00", "10:00", "li", day=Day(1, 1)),
        _item("二", "09:00", "11:00", "li", day=Day(1, 1, 2028)),
    )
    event = Dossier(facts=Facts(starts_on=Day(12, 31, 2027)), duties=TEACHERS, schedule=items)

    assert [f.where for f in find_clashes(event)] == ["schedule/二"]


def test_clash_of_a_shared_duty() -> None:
    event = _event(_item("一", "09:00", "10:00", "li", "zhang"), _item("二", "09:30", "09:40", "li", "zhang"))

    assert [f.sentence for f in find_clashes(event)] == [
        "8月10日 09:30—09:40 张老师、李老师同时排在“第一项”和“第二项”。"
    ]


def test_clash_is_told_on_the_item_that_starts_later() -> None:
    event = _event(_item("晚", "10:00", "11:00", "li"), _item("早", "09:00", "10:30", "li"))

    assert [f.where for f in find_clashes(event)] == ["schedule/晚"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_item("一", "09:00", "10:00", "li"), _item("二", "10:00", "11:00", "li")),
        (_item("一", "09:00", "10:00", "li"), _item("二", "09:30", "11:00", "zhang")),
        (_item("一", "09:00", "10:00", "li"), _item("二", "09:30", "11:00", "li", day=Day(8, 11, 2027))),
        (_item("一", "09:00", "10:00", "li", day=None), _item("二", "09:30", "11:00", "li", day=None)),
        (_item("一", "", "", "li"), _item("二", "09:30", "11:00", "li")),
        (_item("一", "09:00", "", "li"), _item("二", "09:30", "11:00", "li")),
        (_item("一", "09:00", "10:00", "gone"), _item("二", "09:30", "11:00", "gone")),
        (_item("一", "09:00", "10:00"), _item("二", "09:00", "10:00")),
    ],
)
def test_no_clash_where_nothing_is_shared_at_one_time(first: ScheduleItem, second: ScheduleItem) -> None:
    assert find_clashes(_event(first, second)) == []


def test_clash_of_items_that_start_together_without_an_end() -> None:
    event = _event(_item("一", "09:00", "", "li"), _item("二", "09:00", "", "li"))

    assert [f.sentence for f in find_clashes(event)] == ["8月10日 09:00 李老师同时排在“第一项”和“第二项”。"]


def test_clash_counts_a_day_without_year_as_the_year_of_the_event() -> None:
    event = _event(_item("一", "09:00", "10:00", "li", day=Day(8, 10)), _item("二", "09:30", "10:00", "li"))

    assert len(find_clashes(event)) == 1


def test_clash_over_midnight_lasts_till_midnight() -> None:
    event = _event(_item("一", "21:00", "06:00", "li"), _item("二", "23:00", "23:30", "li"))

    assert [f.sentence for f in find_clashes(event)] == ["8月10日 23:00—23:30 李老师同时排在“第一项”和“第二项”。"]


def test_clash_of_a_place_asks_for_a_reason() -> None:
    event = _event(_item("一", "09:00", "10:00", place="操场"), _item("二", "09:30", "10:00", place="操场 "))

    assert [(f.severity, f.code, f.sentence) for f in find_clashes(event)] == [
        (Severity.WARNING, "place-clash", "8月10日 09:30—10:00 操场同时排了“第一项”和“第二项”。")
    ]


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (Duty("li", "领队"), "“领队”还没定人，同时排在"),
        (Duty("li", "领队", "李老师、王老师"), "李老师、王老师可能同时排在"),
    ],
)
def test_clash_of_a_post_that_several_may_share_asks_for_a_reason(duty: Duty, said: str) -> None:
    event = _event(_item("一", "09:00", "10:00", "li"), _item("二", "09:30", "10:00", "li"), duties=(duty,))

    assert [(f.severity, f.sentence) for f in find_clashes(event)] == [
        (Severity.WARNING, f"8月10日 09:30—10:00 {said}“第一项”和“第二项”。")
    ]


def test_clash_of_a_crowd_is_none() -> None:
    crowd = (Duty("li", "领队", "各组老师"),)

    assert (
        find_clashes(_event(_item("一", "09:00", "10:00", "li"), _item("二", "09:00", "10:00", "li"), duties=crowd))
        == []
    )


def test_clashes_by_item_mark_both_items_of_a_pair() -> None:
    event = _event(
        _item("一", "09:00", "12:00", "li"), _item("二", "09:30", "10:00", "li"), _item("三", "11:00", "11:30", "li")
    )
    first, second = find_clashes(event)

    assert clashes_by_item(event) == {"一": [first, second], "二": [first], "三": [second]}


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10), st.sampled_from("ab")), max_size=8))
def test_clashes_are_all_pairs_that_overlap(spans: list[tuple[int, int, str]]) -> None:
    duties = (Duty("a", "甲", "甲老师"), Duty("b", "乙", "乙老师"))
    items = [
        ScheduleItem(
            str(n),
            str(n),
            DAY,
            time(start // 4, start % 4 * 15),
            time((start + long) // 4, (start + long) % 4 * 15),
            duties=(who,),
        )
        for n, (start, long, who) in enumerate(spans)
    ]
    pairs = [
        (a, b)
        for n, a in enumerate(spans)
        for b in spans[n + 1 :]
        if a[2] == b[2] and a[0] < b[0] + b[1] and b[0] < a[0] + a[1]
    ]

    assert len(find_clashes(_event(*items, duties=duties))) == len(pairs)
