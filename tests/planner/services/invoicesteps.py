"""Invoices that wait to be entered, for tests of who may do so; call them inside `with in_app()`."""

from typing import Any

from planner.queries.invoices import list_dropped
from planner.services.invoices import DroppedFile, drop_files
from planner.services.rows import add_row
from tests.planner.conftest import World
from tests.planner.filestores import kept_file, memory_store
from tests.planner.moneysteps import PAID
from tests.planner.submissions import event_of, user

Arguments = dict[str, Any]


def dropped_files(world: World) -> Arguments:
    """A file to be dropped that is still to be read."""
    store = memory_store()
    return {"event": event_of(world), "files": [DroppedFile(kept_file(store))], "store": store}


def dropped_invoice(world: World) -> Arguments:
    """An invoice that 周老师 dropped."""
    arguments = dropped_files(world)
    drop_files(**arguments, actor=user(world, "周老师"))
    [dropped] = list_dropped(world.event, world.users["周老师"])
    return {"event": arguments["event"], "dropped": dropped}


def entered_invoice(world: World) -> Arguments:
    """The same, with what it is to be entered as."""
    arguments = dropped_files(world)
    drop_files(**arguments, actor=user(world, "周老师"))
    [dropped] = list_dropped(world.event, world.users["周老师"])
    return {"event": arguments["event"], "many": [(dropped, PAID)], "store": arguments["store"]}


def late_invoice(world: World) -> Arguments:
    """A file that 周老师 dropped, the expense of which is entered already."""
    arguments = entered_invoice(world)
    [(dropped, paid)] = arguments["many"]
    dropped.invoice_number = paid["invoice_number"]
    add_row(arguments["event"], "expenses", paid, actor=user(world, "周老师"))
    return {"event": arguments["event"], "dropped": dropped, "store": arguments["store"]}
