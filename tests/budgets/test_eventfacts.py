from datetime import date

from budgets import EventFacts, HeadGroup

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
