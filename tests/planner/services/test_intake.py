"""Tables on their way: kept, added as one, taken back as one, thrown away, erased with the children."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from planner import clock
from planner.actors import CONSOLE
from planner.errors import BadInput
from planner.extensions import db
from planner.intake.batches import Decided
from planner.models import IntakeBatch, KnownHeading
from planner.queries.erasing import list_holdings
from planner.queries.intake import list_batches, list_headings
from planner.services.erasing import erase_child, erase_children
from planner.services.headings import MOST_HEADINGS, forget_headings, remember_headings
from planner.services.intake import MOST_BATCHES, Newcomer, add_batch, keep_batch, move_batch, take_back_batch
from planner.services.intakeerasing import forget_added_batches
from planner.services.rows import edit_row
from tests.planner.conftest import World
from tests.planner.rowvalues import clear_rows, last_entry, listed, put
from tests.planner.services.intakecalls import TABLE, added, kept
from tests.planner.submissions import event_of, user

pytestmark = pytest.mark.both_databases
InApp = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def no_proposals(world: World, in_app: InApp) -> None:
    """The event has no rows yet."""
    with in_app():
        clear_rows()


def test_what_was_pasted_is_sealed(world: World, in_app: InApp) -> None:
    with in_app():
        kept(world)

        raw = db.session.execute(db.text("SELECT name, tables FROM intake_batch")).one()

    assert not any("领队" in text or "分工" in text for text in raw)


def test_no_more_than_20_wait_for_one_list(world: World, in_app: InApp) -> None:
    with in_app():
        for _ in range(MOST_BATCHES):
            kept(world)

        with pytest.raises(BadInput, match="已有 20 份表留着没加"):
            kept(world)
        assert len(list_batches(event_of(world), "duties")) == 20
        kept(world, "contacts")


def test_added_rows_are_one_entry_that_tells_who_got_a_duty(world: World, in_app: InApp) -> None:
    with in_app():
        batch, actor = kept(world, "schedule"), user(world, "周老师")
        values = {"title": "集合", "duties": ("k1",)}
        keys = add_batch(event_of(world), batch, {4: values}, [Newcomer("k1", "张校长", "负责人")], actor=actor)
        db.session.commit()

        assert [(row.key, row.duties) for row in listed(world, "schedule")] == [(keys[4], ("k1",))]
        assert [(row.key, row.name, row.role) for row in listed(world, "duties")] == [("k1", "张校长", "负责人")]
        entry = last_entry(world)
        assert (entry.verb, entry.subject) == ("添加", "日程“集合”")
        assert entry.after == "分工一并加上：张校长\n事项：集合；类型：研学参观；负责人：张校长"


def test_taking_back_takes_all_that_came_and_lets_it_wait_again(world: World, in_app: InApp) -> None:
    with in_app():
        batch = added(world, {}, {"name": "李老师"})

        gone = take_back_batch(event_of(world), batch, actor=user(world, "周老师"))
        db.session.commit()

        assert (gone, listed(world, "duties")) == ((2, 0), [])
        assert (batch.lines_left, batch.row_keys, Decided.parse(batch.decided).added) == (2, (), {})
        assert (last_entry(world).verb, last_entry(world).subject) == ("撤销添加", "分工2 项")


def test_rows_that_were_changed_since_stay(world: World, in_app: InApp) -> None:
    with in_app():
        batch, actor = added(world, {}, {"name": "李老师"}), user(world, "周老师")
        first = listed(world, "duties")[0]
        edit_row(event_of(world), "duties", first.key, {"task": "点名"}, version=1, actor=actor)

        assert take_back_batch(event_of(world), batch, actor=actor) == (1, 1)
        assert [row.task for row in listed(world, "duties")] == ["点名"]


def test_what_was_all_changed_cannot_be_taken_back(world: World, in_app: InApp) -> None:
    with in_app():
        batch, actor = added(world), user(world, "周老师")
        edit_row(event_of(world), "duties", listed(world, "duties")[0].key, {"task": "点名"}, version=1, actor=actor)

        with pytest.raises(BadInput, match="后来都改过或删掉了"):
            take_back_batch(event_of(world), batch, actor=actor)


def test_moved_table_forgets_what_was_decided_for_the_other_list(world: World, in_app: InApp) -> None:
    with in_app():
        batch, actor = kept(world), user(world, "周老师")
        batch.decided = Decided(sheet=0, answers={"a": "b"}, chosen={1: "name"}).as_json()

        move_batch(event_of(world), batch, "contacts", actor=actor)

        assert (batch.noun, Decided.parse(batch.decided)) == ("contacts", Decided(sheet=0))


def test_table_that_is_partly_in_stays_where_it_is(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(BadInput, match="已经添加过一部分"):
        move_batch(event_of(world), added(world), "contacts", actor=user(world, "周老师"))


def test_erased_roster_takes_its_tables_along_and_leaves_others(world: World, in_app: InApp) -> None:
    with in_app():
        kept(world, "participants")
        kept(world)
        assert [holding.batches for holding in list_holdings()] == [1]

        erase_children(event_of(world), actor=CONSOLE)
        db.session.commit()

        assert [batch.noun for batch in db.session.scalars(db.select(IntakeBatch))] == ["duties"]


@pytest.mark.parametrize(("child", "left"), [("领队", 0), ("张小明", 1)])
def test_erased_child_does_not_come_back_out_of_a_table(world: World, in_app: InApp, child: str, left: int) -> None:
    with in_app():
        kept(world, "participants")
        key = put(world, "participants", {"name": child, "guardian": "", "phone": "", "remark": ""})[0]

        erase_child(event_of(world), key, actor=user(world, "周老师"))
        db.session.commit()

        assert len(db.session.scalars(db.select(IntakeBatch)).all()) == left


@pytest.mark.parametrize(("days", "is_left"), [(29, True), (31, False)])
def test_tables_that_are_in_go_after_30_days(world: World, in_app: InApp, days: int, is_left: bool) -> None:
    with in_app():
        added(world).added_at = clock.now() - timedelta(days=days)
        kept(world)
        forget_added_batches(clock.now() - timedelta(days=30), actor=CONSOLE)

        assert db.session.scalar(db.select(db.func.count()).select_from(IntakeBatch)) == 1 + is_left


def test_headings_are_remembered_for_the_unit_the_last_word_holds(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        remember_headings(event, "duties", {"职别": "role", "": "name", "长" * 81: "name"}, actor=actor)
        remember_headings(event, "duties", {"职别": "name", "经办": ""}, actor=CONSOLE)

        known = list_headings(event.organisation_id, "duties")

        assert [(each.heading, each.field, each.said_by) for each in known] == [
            ("职别", "name", CONSOLE.name),
            ("经办", "", CONSOLE.name),
        ]
        assert list_headings(event.organisation_id, "contacts") == []
        forget_headings(event, "duties", actor=actor)
        assert list_headings(event.organisation_id, "duties") == []


def test_no_more_than_200_headings_are_remembered(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        remember_headings(event, "duties", {f"列{n}": "role" for n in range(MOST_HEADINGS + 1)}, actor=actor)

        assert db.session.scalar(db.select(db.func.count()).select_from(KnownHeading)) == 200


def test_name_of_a_file_is_cut_and_its_lines_wait(world: World, in_app: InApp) -> None:
    with in_app():
        batch = keep_batch(
            event_of(world), "duties", name="长" * 200, tables=[TABLE, TABLE], actor=user(world, "周老师")
        )

        assert (len(batch.name), batch.lines_left, batch.kept_by) == (120, 4, "周老师")
