"""Chat lists: read from the text of a group."""

import pytest

from planner.intake.chatlists import ChatEntry, ChatPost, ChatState, read_chat_list
from planner.intake.chatlists.reading import LONGEST_LINE, LONGEST_TEXT, MOST_LINES
from tests.planner.intake.chatlists.oddities import ODDITIES
from tests.planner.intake.chatlists.shapes import SHAPES

ALL = {**SHAPES, **ODDITIES}


def _read(text: str):
    return read_chat_list(text.replace("⏎", "\n"))


def _say(entry: ChatEntry) -> str:
    state = "" if entry.state is ChatState.COMES else f"-{entry.state.value}"
    asked = (f"?{question.doubt.value}" for question in entry.questions)
    facts = (entry.name or "?", str(entry.count), entry.unit, entry.phone, entry.relation, state, *asked)
    return " ".join(fact for fact in facts if fact)


@pytest.mark.parametrize("name", ALL)
def test_names_and_counts_are_right_or_asked(name):
    text, said = ALL[name]
    assert "; ".join(map(_say, _read(text).entries)) == said


@pytest.mark.parametrize("name", ALL)
def test_every_line_is_in_exactly_one_part(name):
    text = ALL[name][0].replace("⏎", "\n")
    reading = read_chat_list(text)
    rest = [*reading.header, *reading.example, *reading.footer, *(gone.line for gone in reading.left_out)]
    in_entries = {number for entry in reading.entries for number in entry.lines}
    placed = [line.number for line in rest] + list(in_entries)
    lines = text.replace("\r\n", "\n").split("\n")
    assert sorted(placed) == [number for number, line in enumerate(lines, start=1) if line.strip()]
    assert all(line.text == lines[line.number - 1] for line in rest)


def test_most_shapes_are_read_without_a_question():
    asked = [name for name, (text, _) in SHAPES.items() if any(e.is_doubtful for e in _read(text).entries)]
    assert asked == ["own_list_inside", "gaps_and_repeats", "no_numbers"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("title", "春游报名"),
        ("no_title", ""),
        ("one_line", "春游"),
        ("date_and_link", "标题"),
        ("head_like_a_number", "1.6 去县里"),
        ("posts_in_the_head", "🎉 招募 🎉"),
        ("mark_behind_a_name", "标题"),
        ("no_numbers", "春游"),
    ],
)
def test_title(name, title):
    assert _read(SHAPES[name][0]).title == title


def test_posts_of_the_head():
    assert _read(SHAPES["posts_in_the_head"][0]).posts == (ChatPost("会议经理"), ChatPost("摄影", "何青"))


def test_groups_are_named_by_the_line_above():
    reading = _read(SHAPES["two_groups"][0])
    assert [(entry.group, entry.name) for entry in reading.entries] == [
        ("一组", "王五"),
        ("一组", "李四"),
        ("二组", "赵六"),
        ("二组", "钱七"),
    ]
    assert reading.posts == ()


@pytest.mark.parametrize(
    ("text", "example", "footer", "left_out"),
    [
        ("#接龙⏎例 三2班 甲⏎已读⏎⏎1. 王五", ["例 三2班 甲", "已读"], [], []),
        ("#接龙⏎1. 例：甲⏎2. 王五⏎⏎周五截止⏎收到请回", ["1. 例：甲"], ["周五截止", "收到请回"], []),
        ("#接龙⏎1. 王五⏎2.⏎3. 李四", [], [], [("2.", "空着的一条")]),
        ("#接龙⏎1. 王五⏎⏎随便说说⏎2. 李四", [], [], [("随便说说", "空行后面的话，不知道是哪一条的")]),
        (
            "#接龙⏎1. 王五⏎#接龙⏎1. 王五⏎2. 李四",
            [],
            [],
            [
                ("#接龙", "先前的一份，后面那份里都有"),
                ("1. 王五", "先前的一份，后面那份里都有"),
            ],
        ),
    ],
)
def test_what_is_no_entry_is_named(text, example, footer, left_out):
    reading = _read(text)
    assert [line.text for line in reading.example] == example
    assert [line.text for line in reading.footer] == footer
    assert [(gone.line.text, gone.why) for gone in reading.left_out] == left_out


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("1. 陈立夏，晕车[太阳]", "晕车"),
        ("1. 王五 9岁（过敏）", "9岁，过敏"),
        ("1. 王五 备注：3人里有1个孩子", "3人里有1个孩子"),
        ("1. 钱七 13800000001 13800000002", "13800000002"),
        ("1. @小鱼\u2005 王五", "@小鱼"),
        ("1. 李老师的女儿也去", "李老师的女儿也去"),
        ("1. 姓名：王五 备注：吃素", "吃素"),
    ],
)
def test_what_is_no_fact_is_the_remark(text, remark):
    assert [entry.remark for entry in _read(text).entries] == [remark]


def test_raw_text_is_kept_as_it_was_pasted():
    entry = read_chat_list("#接龙\n1. 王\u200b五👍[太阳]\n晚到").entries[0]
    assert (entry.name, entry.raw, entry.lines) == ("王五", "1. 王\u200b五👍[太阳]\n晚到", (2, 3))


def test_questions_are_sentences():
    reading = _read("#接龙⏎1. 王五⏎4. 王五 1380000000⏎5. 取消")
    assert [[question.sentence for question in entry.questions] for entry in reading.entries] == [
        ["和第 4 条同名，是同一个人吗"],
        [
            "前面少了第 2—3 条，有没有漏下的人",
            "电话 1380000000 是 10 位，手机号是 11 位",
            "和第 1 条同名，是同一个人吗",
        ],
        ["没写姓名", "写了不来，改为取消吗"],
    ]
    repeated = _read("#接龙⏎例 甲⏎2. 王五⏎2. 李四").entries
    assert [question.sentence for question in repeated[1].questions] == ["编号 2 写了 2 次，都算吗"]


def test_example_hides_no_gap_unless_it_has_the_number():
    assert [_say(entry) for entry in _read("#接龙⏎例 甲⏎⏎3. 王五").entries] == ["王五 1 ?number_gap"]
    assert [_say(entry) for entry in _read("#接龙⏎1. 例：甲⏎3. 王五").entries] == ["王五 1 ?number_gap"]
    assert [_say(entry) for entry in _read("#接龙⏎1. 例：甲⏎2. 王五").entries] == ["王五 1"]


def test_name_under_its_key_that_is_none_is_asked():
    assert _say(_read("1. 姓名：三2班来两个⏎2. 姓名：Maria Lopez").entries[0]) == "三2班来两个 1 ?name_unclear"


def test_many_of_one_name_are_named_by_the_first():
    entries = _read("⏎".join(f"{n}. 王五" for n in range(1, 8))).entries
    assert entries[0].questions[0].sentence == "和第 2 条、第 3 条、第 4 条等同名，是同一个人吗"


@pytest.mark.parametrize(
    ("most", "text"),
    [
        (MOST_LINES, "\n" * (MOST_LINES - 1) + "1. 王五"),
        (LONGEST_LINE, "1. 王五" + " " * (LONGEST_LINE - 6) + "。"),
        (LONGEST_TEXT, "1. 王五\n" + f"{'。' * 999}\n" * 60 + "。" * 55),
    ],
)
def test_text_of_the_longest_is_read_and_no_longer_one(most, text):
    assert [entry.name for entry in read_chat_list(text).entries] == ["王五"]
    assert [gone.why for gone in read_chat_list(text).left_out] == []
    longer = read_chat_list(f"\n{text}" if most == MOST_LINES else f"{text}。")
    assert [gone.why for gone in longer.left_out] == ["太长，没有读"]


def test_only_certain_entries_are_counted():
    assert _read("#接龙⏎1. 王五 2大1小⏎2. 李四 取消⏎3. 赵六⏎4. 钱七 5").count == 4
