"""The page of the evidence set: asked for, watched, fetched, checked without the server, taken away."""

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.enums import JobState
from planner.evidence import check_set
from planner.extensions import db
from planner.models import Activity, EvidencePiece, EvidenceSet, JobRecord
from planner.services.evidence import KEPT
from planner.services.rows import add_row
from planner.store import current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.evidencesteps import asked, made_set, make_sets
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
NOON = datetime(2027, 6, 8, 4, tzinfo=UTC)


def where(world: World, rest: str = "") -> str:
    """An address of the set."""
    return f"/events/{world.event}/evidence{rest}"


@pytest.fixture
def made(app: Flask, world: World, in_app: InApp, at: At) -> None:
    """A set that is made, on the eighth of June at noon."""
    at(NOON)
    with in_app():
        asked(world)
    make_sets(app)


@pytest.fixture
def special(app: Flask, world: World, in_app: InApp) -> None:
    """A set with whole names."""
    with in_app():
        asked(world, shows_names=True, reason="迎接检查")
    make_sets(app)


def readings(world: World) -> list[tuple[str, str]]:
    """Who looked at what, in order."""
    rows = db.session.execute(select(Activity.actor, Activity.subject).where(Activity.verb == "查看"))
    return [(actor, subject) for actor, subject in rows]


def test_set_is_asked_for_made_and_fetched_as_it_was_listed(
    app: Flask, world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    client = signed_in("钱会计")
    assert "做一份全套材料" in client.get(where(world)).text

    answer = client.post(where(world))
    assert (answer.status_code, answer.headers["Location"]) == (302, where(world))
    assert "data-look-again" in client.get(where(world)).text
    make_sets(app)
    page = client.get(where(world)).text
    file = client.get(where(world, "/file"))

    check = check_set(io.BytesIO(file.data))
    assert check.is_whole
    assert f'<dd class="num set-sum">{check.fingerprint}</dd>' in page
    assert ("没有总结：还没有定稿" in page, "做好以后活动又改过" in page, "data-look-again" in page) == (
        True,
        False,
        False,
    )
    assert file.content_length == len(file.data)
    assert file.headers["Cache-Control"] == "no-store"
    assert "filename*=UTF-8''%E5%85%AD%E4%B8%80" in file.headers["Content-Disposition"]
    with in_app():
        assert readings(world) == [("钱会计", "全套材料"), ("钱会计", "下载全套材料")]


def test_page_says_that_the_event_has_changed_since(
    world: World, made: None, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        add_row(event_of(world), "participants", {"name": "王小雨"}, actor=user(world, "周老师"))
        db.session.commit()

    assert "做好以后活动又改过，这份还是" in signed_in("周老师").get(where(world)).text


@pytest.mark.parametrize("chosen", ["shows_names", "takes_unchecked"])
def test_more_than_the_usual_needs_a_reason(world: World, in_app: InApp, signed_in: SignedIn, chosen: str) -> None:
    client = signed_in("周老师")

    refused = client.post(where(world), data={chosen: "y", "reason": "  "})
    with in_app():
        assert db.session.scalars(select(EvidenceSet)).all() == []
    client.post(where(world), data={chosen: "y", "reason": "迎接检查，电话 13800005678"})

    assert (refused.status_code, "写一句做什么用，会记进改动记录。" in refused.text) == (422, True)
    [tick] = re.findall(rf'<input[^>]* name="{chosen}"[^>]*>', refused.text)
    assert " checked" in tick
    with in_app():
        said = {"shows_names": "姓名写全", "takes_unchecked": "没核对的照片也放"}[chosen]
        assert readings(world) == [("周老师", f"全套材料，{said}，用途：迎接检查，电话 138****5678")]


def test_whole_names_are_for_who_works_on_the_event(world: World, special: None, signed_in: SignedIn) -> None:
    colleague = signed_in("钱会计")

    assert colleague.post(where(world), data={"shows_names": "y", "reason": "看看"}).status_code == 403
    assert "由活动的负责人和共同编辑来取" in colleague.get(where(world)).text
    assert colleague.get(where(world, "/file")).status_code == 403
    assert colleague.post(where(world, "/delete")).status_code == 403
    # Nor does anybody else put another one into its place.
    assert colleague.post(where(world)).status_code == 403
    assert "姓名写全，用途：迎接检查" in signed_in("周老师").get(where(world)).text
    assert signed_in("周老师").get(where(world, "/file")).status_code == 200


def test_reader_of_the_unit_fetches_what_others_had_made(world: World, made: None, signed_in: SignedIn) -> None:
    reader = signed_in("陈老师")

    page = reader.get(where(world)).text

    assert ("下载 .zip" in page, "重做一份" in page, "删掉这份" in page) == (True, False, False)
    assert reader.get(where(world, "/file")).status_code == 200
    assert reader.post(where(world)).status_code == 403


def test_reader_is_told_who_has_a_set_made(world: World, signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get(where(world)).text

    assert "还没有做过全套材料，由负责人、共同编辑和本单位的财务来做。" in page


def test_only_one_set_is_made_at_a_time(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    client.post(where(world))

    again = client.post(where(world))

    assert (again.status_code, "全套材料正在做，做好了再做下一份。" in again.text) == (403, True)
    with in_app():
        assert len(db.session.scalars(select(JobRecord)).all()) == 1


def test_set_whose_job_gave_up_may_be_asked_for_again(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    client.post(where(world))
    with in_app():
        db.session.scalars(select(JobRecord)).one().state = JobState.FAILED
        db.session.commit()

    page = client.get(where(world)).text

    assert ("没有做成，服务做的时候停了。" in page, "data-look-again" in page) == (True, False)
    assert client.post(where(world)).status_code == 302


def test_new_set_takes_the_place_of_the_old_one(
    app: Flask, world: World, made: None, in_app: InApp, at: At, signed_in: SignedIn
) -> None:
    with in_app():
        [old] = db.session.scalars(select(EvidencePiece.sha256))
        add_row(event_of(world), "participants", {"name": "王小雨"}, actor=user(world, "周老师"))
        db.session.commit()
    at(NOON + timedelta(minutes=1))

    signed_in("周老师").post(where(world))
    make_sets(app)

    with in_app():
        [piece] = db.session.scalars(select(EvidencePiece.sha256))
        assert (piece != old, current_store().has(old), current_store().has(piece)) == (True, False, True)


def test_deleted_set_is_gone_with_its_file(
    app: Flask, world: World, made: None, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        [piece] = db.session.scalars(select(EvidencePiece.sha256))
    client = signed_in("周老师")

    assert client.post(where(world, "/delete")).status_code == 302
    make_sets(app)

    assert client.get(where(world, "/file")).status_code == 404
    with in_app():
        assert current_store().has(piece) is False


def test_set_is_not_handed_out_when_its_time_is_over(world: World, made: None, at: At, signed_in: SignedIn) -> None:
    at(NOON + KEPT)
    client = signed_in("周老师")
    assert client.get(where(world, "/file")).status_code == 200

    at(NOON + KEPT + timedelta(seconds=1))
    answer = client.get(where(world, "/file"))

    assert (answer.status_code, "这份全套材料不在了" in answer.text) == (404, True)
    assert "做一份全套材料" in client.get(where(world)).text


def test_set_of_which_a_piece_is_lost_is_not_begun(
    world: World, made: None, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        [piece] = db.session.scalars(select(EvidencePiece.sha256))
        current_store().remove([piece])

    assert signed_in("周老师").get(where(world, "/file")).status_code == 404


def test_set_that_failed_says_why(app: Flask, world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        asked(world)
        evidence = made_set(world)
        evidence.state, evidence.fault = type(evidence.state).FAILED, "服务器的磁盘满了，没有做成。"
        db.session.commit()

    page = signed_in("周老师").get(where(world)).text

    assert ("服务器的磁盘满了，没有做成。" in page, "重做一份" in page) == (True, True)
