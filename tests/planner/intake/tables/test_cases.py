"""Small pastes that people really make, each with the rows that are right."""

from typing import Any

import pytest

from planner.intake.tables.reading import TableReading
from planner.intake.tables.readtext import read_pasted
from planner.intake.tables.recognising import fits_better, read_table
from tests.planner.intake.tables.fieldexamples import FRAME

Rows = list[dict[str, str]]


def read(noun: str, text: str) -> TableReading:
    """The reading of a paste for an event of 1 and 2 June 2026."""
    (table,) = read_pasted(text)
    return read_table(table, noun, FRAME)


def rows_of(reading: TableReading) -> Rows:
    """The values that are known, by field."""
    return [{name: value.text for name, value in row.values.items() if value.text} for row in reading.rows]


def case(name: str, noun: str, text: str, *rows: dict[str, str], asks: tuple[str, ...] = ()) -> Any:
    """A case: its text, the rows it gives, the keys of the questions."""
    return pytest.param(noun, text, list(rows), list(asks), id=name)


ITEM = "姓名\t班级\n"
MONEY = "类别\t项目\t单价\t数量\t单位\t金额\n"
SCHEDULE = "日期\t时间\t活动内容\t地点\t负责人\n"
CASES = [
    case(
        "lone quote",
        "participants",
        '姓名\t班级\t备注\n孙三\t三1\t"小胖\n李四\t三1\t"两行\n备注"\n周五\t三1\t正常',
        {"name": "孙三", "school_class": "三1", "remark": '"小胖'},
        {"name": "李四", "school_class": "三1", "remark": "两行 备注"},
        {"name": "周五", "school_class": "三1", "remark": "正常"},
    ),
    case(
        "other headings",
        "participants",
        "姓名\t性别\t所在班级\t家长\t手机号码\n赵一\t男\t三（1）班\t赵父\t13800001111",
        {"name": "赵一", "sex": "男", "school_class": "三（1）班", "guardian": "赵父", "phone": "13800001111"},
    ),
    case(
        "padded headings",
        "participants",
        "姓　名*\t班 级：\n张　三\t三1",
        {"name": "张三", "school_class": "三1"},
    ),
    case(
        "unknown column",
        "participants",
        "姓名\t民族\t手机号\n赵一\t汉\t13800001111",
        {"name": "赵一", "phone": "13800001111"},
        asks=("column:1:民族",),
    ),
    case(
        "units in headings",
        "budget",
        "类别\t项目\t单价（元）\t数量\t单位\t金额/元\n交通费\t大巴租赁\t1800\t2\t辆\t3600",
        {
            "category": "交通费",
            "item": "大巴租赁",
            "unit_price": "1800",
            "quantity": "2",
            "unit": "辆",
            "stated": "3600",
        },
    ),
    case(
        "column of times",
        "schedule",
        SCHEDULE + "6月1日\t9:00—10:00\t开幕式\t操场\t\n6月1日\t下午2:00-3:30\t游园\t教室\t",
        {"day": "2026-06-01", "start": "09:00", "end": "10:00", "title": "开幕式", "place": "操场"},
        {"day": "2026-06-01", "start": "14:00", "end": "15:30", "title": "游园", "place": "教室"},
    ),
    case(
        "times of spreadsheets",
        "schedule",
        "日期\t开始\t结束\t事项\n2026/6/1 0:00:00\t9:00:00\t10:00:00\t甲",
        {"day": "2026-06-01", "start": "09:00", "end": "10:00", "title": "甲"},
    ),
    case(
        "day and time in one cell",
        "schedule",
        "日期时间\t事项\n6月1日 8:30-9:10\t集合\n6月1日下午2点\t游园",
        {"day": "2026-06-01", "start": "08:30", "end": "09:10", "title": "集合"},
        {"day": "2026-06-01", "start": "14:00", "title": "游园"},
    ),
    case(
        "part of the day beside the day",
        "schedule",
        "日期\t时间\t事项\n6月1日下午\t2:30—3:30\t参观",
        {"day": "2026-06-01", "start": "14:30", "end": "15:30", "title": "参观"},
    ),
    case(
        "midnight",
        "schedule",
        "日期\t开始\t结束\t事项\n6月1日\t22:00\t24:00\t值夜",
        {"day": "2026-06-01", "start": "22:00", "end": "24:00", "title": "值夜"},
    ),
    case(
        "odd time",
        "schedule",
        "日期\t时间\t事项\n6月1日\t8:00\t出发\n同上\t5:40\t放学",
        {"day": "2026-06-01", "start": "08:00", "title": "出发"},
        {"day": "2026-06-01", "title": "放学"},
        asks=("value:3:start",),
    ),
    case(
        "wrong weekday",
        "schedule",
        "日期\t时间\t事项\n6月1日（星期日）\t8:00\t出发",
        {"start": "08:00", "title": "出发"},
        asks=("value:2:day",),
    ),
    case(
        "rare characters",
        "participants",
        ITEM + "王\U00031350\t三1\n李\U0002ebf0\t三1\n赵\ue863\t三1",
        {"name": "王\U00031350", "school_class": "三1"},
        {"name": "李\U0002ebf0", "school_class": "三1"},
        {"name": "赵\ue863", "school_class": "三1"},
    ),
    case(
        "total",
        "budget",
        MONEY + "物资\t书包\t35\t20\t个\t700\n合计\t合计\t\t\t\t700",
        {"category": "物资", "item": "书包", "unit_price": "35", "quantity": "20", "unit": "个", "stated": "700"},
    ),
    case(
        "title and merged category",
        "budget",
        "六一活动经费预算表\n" + MONEY + "物资\t书包\t35\t20\t个\t700\n\t文具\t12\t20\t套\t240",
        {"category": "物资", "item": "书包", "unit_price": "35", "quantity": "20", "unit": "个", "stated": "700"},
        {"category": "物资", "item": "文具", "unit_price": "12", "quantity": "20", "unit": "套", "stated": "240"},
    ),
    case(
        "sections of a budget",
        "budget",
        "项目\t单价\t数量\n一、交通费\n大巴\t1800\t2\n二、餐费\n午餐\t20\t60",
        {"category": "交通费", "item": "大巴", "unit_price": "1800", "quantity": "2"},
        {"category": "餐费", "item": "午餐", "unit_price": "20", "quantity": "60"},
    ),
    case(
        "number and unit",
        "supplies",
        "物品\t数量\n横幅\t4条\n矿泉水\t５箱\n气球\t若干",
        {"name": "横幅", "quantity": "4", "unit": "条"},
        {"name": "矿泉水", "quantity": "5", "unit": "箱"},
        {"name": "气球", "quantity": "若干"},
    ),
    case(
        "name and phone in one cell",
        "duties",
        "职务\t姓名\n领队\t周老师 13800000001",
        {"role": "领队", "name": "周老师", "phone": "13800000001"},
    ),
    case("comma", "participants", "姓名,性别,班级\n赵一,男,三1", {"name": "赵一", "sex": "男", "school_class": "三1"}),
    case(
        "wide comma",
        "participants",
        "姓名，性别\n赵一，男\n钱二，女",
        {"name": "赵一", "sex": "男"},
        {"name": "钱二", "sex": "女"},
    ),
    case("pipes", "participants", "| 姓名 | 性别 |\n| --- | :-: |\n| 赵一 | 男 |", {"name": "赵一", "sex": "男"}),
    case(
        "blanks",
        "participants",
        "姓名 班级\n赵一 三1\n钱 二 三1",
        {"name": "赵一", "school_class": "三1"},
        {"name": "钱二", "school_class": "三1"},
    ),
    case(
        "numbered lines",
        "participants",
        "1. 赵一 三（1）班 13800001111\n2. 钱二 三（1）班 13800001112",
        {"name": "赵一", "school_class": "三（1）班", "phone": "13800001111"},
        {"name": "钱二", "school_class": "三（1）班", "phone": "13800001112"},
        asks=("no-heading:0",),
    ),
    case("one a line", "participants", "张三\n李四", {"name": "张三"}, {"name": "李四"}, asks=("no-heading:0",)),
    case(
        "unknown headings",
        "participants",
        "甲列\t乙列\t丙列\n张三\t12\t33",
        asks=("headings:0", "column:0:甲列", "column:1:乙列", "column:2:丙列"),
    ),
    case(
        "names with dots and blanks",
        "schedule",
        "日期\t事项\t负责人\n6月1日\t集合\t买买提•吐尔逊\n6月1日\t散会\tAnna Maria\n6月1日\t点名\t张校长、李主任",
        {"day": "2026-06-01", "title": "集合", "duties": "买买提·吐尔逊"},
        {"day": "2026-06-01", "title": "散会", "duties": "Anna Maria"},
        {"day": "2026-06-01", "title": "点名", "duties": "张校长、李主任"},
    ),
]


@pytest.mark.parametrize(("noun", "text", "rows", "asks"), CASES)
def test_paste_is_read(noun: str, text: str, rows: Rows, asks: list[str]) -> None:
    reading = read(noun, text)

    assert rows_of(reading) == rows
    assert [question.key for question in reading.questions] == asks


def test_columns_without_headings_are_judged_and_asked() -> None:
    """The product tells the amount from a factor; nothing counts before somebody agrees."""
    reading = read(
        "budget", "交通费\t大巴\t1800\t2\t辆\t3600\n餐费\t午餐\t20\t60\t人\t1200\n物资\t书包\t35\t20\t个\t700"
    )

    fields = [column.field for column in reading.columns]
    assert fields == ["category", "item", "unit_price", "quantity", "unit", "stated"]
    assert {column.naming.value for column in reading.columns} == {"guessed"}
    assert [question.key for question in reading.questions] == ["no-heading:0"]


def test_figures_that_are_no_product_are_not_guessed() -> None:
    reading = read("budget", "大巴\t1800\t2\t99\n午餐\t20\t60\t98")

    assert [column.field for column in reading.columns] == ["item", "", "", ""]


@pytest.mark.parametrize(
    ("noun", "text", "better"),
    [
        ("participants", MONEY + "物资\t书包\t35\t20\t个\t700", "budget"),
        ("budget", MONEY + "物资\t书包\t35\t20\t个\t700", ""),
        ("budget", "姓名\t性别\t班级\t监护人\t联系电话\n赵一\t男\t三1\t赵父\t13800001111", "participants"),
        ("budget", SCHEDULE + "6月1日\t9:00\t开幕式\t操场\t", "schedule"),
        ("duties", "工作组\t姓名\t电话\t职责\n安全组\t陈老师\t13800000002\t踩点", ""),
        ("supplies", "甲\t乙\n1\t2", ""),
    ],
)
def test_table_in_the_wrong_place_is_said(noun: str, text: str, better: str) -> None:
    assert fits_better(read_pasted(text)[0], noun) == better


def test_headings_of_another_noun_take_nothing() -> None:
    reading = read("participants", MONEY + "物资\t书包\t35\t20\t个\t700")

    assert reading.rows == ()
    assert reading.questions[0].sentence == "没认出哪一列是“姓名”，选好才能添加"


def test_nothing_pasted_is_no_table() -> None:
    assert read_pasted(" \n\t", "<p>  </p>") == ()
