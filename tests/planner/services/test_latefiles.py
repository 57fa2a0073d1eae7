"""Files of invoices that are entered already: kept with their expense where it lacks them, else told where it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner import clock
from planner.enums import VoucherKind
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.intake.invoices.files import read_invoice_file
from planner.models import DroppedInvoice
from planner.queries.invoices import find_used, list_dropped
from planner.services.events import create_event
from planner.services.invoices import DroppedFile, drop_files, keep_with_expense
from planner.services.rows import add_row
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.dropsteps import BUS, DATA, MEAL
from tests.planner.filestores import kept_file
from tests.planner.moneysteps import PAID
from tests.planner.rowvalues import listed
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]


def drop_read(world: World, *names: str) -> list[DroppedInvoice]:
    """These samples, dropped by 周老师 and read at once; committed."""
    contents = {name: (DATA / name).read_bytes() for name in names}
    store = current_store()
    files = [
        DroppedFile(kept_file(store, name, content), read_invoice_file(content, name))
        for name, content in contents.items()
    ]
    drop_files(event_of(world), files, store=store, actor=user(world, "周老师"))
    db.session.commit()
    return list_dropped(world.event, world.users["周老师"])


def test_number_in_settled_accounts_is_told_without_a_way_to_move_it(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        other = create_event("blank", title="清明祭扫", organisation_id=world.units["school"], actor=actor)
        add_row(other, "expenses", PAID, actor=actor)
        other.settled_at = clock.now()
        number = PAID["invoice_number"]

        assert find_used(event, [number]) == {
            number: (
                "这张票在“清明祭扫”的“大巴租赁”里记着。",
                "一张发票只能报一次，那边的决算已经办结，不能挪过来。",
            )
        }


def test_files_that_come_late_are_kept_with_their_expense(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        first, _, other = drop_read(world, MEAL, "05-tags-only.ofd", BUS)
        expense = add_row(event, "expenses", PAID | {"invoice_number": first.invoice_number}, actor=actor)

        assert keep_with_expense(event, first, store=current_store(), actor=actor) is expense
        db.session.commit()

        vouchers: list[Any] = listed(world, "vouchers")
        assert [(v.kind, v.about, v.filename) for v in vouchers] == [
            (VoucherKind.INVOICE, f"expenses/{expense.key}", name) for name in (MEAL, "05-tags-only.ofd")
        ]
        assert list_dropped(world.event, actor.id) == [other]
        assert len(listed(world, "expenses")) == 1
        with pytest.raises(NotFound, match="已经不在这里"):
            keep_with_expense(event, other, store=current_store(), actor=actor)
        with pytest.raises(NotAllowed):
            keep_with_expense(event, other, store=current_store(), actor=user(world, "钱会计"))
