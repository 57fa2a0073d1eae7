"""What is asked of a table, and what becomes of it when somebody has answered."""

from dataclasses import replace

import pytest

from planner.intake.tables.doubles import find_doubles
from planner.intake.tables.reading import Naming, TableReading
from planner.intake.tables.readtext import read_pasted
from planner.intake.tables.recognising import read_table
from tests.planner.intake.tables.conservation import asked_lines
from tests.planner.intake.tables.fieldexamples import FRAME

BUDGET = "项目\t单价\t数量\t次数\t金额\t备注\n双人间\t160\t21间\t2晚\t6270\t含早\n横幅\t80\t2\t\t160\t"
ROSTER = (
    "姓名\t班级\t电话\n黄木棉\t四1\t1380000010\n袁果果\t四2\t13800000108\n袁果果\t四2\t13800000108\n\t五2\t13800000266"
)
PLAIN = "交通费\t大巴\t1800\t2\t辆\t3600\n餐费\t午餐\t20\t60\t人\t1201"


def read(noun: str, text: str, **said: object) -> TableReading:
    """A paste read with what somebody has said about it."""
    return read_table(read_pasted(text)[0], noun, replace(FRAME, **said))


def keys(reading: TableReading) -> list[str]:
    """The keys of the questions."""
    return [question.key for question in reading.questions]


def values(reading: TableReading, number: int = 0) -> dict[str, str]:
    """What a row says."""
    return {name: value.text for name, value in reading.rows[number].values.items() if value.text}


def test_sum_that_differs_is_asked_with_both_numbers() -> None:
    reading = read("budget", BUDGET)

    assert keys(reading) == ["sum:2:stated"]
    assert reading.questions[0].sentence == "算出来和写的差 450.00：160 × 21 × 2 = 6,720.00，金额写 6,270.00"
    assert [answer.label for answer in reading.questions[0].answers] == ["按 6,720.00", "按 6,270.00", "不要这行"]
    assert asked_lines(reading) == {2}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            "computed",
            {"item": "双人间", "unit_price": "160", "quantity": "21", "unit": "间", "times": "2", "times_unit": "晚"}
            | {"stated": "6720.00", "basis": "含早"},
        ),
        (
            "stated",
            {
                "item": "双人间",
                "unit": "间",
                "times_unit": "晚",
                "stated": "6270",
                "basis": "含早；表里写 160 × 21 × 2",
            },
        ),
    ],
)
def test_sum_is_settled_by_one_side(answer: str, expected: dict[str, str]) -> None:
    reading = read("budget", BUDGET, answers={"sum:2:stated": answer})

    assert keys(reading) == []
    assert values(reading) == expected


def test_guessed_columns_are_not_multiplied_before_somebody_agrees() -> None:
    rows = "甲\t大巴\t1800\t2\t辆\t3600\n" * 3 + PLAIN
    guessed = read("budget", rows)
    agreed = read("budget", rows, answers={"no-heading:0": "yes"})

    assert {column.naming for column in guessed.columns} == {Naming.GUESSED}
    assert "sum:5:stated" not in keys(guessed)
    assert "no-heading:0" in keys(guessed)
    assert "sum:5:stated" in keys(agreed)
    assert "no-heading:0" not in keys(agreed)


def test_rows_with_faults_are_asked_and_no_others() -> None:
    assert keys(read("participants", ROSTER)) == ["value:2:phone", "repeat:4:", "missing:5:name"]


@pytest.mark.parametrize(
    ("answers", "left", "rows"),
    [
        ({"value:2:phone": "blank"}, ["repeat:4:", "missing:5:name"], 4),
        ({"value:2:phone": "use:123"}, ["value:2:phone", "repeat:4:", "missing:5:name"], 4),
        ({"missing:5:name": "skip"}, ["value:2:phone", "repeat:4:"], 3),
        ({"repeat:4:": "skip"}, ["value:2:phone", "missing:5:name"], 3),
        ({"repeat:4:": "both"}, ["value:2:phone", "missing:5:name"], 4),
    ],
)
def test_answer_settles_its_question_only(answers: dict[str, str], left: list[str], rows: int) -> None:
    reading = read("participants", ROSTER, answers=answers)

    assert keys(reading) == left
    assert len(reading.rows) == rows


def test_row_that_nobody_wants_is_shown_as_left_out() -> None:
    reading = read("participants", ROSTER, answers={"repeat:4:": "skip"})

    assert [(gone.line, gone.why) for gone in reading.left_out] == [(4, "你说不要的")]


def test_choice_of_a_value_is_taken() -> None:
    text = "日期\t时间\t事项\n6月1日\t8:00\t出发\n6月1日\t5:40\t放学"
    reading = read("schedule", text, answers={"value:3:start": "use:17:40"})

    assert keys(reading) == []
    assert (values(reading, 1)["start"], reading.rows[1].values["start"].source) == ("17:40", "5:40")


def test_edited_cell_is_read_like_one_of_the_table() -> None:
    reading = read("participants", ROSTER, edits={2: {"phone": "138 0000 0100"}, 5: {"name": "宋晚晴"}})

    assert keys(reading) == ["repeat:4:"]
    assert (values(reading)["phone"], values(reading, 3)["name"]) == ("13800000100", "宋晚晴")


def test_two_persons_in_a_cell_become_two_rows_when_somebody_says_so() -> None:
    text = '职务\t姓名\t电话\n成员\t李老师、王老师\t"13800000003\n13800000004"'
    asked = read("duties", text)
    split = read("duties", text, answers={"persons:2:name": "split"})

    assert keys(asked) == ["persons:2:name"]
    assert [values(split, at) for at in (0, 1)] == [
        {"role": "成员", "name": "李老师", "phone": "13800000003"},
        {"role": "成员", "name": "王老师", "phone": "13800000004"},
    ]


def test_column_means_what_somebody_chose() -> None:
    text = "姓名\t民族\t联系人\n赵一\t汉\t赵父"
    reading = read("participants", text, chosen={1: "remark", 2: ""})

    assert [(column.field, column.naming) for column in reading.columns] == [
        ("name", Naming.HEADING),
        ("remark", Naming.CHOSEN),
        ("", Naming.CHOSEN),
    ]
    assert keys(reading) == []
    assert values(reading) == {"name": "赵一", "remark": "汉"}


def test_remembered_heading_needs_no_question() -> None:
    reading = read("participants", "姓名\t民　族\t所在组\n赵一\t汉\t1", remembered={"民族": "remark", "所在组": ""})

    assert [column.naming for column in reading.columns[1:]] == [Naming.REMEMBERED, Naming.REMEMBERED]
    assert keys(reading) == []
    assert values(reading) == {"name": "赵一", "remark": "汉"}


def test_what_is_chosen_goes_before_what_is_remembered() -> None:
    reading = read("participants", "姓名\t民族\n赵一\t汉", remembered={"民族": ""}, chosen={1: "remark"})

    assert reading.columns[1].naming is Naming.CHOSEN


def test_field_that_was_chosen_twice_holds_once() -> None:
    reading = read(
        "participants", "甲\t乙\n赵一\t钱二", chosen={0: "name", 1: "name"}, answers={"headings:0": "values"}
    )

    assert [column.field for column in reading.columns] == ["name", ""]


def test_unknown_headings_are_values_when_somebody_says_so() -> None:
    reading = read("participants", "甲列\t乙列\n张三\t12", answers={"headings:0": "values"})

    assert "headings:0" not in keys(reading)
    assert len(reading.rows) == 2


def test_unknown_headings_are_asked_until_the_rows_have_a_name() -> None:
    reading = read("participants", "甲列\t乙列\n张三\t12", answers={"headings:0": "headings"})

    assert reading.rows == ()
    assert reading.questions[0].sentence == "没认出哪一列是“姓名”，选好才能添加"
    assert reading.questions[0].answers == ()


def test_unknown_headings_give_rows_once_what_they_are_about_is_chosen() -> None:
    reading = read("participants", "甲列\t乙列\n张三\t12", chosen={0: "name"})

    assert values(reading) == {"name": "张三"}
    assert keys(reading) == ["column:1:乙列"]


def test_same_table_gives_the_same_keys() -> None:
    assert keys(read("participants", ROSTER)) == keys(read("participants", ROSTER))


EXISTING = [
    {"name": "袁果果", "school_class": "四 2", "phone": ""},
    {"name": "黄木棉", "school_class": "四3", "phone": "13800000100"},
]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("姓名\t班级\n袁果果\t四2\n袁果果\t四1", [2]),
        ("姓名\t班级\t电话\n黄木棉\t四1\t13800000100\n黄木棉\t四1\t13800000101", [2]),
        ("姓名\t班级\n张三\t四2", []),
    ],
)
def test_rows_that_are_there_already_are_asked(text: str, lines: list[int]) -> None:
    doubles = find_doubles(read("participants", text), EXISTING, "花名册")

    assert [question.line for question in doubles] == lines
    for question in doubles:
        assert question.key == f"double:{question.line}:花名册"
        assert question.sentence.endswith("，花名册里已有")
        assert [answer.code for answer in question.answers] == ["skip", "both", "replace"]


def test_answer_about_a_double_takes_the_row_out() -> None:
    reading = read("participants", "姓名\t班级\n袁果果\t四2", answers={"double:2:花名册": "skip"})

    assert reading.rows == ()
    assert find_doubles(reading, EXISTING, "花名册") == ()


def test_sums_in_ten_thousands_are_read_in_yuan() -> None:
    text = "经费预算（单位：万元）\n项目\t单价\t数量\t金额\n场地\t0.6\t2\t1.2\n大巴\t3元\t2\t\n合计\t\t\t1.2"
    reading = read("budget", text)

    assert values(reading) == {"item": "场地", "unit_price": "6000", "quantity": "2", "stated": "12000"}
    assert values(reading, 1)["unit_price"] == "3"
    assert reading.left_out[-1].why == "合计，差 6.00"
    assert values(read("budget", "项目\t金额（万元）\n场地\t1.2"))["stated"] == "12000"


def test_school_and_class_are_one_field() -> None:
    reading = read("participants", "姓名\t学校\t班级\t班级\n张三\t白石小学\t四1\t四2")

    assert values(reading) == {"name": "张三", "school_class": "白石小学 四1"}
    assert keys(reading) == ["column:3:班级"]


def test_row_that_line_ends_have_torn_is_mended() -> None:
    text = "时间\t内容\t地点\n8:00\t点名\t门口\n9:00\t开营仪式\n1. 致辞\n2. 发言\t操场\n10:00\t散会\t门口"
    reading = read("schedule", text)

    assert [row.values["place"].text for row in reading.rows] == ["门口", "操场", "门口"]
    assert values(reading, 1) == {"start": "09:00", "title": "开营仪式", "place": "操场", "detail": "1. 致辞\n2. 发言"}
    assert keys(reading) == []


def test_row_that_stays_torn_is_asked() -> None:
    text = "组别\t职务\t职责\n安全组\t组长\t1.\t排查\n2.\t备药\n后勤组\t订餐\n宣传组\t成员\t拍照"
    asked, kept = read("duties", text), read("duties", text, answers={"line:4:": "keep"})

    assert keys(asked) == ["line:4:"]
    assert keys(kept) == []


def test_short_rows_of_a_table_that_is_not_torn_are_not_asked() -> None:
    reading = read("participants", "姓名\t班级\t备注\n张三\t三1\t过敏\n李四\t三2\n王五\t三3\t怕水")

    assert keys(reading) == []


def test_column_of_numbers_without_heading_needs_no_question() -> None:
    assert keys(read("participants", "1\t张三\t男\n2\t李四\t女")) == ["no-heading:0"]


def test_day_in_the_column_of_times_holds_for_the_lines_below() -> None:
    reading = read("schedule", "时间\t内容\n6月1日 8:00-9:00\t集合\n9:00\t开营")

    assert [row.values["day"].text for row in reading.rows] == ["2026-06-01", "2026-06-01"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("姓名\t班级\t备注\n张三\t三1\n李四\t三2\n王五\t三3\t过敏", ["line:2:", "line:3:"]),
        ("姓名\t班级\t备注\n张三\t三1\t铅笔\t10支\n本子\t2本\n王五\t三3\t过敏", ["column:3:", "line:2:", "line:3:"]),
        ("姓名\t班级\t备注\n张三\t三1\n李四\t三2\n王五\t三3\n赵六\t三4", []),
    ],
)
def test_rows_that_may_be_torn_keep_their_cells_and_are_asked(text: str, asked: list[str]) -> None:
    reading = read("participants", text)

    assert keys(reading) == asked
    assert values(reading)["school_class"] == "三1"
