"""Writing a summary: clashes, what is lost by nobody, and that names of children leave it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from planner.actors import CONSOLE
from planner.enums import Matter, Sex
from planner.errors import BadInput, LostUpdate
from planner.extensions import db
from planner.models import Activity
from planner.queries.authorship import authors_of
from planner.queries.summary import latest_filed, read_summary
from planner.report.filed import read_filed
from planner.services.erasing import erase_children
from planner.services.events import delete_event
from planner.services.purging import purge_due
from planner.services.summary import MOST_CHARACTERS, add_paragraph, save_paragraph, take_passage
from planner.services.summarychapters import MOST_CHAPTERS, add_chapter
from planner.services.summaryfiling import file_summary
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.reportsteps import EVENING
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import EVENT, add_own, doubted, file_now, over, put_away, taken

InApp = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def evening(world: World, in_app: InApp, at: At) -> None:
    """The event is over and told of."""
    at(EVENING)
    with in_app():
        over(world)


def save(world: World, text: str, version: int, name: str = "周老师") -> None:
    """Save the first paragraph as that person."""
    save_paragraph(event_of(world), EVENT, text, version=version, actor=user(world, name))


def test_paragraph_that_somebody_else_changed_is_not_written_over(world: World, in_app: InApp) -> None:
    with in_app():
        doubted(world)

        with pytest.raises(LostUpdate) as refusal:
            save(world, "我写的。", 1, "管理员")

        assert (refusal.value.theirs, refusal.value.version) == ({"text": "30 名孩子参加。"}, 2)


def test_same_text_of_two_people_is_no_clash(world: World, in_app: InApp) -> None:
    with in_app():
        doubted(world)

        save(world, "30 名孩子参加。", 1, "管理员")

        assert read_summary(event_of(world)).paragraphs[0].version == 2


def test_proposal_that_two_take_is_one_paragraph(world: World, in_app: InApp) -> None:
    with in_app():
        taken(world)

        take_passage(event_of(world), EVENT, actor=user(world, "管理员"))

        assert [each.edited_by for each in read_summary(event_of(world)).paragraphs] == ["周老师"]


def test_text_that_is_saved_after_all_is_its_authors_again(world: World, in_app: InApp) -> None:
    with in_app():
        put_away(world)
        authors = [authors_of(world.event, Matter.SUMMARY)]

        save(world, "还是要写。", 2)

        authors.append(authors_of(world.event, Matter.SUMMARY))
        assert authors == [set(), {world.users["周老师"]}]
        assert [each.is_away for each in read_summary(event_of(world)).paragraphs] == [False]


def test_many_small_saves_are_one_entry_of_the_log(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        for number, text in enumerate(("长", "长见", "长见识")):
            at(EVENING + timedelta(minutes=number))
            save(world, text, number)

        wanted = db.select(Activity).where(Activity.verb == "修改", Activity.where == "summary")
        assert [(entry.before, entry.after) for entry in db.session.scalars(wanted)] == [("", "长见识")]


def test_paragraph_has_its_longest(world: World, in_app: InApp) -> None:
    with in_app():
        with pytest.raises(BadInput) as refusal:
            save(world, "长" * (MOST_CHARACTERS + 1), 0)
        save(world, "长" * MOST_CHARACTERS, 0)

        assert refusal.value.field == "text"
        assert [len(str(each.parts[0])) for each in read_summary(event_of(world)).paragraphs] == [MOST_CHARACTERS]


def test_summary_has_its_most_paragraphs_and_chapters(
    world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.services.summary.MOST_PARAGRAPHS", 2)
    owner = "周老师"
    with in_app():
        for _ in range(2):
            add_paragraph(event_of(world), "basics", actor=user(world, owner))
        for number in range(MOST_CHAPTERS):
            add_chapter(event_of(world), f"第 {number} 节", after="basics", actor=user(world, owner))

        with pytest.raises(BadInput, match="最多 2 段"):
            add_paragraph(event_of(world), "basics", actor=user(world, owner))
        with pytest.raises(BadInput, match="最多自己加 10 节"):
            add_chapter(event_of(world), "又一节", after="basics", actor=user(world, owner))


def test_summary_that_somebody_changed_meanwhile_is_not_filed(world: World, in_app: InApp) -> None:
    with in_app():
        taken(world)

        with pytest.raises(LostUpdate):
            file_summary(event_of(world), version=0, actor=user(world, "周老师"))

        assert latest_filed(world.event) is None


def test_names_are_masked_in_the_summary_and_in_what_was_filed(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "participants", {"name": "林晚晴", "sex": Sex.GIRL})
        add_own(world, "basics", "林晚晴同学领诵。")
        file_now(world)
        db.session.commit()

        erase_children(event_of(world), actor=CONSOLE)
        db.session.commit()

    with in_app():
        summary, filed = read_summary(event_of(world)), latest_filed(world.event)
        assert filed is not None
        texts = [paragraph for chapter in read_filed(filed.content).chapters for paragraph in chapter.paragraphs]
        own = [each.parts for each in summary.paragraphs if not each.passage and each.chapter == "basics"]
        assert (own, ("林**同学领诵。",) in texts) == ([("林**同学领诵。",)], True)


def test_deleted_event_goes_with_its_summary(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        file_now(world)
        delete_event(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
        at(EVENING + timedelta(days=31))

        purge_due(months=6, keep_days=30, actor=CONSOLE)
        db.session.commit()

        assert latest_filed(world.event) is None
