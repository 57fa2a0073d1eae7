"""Red invoices hang on a blue one of the same event, and never take back more than it was."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from budgets import Money
from planner.enums import InvoiceKind
from planner.errors import BadInput
from planner.models import RowMixin
from planner.services.rows import add_row, add_rows, delete_row, edit_row, list_rows, refuse_rows
from tests.planner.conftest import World
from tests.planner.moneysteps import PAID
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
BLUE = PAID["invoice_number"]
RED = PAID | {
    "purpose": "退车费",
    "amount": Money(-20000),
    "invoice_kind": InvoiceKind.RED,
    "invoice_number": "27512000000012345679",
    "blue_number": BLUE,
    "invoice_amount": Money(-20000),
}


def pay(world: World, *many: dict[str, Any]) -> list[RowMixin]:
    """These expenses, entered by 周老师 at once."""
    return add_rows(event_of(world), "expenses", many, actor=user(world, "周老师"))


def test_red_invoice_needs_its_blue_one_in_the_event(world: World, in_app: InApp) -> None:
    with in_app():
        with pytest.raises(BadInput) as missing:
            pay(world, RED)
        pay(world, PAID)
        red: Any = pay(world, RED)[0]

        assert missing.value.sentence == f"蓝字发票 {BLUE} 还没有记在这个活动里，先记那一张，再记冲它的红票。"
        assert (missing.value.reason, missing.value.field) == ("BLUE_MISSING", "blue_number")
        assert (red.amount, red.blue_number) == (Money(-20000), BLUE)


def test_blue_and_red_come_in_together(world: World, in_app: InApp) -> None:
    with in_app():
        assert [
            problem is None
            for problem in refuse_rows(event_of(world), "expenses", [RED, PAID], actor=user(world, "周老师"))
        ] == [True, True]


@pytest.mark.parametrize(("fen", "is_taken"), [(-539999, True), (-540000, True), (-540001, False)])
def test_red_invoices_never_take_back_more_than_was_paid(world: World, in_app: InApp, fen: int, is_taken: bool) -> None:
    with in_app():
        problems = refuse_rows(
            event_of(world), "expenses", [PAID, RED | {"amount": Money(fen)}], actor=user(world, "周老师")
        )

        assert [problem is None for problem in problems] == [is_taken, is_taken]
        if not is_taken:
            assert problems[1] is not None
            assert problems[1].sentence == f"蓝字发票 {BLUE} 记了 5,400.00 元，红票一共冲 5,400.01 元，冲多了。"


def test_blue_invoice_stays_while_a_red_one_hangs_on_it(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        [blue, red] = pay(world, PAID, RED)

        for values, reason in (
            (PAID | {"invoice_number": "27512000000012345670"}, "BLUE_NEEDED"),
            (PAID | {"amount": Money(19999)}, "BLUE_EXCEEDED"),
        ):
            with pytest.raises(BadInput) as refused:
                edit_row(event, "expenses", blue.key, values, version=1, actor=actor)
            assert refused.value.reason == reason
        with pytest.raises(BadInput, match="红票“退车费”冲的是这一笔，先删掉红票，再删它。"):
            delete_row(event, "expenses", blue.key, actor=actor)

        edit_row(event, "expenses", blue.key, PAID | {"amount": Money(20000)}, version=1, actor=actor)
        edit_row(event, "expenses", red.key, RED | {"remark": "少坐一趟"}, version=1, actor=actor)
        delete_row(event, "expenses", red.key, actor=actor)
        delete_row(event, "expenses", blue.key, actor=actor)
        assert list_rows(event, "expenses") == []


def test_invoice_never_takes_back_itself(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(BadInput) as refused:
        add_row(event_of(world), "expenses", RED | {"invoice_number": BLUE}, actor=user(world, "周老师"))

    assert refused.value.reason == "BLUE_MISSING"
