"""Many rows added at once: as many statements as for a few, since others wait for the event meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner.extensions import db
from planner.models import ROW_MODELS
from planner.services.events import create_event
from planner.services.rows import add_row, add_rows, refuse_rows
from tests.planner.conftest import World
from tests.planner.moneysteps import PAID, planned
from tests.planner.rowvalues import EXAMPLES, last_entry, listed, put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
Values = dict[str, Any]


def expenses(world: World, number: int) -> list[Values]:
    """That many expenses, each with an invoice of its own, for the first line of the budget."""
    line = planned(world)[0]
    return [PAID | {"purpose": f"第 {n} 笔", "line": line, "invoice_number": f"{n:020d}"} for n in range(number)]


def supplies(world: World, number: int) -> list[Values]:
    """That many supplies, all brought by one duty."""
    (duty,) = put(world, "duties")
    return [EXAMPLES["supplies"].kept | {"duty": duty}] * number


@pytest.mark.parametrize(("noun", "make"), [("expenses", expenses), ("supplies", supplies)])
def test_thirty_rows_take_as_many_statements_as_three(
    world: World, in_app: InApp, count_queries: CountQueries, noun: str, make: Callable[[World, int], list[Values]]
) -> None:
    table, sent = ROW_MODELS[noun].__tablename__, []  # type: ignore[attr-defined]
    for number in (3, 30):
        with in_app():
            many, event, actor = make(world, number), event_of(world), user(world, "周老师")
            with count_queries() as statements:
                assert refuse_rows(event, noun, many, actor=user(world, "周老师")) == [None] * number
                assert len(add_rows(event, noun, many, actor=actor)) == number
            # The rows themselves go in one by one on SQLite: calls in this process, which nothing has to answer.
            sent.append([s.split()[0] for s in statements if not s.startswith(f"INSERT INTO {table} ")])

    assert sent[0] == sent[1]


def test_rows_added_together_are_each_what_they_were_given(world: World, in_app: InApp) -> None:
    with in_app():
        many = expenses(world, 3)
        rows = add_rows(event_of(world), "expenses", many, actor=user(world, "周老师"))
        keys = [row.key for row in rows]
        db.session.expire_all()

        wanted = [(key, values["invoice_number"]) for key, values in zip(keys, many, strict=True)]
        for found in (rows, listed(world, "expenses")):
            assert [(row.key, row.invoice_number) for row in found] == wanted  # type: ignore[attr-defined]


def test_log_names_the_line_of_each_row(world: World, in_app: InApp) -> None:
    with in_app():
        actor = user(world, "周老师")
        bus, meals = planned(world)
        many = [PAID | {"line": line, "invoice_number": ""} for line in (bus, meals, "gone")]
        add_rows(event_of(world), "expenses", many, actor=actor)
        told = last_entry(world).after.splitlines()

    for line, name in zip(told, ("大巴租赁", "午餐", "已删掉的预算明细"), strict=True):
        assert f"预算明细：{name}" in line


def test_each_row_is_told_where_its_own_invoice_was_used(world: World, in_app: InApp) -> None:
    with in_app():
        actor = user(world, "周老师")
        first, second, third, own = expenses(world, 4)
        other = create_event("blank", title="清明祭扫", organisation_id=world.units["school"], actor=actor)
        there = add_row(other, "expenses", first, actor=actor)
        here = add_row(event_of(world), "expenses", third, actor=actor)
        same = own | {"handler": "周老师", "verifier": "周老师", "invoice_number": first["invoice_number"]}

        answers = refuse_rows(
            event_of(world), "expenses", [first, second, third, second, same], actor=user(world, "周老师")
        )

    found = [answer and (answer.reason, answer.place) for answer in answers]
    assert found == [
        ("INVOICE_USED", (other.id, f"expenses/{there.key}")),
        None,
        ("INVOICE_USED", (world.event, f"expenses/{here.key}")),
        ("INVOICE_USED", None),
        ("SAME_PERSON", None),
    ]
