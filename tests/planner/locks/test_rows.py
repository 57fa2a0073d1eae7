"""Rows: of two who change a list at once, the second sees what the first did."""

import pytest
from werkzeug.test import TestResponse

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import TeamMember
from planner.services import roworder, rows
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, Race, SignedIn, locked
from tests.planner.rowvalues import EXAMPLES, clear_rows, listed, put
from tests.planner.submissions import user


@pytest.fixture
def empty(world: World, in_app: InApp) -> None:
    """The event has no rows; 李老师 is a co-planner."""
    with in_app():
        clear_rows()
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["李老师"], role=TeamRole.PLANNER))
        db.session.commit()


@pytest.mark.usefixtures("empty")
def test_row_that_another_edits_shows_both_texts(world: World, in_app: InApp, race: Race, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "contacts")
    client = signed_in("李老师")
    typed = {**EXAMPLES["contacts"].typed, "name": "卫生院", "version": "1"}

    late = race(
        lambda: rows.edit_row(
            locked(world), "contacts", key, {"name": "县医院"}, version=1, actor=user(world, "周老师")
        ),
        lambda: client.post(f"/events/{world.event}/rows/contacts/{key}", data=typed),
    )

    page: TestResponse = late.result()
    assert (page.status_code, "县医院" in page.text, "卫生院" in page.text) == (409, True, True)
    with in_app():
        assert [row.name for row in listed(world, "contacts")] == ["县医院"]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("empty")
def test_row_that_another_deletes_is_gone(world: World, in_app: InApp, race: Race, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "contacts")
    client = signed_in("李老师")
    typed = {**EXAMPLES["contacts"].typed, "name": "卫生院", "version": "1"}

    late = race(
        lambda: rows.delete_row(locked(world), "contacts", key, actor=user(world, "周老师")),
        lambda: client.post(f"/events/{world.event}/rows/contacts/{key}", data=typed),
    )

    assert late.result().status_code == 404
    with in_app():
        assert listed(world, "contacts") == []


@pytest.mark.usefixtures("empty")
def test_rows_added_at_once_stand_one_behind_the_other(
    world: World, in_app: InApp, race: Race, signed_in: SignedIn
) -> None:
    client = signed_in("李老师")

    late = race(
        lambda: rows.add_row(
            locked(world), "contacts", {**EXAMPLES["contacts"].kept, "name": "一"}, actor=user(world, "周老师")
        ),
        lambda: client.post(
            f"/events/{world.event}/rows/contacts/new", data={**EXAMPLES["contacts"].typed, "name": "二"}
        ),
    )

    assert late.result().status_code == 302
    with in_app():
        found = [(row.position, row.name) for row in listed(world, "contacts")]  # type: ignore[attr-defined]
        assert found == [(1, "一"), (2, "二")]


@pytest.mark.usefixtures("empty")
def test_two_ticks_at_once_are_both_counted(world: World, in_app: InApp, race: Race, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "duties", {"done": False})
    client = signed_in("李老师")

    late = race(
        lambda: rows.tick_row(locked(world), "duties", key, actor=user(world, "周老师")),
        lambda: client.post(f"/events/{world.event}/rows/duties/{key}/tick"),
    )

    assert late.result().status_code == 302
    with in_app():
        (row,) = listed(world, "duties")
        assert (row.done, row.version) == (False, 3)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("empty")
def test_moves_at_once_leave_one_order(world: World, in_app: InApp, race: Race, signed_in: SignedIn) -> None:
    with in_app():
        first, second, third = put(world, "contacts", {"name": "一"}, {"name": "二"}, {"name": "三"})
    client = signed_in("李老师")

    late = race(
        lambda: roworder.move_beside(locked(world), "contacts", third, before=first, actor=user(world, "周老师")),
        lambda: client.post(f"/events/{world.event}/rows/contacts/{second}/move", data={"to": "up"}),
    )

    assert late.result().status_code == 302
    with in_app():
        found = [(row.position, row.name) for row in listed(world, "contacts")]  # type: ignore[attr-defined]
        assert found == [(1, "三"), (2, "二"), (3, "一")]
