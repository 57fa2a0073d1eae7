"""The one place through which every change of an event goes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect

from planner.actors import CONSOLE, Actor, Visitor
from planner.enums import EventStatus, LinkPurpose, TeamRole
from planner.extensions import db
from planner.models import Activity, Link, UnitEntry
from planner.queries.activity import recent_activity
from planner.services.activity import record_change, record_opening, record_reading
from planner.services.rows import add_row
from planner.services.unitlog import record_unit_change
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import last_entry
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NOW = datetime(2027, 5, 31, 16, 30, tzinfo=UTC)  # in Shanghai it is 1 June


def guest(world: World, name: str) -> Link:
    """Somebody from outside in the team of the event."""
    link = Link(
        purpose=LinkPurpose.GUEST,
        event_id=world.event,
        name=name,
        role=TeamRole.PLANNER,
        token_hash=name,
        expires_at=datetime(2030, 1, 1, tzinfo=UTC),
    )
    db.session.add(link)
    db.session.flush()
    return link


def test_change_is_logged_and_counted(world: World, in_app: InApp, at: At) -> None:
    at(NOW)
    with in_app():
        event, number = event_of(world), event_of(world).change_number

        record_change(
            event, actor=user(world, "周老师"), verb="修改", subject="要点", where="facts", before="旧", after="新"
        )
        db.session.commit()

        entry = last_entry(world)
        assert (entry.actor, entry.user_id, entry.at) == ("周老师", world.users["周老师"], NOW)
        assert (entry.verb, entry.subject, entry.where, entry.before, entry.after) == (
            "修改",
            "要点",
            "facts",
            "旧",
            "新",
        )
        assert (event.change_number, event.updated_at) == (number + 1, NOW)


@pytest.mark.parametrize("status", EventStatus)
def test_material_change_reopens_what_was_approved(world: World, in_app: InApp, at: At, status: EventStatus) -> None:
    at(NOW)
    with in_app():
        event = event_of(world)
        event.status = status

        record_change(event, actor=user(world, "周老师"), verb="修改", subject="地点“红军山”", material="地点")

        reopens = status in (EventStatus.APPROVED, EventStatus.PUBLISHED)
        assert event.status == (EventStatus.DRAFT if reopens else status)
        sentence = "6月1日 周老师改了地点（地点“红军山”），要重新审批。"
        assert event.reopened_because == (sentence if reopens else "")
        entry = last_entry(world)
        assert (entry.verb, entry.subject) == (("重新打开审批", sentence) if reopens else ("修改", "地点“红军山”"))


def test_other_change_leaves_an_approval(world: World, in_app: InApp) -> None:
    with in_app():
        event = event_of(world)
        event.status = EventStatus.APPROVED

        record_change(event, actor=user(world, "周老师"), verb="修改", subject="物资")

        assert (event.status, event.reopened_because) == (EventStatus.APPROVED, "")


@pytest.mark.parametrize("name", ["李医生", "名" * 40])
def test_guests_are_named_as_such(world: World, in_app: InApp, name: str) -> None:
    with in_app():
        add_row(event_of(world), "stops", {"name": "红军山"}, actor=guest(world, name))
        db.session.commit()

        entry = last_entry(world)
        assert (entry.actor, entry.user_id) == (f"{name[:36]}（外部）", None)


def test_reading_is_logged_and_changes_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        event, number = event_of(world), event_of(world).change_number

        record_reading(event, actor=user(world, "周老师"), subject="花名册完整信息（30 人）")

        assert (last_entry(world).verb, last_entry(world).subject) == ("查看", "花名册完整信息（30 人）")
        assert event.change_number == number


def test_opening_is_logged_once_in_ten_minutes_for_each_person_and_paper(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        teacher, guardian = user(world, "周老师"), guest(world, "孙医生")

        def opened(minute: int, actor: Actor, subject: str = "花名册") -> bool:
            at(NOW + timedelta(minutes=minute))
            return record_opening(world.event, actor=actor, subject=subject)

        logged = [opened(0, teacher), opened(9, teacher), opened(9, teacher, "签到表"), opened(9, guardian)]
        later = [opened(10, teacher), opened(0, teacher), opened(20, teacher)]

        assert (logged, later) == ([True, False, True, True], [True, False, True])
        newest = db.session.scalars(db.select(Activity).order_by(Activity.id.desc()).limit(5)).all()
        assert [(entry.actor, entry.user_id) for entry in newest[2:4]] == [
            ("孙医生（外部）", None),
            ("周老师", teacher.id),
        ]


def test_opening_of_while_the_clock_ran_ahead_hides_none_of_now(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        at(NOW + timedelta(days=400))
        record_opening(world.event, actor=user(world, "周老师"), subject="花名册")

        at(NOW)
        assert record_opening(world.event, actor=user(world, "周老师"), subject="花名册")


def test_long_texts_are_cut_where_the_log_ends(world: World, in_app: InApp) -> None:
    with in_app():
        entry = record_change(
            event_of(world),
            actor=user(world, "周老师"),
            verb="修改",
            subject="题" * 300,
            before="前" * 3000,
            after="后" * 3000,
        )
        db.session.commit()

        assert (len(entry.subject), len(entry.before), len(entry.after)) == (200, 2000, 2000)


def test_subject_holds_no_whole_phone_and_ends_at_200_characters(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")

        record_change(event, actor=actor, verb="修改", subject="联系人 13800000001" + "长" * 200)

        assert last_entry(world).subject == "联系人 138****0001" + "长" * 185


def test_newest_entries_come_first(world: World, in_app: InApp) -> None:
    with in_app():
        for number in range(3):
            record_change(event_of(world), actor=user(world, "周老师"), verb="修改", subject=f"第 {number} 次")

        assert [entry.subject for entry in recent_activity(world.event, 2)] == ["第 2 次", "第 1 次"]


def test_newest_entries_come_without_opening_what_is_sealed(world: World, in_app: InApp) -> None:
    with in_app():
        record_change(
            event_of(world), actor=user(world, "周老师"), verb="修改", subject="地点", before="旧", after="新"
        )
        db.session.commit()
        db.session.expunge_all()

        (entry,) = recent_activity(world.event, 1)

        assert (entry.subject, inspect(entry).unloaded) == ("地点", {"before", "after", "event_id", "user_id"})


@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (CONSOLE, "控制台（系统）"),
        (Visitor(7, "张家长", 1), "张家长（凭链接）"),
        (Visitor(7, "长" * 40, 1), "长" * 35 + "（凭链接）"),
    ],
)
def test_log_says_what_sort_of_actor_it_was(world: World, in_app: InApp, actor: Actor, shown: str) -> None:
    with in_app():
        record_change(event_of(world), actor=actor, verb="修改", subject="要点")

        entry = last_entry(world)
        assert (entry.actor, entry.user_id) == (shown, None)


def test_no_log_holds_a_phone_in_clear(world: World, in_app: InApp, at: At) -> None:
    at(NOW)
    with in_app():
        event, owner = event_of(world), user(world, "周老师")
        event.status = EventStatus.APPROVED
        record_change(event, actor=owner, verb="修改", subject="分工“13800000055”", material="人数")
        record_unit_change(world.units["school"], actor=owner, verb="加入", subject="138 0000 0055，组织者")
        db.session.commit()

        assert event.reopened_because == "6月1日 周老师改了人数（分工“138****0055”），要重新审批。"
        subjects = db.session.scalars(db.select(Activity.subject).where(Activity.event_id == event.id)).all()
        assert not any("13800000055" in subject for subject in subjects)
        assert db.session.scalars(db.select(UnitEntry.subject).order_by(UnitEntry.id.desc())).first() == (
            "138****0055，组织者"
        )
