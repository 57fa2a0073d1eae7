"""Filed summaries that an approver finds on the desk: those that they may send back, until the event is archived."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Organisation
from planner.queries.summary import latest_filed, summaries_to_read
from planner.services.summaryfiling import may_return, reopen_summary, return_summary
from tests.planner.conftest import PEOPLE, World
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import file_now, over

pytestmark = pytest.mark.both_databases
InApp = Callable[[], AbstractContextManager[Any]]
Change = Callable[[World], object]


def filed(world: World) -> None:
    """A summary that 周老师 filed; committed."""
    over(world)
    file_now(world)
    db.session.commit()


def by_unit_above(world: World) -> None:
    """The unit above approves the events of the school."""
    db.session.get_one(Organisation, world.units["school"]).approval_by_parent = True


def returned(world: World) -> None:
    """It went back."""
    return_summary(event_of(world), 1, "补照片", actor=user(world, "韩校长"))


def reopened(world: World) -> None:
    """It was opened again."""
    reopen_summary(event_of(world), 1, "漏了一段", actor=user(world, "周老师"))


def archived(world: World) -> None:
    """The event is closed."""
    event_of(world).status = EventStatus.ARCHIVED


@pytest.mark.parametrize(
    ("change", "readers"),
    [
        (None, {"韩校长", "管理员"}),
        (by_unit_above, {"吴书记"}),
        (returned, set()),
        (reopened, set()),
        (archived, set()),
    ],
    ids=["filed", "approved above", "returned", "reopened", "archived"],
)
def test_summary_is_read_by_those_who_may_send_it_back(
    world: World, in_app: InApp, change: Change | None, readers: set[str]
) -> None:
    with in_app():
        filed(world)
        if change is not None:
            change(world)
            db.session.commit()

        found = {name for name in PEOPLE if summaries_to_read(user(world, name))}

    assert found == readers


@pytest.mark.parametrize("change", [None, by_unit_above])
def test_list_agrees_with_the_right_to_send_back(world: World, in_app: InApp, change: Change | None) -> None:
    with in_app():
        filed(world)
        if change is not None:
            change(world)
            db.session.commit()
        revision = latest_filed(world.event)
        assert revision is not None

        for name in PEOPLE:
            person = user(world, name)
            listed = [event.id for event, _ in summaries_to_read(person)]
            assert listed == [world.event] * may_return(event_of(world), revision, person), name
