"""Sample invoices, dropped by the form of the page, in an event whose budget they fit."""

import io
from collections.abc import Iterable
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from budgets import Money
from planner.extensions import db
from planner.models import DroppedInvoice, Organisation
from planner.queries.invoices import list_dropped
from tests.planner.conftest import World
from tests.planner.moneysteps import planned

DATA = Path(__file__).parent / "intake" / "invoices" / "data"
BUS, MEAL, RED, BLUE = "01-einvoice.xml", "07-normal.pdf", "02-einvoice-red.xml", "26992000000000000101"
MEALS = {"category": "餐费", "item": "师生用餐", "stated": Money(700000), "source": "财政"}
BUSES = {"category": "交通费", "item": "大巴租赁", "stated": Money(540000), "source": "财政"}


def plan_for_samples(world: World) -> tuple[str, str]:
    """Two lines of the budget, for the bus and for meals, of a school that the samples are made out to; their keys."""
    db.session.get_one(Organisation, world.units["school"]).name = "样例县青禾中心小学"
    bus, meal = planned(world, BUSES, MEALS)
    return bus, meal


def where(world: World, rest: str = "") -> str:
    """The address of the page."""
    return f"/events/{world.event}/invoices{rest}"


def drop(client: FlaskClient, world: World, names: Iterable[str]) -> TestResponse:
    """Drop these samples by the form of the page."""
    files = [(io.BytesIO((DATA / name).read_bytes()), name) for name in names]
    return client.post(where(world), data={"files": files})


def waiting(world: World) -> list[DroppedInvoice]:
    """What 周老师 has dropped."""
    return list_dropped(world.event, world.users["周老师"])
