"""Facts as rows for the forms, what contradicts itself, and what is private."""

from pathlib import Path

import pytest

from planner.eventkinds import KINDS
from planner.forms.rows import ROW_FORMS
from planner.intake.plans.planreading import read_plan
from planner.intake.plans.planrows import event_of, rows_of
from planner.nouns import NOUNS

HERE = Path(__file__).parent
VISIT = (HERE / "shared" / "childrens_day_visit.txt").read_text(encoding="utf-8")
PLANS = sorted((HERE / "tuning").glob("*.txt"))


def test_the_facts_of_the_event() -> None:
    event = {field: fact.value for field, fact in event_of(read_plan(VISIT)).items()}

    assert event == {
        "theme": "心手相牵，快乐成长",
        "starts_on": "--05-31",
        "ends_on": "--05-31",
        "starts_at": "09:00",
        "ends_at": "10:45",
        "stated_total": "13",
        "kind": "childrens_day",
        "place": "高州市xx镇xx小学",
    }


def test_rows_have_the_fields_of_their_forms() -> None:
    for path in PLANS:
        for noun, rows in rows_of(read_plan(path.read_text(encoding="utf-8"))).items():
            assert noun in NOUNS
            fields = {name for name, _ in ROW_FORMS[noun].columns}
            assert all(set(row.values) <= fields for row in rows), (path.name, noun)
            assert all(isinstance(text, str) for row in rows for text in row.values.values()), (path.name, noun)


def test_kinds_are_kinds_of_events() -> None:
    kinds = {event_of(read_plan(path.read_text(encoding="utf-8")))["kind"].value for path in PLANS}

    assert kinds <= set(KINDS)
    assert len(kinds) > 4


def test_rows_of_a_short_plan() -> None:
    text = "一、主办单位：甲小学\n二、安全：\n1.出发前购买保险。\n2.结束后清点人数。\n三、物资：抹布若干、水2箱"

    rows = {noun: [dict(row.values) for row in rows] for noun, rows in rows_of(read_plan(text)).items()}

    assert rows == {
        "parties": [{"role": "主办", "name": "甲小学"}],
        "safety": [{"item": "出发前购买保险。", "phase": "行前"}, {"item": "结束后清点人数。", "phase": "行后"}],
        "supplies": [
            {"name": "抹布", "quantity": "若干", "unit": ""},
            {"name": "水", "quantity": "2", "unit": "箱"},
        ],
    }


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("时间：2026年4月3日（星期六）", ["写的是4月3日星期六，那天是星期五。"]),
        ("时间：2026年4月3日（星期五）", []),
        ("时间：4月3日（星期六）", []),
        ("预算：\n书包300元\n横幅50元\n合计360元", ["合计写的是 360.00，各项加起来是 350.00。"]),
        ("预算：\n书包300元\n横幅50元\n合计350元", []),
        ("参加人员：学生20人，教师3人，共24人", ["总人数写的是 24 人，各类加起来是 23 人。"]),
        ("参加人员：学生20人，教师3人，共23人", []),
    ],
)
def test_contradictions_are_told_with_both_sides(text: str, sentences: list[str]) -> None:
    assert [conflict.sentence for conflict in read_plan(text).conflicts] == sentences


def test_phones_and_children_in_running_text_are_pointed_out() -> None:
    text = "请学生代表王小虎的家长拨打13800001177。周老师主持，李四同学发言。"

    private = [(one.what, text[one.span.start : one.span.end]) for one in read_plan(text).private]

    assert private == [("child", "王小虎"), ("phone", "13800001177"), ("child", "李四")]


def test_sections_hold_their_words() -> None:
    text = "活动方案\n一、活动目的：学会感恩\n二、活动流程\n1.集合\n2.出发\n"

    sections = [(one.heading, one.topic, one.text) for one in read_plan(text).sections]

    assert sections == [
        ("", "", "活动方案"),
        ("活动目的", "purpose", "学会感恩"),
        ("活动流程", "schedule", "1.集合\n2.出发"),
    ]


def test_a_text_too_long_is_said() -> None:
    assert read_plan("天" * 60_001).notes == ("文字太长，只读了前 6 万字。",)
    assert read_plan("天" * 60_000).notes == ()
