"""Rows: one mechanism for every noun."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from planner.days import Day
from planner.enums import EventStatus, ItemKind, SafetyPhase, TeamRole
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.nouns import NOUNS
from planner.queries.changes import NUMBERS
from planner.services import roworder, rows
from planner.services.team import set_team_member
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, clear_rows, kept, last_entry, listed, put
from tests.planner.stages import Stage
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NOON = datetime(2027, 5, 1, 4, 0, tzinfo=UTC)
every_noun = pytest.mark.parametrize("noun", NOUNS)


@pytest.fixture(autouse=True)
def no_proposals(world: World, stage: Stage) -> None:
    """The event has no rows yet, and 李老师 plans it too."""
    stage.put_on(begin_without_rows, world)


def begin_without_rows(world: World) -> None:
    """Commit it."""
    clear_rows()
    set_team_member(event_of(world), world.users["李老师"], TeamRole.PLANNER, actor=user(world, "周老师"))
    db.session.commit()


def change_number(world: World, noun: str) -> int:
    """The change number of the noun's aggregate."""
    number: int = getattr(event_of(world), NUMBERS[NOUNS[noun].aggregate])
    return number


def test_every_noun_has_an_example() -> None:
    assert set(EXAMPLES) == set(NOUNS)


@every_noun
def test_added_row_stands_last_with_its_values_and_is_logged(world: World, in_app: InApp, noun: str) -> None:
    with in_app():
        first, second = put(world, noun, {}, {})

        found = listed(world, noun)
        assert [(r.key, r.position, r.version, r.edited_by) for r in found] == [
            (first, 1, 1, "周老师"),
            (second, 2, 1, "周老师"),
        ]
        assert kept(found[1], EXAMPLES[noun]) == EXAMPLES[noun].kept
        entry = last_entry(world)
        assert (entry.verb, entry.actor, entry.where, entry.before) == ("添加", "周老师", f"{noun}/{second}", "")
        assert (entry.after == "") == NOUNS[noun].private


@every_noun
def test_edited_row_has_its_new_value_and_the_log_both(world: World, in_app: InApp, noun: str) -> None:
    example = EXAMPLES[noun]
    with in_app():
        (key,) = put(world, noun)
        number = change_number(world, noun)
        values = example.kept | {example.field: example.new_kept}

        row = rows.edit_row(event_of(world), noun, key, values, version=1, actor=user(world, "李老师"))

        assert kept(row, example) == values
        assert (row.version, row.edited_by) == (2, "李老师")
        assert change_number(world, noun) > number
        entry = last_entry(world)
        assert (entry.verb, entry.before, entry.after) == ("修改", *example.logged)


@every_noun
def test_same_values_change_nothing(world: World, in_app: InApp, noun: str) -> None:
    with in_app():
        (key,) = put(world, noun)
        number = change_number(world, noun)

        row = rows.edit_row(event_of(world), noun, key, EXAMPLES[noun].kept, version=1, actor=user(world, "李老师"))

        assert (row.version, row.edited_by, change_number(world, noun)) == (1, "周老师", number)


@every_noun
def test_older_version_writes_nothing_and_brings_what_stands_there(world: World, in_app: InApp, noun: str) -> None:
    example = EXAMPLES[noun]
    with in_app():
        (key,) = put(world, noun)
        change = {example.field: example.new_kept}
        rows.edit_row(event_of(world), noun, key, change, version=1, actor=user(world, "李老师"))
        number = change_number(world, noun)

        with pytest.raises(LostUpdate, match=f"李老师刚才也改了这一{NOUNS[noun].measure}") as caught:
            rows.edit_row(event_of(world), noun, key, example.kept, version=1, actor=user(world, "周老师"))

        assert (caught.value.who, caught.value.version) == ("李老师", 2)
        assert caught.value.theirs == example.kept | change
        assert change_number(world, noun) == number
        assert getattr(listed(world, noun)[0], example.field) == example.new_kept


@every_noun
def test_deleted_row_comes_back_to_its_place(world: World, in_app: InApp, noun: str) -> None:
    with in_app():
        keys = put(world, noun, {}, {}, {})
        event, actor = event_of(world), user(world, "周老师")

        rows.delete_row(event, noun, keys[1], actor=actor)
        deleted = last_entry(world)
        gone = [r.key for r in listed(world, noun)]
        rows.restore_row(event, noun, keys[1], actor=actor)

        assert gone == [keys[0], keys[2]]
        assert [r.key for r in listed(world, noun)] == keys
        assert (deleted.verb, deleted.after) == ("删除", "")
        entry = last_entry(world)
        assert (entry.verb, entry.before, entry.after) == ("恢复", "", deleted.before)
        assert (entry.after == "") == NOUNS[noun].private


def test_row_comes_back_on_the_30th_day_and_not_on_the_31st(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        at(NOON)
        first, second = put(world, "duties", {}, {})
        for key in (first, second):
            rows.delete_row(event_of(world), "duties", key, actor=user(world, "周老师"))

        at(NOON + timedelta(days=30))
        rows.restore_row(event_of(world), "duties", first, actor=user(world, "周老师"))
        at(NOON + timedelta(days=31))
        with pytest.raises(NotFound, match="删除超过 30 天，已经找不回来。"):
            rows.restore_row(event_of(world), "duties", second, actor=user(world, "周老师"))

        assert [r.key for r in listed(world, "duties")] == [first]


@pytest.mark.parametrize(
    ("noun", "field", "values"),
    [
        ("schedule", "day", (Day(6, 1), None)),
        ("budget", "category", ("交通费", "餐费")),
        ("safety", "phase", tuple(SafetyPhase)),
    ],
)
@pytest.mark.parametrize(
    ("key", "up", "order"), [(2, True, "2013"), (2, False, "0123"), (0, True, "0123"), (1, False, "0231")]
)
def test_moved_by_one_among_the_rows_that_stand_together(
    world: World, in_app: InApp, noun: str, field: str, values: tuple[Any, ...], key: int, up: bool, order: str
) -> None:
    with in_app():
        keys = put(world, noun, *({field: values[n % 2]} for n in range(4)))

        roworder.move_by_one(event_of(world), noun, keys[key], up=up, actor=user(world, "周老师"))

        assert "".join(str(keys.index(r.key)) for r in listed(world, noun)) == order


@pytest.mark.parametrize("noun", [name for name, noun in NOUNS.items() if not noun.group])
@pytest.mark.parametrize(
    ("key", "up", "order"), [(1, True, "102"), (1, False, "021"), (0, True, "012"), (2, False, "012")]
)
def test_moved_by_one_among_all_rows(
    world: World, stage: Stage, in_app: InApp, noun: str, key: int, up: bool, order: str
) -> None:
    keys = stage.put_on(put, world, noun, {}, {}, {})
    with in_app():
        roworder.move_by_one(event_of(world), noun, keys[key], up=up, actor=user(world, "周老师"))

        assert "".join(str(keys.index(r.key)) for r in listed(world, noun)) == order


@every_noun
@pytest.mark.parametrize(("where", "order"), [("before", "2013"), ("after", "0213")])
def test_moved_beside_another(world: World, stage: Stage, in_app: InApp, noun: str, where: str, order: str) -> None:
    keys = stage.put_on(put, world, noun, {}, {}, {}, {})
    with in_app():
        roworder.move_beside(event_of(world), noun, keys[2], actor=user(world, "周老师"), **{where: keys[0]})

        found = listed(world, noun)
        assert "".join(str(keys.index(r.key)) for r in found) == order
        assert [(r.position, r.version) for r in found] == [(1, 1), (2, 1), (3, 1), (4, 1)]
        entry = last_entry(world)
        measure, place = NOUNS[noun].measure, order.index("2") + 1
        assert (entry.verb, entry.before, entry.after) == ("移动", f"第 3 {measure}", f"第 {place} {measure}")


@pytest.mark.parametrize("key", ["nothere", "", "\0", "👶", "x" * 500])
def test_row_that_is_not_there_is_named(world: World, in_app: InApp, key: str) -> None:
    with in_app(), pytest.raises(NotFound, match="这项分工已经删掉或不在这里，列表里是现在的内容。"):
        rows.find_row(event_of(world), "duties", key)


def test_row_of_another_event_is_not_found(world: World, in_app: InApp) -> None:
    with in_app():
        (key,) = put(world, "duties")
        event = event_of(world)
        db.session.expunge(event)
        event.id += 1

        with pytest.raises(NotFound):
            rows.find_row(event, "duties", key)


def test_no_more_than_1000_rows_of_a_noun(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        rows.add_rows(event, "contacts", [{"name": f"联系人{n}"} for n in range(999)], actor=actor)

        with pytest.raises(BadInput, match="联系人一个活动最多 1000 个，现在有 999 个，要加 2 个。"):
            rows.add_rows(event, "contacts", [{"name": "甲"}, {"name": "乙"}], actor=actor)
        last = rows.add_row(event, "contacts", {"name": "甲"}, actor=actor)
        rows.delete_row(event, "contacts", last.key, actor=actor)
        rows.add_row(event, "contacts", {"name": "乙"}, actor=actor)
        with pytest.raises(BadInput, match="联系人一个活动最多 1000 个，现在有 1000 个，要加 1 个。"):
            rows.restore_row(event, "contacts", last.key, actor=actor)

        assert [row.name for row in listed(world, "contacts")[998:]] == ["联系人998", "乙"]


@every_noun
def test_approval_reopens_for_material_nouns_only(world: World, in_app: InApp, noun: str) -> None:
    with in_app():
        keys = put(world, noun, {}, {})
        event, actor = event_of(world), user(world, "周老师")
        event.status = EventStatus.APPROVED

        roworder.move_by_one(event, noun, keys[1], up=True, actor=actor)
        moved = event.status
        rows.delete_row(event, noun, keys[0], actor=actor)

        material = NOUNS[noun].material
        assert moved == EventStatus.APPROVED
        assert event.status == (EventStatus.DRAFT if material else EventStatus.APPROVED)
        assert bool(event.reopened_because) == bool(material)
        assert f"周老师改了{material}（" in event.reopened_because if material else True


def test_log_names_duties_and_not_their_keys(world: World, in_app: InApp) -> None:
    with in_app():
        named, post = put(world, "duties", {}, {"name": "", "role": "队医"})
        event, actor = event_of(world), user(world, "周老师")
        (key,) = put(world, "schedule", {"duties": (named, post, "gone")})
        added = last_entry(world).after

        rows.edit_row(event, "schedule", key, {"duties": (post,), "kind": ItemKind.MEAL}, version=1, actor=actor)

        assert "负责人：李老师、队医、已删掉的分工" in added
        entry = last_entry(world)
        assert entry.before == "负责人：李老师、队医、已删掉的分工；类型：点名"
        assert entry.after == "负责人：队医；类型：用餐"


def test_head_counts_keep_the_sum_of_the_event(world: World, in_app: InApp) -> None:
    sums = []
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        first, second = put(world, "head_counts", {"count": 10}, {"count": 5})
        sums.append(event.head_total)
        rows.edit_row(event, "head_counts", first, {"count": None}, version=1, actor=actor)
        sums.append(event.head_total)
        rows.delete_row(event, "head_counts", second, actor=actor)
        sums.append(event.head_total)
        rows.restore_row(event, "head_counts", second, actor=actor)
        sums.append(event.head_total)

    assert sums == [15, 5, None, 5]


@every_noun
def test_deleting_and_restoring_are_changes_that_an_open_form_clashes_with(
    world: World, in_app: InApp, noun: str
) -> None:
    with in_app():
        (key,) = put(world, noun)
        event, actor = event_of(world), user(world, "李老师")

        versions = [
            rows.delete_row(event, noun, key, actor=actor).version,
            rows.restore_row(event, noun, key, actor=actor).version,
        ]

        assert versions == [2, 3]
        with pytest.raises(LostUpdate):
            rows.edit_row(event, noun, key, EXAMPLES[noun].kept, version=1, actor=actor)
