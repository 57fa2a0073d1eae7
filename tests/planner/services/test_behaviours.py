"""Rules of rows that look at other rows: an invoice pays once in the organisation, two persons, closed accounts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner import clock
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Event, User
from planner.services.events import create_event, delete_event, restore_event
from planner.services.rows import add_row, add_rows, delete_row, edit_row, restore_row
from tests.planner.conftest import World
from tests.planner.moneysteps import PAID
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]


def another(world: World, unit: str = "school", who: str = "李老师") -> Event:
    """One more event of a unit."""
    return create_event("blank", title="清明祭扫", organisation_id=world.units[unit], actor=user(world, who))


def pay(world: World, event: Event, **values: Any) -> Any:
    """The bus, paid in that event with its invoice."""
    return add_row(event, "expenses", PAID | values, actor=db.session.get_one(User, event.owner_id))


def test_invoice_pays_once_in_the_organisation(world: World, in_app: InApp) -> None:
    with in_app():
        first = pay(world, event_of(world), purpose="大巴")
        other = another(world)

        with pytest.raises(BadInput, match="已经在“六一慰问”的“大巴”里报过") as caught:
            pay(world, other)

        assert (caught.value.reason, caught.value.place) == ("INVOICE_USED", (world.event, f"expenses/{first.key}"))
        pay(world, another(world, "stranger", "江老师"))
        pay(world, other, invoice_number="")
        without = PAID | {"invoice_number": ""}
        assert len(add_rows(other, "expenses", [without, without], actor=user(world, "李老师"))) == 2


def test_invoice_is_free_again_after_deletion_but_not_for_the_deleted_one(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        first = pay(world, event)
        delete_row(event, "expenses", first.key, actor=actor)
        pay(world, another(world))

        with pytest.raises(BadInput, match="一张发票只能报一次"):
            restore_row(event, "expenses", first.key, actor=actor)


def test_editing_keeps_the_own_number_and_refuses_that_of_another(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        first, second = pay(world, event), pay(world, event, invoice_number="27512000000012345679")
        edit_row(event, "expenses", first.key, PAID | {"purpose": "包车"}, version=1, actor=actor)

        with pytest.raises(BadInput, match="已经在这个活动的“包车”里报过"):
            edit_row(event, "expenses", second.key, PAID, version=1, actor=actor)

        assert (first.version, second.invoice_number) == (2, "27512000000012345679")


def test_number_twice_in_one_table_adds_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        with pytest.raises(BadInput, match="在这些行里出现了两次"):
            add_rows(event_of(world), "expenses", [PAID, PAID], actor=user(world, "周老师"))

        assert db.session.scalar(db.text("SELECT count(*) FROM expense")) == 0


@pytest.mark.parametrize("verifier", ["周老师", " 周 老师", "周老师　"])
def test_handler_does_not_verify(world: World, in_app: InApp, verifier: str) -> None:
    with in_app(), pytest.raises(BadInput, match="经办人和验收人要是两个人"):
        pay(world, event_of(world), handler="周老师", verifier=verifier)


def test_deleted_event_lets_its_invoices_go_and_comes_back_only_while_they_are_free(
    world: World, in_app: InApp
) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        pay(world, event)
        delete_event(event, actor=actor)
        other = another(world)
        again = pay(world, other, purpose="大巴")

        with pytest.raises(BadInput, match="已经在“清明祭扫”的“大巴”里报过，先把那一笔删掉") as caught:
            restore_event(event, actor=actor)
        delete_row(other, "expenses", again.key, actor=user(world, "李老师"))
        restore_event(event, actor=actor)

        assert caught.value.place == (other.id, f"expenses/{again.key}")
        assert event.deleted_at is None


def test_deleted_event_comes_back_although_another_deleted_one_has_its_invoice(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        pay(world, event)
        delete_event(event, actor=actor)
        other = another(world)
        pay(world, other)
        delete_event(other, actor=user(world, "李老师"))

        restore_event(event, actor=actor)

        assert event.deleted_at is None


def test_settled_event_is_not_deleted(world: World, in_app: InApp) -> None:
    with in_app():
        event = event_of(world)
        event.settled_at = clock.now()

        with pytest.raises(NotAllowed, match="不能删除，可以归档"):
            delete_event(event, actor=user(world, "周老师"))

        assert event.deleted_at is None
