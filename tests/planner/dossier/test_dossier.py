"""The dossier: totals, order of the schedule, JSON."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import Line, Money, UnitPrice
from planner.days import Day
from planner.dossier import (
    Dossier,
    Duty,
    Facts,
    HeadCount,
    Party,
    SafetyCheck,
    ScheduleItem,
    Supply,
    from_json,
    to_json,
)
from planner.enums import GroupSide, ItemKind, PartyRole, SafetyPhase

TEXTS = st.text(max_size=8)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(Day.of) | st.just(Day(2, 29))
CLOCKS = st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0))
ITEMS = st.builds(ScheduleItem, key=TEXTS, title=TEXTS, day=DAYS, start=CLOCKS, end=CLOCKS, duties=st.tuples(TEXTS))
FACTS = st.builds(Facts, title=TEXTS, starts_on=DAYS, ends_at=CLOCKS, stated_total=st.none() | st.integers(0, 999))
SUPPLIES = st.builds(Supply, key=TEXTS, name=TEXTS, quantity=st.none() | st.decimals(0, 999, places=2))
PRICES = st.builds(UnitPrice, st.integers(0, 10**11) | st.integers(0, 10**9).map(lambda fen: fen * 100))
LINES = st.builds(Line, key=TEXTS, category=TEXTS, item=TEXTS, unit_price=st.none() | PRICES)
DOSSIERS = st.builds(
    Dossier,
    facts=FACTS,
    schedule=st.lists(ITEMS, max_size=3).map(tuple),
    supplies=st.lists(SUPPLIES, max_size=2).map(tuple),
    budget=st.lists(LINES, max_size=2).map(tuple),
)


@given(DOSSIERS)
def test_json_reads_back(dossier: Dossier) -> None:
    assert from_json(to_json(dossier)) == dossier
    assert to_json(from_json(to_json(dossier))) == to_json(dossier)


def test_json_of_an_older_version_leaves_out_unknown_names() -> None:
    text = '{"facts":{"title":"六一","mood":"好"},"stops":[{"key":"s","name":"学校","lat":1}],"weather":[]}'

    dossier = from_json(text)

    assert (dossier.facts, [s.name for s in dossier.stops]) == (Facts(title="六一"), ["学校"])


def test_heads_are_counted_then_stated_then_unknown() -> None:
    stated = Dossier(facts=Facts(stated_total=30))
    counted = Dossier(facts=Facts(stated_total=30), head_counts=(HeadCount("a", "学生", 29), HeadCount("b", "老师")))

    assert (stated.heads, counted.heads, Dossier().heads) == (30, 29, None)


def test_head_count_of_a_side_without_numbers_is_unknown() -> None:
    dossier = Dossier(head_counts=(HeadCount("a", "学生", 30), HeadCount("b", "老师", None, GroupSide.STAFF)))

    assert (dossier.head_count(GroupSide.CHILD), dossier.head_count(GroupSide.STAFF)) == (30, None)


def test_nights_need_both_days() -> None:
    assert Dossier(facts=Facts(starts_on=Day(8, 9), ends_on=Day(8, 11))).nights == 2
    assert Dossier(facts=Facts(starts_on=Day(8, 9))).nights is None


@pytest.mark.parametrize(
    ("last", "away"), [(Day(8, 1), 0), (Day(8, 2), 1), (Day(8, 15), 14), (Day(8, 16), None), (None, None)]
)
def test_people_go_home_in_between_where_it_lasts_longer_than_two_weeks(last: Day | None, away: int | None) -> None:
    assert Dossier(facts=Facts(starts_on=Day(8, 1), ends_on=last)).nights_away == away


def test_schedule_by_day_sorts_by_start_and_keeps_untimed_items_in_place() -> None:
    first, second = Day(8, 9), Day(8, 10)
    items = {
        "later": ScheduleItem("later", "午餐", first, time(12)),
        "note": ScheduleItem("note", "饭后", first),
        "early": ScheduleItem("early", "集合", first, time(8)),
        "next": ScheduleItem("next", "早餐", second, time(7)),
    }

    days = Dossier(facts=Facts(starts_on=first), schedule=tuple(items.values())).schedule_by_day()

    assert [(day, [i.key for i in rows]) for day, rows in days] == [
        (first, ["early", "later", "note"]),
        (second, ["next"]),
    ]


def test_schedule_by_day_keeps_items_without_a_day_in_row_order() -> None:
    items = (ScheduleItem("a", "参观", None, time(13)), ScheduleItem("b", "早餐", None, time(7)))

    assert Dossier(schedule=items).schedule_by_day() == ((None, items),)


def test_duty_names_fall_back_to_the_role() -> None:
    dossier = Dossier(duties=(Duty("a", "领队", "李老师"), Duty("b", "司机")))

    assert dossier.duty_names(ScheduleItem("i", "乘车", kind=ItemKind.BUS, duties=("a", "b", "gone"))) == (
        "李老师",
        "司机",
    )


def test_names_of_all_items_are_those_of_each() -> None:
    items = (ScheduleItem("i", "乘车", duties=("a", "b", "gone")), ScheduleItem("j", "午餐"))
    dossier = Dossier(duties=(Duty("a", "领队", "李老师"), Duty("b", "司机")), schedule=items)

    assert dossier.names_by_item() == {"i": ("李老师", "司机"), "j": ()}
    assert dossier.names_by_item() == {item.key: dossier.duty_names(item) for item in items}


def test_parts_that_nobody_plays_are_left_out() -> None:
    parties = (
        Party("a", PartyRole.SUPPORT, "书店"),
        Party("b", PartyRole.HOST, "团委"),
        Party("c", PartyRole.ORGANISER),
    )

    assert Dossier(parties=parties).names_by_party_role() == (
        (PartyRole.HOST, ("团委",)),
        (PartyRole.SUPPORT, ("书店",)),
    )


def test_safety_list_by_phase_keeps_the_order_of_its_rows() -> None:
    after = SafetyCheck("a", "清点人数", phase=SafetyPhase.AFTER)
    first, second = SafetyCheck("b", "查车"), SafetyCheck("c", "查保险")

    assert Dossier(safety=(after, first, second)).safety_by_phase() == (
        (SafetyPhase.BEFORE, (first, second)),
        (SafetyPhase.AFTER, (after,)),
    )


def test_party_names_leave_out_the_unnamed() -> None:
    dossier = Dossier(
        parties=(Party("a", PartyRole.HOST, "团委"), Party("b", PartyRole.HOST), Party("c", PartyRole.SUPPORT, "书店"))
    )

    assert dossier.party_names(PartyRole.HOST) == ("团委",)


def test_dates_label_joins_days_and_hours() -> None:
    facts = Facts(starts_on=Day(8, 9, 2026), ends_on=Day(8, 11, 2026), starts_at=time(8, 30), ends_at=time(17, 40))

    assert Dossier(facts=facts).dates_label(2026) == "8月9日（周日）—8月11日（周二） 08:30—17:40"
    assert Dossier().dates_label() == ""


def test_days_label_leaves_out_hours_of_several_days_only() -> None:
    facts = Facts(starts_on=Day(8, 9, 2026), starts_at=time(8, 30), ends_at=time(17, 40))

    labels = [Dossier(facts=replace(facts, ends_on=end)).days_label(2026) for end in (None, Day(8, 9, 2026))]
    several = Dossier(facts=replace(facts, ends_on=Day(8, 11, 2026))).days_label(2026)

    assert labels == ["8月9日（周日） 08:30—17:40"] * 2
    assert several == "8月9日（周日）—8月11日（周二）"


@pytest.mark.parametrize(
    ("price", "kept"),
    [(UnitPrice(15_000_000), '"unit_price":150000'), (UnitPrice(1_250), '"unit_price":"0.125"')],
)
def test_price_is_kept_in_fen_unless_it_is_finer(price: UnitPrice, kept: str) -> None:
    """A version that was handed in before keeps its bytes, and is read as it was."""
    text = to_json(Dossier(budget=(Line("l", "印刷费", "小报", price),)))

    assert kept in text
    assert from_json(text).budget[0].unit_price == price


def test_full_budget_rests_on_the_lines() -> None:
    line = Line("l", "餐费", "午餐", unit_price=Money(1500), quantity=Decimal(30), unit="人")

    assert Dossier(budget=(line,)).full_budget.total.exact == Money(45000)


@pytest.mark.parametrize(
    ("stated", "counts", "note"),
    [
        (30, (28,), "写的是 30 人，各组加起来 28 人"),
        (30, (28, None), "写的是 30 人，各组加起来 28 人"),
        (28, (20, 8), ""),
        (None, (28,), ""),
        (30, (), ""),
    ],
)
def test_count_note_says_that_head_counts_do_not_add_up(
    stated: int | None, counts: tuple[int | None, ...], note: str
) -> None:
    groups = tuple(HeadCount(f"h{n}", "学生", count) for n, count in enumerate(counts))

    assert Dossier(Facts(stated_total=stated), head_counts=groups).count_note == note
