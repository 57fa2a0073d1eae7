"""Advances: nothing of one is settled beyond the expenses that say whose money they were paid from."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest

from budgets import Money
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Advance
from planner.queries.finances import read_finances
from planner.services.rows import add_row, delete_row, edit_row, refuse_rows, restore_row
from tests.planner.conftest import World
from tests.planner.moneysteps import PAID
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
LENT = {"person": "周老师", "lent": Money(200000)}


def lend(world: World, **values: Any) -> str:
    """An advance; its key."""
    return add_row(event_of(world), "advances", LENT | values, actor=user(world, "周老师")).key


def pay(world: World, fen: int = 150000, **values: Any) -> str:
    """An expense that was paid from what 周老师 borrowed; its key."""
    paid = PAID | {"amount": Money(fen), "borrower": "周 老师"} | values
    return add_row(event_of(world), "expenses", paid, actor=user(world, "周老师")).key


def change(world: World, noun: str, key: str, version: int = 1, **values: Any) -> None:
    """New values of a row."""
    edit_row(event_of(world), noun, key, values, version=version, actor=user(world, "周老师"))


def remove(world: World, key: str) -> None:
    """An expense, deleted."""
    delete_row(event_of(world), "expenses", key, actor=user(world, "周老师"))


@pytest.mark.parametrize(("fen", "is_taken"), [(149999, True), (150000, True), (150001, False)])
def test_settled_is_no_more_than_the_expenses_that_name_it(
    world: World, in_app: InApp, fen: int, is_taken: bool
) -> None:
    with in_app():
        key = lend(world)
        pay(world)
        pay(world, 90000, borrower="", invoice_number="27512000000012345679")
        if is_taken:
            change(world, "advances", key, spent=Money(fen))
            assert read_finances(event_of(world)).settlement.advances[0].unproven == Money(0)
            return
        with pytest.raises(BadInput) as refused:
            change(world, "advances", key, spent=Money(fen))

        assert (refused.value.reason, refused.value.field) == ("UNPROVEN", "spent")
        assert refused.value.sentence == (
            "写明冲周老师借款的支出一共 1,500.00 元，已报销写到 1,500.01 元就多了。先在支出里填“冲谁的借款”。"
        )


def test_expense_names_somebody_who_borrowed(world: World, in_app: InApp) -> None:
    with in_app():
        with pytest.raises(BadInput) as refused:
            pay(world, borrower="张三")
        found = refuse_rows(event_of(world), "expenses", [PAID | {"borrower": "张三"}], actor=user(world, "周老师"))

        assert (refused.value.reason, refused.value.field) == ("NO_ADVANCE", "borrower")
        assert refused.value.sentence == "还没有“张三”的借款，先记借款，或者空着。"
        assert [problem is not None and problem.reason for problem in found] == ["NO_ADVANCE"]


def test_two_advances_of_one_person_share_the_expenses(world: World, in_app: InApp) -> None:
    with in_app():
        first = lend(world)
        pay(world)
        change(world, "advances", first, spent=Money(100000))
        together = [LENT | {"spent": Money(fen)} for fen in (30000, 20000, 1)]

        found = refuse_rows(event_of(world), "advances", together, actor=user(world, "周老师"))
        loans = read_finances(event_of(world)).settlement.advances

        assert [problem is None for problem in found] == [True, True, False]
        assert [loan.vouched for loan in loans] == [Money(100000)]


@pytest.mark.parametrize(
    "values", [{"amount": Money(149999)}, {"borrower": ""}, None], ids=["less", "of nobody", "deleted"]
)
def test_what_an_advance_was_settled_by_stays(world: World, in_app: InApp, values: dict[str, Any] | None) -> None:
    with in_app():
        advance = lend(world)
        key = pay(world)
        change(world, "advances", advance, spent=Money(150000))
        step = partial(change, world, "expenses", key, **values) if values is not None else partial(remove, world, key)
        with pytest.raises(BadInput) as refused:
            step()
        change(world, "expenses", key, amount=Money(150001))

        assert refused.value.reason == "ADVANCE_RESTS_ON_IT"
        assert "周 老师的借款已报销 1,500.00 元，靠的是写明冲它的支出" in refused.value.sentence


def test_old_accounts_stand_with_a_finding_and_can_be_mended(world: World, in_app: InApp) -> None:
    with in_app():
        key = lend(world)
        pay(world, 100000)
        db.session.execute(db.update(Advance).values(spent=Money(150000)))
        db.session.commit()

        found = [f for f in read_finances(event_of(world)).settlement_findings if f.code == "advance-unproven"]
        change(world, "advances", key, remark="八月借的")
        change(world, "advances", key, version=2, spent=Money(120000))

        assert [f.sentence for f in found] == ["周老师 的借款写着已报销 1,500.00 元，其中 500.00 元没有支出写明冲它。"]
        assert [f.where for f in found] == [f"advances/{key}"]


def test_deleted_advance_comes_back_only_with_what_it_rests_on(world: World, in_app: InApp) -> None:
    with in_app():
        actor, key = user(world, "周老师"), lend(world)
        expense = pay(world)
        change(world, "advances", key, spent=Money(150000))
        delete_row(event_of(world), "advances", key, actor=actor)
        delete_row(event_of(world), "expenses", expense, actor=actor)
        with pytest.raises(BadInput, match=r"已报销写到 1,500\.00 元就多了"):
            restore_row(event_of(world), "advances", key, actor=actor)
