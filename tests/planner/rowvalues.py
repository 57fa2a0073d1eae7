"""One row of each noun, as it is typed and as it is kept, and steps that several tests of rows begin with."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from budgets import Money
from planner.days import Day
from planner.enums import (
    GroupSide,
    InvoiceKind,
    ItemKind,
    PartyRole,
    PaymentMethod,
    SafetyPhase,
    SectionSource,
    Sex,
    VoucherKind,
)
from planner.extensions import db
from planner.models import ROW_MODELS, Activity, RowMixin
from planner.services.rows import add_row, add_rows
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user


@dataclass(frozen=True)
class Example:
    """A row as it is typed and kept; then one field of it anew: its name, what is typed, kept and logged."""

    typed: dict[str, str]
    kept: dict[str, Any]
    field: str
    new_typed: str
    new_kept: Any
    logged: tuple[str, str]


EXAMPLES: dict[str, Example] = {
    "sections": Example(
        {"heading": "活动目的", "source": "time"},
        {"heading": "活动目的", "source": SectionSource.TIME},
        "heading",
        "活动意义",
        "活动意义",
        ("标题：活动目的", "标题：活动意义"),
    ),
    "parties": Example(
        {"role": "organiser", "name": "镇团委"},
        {"role": PartyRole.ORGANISER, "name": "镇团委"},
        "role",
        "support",
        PartyRole.SUPPORT,
        ("角色：承办", "角色：支持"),
    ),
    "phases": Example(
        {
            "name": "准备阶段",
            "starts_on": "2027-05-01",
            "ends_on": "5月20日",
            "owner": "李老师",
            "detail": "采购\r\n踩点",
        },
        {
            "name": "准备阶段",
            "starts_on": Day(5, 1, 2027),
            "ends_on": Day(5, 20),
            "owner": "李老师",
            "detail": "采购\n踩点",
        },
        "ends_on",
        "",
        None,
        ("结束日期：5月20日", "结束日期：待定"),
    ),
    "stops": Example(
        {"name": "红军山", "address": "元坝镇", "free_entry": "y", "remark": "台阶多"},
        {"name": "红军山", "address": "元坝镇", "free_entry": True, "remark": "台阶多"},
        "address",
        "太公镇",
        "太公镇",
        ("地址：元坝镇", "地址：太公镇"),
    ),
    "head_counts": Example(
        {"group": "留守儿童", "count": "１０人", "side": "child", "remark": "三年级"},
        {"group": "留守儿童", "count": 10, "side": GroupSide.CHILD, "remark": "三年级"},
        "count",
        "",
        None,
        ("人数：10", "人数：待定"),
    ),
    "duties": Example(
        {
            "role": "领队",
            "name": "李老师",
            "organisation": "镇中心小学",
            "phone": "13800000002",
            "workgroup": "安全组",
            "task": "带队\n清点",
            "due_on": "2027-05-30",
            "done": "y",
        },
        {
            "role": "领队",
            "name": "李老师",
            "organisation": "镇中心小学",
            "phone": "13800000002",
            "workgroup": "安全组",
            "task": "带队\n清点",
            "due_on": Day(5, 30, 2027),
            "done": True,
        },
        "name",
        "",
        "",
        ("姓名：李老师", "姓名：待定"),
    ),
    "schedule": Example(
        {
            "title": "集合点名",
            "day": "6月1日",
            "start": "9点半",
            "end": "１０：００",
            "place": "操场",
            "detail": "带水",
        },
        {
            "title": "集合点名",
            "day": Day(6, 1),
            "start": time(9, 30),
            "end": time(10),
            "place": "操场",
            "detail": "带水",
            "kind": ItemKind.ROLL,
            "duties": (),
        },
        "end",
        "10:15",
        time(10, 15),
        ("结束：10:00", "结束：10:15"),
    ),
    "contacts": Example(
        {"name": "县医院急诊", "role": "急救", "organisation": "县医院", "phone": "13800000120"},
        {"name": "县医院急诊", "role": "急救", "organisation": "县医院", "phone": "13800000120"},
        "phone",
        "13800000121",
        "13800000121",
        ("电话：13800000120", "电话：13800000121"),
    ),
    "supplies": Example(
        {"name": "矿泉水", "spec": "550 ml", "quantity": "1,200", "unit": "瓶", "duty": "", "remark": "常温"},
        {
            "name": "矿泉水",
            "spec": "550 ml",
            "quantity": Decimal(1200),
            "loose": False,
            "unit": "瓶",
            "duty": "",
            "remark": "常温",
        },
        "unit",
        "箱",
        "箱",
        ("单位：瓶", "单位：箱"),
    ),
    "budget": Example(
        {
            "category": "交通费",
            "item": "大巴租赁",
            "unit_price": "1,200.50",
            "quantity": "2",
            "unit": "辆",
            "times": "3",
            "times_unit": "天",
            "stated": "",
            "source": "团费",
            "basis": "询价",
        },
        {
            "category": "交通费",
            "item": "大巴租赁",
            "unit_price": Money(120050),
            "quantity": Decimal(2),
            "unit": "辆",
            "times": Decimal(3),
            "times_unit": "天",
            "stated": None,
            "source": "团费",
            "basis": "询价",
        },
        "unit_price",
        "900元",
        Money(90000),
        ("单价：¥1,200.50", "单价：¥900.00"),
    ),
    "funding": Example(
        {"name": "财政", "amount": "1.5万元", "remark": "已下达"},
        {"name": "财政", "amount": Money(1500000), "remark": "已下达"},
        "amount",
        "",
        None,
        ("金额：¥15,000.00", "金额：待定"),
    ),
    "safety": Example(
        {
            "item": "车辆有道路运输证",
            "role": "领队",
            "phase": "during",
            "required": "y",
            "done_by": "李老师",
            "done_on": "2027-05-31",
        },
        {
            "item": "车辆有道路运输证",
            "role": "领队",
            "phase": SafetyPhase.DURING,
            "required": True,
            "done_by": "李老师",
            "done_on": Day(5, 31, 2027),
        },
        "done_by",
        "",
        "",
        ("检查人：李老师", "检查人：待定"),
    ),
    "attachments": Example(
        {"name": "安全预案"},
        {"name": "安全预案", "filename": ""},
        "name",
        "应急预案",
        "应急预案",
        ("附件名称：安全预案", "附件名称：应急预案"),
    ),
    "participants": Example(
        {
            "name": "林晚晴",
            "sex": "f",
            "school_class": "四年级（1）班",
            "guardian": "林家长",
            "phone": "13800000101",
            "remark": "花生过敏",
        },
        {
            "name": "林晚晴",
            "sex": Sex.GIRL,
            "school_class": "四年级（1）班",
            "guardian": "林家长",
            "phone": "13800000101",
            "remark": "花生过敏",
        },
        "phone",
        "13800000102",
        "13800000102",
        ("", ""),
    ),
    "expenses": Example(
        {
            "purpose": "大巴租赁",
            "amount": "¥5,400",
            "payee": "县客运公司",
            "paid_on": "2027-06-02",
            "method": "公务卡",
            "handler": "周老师",
            "verifier": "李老师",
            "goods": "*运输服务*客运服务费",
            "seller": "县客运公司",
            "remark": "往返两趟",
        },
        {
            "purpose": "大巴租赁",
            "amount": Money(540000),
            "line": "",
            "payee": "县客运公司",
            "paid_on": date(2027, 6, 2),
            "method": PaymentMethod.CARD,
            "handler": "周老师",
            "verifier": "李老师",
            "invoice_kind": InvoiceKind.NONE,
            "invoice_number": "",
            "goods": "*运输服务*客运服务费",
            "seller": "县客运公司",
            "remark": "往返两趟",
            "net": None,
        },
        "amount",
        "5386.5",
        Money(538650),
        ("金额：¥5,400.00", "金额：¥5,386.50"),
    ),
    "incomes": Example(
        {"source": "捐赠", "amount": "8000", "received_on": "2027年5月20日", "remark": "票据 0001"},
        {"source": "捐赠", "amount": Money(800000), "received_on": date(2027, 5, 20), "remark": "票据 0001"},
        "received_on",
        "",
        None,
        ("到账日期：2027年5月20日（周四）", "到账日期：待定"),
    ),
    "advances": Example(
        {"person": "周老师", "lent": "2000", "lent_on": "2027-05-25", "spent": "1,500.5", "returned": ""},
        {
            "person": "周老师",
            "lent": Money(200000),
            "lent_on": date(2027, 5, 25),
            "spent": Money(150050),
            "returned": None,
        },
        "returned",
        "499.5",
        Money(49950),
        ("已归还：待定", "已归还：¥499.50"),
    ),
    "donations": Example(
        {"item": "书包", "donor": "镇商会", "received": "30", "unit": "个", "stock": "", "received_on": "2027-05-28"},
        {
            "item": "书包",
            "donor": "镇商会",
            "received": Decimal(30),
            "unit": "个",
            "stock": None,
            "received_on": date(2027, 5, 28),
        },
        "stock",
        "2",
        Decimal(2),
        ("库存：待定", "库存：2"),
    ),
    "handouts": Example(
        {
            "item": "书包",
            "each": "1",
            "unit": "个",
            "cash": "",
            "people": "28人",
            "donated": "y",
            "handed_on": "2027-06-01",
            "handler": "周老师",
            "witness": "李老师",
        },
        {
            "item": "书包",
            "each": Decimal(1),
            "unit": "个",
            "cash": None,
            "people": 28,
            "donated": True,
            "handed_on": date(2027, 6, 1),
            "handler": "周老师",
            "witness": "李老师",
        },
        "people",
        "27",
        27,
        ("人数：28", "人数：27"),
    ),
    "vouchers": Example(
        {"kind": "payment", "filename": "回单.pdf"},
        {"kind": VoucherKind.PAYMENT, "filename": "回单.pdf"},
        "kind",
        "invoice",
        VoucherKind.INVOICE,
        ("种类：支付记录", "种类：发票"),
    ),
}


def clear_rows() -> None:
    """Take away what the kind of the event proposed; committed."""
    for model in ROW_MODELS.values():
        db.session.execute(db.delete(model))
    db.session.commit()


def listed(world: World, noun: str) -> list[RowMixin]:
    """The rows of that noun that are not deleted, in their order."""
    model = ROW_MODELS[noun]
    found = db.select(model).where(model.event_id == world.event, model.deleted_at.is_(None))
    return list(db.session.scalars(found.order_by(model.position)))


def kept(row: RowMixin, example: Example) -> dict[str, Any]:
    """The values of a row under the names of its example."""
    return {name: getattr(row, name) for name in example.kept}


def last_entry(world: World) -> Activity:
    """The newest entry of the log."""
    found = db.select(Activity).where(Activity.event_id == world.event).order_by(Activity.id.desc()).limit(1)
    return db.session.scalars(found).one()


def put(world: World, noun: str, *more: dict[str, Any]) -> list[str]:
    """Rows like the example, each with other values, added by 周老师 and committed; returns their keys."""
    event, actor = event_of(world), user(world, "周老师")
    rows = [add_row(event, noun, EXAMPLES[noun].kept | values, actor=actor) for values in more or ({},)]
    db.session.commit()
    return [row.key for row in rows]


def put_many(world: World, noun: str, count: int) -> None:
    """That many rows like the example, added at once and committed."""
    add_rows(event_of(world), noun, [EXAMPLES[noun].kept] * count, actor=user(world, "周老师"))
    db.session.commit()
