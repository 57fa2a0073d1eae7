"""Chat lists: written so that the chat goes on, and read again."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.intake.chatlists import ChatEntry, ChatState, read_chat_list, write_chat_list
from tests.planner.intake.chatlists.oddities import ODDITIES
from tests.planner.intake.chatlists.shapes import SHAPES

ALL = {**SHAPES, **ODDITIES}
WORDS = st.text(st.sampled_from("王五李明妈班大小三2加取消不去人份年点+1380 ·ab@#例\U0003134c"), min_size=1, max_size=8)
NAMES = st.one_of(
    st.sampled_from(
        ["甲", "王五", "欧阳若兰", "阿依古丽·买买提", "李\U0003134c", "Maria Lopez", "张三丰妈妈", "例子", "一大二小"]
    ),
    WORDS.filter(lambda word: "  " not in word and word.strip(" ·+") == word),
)
PHONES = st.one_of(st.just(""), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
UNITS = st.sampled_from(["", "三（2）班", "五1", "大班", "云台县医院", "大队部"])
ENTRIES = st.builds(
    ChatEntry,
    number=st.none(),
    name=NAMES,
    unit=UNITS,
    count=st.integers(1, 99),
    phone=PHONES,
    relation=st.sampled_from(["", "妈妈", "爷爷"]),
    remark=st.one_of(st.just(""), st.sampled_from(["晕车", "8月10日晚到", "2箱水", "1、水 2、面包"])),
    state=st.sampled_from(ChatState),
)


def _person(entry: ChatEntry):
    return entry.name, entry.unit, entry.count, entry.phone, entry.relation, entry.state


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=4))
@example([ChatEntry(None, "三2班", "五1", 3)])
def test_what_is_written_reads_as_the_same_people(entries):
    again = read_chat_list(write_chat_list("看见家乡的山和水", "五（1）班 张小明 2人", entries))
    assert [_person(entry) for entry in again.entries] == [_person(entry) for entry in entries]


@pytest.mark.parametrize("name", ALL)
def test_what_was_read_is_the_same_people_again(name):
    entries = read_chat_list(ALL[name][0].replace("⏎", "\n")).entries
    again = read_chat_list(write_chat_list("标题", "", entries))
    assert [(*_person(e), e.remark) for e in again.entries] == [(*_person(e), e.remark) for e in entries]


def test_list_goes_on_with_the_next_number():
    people = [
        ChatEntry(7, "林小满", "五（1）班", 2, "13800000001", "妈妈", "晕车"),
        ChatEntry(9, "宋晚晴", state=ChatState.LEAVE),
        ChatEntry(11, "三2班", "五1"),
    ]
    assert write_chat_list("看见家乡\n8月9日", "班级 姓名 人数", people) == (
        "#接龙\n看见家乡\n8月9日\n例 班级 姓名 人数\n\n"
        "1. 五（1）班 林小满妈妈 2人 13800000001 晕车\n"
        "2. 宋晚晴 请假\n"
        "3. 姓名：三2班，班级：五1\n"
        "4. "
    )


def test_empty_list_can_be_begun():
    assert write_chat_list("", "", []) == "#接龙\n\n1. "


def test_lines_of_a_remark_are_one():
    entry = replace(ChatEntry(1, "王五"), remark="一\n2. 李四")
    assert len(read_chat_list(write_chat_list("", "", [entry])).entries) == 1


@pytest.mark.parametrize("name", ["例子", "例", "取消", "一大二小"])
def test_name_that_reads_as_something_else_is_written_with_keys(name):
    text = write_chat_list("", "", [ChatEntry(1, name)])
    assert f"1. 姓名：{name}\n" in text
    assert [entry.name for entry in read_chat_list(text).entries] == [name]


def test_mark_in_a_remark_begins_no_list():
    again = read_chat_list(write_chat_list("", "", [ChatEntry(1, "王五"), ChatEntry(2, "李四", remark="见 #接龙 二")]))
    assert [(entry.name, entry.remark) for entry in again.entries] == [("王五", ""), ("李四", "见 接龙 二")]


def test_title_that_begins_like_an_entry_is_none():
    again = read_chat_list(write_chat_list("1. 报名", "", [ChatEntry(1, "王五")]))
    assert (again.title, [entry.name for entry in again.entries]) == ("【1. 报名】", ["王五"])
