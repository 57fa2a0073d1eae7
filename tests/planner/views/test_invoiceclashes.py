"""An invoice that another unit has paid: refused in every form without a name, what was typed stays, finance learns."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from budgets import Money
from planner.extensions import db
from planner.models import InvoiceClash
from tests.planner.conftest import World
from tests.planner.intakesteps import add, take
from tests.planner.moneyrows import add_event
from tests.planner.registersteps import NUMBER, buy
from tests.planner.rowvalues import EXAMPLES, listed, put

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
SENTENCE = f"发票 {NUMBER} 别的单位已经报过，一张发票只能报一次。是哪家，县团委财务看得到。"
TYPED = {**EXAMPLES["expenses"].typed, "purpose": "饮用水", "amount": "1260", "invoice_number": NUMBER}
CLASH = ("饮用水", Money(126_000), NUMBER, "周老师")


@pytest.fixture
def elsewhere(world: World, in_app: InApp) -> int:
    """An expense of the committee, which 周老师 may not read, with that invoice; its event."""
    with in_app():
        event = add_event(world, "防溺水宣讲", unit="committee", owner="吴书记")
        buy(event, NUMBER, entered=world.units["committee"])
        db.session.commit()
        return event


def url(world: World, rest: str) -> str:
    """An address of the expenses of the world's event."""
    return f"/events/{world.event}/rows/expenses/{rest}"


def clashes() -> list[tuple[object, ...]]:
    """What finance above both is told."""
    found = db.session.scalars(db.select(InvoiceClash))
    return [(clash.purpose, clash.amount, clash.number, clash.tried_by) for clash in found]


def test_new_expense_is_refused_and_what_was_typed_stays(
    world: World, in_app: InApp, signed_in: SignedIn, elsewhere: int
) -> None:
    answer = signed_in("周老师").post(url(world, "new"), data=TYPED)

    assert answer.status_code == 422
    assert SENTENCE in answer.text
    assert [text for text in (f'value="{NUMBER}"', 'value="饮用水"', 'value="1260"') if text not in answer.text] == []
    assert [text for text in ("防溺水宣讲", f"/events/{elsewhere}/") if text in answer.text] == []
    with in_app():
        assert listed(world, "expenses") == []
        assert clashes() == [CLASH]


def test_change_is_refused_and_what_was_typed_stays(
    world: World, in_app: InApp, signed_in: SignedIn, elsewhere: int
) -> None:
    with in_app():
        (key,) = put(world, "expenses")

    answer = signed_in("周老师").post(url(world, key), data=TYPED | {"version": "1"})

    assert answer.status_code == 422
    assert SENTENCE in answer.text
    assert f'value="{NUMBER}"' in answer.text
    assert "防溺水宣讲" not in answer.text
    with in_app():
        assert [row.invoice_number for row in listed(world, "expenses")] == [""]  # type: ignore[attr-defined]
        assert clashes() == [CLASH]


def test_pasted_line_is_refused_and_stays_on_the_page(
    world: World, in_app: InApp, signed_in: SignedIn, elsewhere: int
) -> None:
    lines = f"用途\t金额\t发票号码\n饮用水\t1260\t{NUMBER}\n冰棍\t20\t\n"

    client = signed_in("周老师")
    answer = add(client, take(client, world, "expenses", lines))

    assert SENTENCE.rstrip("。") in answer.text
    assert "防溺水宣讲" not in answer.text
    assert "饮用水" in answer.text
    with in_app():
        assert [row.purpose for row in listed(world, "expenses")] == ["冰棍"]  # type: ignore[attr-defined]
        assert clashes() == [CLASH]


def test_trying_again_is_the_same_clash(world: World, in_app: InApp, signed_in: SignedIn, elsewhere: int) -> None:
    client = signed_in("周老师")
    for amount in ("1260", "1300"):
        client.post(url(world, "new"), data=TYPED | {"amount": amount})

    with in_app():
        assert clashes() == [("饮用水", Money(130_000), NUMBER, "周老师")]


def test_double_in_ones_own_unit_is_no_matter_of_finance_above(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        buy(add_event(world, "去年的慰问"), NUMBER, entered=world.units["school"])
        db.session.commit()

    answer = signed_in("周老师").post(url(world, "new"), data=TYPED)

    assert "“去年的慰问”的“饮用水”里报过" in answer.text
    with in_app():
        assert clashes() == []
