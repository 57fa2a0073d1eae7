"""What finance above asks of an invoice that two want to pay: asked once and answered once, also at the same moment."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.enums import RemarkKind
from planner.extensions import db
from planner.models import InvoiceClash, LineRemark, User
from planner.nouns import Aggregate
from planner.queries.remarks import double_key
from planner.services.invoiceregister import ask_both
from planner.services.remarks import remark_line
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, InOwnApp, Race, SignedIn, locked
from tests.planner.registersteps import add_finance, clash_of
from tests.planner.submissions import user


@pytest.fixture
def clash(world: World, in_app: InApp) -> int:
    """An invoice of the committee that the school wanted to pay too."""
    with in_app():
        add_finance(world, "郑会计", "committee")
        return clash_of(world).id


def ask(world: World, clash: int) -> int:
    """Finance above asks both."""
    return ask_both(db.session.get_one(InvoiceClash, clash), actor=db.session.get_one(User, world.users["郑会计"]))


def said(clash: int) -> list[str]:
    """All that was said of it, by whom."""
    found = select(LineRemark.author).where(LineRemark.line == double_key(clash)).order_by(LineRemark.id)
    return list(db.session.scalars(found))


def test_two_who_ask_at_once_ask_each_unit_once(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp, clash: int
) -> None:
    late = race(lambda: ask(world, clash), in_own_app(lambda: said(clash), lambda: ask(world, clash)))

    assert late.result() == 0
    with in_app():
        assert said(clash) == ["郑会计"] * 2


def test_second_of_two_who_answer_at_once_keeps_the_words_to_copy(
    world: World, in_app: InApp, race: Race, signed_in: SignedIn, clash: int
) -> None:
    with in_app():
        ask(world, clash)
        db.session.commit()
    client: FlaskClient = signed_in("李老师")
    address = f"/events/{world.event}/budget/{double_key(clash)}/remark"

    late = race(
        lambda: remark_line(
            locked(world, Aggregate.MONEY),
            double_key(clash),
            RemarkKind.ANSWER,
            "在我们这里。",
            actor=user(world, "周老师"),
        ),
        lambda: client.post(address, data={"kind": "answer", "text": "原件在档案室。"}),
    )

    assert late.result().status_code == 404
    assert "原件在档案室。" in late.result().text
    with in_app():
        assert said(clash) == ["郑会计", "郑会计", "周老师"]
