"""The headings of columns: one list for all nouns, compared without blanks, brackets and units."""

import pytest

from planner.forms.rows import ROW_FORMS
from planner.intake.tables.readtext import read_pasted
from planner.intake.tables.recognising import best_table, read_table
from planner.intake.tables.synonyms import all_words, counts_lines, heading_forms, plain_heading
from tests.planner.intake.tables.fieldexamples import FRAME

WITH_COLUMNS = sorted(noun for noun, form in ROW_FORMS.items() if form.columns)


def heading_lines(text: str, noun: str = "participants") -> tuple[int, ...]:
    """The numbers of the lines of headings."""
    return read_table(read_pasted(text)[0], noun, FRAME).heading_lines


def test_every_noun_that_comes_in_tables_is_known() -> None:
    assert sorted(all_words()) == WITH_COLUMNS


@pytest.mark.parametrize("noun", WITH_COLUMNS)
def test_list_agrees_with_the_forms(noun: str) -> None:
    """Every field that a form takes from a table, in its order, with all the headings that the form names."""
    words, columns = all_words()[noun], ROW_FORMS[noun].columns

    assert list(words.fields) == [name for name, _ in columns]
    unknown = [(name, word) for name, said in columns for word in said if name not in words.fields_of(word)]
    assert unknown == []
    assert {words.main, *words.fill, *words.same} <= words.fields.keys()
    assert words.sum in {"", *words.fields}


@pytest.mark.parametrize("noun", WITH_COLUMNS)
def test_each_heading_stands_once_in_a_field(noun: str) -> None:
    for field in all_words()[noun].fields.values():
        assert len(set(field.words)) == len(field.words), field.name
        assert [word for word in field.words if plain_heading(word) != word] == [], "written as it is compared"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("单价", "unit_price"),
        ("单　价", "unit_price"),
        ("单价（元）", "unit_price"),
        ("单价(元/箱)", "unit_price"),
        ("单价【含税】", "unit_price"),
        ("*单价：", "unit_price"),
        ("2、单价", "unit_price"),
        ("金额/元", "stated"),
        ("金额元", "stated"),
        ("人数/天数", "times"),
        ("依据/备注", "basis"),
        ("単", ""),
        ("", ""),
        ("（元）", ""),
    ],
)
def test_heading_is_compared_without_what_is_beside_it(heading: str, field: str) -> None:
    assert "".join(all_words()["budget"].fields_of(heading)[:1]) == field


def test_forms_of_a_heading() -> None:
    assert list(heading_forms("金 额（元）/人民币")) == ["金额(元)/人民币", "金额/人民币", "金额", "人民币"]


@pytest.mark.parametrize(("heading", "expected"), [("序号", True), ("序 号", True), ("No.", True), ("号码", False)])
def test_column_of_numbers_is_known(heading: str, *, expected: bool) -> None:
    assert counts_lines(heading) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("姓名\t班级\n张三\t三1", (1,)),
        ("花名册\n\n说明\t请填好\n姓名\t班级\n张三\t三1", (4,)),
        ("\n".join(["说明"] * 11) + "\n姓名\t班级\n张三\t三1", (12,)),
        ("\n".join(["说明"] * 12) + "\n姓名\t班级\n张三\t三1", ()),
        ("序号\t姓名\t监护人\t\n\t\t姓名\t电话\n1\t张三\t张父\t13800000001", (1, 2)),
        ("\t\t监护人\t\n序号\t姓名\t姓名\t电话\n1\t张三\t张父\t13800000001", (1, 2)),
        ("负责人\t周老师\n地点\t操场", ()),
        ("张三\t三1", ()),
    ],
)
def test_line_of_headings_is_found(text: str, expected: tuple[int, ...]) -> None:
    assert heading_lines(text) == expected


def test_two_lines_of_headings_are_read_together() -> None:
    text = "\t\t监护人\t\n序号\t姓名\t姓名\t电话\n1\t张三\t张父\t13800000001"
    reading = read_table(read_pasted(text)[0], "participants", FRAME)

    assert [(c.heading, c.field) for c in reading.columns[1:]] == [
        ("姓名", "name"),
        ("监护人 姓名", "guardian"),
        ("监护人 电话", "phone"),
    ]


def test_headings_on_each_page_are_left_out() -> None:
    reading = read_table(read_pasted("姓名\t班级\n张三\t三1\n姓 名\t班级\n李四\t三1")[0], "participants", FRAME)

    assert [(gone.line, gone.why) for gone in reading.left_out] == [(3, "重复的列名")]
    assert len(reading.rows) == 2


@pytest.mark.parametrize(
    ("last", "why"),
    [
        ("合计\t2", "合计"),
        ("总 计：2人", "合计，差 1"),
        ("小计\t", "小计"),
        ("大写：壹佰元整", "大写"),
        ("备注：请提前十分钟到", "注"),
        ("填表人：周老师\t2026年5月20日", "填表人、制表人"),
        ("制表：周老师", "填表人、制表人"),
        ("以上人员，5月20日前报到。", "注"),
        ("---\t---", "分隔线"),
    ],
)
def test_line_that_is_no_row_is_left_out(last: str, why: str) -> None:
    reading = read_table(read_pasted(f"姓名\t班级\n张三\t三1\n{last}")[0], "participants", FRAME)

    assert [(gone.line, gone.why) for gone in reading.left_out] == [(3, why)]
    assert len(reading.rows) == 1


@pytest.mark.parametrize("name", ["小计算", "合计划", "注小明", "大写家", "制表组"])
def test_name_that_begins_like_a_note_is_a_row(name: str) -> None:
    reading = read_table(read_pasted(f"物资\t数量\n{name}\t2")[0], "supplies", FRAME)

    assert [row.values["name"].text for row in reading.rows] == [name]


@pytest.mark.parametrize(
    ("noun", "total", "why"),
    [
        ("budget", "合计\t\t\t340", "合计，和读到的 2 行相符"),
        ("budget", "合计\t\t\t340.50", "合计，差 0.50"),
        ("budget", "小计\t\t\t1,340", "小计，差 1,000.00"),
        ("budget", "合计\t\t\t", "合计"),
    ],
)
def test_total_is_held_against_the_rows(noun: str, total: str, why: str) -> None:
    text = f"项目\t单价\t数量\t金额\n横幅\t80\t3\t240\n彩旗\t50\t2\t\n{total}"
    reading = read_table(read_pasted(text)[0], noun, FRAME)

    assert [gone.why for gone in reading.left_out] == [why]


def test_best_table_is_the_one_with_the_headings_of_the_noun() -> None:
    tables = [*read_pasted("姓名\t班级\n张三\t三1"), *read_pasted("项目\t单价\t数量\n横幅\t80\t3")]

    assert [best_table(tables, noun) for noun in ("participants", "budget", "stops")] == [0, 1, 0]
    assert best_table([], "budget") == 0
