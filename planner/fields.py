"""How the fields of a dossier are called and how their values are shown; for comparisons, logs and forms."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from budgets import Money, Total, format_quantity
from budgets.compare import FIELD_LABELS as LINE_LABELS
from planner.days import Day
from planner.enums import LabelledEnum
from planner.telling import UNKNOWN

FIELD_LABELS: dict[str, dict[str, str]] = {
    "facts": {
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
    },
    "sections": {"heading": "标题", "source": "自动印出", "text": "正文", "guidance": "写法提示"},
    "parties": {"role": "角色", "name": "单位"},
    "phases": {
        "name": "阶段",
        "starts_on": "开始日期",
        "ends_on": "结束日期",
        "owner": "负责人",
        "detail": "内容",
    },
    "stops": {"name": "地点", "address": "地址", "free_entry": "免票", "remark": "备注"},
    "head_counts": {"group": "人员类别", "count": "人数", "side": "身份", "remark": "备注"},
    "duties": {
        "role": "职务",
        "name": "姓名",
        "organisation": "单位",
        "phone": "电话",
        "workgroup": "工作组",
        "task": "任务",
        "due_on": "截止日期",
        "done": "已完成",
    },
    "schedule": {
        "title": "事项",
        "day": "日期",
        "start": "开始",
        "end": "结束",
        "detail": "说明",
        "place": "地点",
        "kind": "类型",
        "duties": "负责人",
    },
    "contacts": {"name": "联系人", "role": "身份", "organisation": "单位", "phone": "电话"},
    "supplies": {
        "name": "物资",
        "spec": "规格",
        "quantity": "数量",
        "loose": "若干",
        "unit": "单位",
        "duty": "负责人",
        "remark": "备注",
    },
    "budget": LINE_LABELS,
    "funding": {"name": "资金来源", "amount": "金额", "remark": "备注"},
    "safety": {
        "item": "检查项",
        "role": "负责",
        "phase": "阶段",
        "required": "必查",
        "done_by": "检查人",
        "done_on": "检查日期",
    },
    "attachments": {"name": "附件名称", "filename": "文件"},
    "participants": {
        "name": "姓名",
        "sex": "性别",
        "school_class": "学校、班级",
        "guardian": "监护人",
        "phone": "监护人电话",
        "remark": "备注",
    },
    "expenses": {
        "purpose": "用途",
        "amount": "金额",
        "line": "预算明细",
        "payee": "收款方",
        "paid_on": "付款日期",
        "method": "付款方式",
        "handler": "经办人",
        "verifier": "验收人",
        "source": "资金来源",
        "invoice_kind": "发票种类",
        "invoice_number": "发票号码",
        "invoice_amount": "价税合计",
        "issued_on": "开票日期",
        "seller": "销售方",
        "seller_tax_number": "销售方税号",
        "buyer": "购买方",
        "buyer_tax_number": "购买方税号",
        "goods": "品名",
        "has_list": "有销货清单",
        "net": "不含税金额",
        "tax": "税额",
        "remark": "备注",
    },
    "incomes": {"source": "资金来源", "amount": "金额", "received_on": "到账日期", "remark": "备注"},
    "advances": {
        "person": "借款人",
        "lent": "借款金额",
        "lent_on": "借款日期",
        "spent": "已报销",
        "returned": "已归还",
        "remark": "备注",
    },
    "donations": {
        "item": "物资",
        "donor": "捐赠方",
        "received": "收到",
        "unit": "单位",
        "stock": "库存",
        "received_on": "收到日期",
        "remark": "备注",
    },
    "handouts": {
        "item": "发放内容",
        "each": "每人数量",
        "unit": "单位",
        "cash": "每人金额",
        "people": "人数",
        "donated": "捐赠物资",
        "handed_on": "发放日期",
        "handler": "发放人",
        "witness": "证明人",
        "remark": "备注",
    },
    "vouchers": {
        "kind": "种类",
        "filename": "文件",
        "sha256": "SHA-256",
    },
}


# The fields that name duties by their keys.
REFERENCES = ("duties", "duty")
# The field that names a line of the budget by its key.
LINE_REFERENCE = "line"
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
    if isinstance(value, Money | Total):
        return value.format()
    if isinstance(value, Decimal):
        return format_quantity(value)
    return str(value)
