"""Reading an event as a dossier: in a constant number of statements, never stale, never uncommitted."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Event
from planner.nouns import Aggregate, row_types
from planner.queries.dossier import current_dossier, current_dossiers, read_dossier
from planner.queries.events import find_event
from planner.services.rows import add_row, edit_row, find_row
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put, put_many
from tests.planner.statements import plan_statements
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


def loaded(world: World) -> Event:
    """The event as a page loads it."""
    event = find_event(world.event)
    assert event is not None
    return event


@pytest.mark.parametrize("number", [1, 3, 60])
def test_one_statement_for_each_noun(world: World, in_app: InApp, count_queries: CountQueries, number: int) -> None:
    with in_app():
        for noun in row_types(Aggregate.PLAN):
            put_many(world, noun, number)
        event = loaded(world)
        with count_queries() as first:
            fresh = current_dossier(event)
        with count_queries() as second:
            kept = current_dossier(event)

    assert (len(first), len(second)) == (plan_statements(), 0)
    assert kept == fresh
    assert len(fresh.duties) == number


def test_several_events_take_as_many_statements_as_one(
    world: World, in_app: InApp, count_queries: CountQueries
) -> None:
    with in_app():
        put(world, "duties")
        first = loaded(world)
        more = [
            Event(title=f"活动 {n}", kind="blank", organisation=first.organisation, owner=first.owner) for n in (1, 2)
        ]
        db.session.add_all(more)
        db.session.commit()
        events = [loaded(world), *(event for event in map(find_event, [e.id for e in more]) if event)]

        with count_queries() as sent:
            found = current_dossiers(events)

        assert len(sent) == plan_statements()
        assert {key: len(d.duties) for key, d in found.items()} == {e.id: len(read_dossier(e).duties) for e in events}
        assert [d.facts.title for d in found.values()] == ["六一慰问", "活动 1", "活动 2"]


def test_every_change_is_seen_at_once(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, address, seen = signed_in("周老师"), f"/events/{world.event}/rows/duties", []
    with in_app():
        (key,) = put(world, "duties")
    steps = [
        lambda: client.post(f"{address}/{key}", data={"role": "队长", "version": "1"}),
        lambda: client.post(f"{address}/{key}/delete"),
        lambda: client.post(f"{address}/{key}/restore"),
        lambda: client.post(f"{address}/new", data={"role": "队医"}),
        lambda: client.post(f"{address}/{key}/move", data={"to": "down"}),
    ]

    for step in steps:
        client.get(f"/events/{world.event}/duties")
        step()
        page = re.sub(r">\s+", ">", client.get(f"/events/{world.event}/duties").text)
        seen.append(sorted((role for role in ("队长", "队医") if f'<th scope="row">{role}' in page), key=page.index))

    assert seen == [["队长"], [], ["队长"], ["队长", "队医"], ["队医", "队长"]]


def test_what_was_rolled_back_is_never_served(world: World, in_app: InApp) -> None:
    with in_app():
        (key,) = put(world, "duties")
    with in_app():
        event = event_of(world)
        edit_row(event, "duties", key, {"role": "没有存上"}, version=1, actor=user(world, "周老师"))
        current_dossier(event)
        db.session.rollback()
    with in_app():
        edit_row(event_of(world), "duties", key, {"name": "王老师"}, version=1, actor=user(world, "周老师"))
        db.session.commit()
    with in_app():
        found = current_dossier(loaded(world)).duty(key)

    assert found is not None
    assert (found.role, found.name) == ("领队", "王老师")


def test_event_with_a_number_that_was_used_before_is_another(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        put(world, "duties")
        old = loaded(world)
        current_dossier(old)
        number, owner, unit = old.change_number, old.owner_id, old.organisation_id
        db.session.execute(db.delete(Event))
        db.session.commit()
    at(datetime(2030, 1, 1, tzinfo=UTC))
    with in_app():
        db.session.add(
            Event(
                id=world.event, title="新的", kind="blank", owner_id=owner, organisation_id=unit, change_number=number
            )
        )
        db.session.commit()

        assert current_dossier(loaded(world)).duties == ()


def test_two_changes_at_the_same_time_count_twice(world: World, in_app: InApp) -> None:
    with in_app():
        before = event_of(world).change_number
        stale = event_of(world)
        assert stale.change_number == before
        # As if somebody else's change were committed between reading and writing.
        db.session.execute(
            db.update(Event).values(change_number=Event.change_number + 1),
            execution_options={"synchronize_session": False},
        )
        add_row(stale, "stops", {"name": "红军山"}, actor=user(world, "周老师"))
        db.session.commit()

        assert event_of(world).change_number == before + 2


def test_reading_a_row_takes_no_lock(world: World, in_app: InApp, count_queries: CountQueries) -> None:
    with in_app():
        (key,) = put(world, "duties")
        with count_queries() as sent:
            find_row(event_of(world), "duties", key)

    assert not any("FOR UPDATE" in statement for statement in sent)
