"""What each kind of event proposes."""

from datetime import time

import pytest

from planner.days import Day
from planner.dossier import Dossier, Facts
from planner.enums import ItemKind, SafetyPhase, SectionSource
from planner.eventkinds import KINDS
from planner.kinds import load_kind, propose
from planner.kinds.rowfile import load_dossier

FULL_SECTIONS = [
    "活动背景",
    "指导思想",
    "活动主题",
    "活动目的",
    "活动时间",
    "活动地点",
    "组织单位",
    "参加人员",
    "实施步骤",
    "日程安排",
    "活动准备",
    "人员分工",
    "经费预算",
    "安全保障",
    "应急预案",
    "注意事项",
    "保障措施",
    "总结上报",
    "附件",
    "落款",
]
FILLED_KINDS = [code for code in KINDS if code != "blank"]


def test_kinds_are_listed_in_order() -> None:
    assert list(KINDS.items()) == [
        ("childrens_day", "六一游园/慰问"),
        ("spring_festival", "春节走访慰问"),
        ("study_tour", "暑期研学/夏令营"),
        ("volunteer_teaching", "志愿支教/三下乡"),
        ("outdoor_training", "户外素质拓展"),
        ("performance", "文艺演出"),
        ("qingming", "清明祭扫"),
        ("chongyang", "重阳敬老"),
        ("blank", "空白"),
    ]


def test_load_kind_of_unknown_code_says_so() -> None:
    with pytest.raises(LookupError, match=r"没有“\.\./blank”这一类活动。"):
        load_kind("../blank")


@pytest.mark.parametrize("code", KINDS)
def test_load_kind_is_read_once(code: str) -> None:
    kind = load_kind(code)

    assert kind is load_kind(code)
    assert (kind.code, kind.label) == (code, KINDS[code])
    assert 10 <= len(kind.description) <= 40


def test_blank_brings_all_sections_and_the_common_safety_list_only() -> None:
    dossier = propose("blank")

    assert [s.heading for s in dossier.sections] == FULL_SECTIONS
    assert len(dossier.safety) == 13
    assert dossier == Dossier(facts=Facts(kind="blank"), sections=dossier.sections, safety=dossier.safety)


@pytest.mark.parametrize("code", KINDS)
def test_sections_keep_the_order_of_real_plans(code: str) -> None:
    headings = [s.heading for s in propose(code).sections]

    assert headings == [h for h in FULL_SECTIONS if h in headings]
    assert all(s.guidance and not s.text for s in propose(code).sections)


@pytest.mark.parametrize("code", KINDS)
def test_sections_print_each_source_once(code: str) -> None:
    sources = [s.source for s in propose(code).sections if s.source != SectionSource.TEXT]

    assert len(sources) == len(set(sources)) == len(SectionSource) - 1


@pytest.mark.parametrize("code", KINDS)
def test_examples_belong_to_sections_of_the_kind(code: str) -> None:
    kind = load_kind(code)

    assert set(kind.examples) <= {s.heading for s in kind.dossier.sections}
    assert all(1 <= len(texts) <= 3 for texts in kind.examples.values())


@pytest.mark.parametrize("code", FILLED_KINDS)
def test_propose_leaves_unknown_what_nobody_has_said(code: str) -> None:
    dossier = propose(code)

    assert dossier.facts == Facts(kind=code)
    assert {h.count for h in dossier.head_counts} == {None}
    assert {(d.name, d.phone, d.organisation) for d in dossier.duties} == {("", "", "")}
    assert {(p.starts_on, p.ends_on, p.owner) for p in dossier.phases} == {(None, None, "")}
    assert {(line.unit_price, line.quantity) for line in dossier.budget} == {(None, None)}
    assert {(i.day, i.place) for i in dossier.schedule} == {(None, "")}
    assert {c.phone for c in dossier.contacts} == {""}
    assert {(c.done_by, c.done_on) for c in dossier.safety} == {("", None)}


@pytest.mark.parametrize("code", FILLED_KINDS)
def test_propose_numbers_its_keys(code: str) -> None:
    dossier = propose(code)

    assert [d.key for d in dossier.duties] == [f"duty-{n + 1}" for n in range(len(dossier.duties))]
    assert [i.key for i in dossier.schedule] == [f"item-{n + 1}" for n in range(len(dossier.schedule))]
    assert {key for i in dossier.schedule for key in i.duties} <= {d.key for d in dossier.duties}


@pytest.mark.parametrize("code", FILLED_KINDS)
def test_propose_brings_common_and_own_safety_checks(code: str) -> None:
    items, common = propose(code).safety, propose("blank").safety

    assert items[: len(common)] == common
    assert len(items) > len(common)
    assert {c.phase for c in items if c.required} == {SafetyPhase.BEFORE}


def test_propose_resolves_day_numbers_from_the_first_day() -> None:
    dossier = propose("study_tour", starts_on=Day(8, 30))

    assert dossier.facts == Facts(kind="study_tour", starts_on=Day(8, 30))
    assert dossier.days() == (Day(8, 30), Day(8, 31), Day(9, 1))


def test_propose_without_a_day_keeps_the_day_number_in_words() -> None:
    items = propose("study_tour").schedule

    assert (items[0].day, items[0].detail) == (None, "第 1 天")
    assert items[8].detail == "第 1 天，住宿分男女楼层"
    assert items[-1].detail == "第 3 天"
    assert propose("study_tour").schedule_by_day() == ((None, items),)


def test_propose_chains_the_hours_of_a_day() -> None:
    items = propose("childrens_day", starts_on=Day(6, 1, 2027)).schedule

    assert [(i.hours, i.title) for i in items] == [
        ("08:45—09:00", "签到、入场"),
        ("09:00—09:15", "欢迎仪式"),
        ("09:15—09:25", "代表讲话"),
        ("09:25—10:00", "节目表演、赠送礼物"),
        ("10:00—11:15", "游园活动"),
        ("11:15—11:30", "颁奖、合影"),
        ("11:30—11:50", "分班离场、清场"),
    ]


def test_propose_leaves_hours_unknown_where_the_skeleton_gives_none() -> None:
    item = propose("spring_festival", starts_on=Day(1, 20)).schedule[0]

    assert (item.day, item.start, item.end) == (Day(1, 20), None, None)


@pytest.mark.parametrize("code", FILLED_KINDS)
def test_propose_days_stay_within_the_usual_length(code: str) -> None:
    kind = load_kind(code)

    assert 1 in kind.day_numbers
    assert max(kind.day_numbers) == kind.days


def test_read_dossier_refers_to_duties_by_role_or_name() -> None:
    dossier = load_dossier(
        {
            "facts": {"title": "走访"},
            "duties": [{"role": "领队", "name": "甲老师"}, {"role": "领队", "name": "乙老师"}],
            "schedule": [{"title": "出发", "start": "08:30", "kind": "bus", "duties": ["领队", "乙老师"]}],
        }
    )

    item = dossier.schedule[0]
    assert (item.key, item.start, item.kind) == ("item-1", time(8, 30), ItemKind.BUS)
    assert item.duties == ("duty-1", "duty-2")


def test_read_dossier_refuses_an_unknown_duty() -> None:
    with pytest.raises(ValueError, match="no duty with role or name 司机"):
        load_dossier({"facts": {}, "schedule": [{"title": "出发", "duties": ["司机"]}]})


def test_read_dossier_refuses_a_misspelt_field() -> None:
    with pytest.raises(ValueError, match="stops 1: no field adress"):
        load_dossier({"facts": {}, "stops": [{"name": "学校", "adress": "东街"}]})
