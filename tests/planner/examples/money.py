"""A row of each noun of the money."""

from datetime import date
from decimal import Decimal

from budgets import Money
from planner.enums import (
    PaymentMethod,
    VoucherKind,
)
from tests.planner.examples.example import Example

MONEY: dict[str, Example] = {
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
            "invoice_kind": None,
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
        {"person": "周老师", "lent": "2000", "lent_on": "2027-05-25", "spent": "", "returned": ""},
        {
            "person": "周老师",
            "lent": Money(200000),
            "lent_on": date(2027, 5, 25),
            "spent": None,
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
