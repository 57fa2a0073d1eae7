"""How the facts of an event are called and how all values are shown; for comparisons, logs and forms."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from budgets import Money, Total, UnitPrice, format_quantity
from planner.days import Day
from planner.enums import LabelledEnum
from planner.telling import UNKNOWN

FACT_LABELS: dict[str, str] = {
    "title": "活动名称",
    "kind": "活动类型",
    "status": "状态",
    "theme": "主题",
    "starts_on": "开始日期",
    "ends_on": "结束日期",
    "starts_at": "开始时间",
    "ends_at": "结束时间",
    "place": "地点",
    "transport": "车辆",
    "stated_total": "总人数",
    "organisation": "单位",
    "owner": "负责人",
    "signed_on": "落款日期",
}
# The fields that name duties by their keys.
REFERENCES = ("duties", "duty")
# The field that names a line of the budget by its key.
LINE_REFERENCE = "line"
# The field that names a post of volunteers by its key.
POST_REFERENCE = "post"
# A reference to a row that was deleted since.
GONE, GONE_LINE = "已删掉的分工", "已删掉的预算明细"


def display(value: Any) -> str:
    """Any value of a dossier as people read it; what is not known is 待定."""
    if value is None or value == "" or value == ():
        return UNKNOWN
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, LabelledEnum):
        return value.label
    if isinstance(value, tuple | list):
        return "、".join(display(v) for v in value)
    return _display_figure(value)


def _display_figure(value: Any) -> str:
    if isinstance(value, Day):
        return value.label()
    if isinstance(value, date):
        return Day.of(value).label()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Money | Total | UnitPrice):
        return value.format()
    if isinstance(value, Decimal):
        return format_quantity(value)
    return str(value)
