"""志愿服务记录.xlsx, read back."""

import io
from datetime import date, datetime

import openpyxl

from planner.documents.service_records import build_service_records
from planner.people.servicerecords import (
    RecordedAward,
    RecordedEvaluation,
    RecordedService,
    RecordedTraining,
    ServiceRecord,
)
from tests.planner.documents.events import NASTY

DAY = date(2027, 8, 10)
RECORDS = (
    ServiceRecord(
        "林知远",
        "男",
        "2004-11",
        "360000200411010017",
        "云台县",
        "13800000001",
        "急救",
        "助学",
        (
            RecordedService("看见家乡", DAY, "江口湿地", "栈道看护", 150, "大队部", "周老师"),
            RecordedService("看见家乡", date(2027, 8, 11), "县城", "引导", 120, "大队部"),
        ),
        (RecordedTraining("行前培训", "防溺水", 90, "县团委", DAY),),
        (RecordedAward("优秀志愿者", "县团委"),),
        (RecordedEvaluation("看见家乡", "细心", 5, DAY), RecordedEvaluation("六一", "好")),
        "居民身份证",
    ),
    ServiceRecord("=1+1", phone="0013800000002", services=(RecordedService(NASTY, DAY, "", "", 15, ""),)),
)


def _rows(content: bytes, sheet: str) -> list[list[object]]:
    found = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    return [[_plain(cell.value) for cell in row] for row in found.iter_rows(min_row=3)]


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def test_sheets_have_the_fields_of_the_articles():
    content = build_service_records(RECORDS, unit="白石镇中心小学")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["个人基本信息", "志愿服务情况", "培训情况", "表彰奖励情况", "评价情况"]
    assert [_rows(content, name)[0][2:] for name in book.sheetnames] == [
        ["性别", "出生日期", "身份证件类型", "身份证件号码", "居住区域", "联系方式", "专业技能", "服务类别"],
        ["活动名称", "日期", "地点", "服务内容", "服务时间（小时）", "活动组织单位", "活动负责人"],
        ["培训名称", "培训内容", "学时（小时）", "组织单位", "日期"],
        ["表彰奖励名称", "授予单位", "日期"],
        ["活动名称", "评价", "星级", "日期"],
    ]


def test_persons_keep_their_numbers_as_text():
    rows = _rows(build_service_records(RECORDS, unit=""), "个人基本信息")
    document = ["居民身份证", "360000200411010017"]
    assert rows[1] == [1, "林知远", "男", "2004-11", *document, "云台县", "13800000001", "急救", "助学"]
    assert [rows[2][at] for at in (0, 1, 7)] == [2, "=1+1", "0013800000002"]
    assert rows[-1][0] == "共 2 人，2 条"


def test_services_count_people_and_times_apart():
    rows = _rows(build_service_records(RECORDS, unit="校"), "志愿服务情况")
    assert rows[1] == [1, "林知远", "看见家乡", DAY, "江口湿地", "栈道看护", 2.5, "大队部", "周老师"]
    assert [row[6] for row in rows[1:4]] == [2.5, 2, 0.25]
    assert rows[-1][0] == "共 2 人，3 人次，合计 4.75 小时"


def test_training_awards_and_evaluation():
    content = build_service_records(RECORDS, unit="校")
    assert _rows(content, "培训情况")[-1][0] == "共 2 人，1 条，合计 1.5 学时"
    assert _rows(content, "培训情况")[1] == [1, "林知远", "行前培训", "防溺水", 1.5, "县团委", DAY]
    assert [value or "" for value in _rows(content, "表彰奖励情况")[1]] == [1, "林知远", "优秀志愿者", "县团委", ""]
    assert [[value or "" for value in row] for row in _rows(content, "评价情况")[1:3]] == [
        [1, "林知远", "看见家乡", "细心", 5, DAY],
        [2, "林知远", "六一", "好", "", ""],
    ]


def test_nobody_recorded_gives_empty_sheets():
    content = build_service_records([], unit="校")
    assert _rows(content, "志愿服务情况")[-1][0] == "共 0 人，0 人次，合计 0.0 小时"


def test_same_records_give_the_same_bytes():
    assert build_service_records(RECORDS, unit="校") == build_service_records(RECORDS, unit="校")
