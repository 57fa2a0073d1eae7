"""Saving the text of a chapter."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from planner.enums import SectionSource
from planner.errors import LostUpdate, NotFound
from planner.extensions import db
from planner.models import Activity, Event, User
from planner.queries.rows import read_rows
from planner.services.rows import add_row, delete_row, edit_row
from planner.services.sections import save_section_text
from tests.conftest import At
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
NOON = datetime(2027, 5, 3, 4, 0, tzinfo=UTC)


class Desk:
    """The event, and who writes in it; `save` goes on with the version that the last save left."""

    def __init__(self, world: World) -> None:
        self.event = db.session.get_one(Event, world.event)
        self.users = {name: db.session.get_one(User, key) for name, key in world.users.items()}
        self.key = add_row(self.event, "sections", {"heading": "目的"}, actor=self.users["周老师"]).key
        self.version = 1

    def save(self, text: str, name: str = "周老师", version: int | None = None) -> None:
        """Save as that person."""
        section = save_section_text(self.event, self.key, text, version=version or self.version, actor=self.users[name])
        self.version = section.version

    def log(self) -> list[tuple[str, str, str]]:
        """Who changed the text, from what to what, oldest first."""
        wanted = db.select(Activity).where(Activity.subject == "章节“目的”的正文").order_by(Activity.id)
        return [(a.actor, a.before, a.after) for a in db.session.scalars(wanted)]


def test_text_is_saved_and_logged(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        number = desk.event.change_number

        desk.save("长见识")

        assert desk.version == 2
        assert desk.event.change_number == number + 1
        assert desk.log() == [("周老师", "", "长见识")]


def test_saves_within_ten_minutes_are_one_entry(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        desk = Desk(world)
        for minute, text in enumerate(("长", "长见", "长见识")):
            at(NOON + timedelta(minutes=9 * minute))
            desk.save(text)

        assert desk.log() == [("周老师", "", "长见识")]
        assert desk.event.change_number > 3


def test_a_later_save_is_an_entry_of_its_own(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        desk = Desk(world)
        at(NOON)
        desk.save("长见识")
        at(NOON + timedelta(minutes=10))
        desk.save("长见识，学自理")

        assert desk.log() == [("周老师", "", "长见识"), ("周老师", "长见识", "长见识，学自理")]


def test_two_persons_are_two_entries(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        desk.save("长见识")
        desk.save("学自理", name="管理员")
        desk.save("交朋友")

        assert [name for name, *_ in desk.log()] == ["周老师", "管理员", "周老师"]


def test_another_change_in_between_separates(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        desk.save("长见识")
        add_row(desk.event, "duties", {"role": "领队"}, actor=desk.users["周老师"])
        desk.save("学自理")

        assert len(desk.log()) == 2


def test_renaming_does_not_swallow_the_text(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        desk.save("长见识")
        actor = desk.users["周老师"]
        row = edit_row(desk.event, "sections", desk.key, {"heading": "活动目的"}, version=desk.version, actor=actor)
        save_section_text(desk.event, desk.key, "学自理", version=row.version, actor=actor)

        wanted = db.select(Activity.before, Activity.after).where(Activity.where == f"sections/{desk.key}")
        assert ("长见识", "学自理") in [tuple(entry) for entry in db.session.execute(wanted)]


def test_the_same_text_is_no_change(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        desk.save("长见识")
        desk.save("长见识")

        assert (desk.version, len(desk.log())) == (2, 1)


def test_the_log_keeps_long_texts_whole(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        desk.save("甲" * 20_000)
        desk.save("乙", name="管理员")

        assert len(desk.log()[1][1]) == 20_000


def test_an_older_version_loses_neither_text(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        desk.save("他们的", name="管理员")

        with pytest.raises(LostUpdate, match="管理员刚才也改了这一节") as caught:
            desk.save("我的", version=1)

        assert (caught.value.theirs, caught.value.version) == ({"text": "他们的"}, 2)
        assert len(desk.log()) == 1


def test_a_deleted_chapter_is_not_found(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        delete_row(desk.event, "sections", desk.key, actor=desk.users["周老师"])

        with pytest.raises(NotFound):
            desk.save("我的")


def test_new_section_goes_before_what_closes_the_plan(world: World, in_app: InApp) -> None:
    with in_app():
        desk = Desk(world)
        *_, added, attachments, signature = read_rows("sections", desk.event.id)
        assert added.key == desk.key
        assert (attachments.source, signature.source) == (SectionSource.ATTACHMENTS, SectionSource.SIGNATURE)


def test_entry_that_no_longer_tells_of_this_text_stays(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        desk = Desk(world)
        desk.save("林晚晴领队")
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert entry
        entry.after = "林**领队"  # as erasing a child leaves it

        desk.save("李老师领队")

        assert desk.log() == [("周老师", "", "林**领队"), ("周老师", "林晚晴领队", "李老师领队")]
