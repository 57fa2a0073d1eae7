"""The sample events say what their sources say, gaps included."""

import re
from datetime import time

import pytest

from budgets import Money
from planner.days import Day
from planner.dossier import Dossier, from_json, to_json
from planner.eventkinds import KINDS
from planner.people import slots_of
from planner.samples import SAMPLES, load_sample, load_samples
from planner.samples.volunteers import load_sample_volunteers


def test_load_samples_gives_the_complete_one_first() -> None:
    assert [d.facts.title for d in load_samples()] == [
        "看见家乡的山和水",
        "留守儿童和孤儿夏日研学",
        "春节走访慰问留守学生",
        "手牵手，一起过六一",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_survives_json(name: str) -> None:
    sample = load_sample(name)

    assert from_json(to_json(sample)) == sample
    assert sample.facts.kind in KINDS
    assert all(s.guidance for s in sample.sections)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_has_no_real_phone(name: str) -> None:
    phones = re.findall(r"1[3-9]\d{9}", to_json(load_sample(name)))

    assert all(phone.startswith("138000000") for phone in phones)


def test_summer_tour_states_thirty_and_counts_twenty_nine() -> None:
    sample = load_sample("summer_tour")

    assert [(h.group, h.count) for h in sample.head_counts] == [
        ("留守儿童", 10),
        ("孤儿", 14),
        ("民政局工作人员", 2),
        ("团区委工作人员", 1),
        ("记者", 1),
        ("随行医生", 1),
    ]
    assert (sample.counted_total, sample.facts.stated_total) == (29, 30)


def test_summer_tour_keeps_amounts_and_last_day_unknown() -> None:
    sample = load_sample("summer_tour")

    assert [(line.category, line.unit_price, line.quantity) for line in sample.budget] == [
        (category, None, None) for category in ("交通费", "餐费", "门票费", "讲解费", "慰问品", "其他")
    ]
    assert (sample.facts.starts_on, sample.facts.ends_on) == (Day(8, 9), Day(8, 11))
    assert sample.days() == (Day(8, 9), Day(8, 10))
    assert [i.title for i in sample.schedule if i.day is None] == ["早餐", "参观太公红军山，返回元坝"]


def test_spring_festival_keeps_lump_gap_and_loose_goods() -> None:
    sample = load_sample("spring_festival")

    assert [(line.item, line.amount) for line in sample.budget] == [("活动经费", Money(240000))]
    assert [(p.starts_on, p.ends_on) for p in sample.phases] == [
        (Day(1, 10), Day(1, 29)),
        (Day(1, 30), Day(2, 25)),
        (Day(2, 26), Day(3, 2)),
    ]
    assert sample.facts.ends_on == Day(3, 5)
    assert [s.name for s in sample.supplies if s.quantity is None] == ["水果", "食用油", "大米"]


def test_childrens_day_keeps_posts_and_hours_open() -> None:
    sample = load_sample("childrens_day")

    assert (sample.facts.starts_on, sample.facts.starts_at, sample.facts.ends_at) == (Day(5, 31), time(9), time(10, 45))
    assert sample.counted_total == 13
    assert [d.role for d in sample.duties if not d.name and not d.organisation] == [
        "顾问",
        "总策划",
        "执行策划",
        "参加人员",
    ]
    assert {i.start for i in sample.schedule} == {None}
    assert (sample.budget, sample.safety) == ((), ())


def test_complete_tour_is_complete() -> None:
    sample = load_sample("hometown_tour")

    assert sample.full_budget.total.exact == Money(2491125)
    assert (len(sample.schedule), len(sample.duties), sample.counted_total) == (30, 11, 41)
    assert (len(sample.posts), len(sample.shifts)) == (5, 9)
    assert sample.days() == (Day(8, 9, 2027), Day(8, 10, 2027), Day(8, 11, 2027))
    assert _blank_fields(sample) == []


def test_sample_volunteers_sign_up_for_shifts_that_there_are() -> None:
    shifts = {(slot.post.title, slot.shift.day) for slot in slots_of(load_sample("hometown_tour"))}
    volunteers = load_sample_volunteers()

    assert {(each.post, each.day) for one in volunteers for each in one.sign_ups} <= shifts
    assert len({one.applicant.phone for one in volunteers}) == len(volunteers)
    assert all(re.fullmatch("1380000020[1-8]", one.applicant.phone) for one in volunteers)


def _blank_fields(sample: Dossier) -> list[str]:
    """Posts, items and goods of a complete plan that still lack what they need."""
    return [
        *(d.role for d in sample.duties if not (d.name and d.phone and d.task)),
        *(i.title for i in sample.schedule if not (i.day and i.start and i.end and i.place and i.duties)),
        *(s.name for s in sample.supplies if s.quantity is None or not s.unit),
        *(line.item for line in sample.budget if line.amount is None),
        *(c.item for c in sample.safety if c.required and not c.done_by),
    ]
