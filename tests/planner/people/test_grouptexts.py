"""Texts for the group chat: whom they seek, and how they call people."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from planner.dossier import Post, Shift
from planner.people.board import BoardShift, ShiftTone, Tally
from planner.people.grouptexts import Announced, call_politely, write_cancelling, write_recruiting, write_short
from planner.people.volunteers import Slot

BEGINS = datetime.fromisoformat("2027-08-09T09:00")
EVENT = Announced(title="看见家乡的山和水", url="https://hd.example/v/7kq4m2")


def standing(title: str, places: int, *, public: bool = True, taken: int = 0) -> BoardShift:
    """A shift of that post on the 9th of August."""
    post, shift = Post(key=title, title=title, public=public), Shift(key=title, post=title, places=places)
    slot = Slot(shift, post, BEGINS, BEGINS + timedelta(hours=2))
    return BoardShift(slot, Tally(taken=taken), ShiftTone.SHORT)


SHIFTS = (standing("集合引导", 3, taken=1), standing("物资装车", 2), standing("医务", 4, public=False))


def test_recruiting_seeks_nobody_for_posts_that_the_page_does_not_show() -> None:
    assert write_recruiting(EVENT, SHIFTS).splitlines() == [
        "看见家乡的山和水，招志愿者 4 人：",
        "8月9日 集合引导 2 人，物资装车 2 人",
        "点开报名：",
        "https://hd.example/v/7kq4m2",
    ]


@pytest.mark.parametrize(("now", "sought"), [("08:59", 4), ("09:00", 0), ("10:00", 0)])
def test_nobody_is_sought_for_a_shift_that_has_begun(now: str, sought: int) -> None:
    announced = replace(EVENT, now=datetime.fromisoformat(f"2027-08-09T{now}"))

    texts = [write(announced, SHIFTS).splitlines()[0] for write in (write_recruiting, write_short)]

    missing = f"还差 {sought} 人：" if sought else "志愿者都报满了，谢谢大家。"
    assert texts == [f"看见家乡的山和水，招志愿者 {sought} 人：", f"看见家乡的山和水，{missing}"]


@pytest.mark.parametrize(
    ("now", "words"),
    [("17:59", "点开报名，8月3日（周二）18:00 截止："), ("18:00", "报名已经截止，想来的直接找组织者。班次在这里：")],
)
def test_text_names_no_deadline_that_is_over(now: str, words: str) -> None:
    closes = datetime.fromisoformat("2027-08-03T18:00")
    announced = replace(EVENT, now=datetime.fromisoformat(f"2027-08-03T{now}"), closes=closes)

    assert write_recruiting(announced, SHIFTS).splitlines()[-2] == words


def test_recruiting_tells_of_the_draw() -> None:
    announced = replace(EVENT, benefits="午餐", draws=datetime.fromisoformat("2027-07-30T18:30"))

    assert write_recruiting(announced, SHIFTS).splitlines()[2:4] == [
        "报名有：午餐",
        "先报后报机会一样，7月30日 18:30 抽签。",
    ]


def test_cancelling_tells_those_who_were_to_come_on_which_days_they_need_not() -> None:
    assert write_cancelling(EVENT, SHIFTS).splitlines() == [
        "看见家乡的山和水取消了。原来报的 8月9日 的班次都不用来了，也不用请假。谢谢大家。",
        "自己的页面上也写着：",
        "https://hd.example/v/7kq4m2",
    ]
    assert write_cancelling(EVENT, SHIFTS[1:]).startswith("看见家乡的山和水取消了。不用来了，也不用请假。")


def test_short_text_says_that_all_have_come_where_only_closed_posts_are_short() -> None:
    assert write_short(EVENT, SHIFTS[2:]).splitlines()[0] == "看见家乡的山和水，志愿者都报满了，谢谢大家。"


@pytest.mark.parametrize(
    ("name", "age", "called"),
    [
        ("林知远", 28, "林老师"),
        ("苏禾", 17, "苏同学"),
        ("欧阳晨", 18, "欧阳老师"),
        ("阿依古丽·买买提", None, "阿依古丽老师"),
    ],
)
def test_people_are_called_by_what_stands_first_of_their_name(name: str, age: int | None, called: str) -> None:
    assert call_politely(name, age) == called
