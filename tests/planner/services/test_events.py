"""Events: made in three ways, their facts, their life, their end."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from planner.days import Day
from planner.dossier import Dossier
from planner.enums import EventStatus
from planner.errors import BadInput, LostUpdate, NotAllowed, NotFound
from planner.extensions import db
from planner.kinds import propose
from planner.models import Event
from planner.queries.dossier import read_dossier
from planner.services.events import (
    STEPS,
    advance_event,
    copy_event,
    create_event,
    delete_event,
    edit_facts,
    next_steps,
    restore_event,
)
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, last_entry, put
from tests.planner.submissions import FACTS, change, event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NOON = datetime(2027, 5, 1, 4, 0, tzinfo=UTC)
STATUSES = tuple(EventStatus)


def made(world: World, kind: str, **values: Any) -> Event:
    """A new event of 周老师."""
    school = world.units["school"]
    return create_event(kind, title="研学", organisation_id=school, actor=user(world, "周老师"), **values)


@pytest.mark.parametrize("kind", ["blank", "study_tour", "childrens_day"])
def test_new_event_has_the_proposals_of_its_kind(world: World, in_app: InApp, kind: str) -> None:
    first = Day(8, 9, 2027)
    with in_app():
        event = made(world, kind, starts_on=first, days=3)
        proposed = propose(kind, starts_on=first)

        dossier = read_dossier(event)

        assert replace(dossier, facts=proposed.facts) == proposed
        assert (event.status, event.owner_id, event.title) == (EventStatus.DRAFT, world.users["周老师"], "研学")
        assert (event.starts_on, event.ends_on) == (first, Day(8, 11, 2027))
        assert (event.first_date, event.last_date) == (date(2027, 8, 9), date(2027, 8, 11))


@pytest.mark.parametrize(
    ("starts_on", "days", "ends_on", "dates"),
    [
        (None, 3, None, (None, None)),
        (Day(8, 9), 3, Day(8, 11), (None, None)),
        (Day(12, 31, 2027), 2, Day(1, 1, 2028), (date(2027, 12, 31), date(2028, 1, 1))),
        (Day(8, 9, 2027), None, Day(8, 9, 2027), (date(2027, 8, 9), date(2027, 8, 9))),
    ],
)
def test_new_event_keeps_unknown_what_is_unknown(
    world: World, in_app: InApp, starts_on: Day | None, days: int | None, ends_on: Day | None, dates: tuple[Any, Any]
) -> None:
    with in_app():
        event = made(world, "blank", starts_on=starts_on, days=days)

        assert (event.starts_on, event.ends_on, (event.first_date, event.last_date)) == (starts_on, ends_on, dates)


def test_new_event_beyond_the_known_years_is_refused(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(BadInput, match="照这个开始日期，有一天会是 2201年1月1日"):
        made(world, "blank", starts_on=Day(12, 31, 2200), days=2)


def full_copy(world: World, starts_on: Day | None) -> tuple[Dossier, Dossier, Event]:
    """The event of the world with a row of each noun, and its copy."""
    for noun in EXAMPLES:
        put(world, noun)
    event = event_of(world)
    change(event, user(world, "周老师"), signed_on=Day(5, 20, 2027))
    old = read_dossier(event)
    new = copy_event(
        event, title="六一再来", organisation_id=world.units["school"], starts_on=starts_on, actor=user(world, "李老师")
    )
    db.session.commit()
    return old, read_dossier(new), new


def test_copy_moves_every_date_by_the_same_distance(world: World, in_app: InApp) -> None:
    with in_app():
        _, copy, event = full_copy(world, Day(6, 1, 2028))

        facts, phase, item, duty = copy.facts, copy.phases[-1], copy.schedule[-1], copy.duties[-1]
        assert (facts.starts_on, facts.ends_on, facts.signed_on) == (Day(6, 1, 2028), Day(6, 1, 2028), Day(5, 20, 2028))
        assert (phase.starts_on, phase.ends_on) == (Day(5, 1, 2028), Day(5, 20, 2028))
        assert (item.day, duty.due_on) == (Day(6, 1, 2028), Day(5, 30, 2028))
        assert (event.first_date, event.last_date) == (date(2028, 6, 1), date(2028, 6, 1))


def test_copy_leaves_people_rosters_attachments_and_done_marks_behind(world: World, in_app: InApp) -> None:
    with in_app():
        old, copy, event = full_copy(world, None)

        duty, check = copy.duties[-1], copy.safety[-1]
        assert (duty.role, duty.task, duty.name, duty.phone, duty.done) == ("领队", "带队\n清点", "", "", False)
        assert (check.item, check.done_by, check.done_on) == ("车辆有道路运输证", "", None)
        assert (copy.phases[-1].owner, copy.attachments) == ("", ())
        assert [(c.name, c.role, c.organisation, c.phone) for c in copy.contacts] == [("急救", "急救", "县医院", "")]
        assert copy.budget == old.budget
        assert copy.supplies == old.supplies
        assert copy.facts == replace(old.facts, title="六一再来", owner="李老师")
        assert (event.copied_from_id, event.status, event.owner_id) == (world.event, "draft", world.users["李老师"])
        sent = db.session.scalar(db.text("SELECT count(*) FROM participant WHERE event_id = :id"), {"id": event.id})
        assert sent == 0


def test_copy_out_of_the_known_years_is_refused(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(BadInput, match="所有日期要在 1900—2200 年之间"):
        full_copy(world, Day(1, 1, 1900))


def test_edited_facts_are_logged_and_keep_the_dates_of_lists(world: World, in_app: InApp) -> None:
    with in_app():
        event, number = event_of(world), event_of(world).change_number

        change(
            event,
            user(world, "周老师"),
            place="校操场",
            starts_on=Day(6, 1),
            ends_on=Day(6, 2, 2027),
            starts_at=time(9),
        )

        assert (event.version, event.change_number) == (2, number + 1)
        assert (event.first_date, event.last_date) == (None, date(2027, 6, 2))
        entry = last_entry(world)
        assert (entry.verb, entry.where) == ("修改", "facts")
        assert entry.subject == "要点：开始日期、结束日期、开始时间、地点"
        assert (
            entry.before == "开始日期：2027年6月1日（周二）；结束日期：2027年6月1日（周二）；开始时间：待定；地点：待定"
        )
        assert entry.after == "开始日期：6月1日；结束日期：2027年6月2日（周三）；开始时间：09:00；地点：校操场"


def test_same_facts_change_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        before = event_of(world).change_number
        change(event_of(world), user(world, "周老师"))

        assert (event_of(world).version, event_of(world).change_number) == (1, before)


def test_older_version_of_facts_writes_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        change(event, actor, place="校操场")

        with pytest.raises(LostUpdate, match="两边的内容都在下面") as caught:
            edit_facts(event, {"place": "体育馆", "title": "六一"}, version=1, actor=actor)

        assert (caught.value.version, caught.value.theirs) == (2, {"place": "校操场", "title": "六一慰问"})
        assert (event.place, event.title) == ("校操场", "六一慰问")


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": Day(6, 2, 2027), "ends_on": Day(6, 1, 2027)},
        {"starts_on": Day(6, 1, 2027), "ends_on": Day(6, 1, 2027), "starts_at": time(9), "ends_at": time(9)},
        {"starts_at": time(9), "ends_at": time(8)},
    ],
)
def test_facts_that_end_before_they_start_are_refused(world: World, in_app: InApp, values: dict[str, Any]) -> None:
    with in_app(), pytest.raises(BadInput, match="结束"):
        edit_facts(event_of(world), values, version=1, actor=user(world, "周老师"))


MATERIAL = {
    "starts_on": (Day(6, 2, 2027), "时间"),
    "ends_on": (Day(6, 3, 2027), "时间"),
    "starts_at": (time(9), "时间"),
    "ends_at": (time(17), "时间"),
    "place": ("校操场", "地点"),
    "stated_total": (41, "人数"),
    "transport": ("两辆大巴", "车辆"),
    "title": ("六一", ""),
    "theme": ("手牵手", ""),
    "kind": ("childrens_day", ""),
    "signed_on": (Day(5, 1), ""),
}


@pytest.mark.parametrize("status", [EventStatus.APPROVED, EventStatus.PUBLISHED])
@pytest.mark.parametrize("name", FACTS)
def test_material_facts_reopen_an_approval_and_say_why(
    world: World, in_app: InApp, at: At, name: str, status: EventStatus
) -> None:
    value, why = MATERIAL[name]
    at(NOON)
    with in_app():
        event = event_of(world)
        event.status, event.ends_on = status, Day(6, 2, 2027)

        change(event, user(world, "周老师"), **{name: value})

        assert event.status == (EventStatus.DRAFT if why else status)
        reason = f"5月1日 周老师改了{why}（要点：" if why else ""
        assert event.reopened_because[: len(reason) or None] == reason
        assert (last_entry(world).verb == "重新打开审批") == bool(why)


@pytest.mark.parametrize("to", STATUSES)
@pytest.mark.parametrize("status", STATUSES)
def test_steps_of_life(world: World, in_app: InApp, status: EventStatus, to: EventStatus) -> None:
    allowed = {
        "published": "approved",
        "ongoing": "published",
        "ended": "ongoing published",
        "archived": "ended",
        "cancelled": "draft submitted returned approved published ongoing",
    }
    with in_app():
        event = event_of(world)
        event.status = status
        if status.value in allowed.get(to.value, "").split():
            advance_event(event, to, actor=user(world, "周老师"))
            entry = last_entry(world)
            assert (event.status, entry.verb, entry.before, entry.after) == (to, to.label, status.label, to.label)
        else:
            with pytest.raises(NotAllowed, match=f"活动现在是“{status.label}”，不能改为“{to.label}”。"):
                advance_event(event, to, actor=user(world, "周老师"))
            assert event.status == status


def test_next_steps_are_those_that_are_taken() -> None:
    assert {s: next_steps(s) for s in STATUSES} == {s: [to for to in STEPS if s in STEPS[to]] for s in STATUSES}
    assert next_steps(EventStatus.PUBLISHED) == [EventStatus.ONGOING, EventStatus.ENDED, EventStatus.CANCELLED]


@pytest.mark.parametrize(("days", "found"), [(30, True), (31, False)])
def test_deleted_event_comes_back_for_30_days(world: World, in_app: InApp, at: At, days: int, found: bool) -> None:
    at(NOON)
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        delete_event(event, actor=actor)
        at(NOON + timedelta(days=days))
        if found:
            restore_event(event, actor=actor)
        else:
            with pytest.raises(NotFound, match="删除超过 30 天，已经找不回来。"):
                restore_event(event, actor=actor)

        assert (event.deleted_at is None) == found
        assert last_entry(world).verb == ("恢复" if found else "删除")
