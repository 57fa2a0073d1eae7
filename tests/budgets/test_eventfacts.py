from datetime import date

import pytest

from budgets import EventFacts, HeadGroup, Policy

GROUPS = (HeadGroup("学生", 30), HeadGroup("学生二班", 5), HeadGroup("老师", 4, is_child=False))


def test_days_and_nights_come_from_the_dates():
    context = EventFacts(starts_on=date(2026, 8, 9), ends_on=date(2026, 8, 11))
    assert (context.day_count, context.night_count) == (3, 2)


def test_days_and_nights_given_go_first():
    context = EventFacts(starts_on=date(2026, 8, 9), ends_on=date(2026, 8, 11), days=2, nights=0)
    assert (context.day_count, context.night_count) == (2, 0)


def test_days_are_unknown_without_two_dates_in_order():
    assert EventFacts(starts_on=date(2026, 8, 9)).day_count is None
    assert EventFacts(ends_on=date(2026, 8, 9)).night_count is None
    assert EventFacts(starts_on=date(2026, 8, 9), ends_on=date(2026, 8, 1)).night_count is None


def test_people_are_counted_by_groups_else_stated():
    context = EventFacts(groups=GROUPS, stated=40)
    assert (context.counted, context.children, context.people) == (39, 35, 39)
    assert EventFacts(stated=40).people == 40
    assert EventFacts().people is None


def test_people_are_unknown_while_a_group_is():
    context = EventFacts(groups=(*GROUPS, HeadGroup("志愿者", None, is_child=False)))
    assert (context.counted, context.children, context.people) == (None, 35, None)


@pytest.mark.parametrize(
    ("kind", "title", "nights", "moving", "away"),
    [
        ("", "", 2, False, 2),
        ("study_tour", "", 2, False, 2),
        ("spring_festival", "春节走访", 2, True, 0),
        ("performance", "", 1, True, 0),
        ("childrens_day", "六一夏令营", 2, False, 2),
        ("blank", "", 1, False, 0),
        ("blank", "", 1, True, 1),
        ("blank", "", 5, True, 5),
        ("blank", "", 6, True, 0),
        ("blank", "冬令营", 6, False, 6),
        ("blank", "入户走访", 1, True, 0),
        ("study_tour", "营销讲座", 0, False, 0),
    ],
)
def test_nights_away_go_by_kind_and_title(kind: str, title: str, nights: int, *, moving: bool, away: int) -> None:
    assert EventFacts(kind=kind, title=title, nights=nights, moving=moving).nights_away == away


def test_kinds_that_go_home_are_those_of_the_policy() -> None:
    mine = Policy(home_kinds=("study_tour",))

    assert EventFacts(kind="study_tour", nights=2, policy=mine).nights_away == 0
    assert EventFacts(kind="spring_festival", nights=2, policy=mine).nights_away == 2


def test_those_who_are_visited_are_given_something_and_do_not_set_out() -> None:
    old, pupils, staff = (
        HeadGroup("老人", 40, is_child=False),
        HeadGroup("学生", 30),
        HeadGroup("老师", 4, is_child=False),
    )

    elders = EventFacts(kind="chongyang", title="慰问老人", groups=(old, pupils, staff))
    homes = EventFacts(kind="spring_festival", groups=(pupils, staff))
    lessons = EventFacts(kind="blank", title="送课下乡", groups=(pupils, staff))
    party = EventFacts(kind="childrens_day", groups=(pupils, staff))

    assert (elders.recipients, elders.travellers) == (("老人", 40), 34)
    assert (homes.recipients, homes.travellers) == (("儿童", 30), 4)
    assert (lessons.travellers, party.travellers) == (4, 34)
    assert EventFacts(groups=(pupils,), title="慰问").travellers == 30
    assert EventFacts(groups=(staff,)).recipients is None
