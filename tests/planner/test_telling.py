"""The words that several rooms judge by."""

import pytest

from planner.telling import (
    find_holes,
    is_about_consent,
    is_about_emergency,
    is_about_hospital,
    is_about_insurance,
    is_about_lodging,
    is_about_reporting,
    is_crowd,
    is_unknown,
    join_few,
    leads_event,
    leads_group,
    split_names,
)


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("总负责", True),
        ("总负责人", True),
        ("总指挥", True),
        ("总领队", True),
        (" 组长 ", True),
        ("活动领导小组组长", True),
        ("副总指挥", False),
        ("副总领队", False),
        ("副组长", False),
        ("二组组长", False),
        ("宣传组组长", False),
        ("总策划", False),
        ("领队", False),
        ("游园负责人", False),
        ("", False),
    ],
)
def test_who_leads_the_event(role: str, leads: bool) -> None:
    assert leads_event(role) is leads


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("领队", True),
        ("总领队", True),
        ("带队老师", True),
        ("副负责人、领队", True),
        ("副领队", False),
        ("司机", False),
    ],
)
def test_who_leads_a_group(role: str, leads: bool) -> None:
    assert leads_group(role) is leads


@pytest.mark.parametrize("text", ["县人民医院急诊", "江口镇中心卫生院", "村卫生所", "校医务室", "王氏诊所"])
def test_hospital_is_known_by_its_name(text: str) -> None:
    assert is_about_hospital(text)
    assert not is_about_hospital("辖区派出所")


@pytest.mark.parametrize("text", ["保险费", "意外险", "校方责任险", "保单号已登记", "已由学校投保"])
def test_insurance_is_known_by_its_words(text: str) -> None:
    assert is_about_insurance(text)
    assert not is_about_insurance("保证金")


@pytest.mark.parametrize("text", ["住宿费", "标间", "入住青石营地", "学生宿舍", "查寝", "夜间查房"])
def test_lodging_is_known_by_its_words(text: str) -> None:
    assert is_about_lodging(text)
    assert not is_about_lodging("参观科技馆")


def test_chapters_and_checks_are_known_by_their_words() -> None:
    assert is_about_emergency("七、应急预案")
    assert not is_about_emergency("安全保障")
    assert is_about_consent("监护人同意书收齐")
    assert not is_about_consent("花名册齐全")
    assert is_about_reporting("上报单位")
    assert is_about_reporting("材料报送")
    assert not is_about_reporting("新闻报道")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李老师、张老师", ["李老师", "张老师"]),
        ("李老师,张老师，王老师;赵老师；孙老师/钱老师", ["李老师", "张老师", "王老师", "赵老师", "孙老师", "钱老师"]),
        ("李老师 张老师", ["李老师", "张老师"]),
        ("李老师\t张老师\n王老师", ["李老师", "张老师", "王老师"]),
        ("张　三、李四", ["张三", "李四"]),
        ("赵 \ue863、钱　\U00031350", ["赵\ue863", "钱\U00031350"]),
        ("张 三 李 四", ["张三", "李四"]),
        ("Maria Lopez、李老师", ["Maria Lopez", "李老师"]),
        ("李老师 （兼）", ["李老师 （兼）"]),
        (" 、、李老师、 ", ["李老师"]),
        ("", []),
    ],
)
def test_names_are_separated_as_people_write_them(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize("name", ["各班班主任", "全体教师", "所有志愿者", "若干名", "多名家长", "待定"])
def test_crowd_is_no_person(name: str) -> None:
    assert is_crowd(name)


def test_person_is_no_crowd() -> None:
    assert not is_crowd("全老师")
    assert not is_crowd("李老师")


@pytest.mark.parametrize(
    ("text", "holes"),
    [
        ("地点待定，人数待补，目的待写", ["待定", "待补", "待写"]),
        ("××小学和 xx 村", ["××", "xx"]),
        ("联系人____，电话＿＿", ["____", "＿＿"]),
        ("于………前", ["………"]),
        ("负责人（　　）", ["（　　）"]),
        ("3×40 元，Exxon 公司，maxx，（ ）", []),
    ],
)
def test_hole_is_what_waits_to_be_filled(text: str, holes: list[str]) -> None:
    assert find_holes(text) == holes


@pytest.mark.parametrize(("text", "unknown"), [("", True), (" 待定 ", True), ("未定", True), ("—", True), ("0", False)])
def test_unknown_is_typed_in_several_ways(text: str, unknown: bool) -> None:
    assert is_unknown(text) is unknown


@pytest.mark.parametrize(("most", "words"), [(1, "甲等"), (2, "甲、乙等"), (3, "甲、乙、丙"), (4, "甲、乙、丙")])
def test_few_names_say_that_there_are_more(most: int, words: str) -> None:
    assert join_few(("甲", "乙", "丙"), most) == words
