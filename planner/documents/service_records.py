"""志愿服务记录.xlsx: what a unit recorded of its volunteers, in the order of the official form, to be entered there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from planner.documents.spreadsheets import Cell, SheetColumn, SheetTable, make_workbook
from planner.people.hours import format_hours, hours_of
from planner.people.servicerecords import ServiceRecord

TITLE = "志愿服务记录"
# 民政部令第67号: whoever records enters it into the system within ten working days (art. 11).
SUBTITLE = "按《志愿服务记录与证明出具办法（试行）》第五至十条整理，供录入全国志愿服务信息系统。含个人信息，用完删除。"
_NUMBER = SheetColumn("序号", 7, "center")
_NAME = SheetColumn("姓名", 12)


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """One of the sheets: its columns behind number and name, and its rows with the name first."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[tuple[Cell, ...]]


def build_service_records(records: Sequence[ServiceRecord], *, unit: str) -> bytes:
    """Five sheets as .xlsx: persons, service, training, awards, evaluation; hours are numbers, days are days.

    What is not known stays empty. User text never becomes a formula. The same records give the same bytes.
    """

    def write(book: Any) -> None:
        for sheet in _sheets(records):
            subtitle = f"{unit}　　{SUBTITLE}" if unit else SUBTITLE
            table = SheetTable(book, sheet.name, sheet.name, subtitle, (_NUMBER, _NAME, *sheet.columns), wide=True)
            for number, row in enumerate(sheet.rows, start=1):
                table.add((number, *row))
            table.filter()
            table.end(_last_line(sheet, records))

    return make_workbook(TITLE, unit, write)


def _last_line(sheet: RecordSheet, records: Sequence[ServiceRecord]) -> str:
    """How many people there are, and how many times and hours: 人数 and 人次 apart."""
    names = f"共 {len(records)} 人"
    if sheet.name == "培训情况" and sheet.rows:
        learned = format_hours(sum(record.training_minutes for record in records))
        return f"{names}，{len(sheet.rows)} 条，合计 {learned} 学时"
    if sheet.name != "志愿服务情况":
        return f"{names}，{len(sheet.rows)} 条"
    hours = format_hours(sum(record.minutes for record in records))
    return f"{names}，{len(sheet.rows)} 人次，合计 {hours} 小时"


def _sheets(records: Sequence[ServiceRecord]) -> Iterator[RecordSheet]:
    yield RecordSheet("个人基本信息", _PERSON, [_person(record) for record in records])
    yield RecordSheet("志愿服务情况", _SERVICE, list(_services(records)))
    yield RecordSheet("培训情况", _TRAINING, list(_trainings(records)))
    yield RecordSheet("表彰奖励情况", _AWARD, list(_awards(records)))
    yield RecordSheet("评价情况", _EVALUATION, list(_evaluations(records)))


_PERSON = (
    SheetColumn("性别", 7, "center"),
    SheetColumn("出生日期", 13, "center"),
    SheetColumn("身份证件类型", 16),
    SheetColumn("身份证件号码", 22),
    SheetColumn("居住区域", 20),
    SheetColumn("联系方式", 16),
    SheetColumn("专业技能", 20),
    SheetColumn("服务类别", 18),
)
_SERVICE = (
    SheetColumn("活动名称", 26),
    SheetColumn("日期", 13, "date"),
    SheetColumn("地点", 22),
    SheetColumn("服务内容", 22),
    SheetColumn("服务时间（小时）", 12, "right"),
    SheetColumn("活动组织单位", 24),
    SheetColumn("活动负责人", 12),
)
_TRAINING = (
    SheetColumn("培训名称", 26),
    SheetColumn("培训内容", 30),
    SheetColumn("学时（小时）", 12, "right"),
    SheetColumn("组织单位", 24),
    SheetColumn("日期", 13, "date"),
)
_AWARD = (
    SheetColumn("表彰奖励名称", 30),
    SheetColumn("授予单位", 28),
    SheetColumn("日期", 13, "date"),
)
_EVALUATION = (
    SheetColumn("活动名称", 28),
    SheetColumn("评价", 36),
    SheetColumn("星级", 8, "center"),
    SheetColumn("日期", 13, "date"),
)


def _person(record: ServiceRecord) -> tuple[Cell, ...]:
    return (
        record.name,
        record.sex,
        record.born,
        record.identity_kind,
        record.identity,
        record.area,
        record.phone,
        record.skills,
        record.kinds,
    )


def _services(records: Iterable[ServiceRecord]) -> Iterator[tuple[Cell, ...]]:
    for record in records:
        for service in record.services:
            yield (
                record.name,
                service.event,
                service.day,
                service.place,
                service.content,
                hours_of(service.minutes),
                service.organiser,
                service.leader,
            )


def _trainings(records: Iterable[ServiceRecord]) -> Iterator[tuple[Cell, ...]]:
    for record in records:
        for training in record.trainings:
            hours = hours_of(training.minutes)
            yield record.name, training.name, training.content, hours, training.organiser, training.day


def _awards(records: Iterable[ServiceRecord]) -> Iterator[tuple[Cell, ...]]:
    for record in records:
        for award in record.awards:
            yield record.name, award.name, award.grantor, award.day


def _evaluations(records: Iterable[ServiceRecord]) -> Iterator[tuple[Cell, ...]]:
    for record in records:
        for evaluation in record.evaluations:
            yield record.name, evaluation.event, evaluation.words, evaluation.stars or None, evaluation.day
