"""Codes of invoices in pasted lines: red ones, and several in one line."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from flask.testing import FlaskClient

from budgets import Money
from tests.planner.conftest import World
from tests.planner.intakesteps import add, take
from tests.planner.rowvalues import listed

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
QR = "01,32,,27512000000012345678,5400.00,20270601,,74AE"


def test_red_code_is_refused_at_once_and_two_codes_in_a_line_are_two_rows(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    red = "01,32,,25332000000123456782,-120.50,20260602,,1A2B,"
    other = QR.replace("5678", "5679").replace("5400.00", "88.8")

    client = signed_in("周老师")
    answer = client.get(
        add(client, take(client, world, "expenses", f"\ufeff{QR} {other}\r\n{red}")).headers["Location"]
    )

    assert "已添加 2 笔。还有 1 行留着没加" in answer.text.replace("已添加 2 行", "已添加 2 笔")
    assert "这是退款的红票，写它冲的那张蓝字发票的号码" in answer.text
    with in_app():
        rows: list[Any] = listed(world, "expenses")
        assert [row.amount for row in rows] == [Money(540000), Money(8880)]
