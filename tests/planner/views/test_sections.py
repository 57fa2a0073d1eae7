"""The plan editor."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, time
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.enums import EventStatus, SectionSource
from planner.extensions import db
from planner.models import Event, PlanSection, User
from planner.services.rows import add_row, delete_row
from planner.services.sections import save_section_text
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.stages import forget_events
from tests.planner.statements import EVENT_PAGE, checkup_statements

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
Counter = Callable[[], AbstractContextManager[list[str]]]
LONG = "带孩子们走出校门，看一看家乡的山和水，长见识，学自理，交朋友。"


@pytest.fixture
def purpose(world: World, in_app: InApp) -> str:
    """The key of the chapter 活动目的."""
    with in_app():
        return key_of(world, "活动目的")


def key_of(world: World, heading: str) -> str:
    """The key of the chapter of that heading."""
    wanted = db.select(PlanSection.key).where(PlanSection.event_id == world.event, PlanSection.heading == heading)
    return db.session.scalars(wanted).one()


def text_now(key: str) -> str:
    """The text as it is kept."""
    return db.session.scalars(db.select(PlanSection.text).where(PlanSection.key == key)).one()


def save(client: FlaskClient, world: World, key: str, text: str, version: str | int = 1) -> Any:
    """Post the text of a chapter."""
    return client.post(f"/events/{world.event}/plan/{key}", data={"text": text, "version": version})


def sheet(page: str) -> str:
    """What stands in the textarea."""
    found = re.search(r'<textarea\s+id="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def words(page: str) -> str:
    """A page without tags."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)))


def test_show_opens_the_first_chapter(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}/plan").text

    assert "一、活动背景" in words(page)
    assert "写为什么办、为谁办" in page
    assert "可参考的写法" in page
    assert "下一节：指导思想" in page


def test_show_of_an_automatic_chapter_previews_the_records(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        values = {"title": "游园", "day": Day(6, 1, 2027), "start": time(9), "end": time(10), "place": "操场"}
        add_row(event, "schedule", values, actor=actor)
        key = key_of(world, "日程安排")
        db.session.commit()

    page = signed_in("周老师").get(f"/events/{world.event}/plan?section={key}").text

    assert "自动印出日程" in page
    assert "游园，操场" in page
    assert f'href="/events/{world.event}/schedule#schedule"' in page


@pytest.mark.parametrize("source", list(SectionSource))
def test_show_of_every_source_without_any_record(
    world: World, in_app: InApp, signed_in: SignedIn, source: SectionSource
) -> None:
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        key = add_row(event, "sections", {"heading": "一节", "source": source}, actor=actor).key
        db.session.commit()

    answer = signed_in("周老师").get(f"/events/{world.event}/plan?section={key}")

    assert answer.status_code == 200
    assert ("自动印出" in answer.text) == (source is not SectionSource.TEXT)


def test_show_sends_the_same_statements_for_few_and_many(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: Counter
) -> None:
    client = signed_in("周老师")
    with count_queries() as few:
        client.get(f"/events/{world.event}/plan")
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        for n in range(30):
            add_row(event, "sections", {"heading": f"第 {n} 节", "text": LONG}, actor=actor)
        db.session.commit()
    forget_events()
    with count_queries() as many:
        client.get(f"/events/{world.event}/plan")

    assert len(few) == len(many) == EVENT_PAGE + checkup_statements() + 1


def test_show_to_a_reader_is_prose(world: World, purpose: str, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        save_section_text(event, purpose, "长见识\n<script>", version=1, actor=actor)
        db.session.commit()

    page = signed_in("陈老师").get(f"/events/{world.event}/plan?section={purpose}").text

    assert "<p>长见识</p><p>&lt;script&gt;</p>" in page
    assert "<textarea" not in page
    assert "加一节" not in page


def test_show_of_a_deleted_chapter_is_not_there(world: World, purpose: str, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        delete_row(event, "sections", purpose, actor=actor)
        db.session.commit()

    answer = signed_in("周老师").get(f"/events/{world.event}/plan?section={purpose}")

    assert answer.status_code == 404
    assert "这一节已经删掉" in answer.text


def test_show_without_chapters_offers_to_add(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        db.session.execute(db.delete(PlanSection))
        db.session.get_one(Event, world.event).change_number += 1
        db.session.commit()

    assert "方案还没有章节" in signed_in("周老师").get(f"/events/{world.event}/plan").text


def test_show_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get(f"/events/{world.event}/plan").status_code == 302


def test_show_to_a_stranger_is_not_there(world: World, signed_in: SignedIn) -> None:
    assert signed_in("江老师").get(f"/events/{world.event}/plan").status_code == 404


def test_save_keeps_the_text_and_says_when(
    world: World, purpose: str, in_app: InApp, signed_in: SignedIn, at: At
) -> None:
    at(datetime(2027, 5, 3, 6, 32, tzinfo=UTC))
    client = signed_in("周老师")

    answer = save(client, world, purpose, LONG + "\r\n（一）看展馆。")

    assert answer.location == f"/events/{world.event}/plan?section={purpose}"
    page = client.get(answer.location).text
    assert sheet(page) == LONG + "\n（一）看展馆。"
    assert "，14:32 已存" in page
    assert "38 字" in words(page)
    with in_app():
        assert text_now(purpose) == LONG + "\n（一）看展馆。"


def test_save_over_somebody_elses_text_shows_both(
    world: World, purpose: str, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        event, other = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["管理员"])
        save_section_text(event, purpose, "他们写的<b>", version=1, actor=other)
        db.session.commit()
    client = signed_in("周老师")

    answer = save(client, world, purpose, "我写的")

    assert answer.status_code == 409
    assert "管理员刚才也改了这一节" in answer.text
    assert '<p class="theirs" data-theirs>他们写的&lt;b&gt;</p>' in answer.text
    assert sheet(answer.text) == "我写的"
    assert 'name="version" value="2"' in answer.text
    with in_app():
        assert text_now(purpose) == "他们写的<b>"
    assert save(client, world, purpose, "我写的", 2).status_code == 302
    with in_app():
        assert text_now(purpose) == "我写的"


def test_three_megabytes_are_refused_and_stay(world: World, purpose: str, in_app: InApp, signed_in: SignedIn) -> None:
    pasted = "字" * 1_000_000

    answer = save(signed_in("周老师"), world, purpose, pasted)

    assert answer.status_code == 422
    assert "最多 20,000 个字，现在有 1,000,000 个。没有存，内容还在下面。" in words(answer.text)
    assert sheet(answer.text) == pasted
    with in_app():
        assert text_now(purpose) == ""


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_tampered_version_overwrites_nothing(world: World, purpose: str, signed_in: SignedIn, version: str) -> None:
    answer = save(signed_in("周老师"), world, purpose, LONG, version)

    assert answer.status_code == 409
    assert sheet(answer.text) == LONG


def test_save_of_a_deleted_chapter_gives_the_text_back(
    world: World, purpose: str, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        delete_row(event, "sections", purpose, actor=actor)
        db.session.commit()

    answer = save(signed_in("周老师"), world, purpose, LONG)

    assert answer.status_code == 404
    assert "没存上，你写的在下面" in answer.text
    assert LONG in answer.text


def test_save_while_an_approver_reads_gives_the_text_back(
    world: World, purpose: str, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        db.session.get_one(Event, world.event).status = EventStatus.SUBMITTED
        db.session.commit()

    answer = save(signed_in("周老师"), world, purpose, LONG)

    assert answer.status_code == 403
    assert "方案正在审批，先撤回再改" in answer.text
    assert LONG in answer.text


def test_save_by_a_reader_is_refused(world: World, purpose: str, in_app: InApp, signed_in: SignedIn) -> None:
    assert save(signed_in("陈老师"), world, purpose, LONG).status_code == 403
    with in_app():
        assert text_now(purpose) == ""


def test_save_by_a_stranger_is_not_there(world: World, purpose: str, signed_in: SignedIn) -> None:
    assert save(signed_in("江老师"), world, purpose, LONG).status_code == 404


def test_save_needs_login(world: World, purpose: str, client: FlaskClient) -> None:
    assert save(client, world, purpose, LONG).status_code == 302


def test_save_address_takes_only_forms(world: World, purpose: str, signed_in: SignedIn) -> None:
    assert signed_in("周老师").get(f"/events/{world.event}/plan/{purpose}").status_code == 405


def test_examples_of_a_renamed_chapter_stay(world: World, purpose: str, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        section = db.session.scalars(db.select(PlanSection).where(PlanSection.key == purpose)).one()
        section.heading = "为什么办"
        db.session.get_one(Event, world.event).change_number += 1
        db.session.commit()

    page = signed_in("周老师").get(f"/events/{world.event}/plan?section={purpose}").text

    assert "可参考的写法" in page
