"""Two versions of an event side by side."""

from dataclasses import fields, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import Line, Money
from planner.days import Day
from planner.dossier import Dossier, Duty, Facts, HeadCount, ScheduleItem, Section, Stop, Supply
from planner.dossier.comparison import (
    FieldChange,
    RowMention,
    RowsComparison,
    SectionChange,
    SectionsComparison,
    compare_dossiers,
    display,
)
from planner.enums import EventStatus, ItemKind, SafetyPhase, SectionSource
from planner.samples import SAMPLES, load_sample

TOUR = load_sample("hometown_tour")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "待定"),
        ("", "待定"),
        ((), "待定"),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (30, "30"),
        ("县科技馆", "县科技馆"),
        (Day(8, 9), "8月9日"),
        (Day(8, 9, 2027), "2027年8月9日（周一）"),
        (date(2027, 8, 9), "2027年8月9日（周一）"),
        (time(9), "09:00"),
        (Money(123450), "¥1,234.50"),
        (Decimal("12.50"), "12.5"),
        (Decimal("1200"), "1,200"),
        (SafetyPhase.BEFORE, "行前"),
        (("李老师", "张老师"), "李老师、张老师"),
    ],
)
def test_display_of_every_sort_of_value(value: object, text: str) -> None:
    assert display(value) == text


@pytest.mark.parametrize("name", SAMPLES)
def test_comparison_of_a_version_with_itself_is_empty(name: str) -> None:
    comparison = compare_dossiers(load_sample(name), load_sample(name))

    assert comparison.is_empty
    assert (comparison.facts, comparison.sections, comparison.rows) == ((), SectionsComparison(), ())
    assert comparison.material == ()


def test_status_alone_is_no_change() -> None:
    assert compare_dossiers(TOUR, _facts(status=EventStatus.APPROVED)).is_empty


def test_facts_show_before_and_after() -> None:
    comparison = compare_dossiers(TOUR, _facts(starts_at=time(9), transport="", kind="blank"))

    assert comparison.facts == (
        FieldChange("kind", "活动类型", "暑期研学/夏令营", "空白"),
        FieldChange("starts_at", "开始时间", "08:30", "09:00"),
        FieldChange("transport", "车辆", "云台客运公司 45 座大巴 1 辆，司机赵师傅", "待定"),
    )
    assert comparison.material == (
        "时间由 2027年8月9日（周一）—8月11日（周三） 08:30—17:40 改为 2027年8月9日（周一）—8月11日（周三） 09:00—17:40",
        "车辆由 云台客运公司 45 座大巴 1 辆，司机赵师傅 改为 待定",
    )


def test_rows_added_removed_and_changed() -> None:
    first, second, *rest = TOUR.supplies
    fresh = Supply("supply-99", "遮阳帽", quantity=Decimal(30), unit="顶")

    comparison = compare_dossiers(TOUR, _with(supplies=(replace(first, quantity=None, duty=""), *rest, fresh)))

    rows = comparison.of("supplies")
    assert (rows.name, rows.label, rows.moved) == ("supplies", "物资", ())
    assert rows.added == (RowMention("supply-99", "遮阳帽"),)
    assert rows.removed == (RowMention(second.key, "研学手册"),)
    assert [(c.key, c.title, c.fields) for c in rows.changed] == [
        (
            "supply-1",
            "活动服",
            (FieldChange("quantity", "数量", "41", "待定"), FieldChange("duty", "负责人", "吴老师", "待定")),
        )
    ]
    assert comparison.rows == (rows,)
    assert comparison.material == ()


def test_schedule_item_is_named_by_day_and_hours() -> None:
    item = replace(TOUR.schedule[0], end=time(9, 10), duties=("duty-1", "duty-2"))

    rows = compare_dossiers(TOUR, _with(schedule=(item, *TOUR.schedule[1:]))).of("schedule")

    assert [(c.title, c.fields) for c in rows.changed] == [
        (
            "8月9日 08:30—09:10 集合点名",
            (
                FieldChange("end", "结束", "09:00", "09:10"),
                FieldChange("duties", "负责人", "李老师", "周老师、李老师"),
            ),
        )
    ]


def test_renamed_person_is_no_change_of_the_schedule() -> None:
    duties = (replace(TOUR.duties[0], name="黄老师"), *TOUR.duties[1:])

    assert [r.name for r in compare_dossiers(TOUR, _with(duties=duties)).rows] == ["duties"]


def test_moved_rows_are_the_fewest() -> None:
    first, second, third, *rest = TOUR.stops

    rows = compare_dossiers(TOUR, _with(stops=(second, third, first, *rest))).of("stops")

    assert rows == RowsComparison("stops", "地点", moved=(RowMention("stop-1", "县青少年宫"),))
    assert (rows.is_empty, rows.is_edited) == (False, False)


@given(st.permutations(TOUR.duties), st.sets(st.sampled_from([d.key for d in TOUR.duties])))
def test_moved_rows_put_back_restore_the_order(order: list[Duty], gone: set[str]) -> None:
    old, new = _with(duties=tuple(d for d in TOUR.duties if d.key not in gone)), _with(duties=tuple(order))

    rows = compare_dossiers(old, new).of("duties")

    moved = {m.key for m in rows.moved}
    staying = [d.key for d in order if d.key not in moved | gone]
    assert staying == [d.key for d in old.duties if d.key in staying]
    assert {m.key for m in rows.added} == gone


def test_sections_added_removed_renamed_and_changed() -> None:
    old = (Section("a", "背景", text="第一句。"), Section("b", "目的", text="看两处场馆。"), Section("c", "附件"))
    new = (
        Section("b", "活动目的", text="看三处场馆。"),
        Section("c", "附件", SectionSource.ATTACHMENTS),
        Section("d", "总结", text="报团委。"),
    )

    sections = compare_dossiers(Dossier(sections=old), Dossier(sections=new)).sections

    assert sections == SectionsComparison(
        added=(SectionChange("d", "", "总结", (("added", "报团委。"),)),),
        removed=(SectionChange("a", "背景", "", (("removed", "第一句。"),)),),
        renamed=(SectionChange("b", "目的", "活动目的"),),
        changed=(
            SectionChange(
                "b",
                "目的",
                "活动目的",
                (("same", "看"), ("removed", "两"), ("added", "三"), ("same", "处场馆。")),
            ),
            SectionChange("c", "附件", "附件", (), (FieldChange("source", "自动印出", "文字", "附件"),)),
        ),
    )


def test_section_moved() -> None:
    first, second, *rest = TOUR.sections

    sections = compare_dossiers(TOUR, _with(sections=(second, first, *rest))).sections

    assert sections == SectionsComparison(moved=(RowMention(second.key, second.heading),))


@pytest.mark.parametrize(
    ("change", "material"),
    [
        ({"stops": TOUR.stops[:-1]}, ("地点的站点有改动",)),
        ({"head_counts": (HeadCount("count-1", "学生", 31), *TOUR.head_counts[1:])}, ("人数由 41 改为 42",)),
        (
            {"head_counts": (replace(TOUR.head_counts[0], remark="每组 15 人"), *TOUR.head_counts[1:])},
            ("人数的分组有改动",),
        ),
        ({"budget": TOUR.budget[:-1]}, ("预算由 ¥24,911.25 改为 ¥23,725.00",)),
        ({"budget": (replace(TOUR.budget[0], basis="三家询价"), *TOUR.budget[1:])}, ("预算的明细有改动",)),
        ({"budget": TOUR.budget[::-1]}, ()),
        ({"schedule": TOUR.schedule[:-1]}, ()),
        ({"duties": ()}, ()),
    ],
)
def test_material_names_what_reopens_an_approval(change: dict[str, Any], material: tuple[str, ...]) -> None:
    assert compare_dossiers(TOUR, _with(**change)).material == material


def test_material_facts_say_before_and_after() -> None:
    old = Dossier(facts=Facts(starts_on=Day(8, 9)))
    new = Dossier(facts=Facts(starts_on=Day(8, 10), place="县科技馆", stated_total=30))

    assert compare_dossiers(old, new).material == (
        "时间由 8月9日 改为 8月10日",
        "地点由 待定 改为 县科技馆",
        "人数由 待定 改为 30",
    )


def test_comparison_of_a_noun_without_changes_is_empty() -> None:
    assert compare_dossiers(TOUR, TOUR).of("stops") == RowsComparison("stops", "地点")


def test_first_version_counts_as_added() -> None:
    new = Dossier(
        stops=(Stop("s", "学校"),),
        schedule=(ScheduleItem("i", "集合", kind=ItemKind.ROLL),),
        budget=(Line("l", "餐费", "午餐"),),
    )

    comparison = compare_dossiers(Dossier(), new)

    assert [(r.name, [m.title for m in r.added]) for r in comparison.rows] == [
        ("stops", ["学校"]),
        ("schedule", ["集合"]),
        ("budget", ["午餐"]),
    ]


def _facts(**changes: Any) -> Dossier:
    return replace(TOUR, facts=replace(TOUR.facts, **changes))


def _with(**rows: Any) -> Dossier:
    return replace(TOUR, **rows)


def test_versions_that_differ_in_one_thing_only_differ() -> None:
    sections = tuple(replace(section, text=section.text + "。") for section in TOUR.sections)

    changed = (_facts(theme="换了主题"), _with(sections=sections), _with(stops=TOUR.stops[1:]))
    assert [compare_dossiers(TOUR, new).is_empty for new in changed] == [False] * 3


@pytest.mark.parametrize("part", [f.name for f in fields(SectionsComparison)])
def test_sections_changed_in_one_way_only_are_changed(part: str) -> None:
    assert SectionsComparison().is_empty
    assert not SectionsComparison(**{part: (SectionChange("k", "目的", "意义"),)}).is_empty


@pytest.mark.parametrize(
    ("part", "is_edited"), [("added", True), ("removed", True), ("changed", True), ("moved", False)]
)
def test_rows_changed_in_one_way_only_are_changed(part: str, is_edited: bool) -> None:
    changed = RowsComparison("duties", "分工", **{part: (RowMention("k", "领队"),)})

    assert RowsComparison("duties", "分工").is_empty
    assert (changed.is_empty, changed.is_edited) == (False, is_edited)


def test_rows_are_counted_by_the_word_of_their_noun() -> None:
    assert [RowsComparison(name, "").measure for name in ("duties", "stops")] == ["项", "处"]
