"""Names of persons, and what stands beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake.values.persons import read_people
from planner.intake.values.units import names_unit
from planner.intake.values.value import ReadValue


def names_in(text: str) -> list[ReadValue]:
    """The names of a cell in their order."""
    return [person.name for person in read_people(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三", ["张三"]),
        ("张　三", ["张三"]),
        ("张 三", ["张三"]),
        ("张 三丰", ["张三丰"]),
        ("王 老 师", ["王老师"]),
        ("欧阳 娜娜", ["欧阳娜娜"]),
        ("买买提·吐尔逊", ["买买提·吐尔逊"]),
        ("买买提•吐尔逊", ["买买提·吐尔逊"]),
        ("买买提・吐尔逊", ["买买提·吐尔逊"]),
        ("买买提‧吐尔逊", ["买买提·吐尔逊"]),
        ("买买提 · 吐尔逊", ["买买提·吐尔逊"]),
        ("Anna Maria", ["Anna Maria"]),
        ("Anna Maria Müller-Łukasz", ["Anna Maria Müller-Łukasz"]),
        ("O'Neil", ["O'Neil"]),
        ("张校长、李主任", ["张校长", "李主任"]),
        ("张三，李四", ["张三", "李四"]),
        ("张三/李四", ["张三", "李四"]),
        ("张三\n李四", ["张三", "李四"]),
        ("李老师 张老师", ["李老师", "张老师"]),
        ("张三　李四　王五", ["张三", "李四", "王五"]),
        ("张三和李四", ["张三", "李四"]),
        ("张三&李四", ["张三", "李四"]),
        ("王和平", ["王和平"]),
        ("后勤组和张三", ["后勤组", "张三"]),
        ("王\U00031350", ["王\U00031350"]),
        ("李 \U0002ebf0", ["李\U0002ebf0"]),
        ("赵\ue863", ["赵\ue863"]),
        ("﨑山", ["﨑山"]),
        ("各班班主任", ["各班班主任"]),
        ("少先队大队部、张三", ["少先队大队部", "张三"]),
        ("若干名志愿者", ["若干名志愿者"]),
        ("志愿者2名", ["志愿者2名"]),
        ("待定", []),
        ("-", []),
        ("", []),
    ],
)
def test_names_are_read(text: str, names: list[str]) -> None:
    assert [(value.text, value.question) for value in names_in(text)] == [(name, "") for name in names]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("张三（组长）", [("张三", "组长", "")]),
        ("张三【组长】", [("张三", "组长", "")]),
        ("（组长）张三", [("张三", "组长", "")]),
        ("组长：张三", [("张三", "组长", "")]),
        ("组长：张三、副组长：李四", [("张三", "组长", ""), ("李四", "副组长", "")]),
        ("组长：张三 副组长：李四", [("张三", "组长", ""), ("李四", "副组长", "")]),
        ("校长 张三", [("张三", "校长", "")]),
        ("校长张三", [("张三", "校长", "")]),
        ("张三 负责", [("张三", "负责", "")]),
        ("张三 13800000001", [("张三", "", "13800000001")]),
        ("张三13800000001", [("张三", "", "13800000001")]),
        ("张三（138-0000-0001）", [("张三", "", "13800000001")]),
        ("张三（组长、13800000001）", [("张三", "组长", "13800000001")]),
        ("张三：13800000001", [("张三", "", "13800000001")]),
        ("张三13800000001、李四0999-8800126", [("张三", "", "13800000001"), ("李四", "", "0999-8800126")]),
    ],
)
def test_roles_and_phones_are_split_off(text: str, beside: list[tuple[str, str, str]]) -> None:
    assert [(one.name.text, one.role, one.phone.text) for one in read_people(text)] == beside


@pytest.mark.parametrize(
    ("text", "questions", "choices"),
    [
        ("1.张三", ["“1·张三”不像姓名。"], ("张三",)),
        ("张三？", ["“张三?”不像姓名。"], ("张三",)),
        ("7", ["“7”不像姓名。"], ()),
        ("13800000001", ["“13800000001”里没有姓名。"], ()),
        ("张三、李四等5人", ["", "", "“等5人”还有谁，没有写名字。"], ()),
    ],
)
def test_what_is_no_name_is_asked(text: str, questions: list[str], choices: tuple[str, ...]) -> None:
    found = names_in(text)

    assert [value.question for value in found] == questions
    assert found[-1].choices == choices


@pytest.mark.parametrize(
    "name",
    [
        "各班班主任",
        "少先队大队部",
        "白石镇中心小学",
        "德育处",
        "团委",
        "校办公室",
        "安全组",
        "高年级组",
        "一年级家长",
        "带队老师",
        "任课教师",
        "安保人员",
        "全体教师",
        "志愿者2名",
        "3人",
        "若干名志愿者",
        "待定",
    ],
)
def test_units_and_crowds_are_no_persons(name: str) -> None:
    assert names_unit(name)


@pytest.mark.parametrize(
    "name", ["张三", "张老师", "王明老师", "王小明家长", "王登科", "李建社", "高明", "安部", "任远", "欧阳老师"]
)
def test_persons_are_no_units(name: str) -> None:
    assert not names_unit(name)


@given(st.text(max_size=24) | st.text("张三李四王和、/（）()组长：校13800000001 ·•等人\n", max_size=20))
def test_no_words_break_the_reading_of_persons(text: str) -> None:
    """No name without evidence: each of its characters stands in the text, blanks and dots aside."""
    for person in read_people(text):
        assert bool(person.name.text) is not bool(person.name.question)
        assert set(person.name.text) <= set(text) | {"·", *map(chr, range(0x20, 0x7F))}


@given(
    st.lists(
        st.sampled_from(["张三", "李小四", "欧阳娜娜", "买买提·吐尔逊", "Anna Maria", "王\U00031350"]), max_size=5
    ),
    st.sampled_from("、，;/\n"),
)
def test_every_list_of_names_is_read_back(names: list[str], between: str) -> None:
    assert [value.text for value in names_in(between.join(names))] == names
