"""What is written past the unit of work is what the session would have written."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import inspect

from planner.enums import LinkPurpose, SignUpState
from planner.extensions import Base, db
from planner.models import Activity, Link, SignUp, Volunteer
from planner.services.insertion import insert_new
from tests.conftest import At
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
NOW = datetime(2027, 5, 1, 4, tzinfo=UTC)
Make = Callable[[Volunteer, int], Base]
# Each with no more than it must have, and a value of its own where no two may have the same.
ROWS: dict[str, Make] = {
    "activity": lambda one, _: Activity(event_id=one.event_id, actor="周老师", verb="修改", subject="活动"),
    "link": lambda one, n: Link(purpose=LinkPurpose.GUEST, event_id=one.event_id, token_hash=f"t{n}", expires_at=NOW),
    "volunteer": lambda one, n: Volunteer(event_id=one.event_id, key=f"v{n}", name="林知远", link_id=one.link_id),
    "sign_up": lambda one, n: SignUp(
        event_id=one.event_id, volunteer_id=one.id, shift=f"s{n}", state=SignUpState.CONFIRMED, arrival=1
    ),
}
OF_ITS_OWN = {"id", "key", "shift", "token_hash"}


@pytest.mark.parametrize("make", ROWS.values(), ids=ROWS)
def test_row_is_written_as_a_flush_writes_it(world: World, in_app: InApp, at: At, make: Make) -> None:
    at(NOW)
    with in_app():
        link = Link(purpose=LinkPurpose.VOLUNTEER, event_id=world.event, token_hash="t", expires_at=NOW)
        volunteer = Volunteer(event_id=world.event, key="v", name="林知远", link=link)
        db.session.add(volunteer)
        db.session.flush()
        flushed, written = make(volunteer, 1), make(volunteer, 2)
        db.session.add(flushed)
        db.session.flush()

        insert_new([written])

        assert inspect(written).persistent
        db.session.commit()
        db.session.expire_all()
        assert values_of(written) == values_of(flushed)


def values_of(row: Base) -> dict[str, Any]:
    """What the database holds of a row, without what no two rows share."""
    names = (attribute.key for attribute in inspect(type(row)).column_attrs)
    return {name: getattr(row, name) for name in names if name not in OF_ITS_OWN}
