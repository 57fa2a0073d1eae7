"""Whole plans: taken, looked through, kept, thrown away, made events of."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Activity, PlanText
from planner.queries.dossier import read_dossier
from planner.services import plantexts
from tests.planner.conftest import World
from tests.planner.plantextsteps import HERE, built, keep, plan, send

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
Counter = Callable[[], AbstractContextManager[list[str]]]
SMALL = "学雷锋志愿服务活动方案\n时间：2027年3月5日（星期五）\n地点：镇敬老院\n联系人：林老师 13800001101"


def test_event_is_a_draft_of_its_maker_with_one_entry_and_the_text_attached(
    world: World, signed_in: SignedIn, in_app: InApp
) -> None:
    client = signed_in("周老师")

    answer = send(client, keep(client, SMALL), "build")

    with in_app():
        event = built(answer)
        assert (event.title, event.status, event.owner_id) == (
            "学雷锋志愿服务活动方案",
            EventStatus.DRAFT,
            world.users["周老师"],
        )
        entries = db.session.scalars(db.select(Activity).where(Activity.event_id == event.id)).all()
        assert [(entry.verb, entry.after) for entry in entries] == [("新建", "联系人 1 个")]
        (attachment,) = read_dossier(event).attachments
        assert (attachment.filename, attachment.names_children) == ("粘贴的方案（原文）.docx", True)
        assert db.session.scalars(db.select(PlanText)).all() == []
        key, number = attachment.key, event.id
    assert client.get(f"/events/{number}/attachments/{key}").data.startswith(b"PK")


def test_event_is_taken_back_as_one(world: World, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    answer = send(client, keep(client, SMALL), "build")
    page = client.get(answer.headers["Location"]).text

    assert f'action="{answer.headers["Location"]}/delete"' in page
    client.post(f"{answer.headers['Location']}/delete")

    with in_app():
        assert built(answer).deleted_at is not None


def test_text_comes_from_a_file_and_is_kept_when_it_is_only_looked_at(
    world: World, signed_in: SignedIn, in_app: InApp
) -> None:
    client = signed_in("周老师")
    answer = client.post(HERE, data={"file": (io.BytesIO(SMALL.encode("gb18030")), "雷锋.txt")})

    send(client, answer.headers["Location"], "later", take=[])

    page = client.get(answer.headers["Location"])
    assert ("雷锋.txt" in page.text, "0</span> 处已勾选" in page.text) == (True, True)
    assert page.headers["Cache-Control"] == "no-store"
    assert "138****1101" in page.text
    assert "13800001101" not in page.text
    assert "雷锋.txt" in client.get(HERE).text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": " \n "}, "把方案的文字粘贴到这里"),
        ({"text": "字" * 60_001}, "最多 60,000 个字，现在有 60,001 个"),
        ({"file": b""}, "里没有文字"),
        ({"file": b"%PDF-1.7"}, "还不能从 PDF 里读方案"),
        ({"file": b"PK\x03\x04broken"}, "打不开"),
        ({"file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}, ""),
        ({"file": "字".encode() * 1_700_000}, "最多 60,000 个字"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    world: World, signed_in: SignedIn, in_app: InApp, data: dict[str, Any], sentence: str
) -> None:
    if "file" in data:
        data = {"file": (io.BytesIO(data["file"]), "方案.docx"), "text": "打好的字"}
    answer = signed_in("周老师").post(HERE, data=data)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "invalid-feedback" in answer.text
    assert ("打好的字" in answer.text) == ("file" in data)
    with in_app():
        assert db.session.scalars(db.select(PlanText)).all() == []


def test_longest_text_is_taken(world: World, signed_in: SignedIn) -> None:
    keep(signed_in("周老师"), "字" * 60_000)


def test_event_needs_a_name_and_keeps_what_was_ticked(world: World, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    address = keep(client, SMALL)

    answer = send(client, address, "build", title=" ", take=["1"])

    assert (answer.status_code, "写活动名称" in answer.text) == (422, True)
    assert "<span data-plan-on>1</span> 处已勾选" in answer.text
    with in_app():
        assert len(db.session.scalars(db.select(PlanText)).all()) == 1


def test_unit_is_one_of_ones_own(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")

    answer = send(client, keep(client, SMALL), "build", organisation_id=str(world.units["stranger"]))

    assert answer.status_code == 422


def test_looking_at_what_is_left_keeps_the_ticks_of_the_others(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    address = keep(client, plan("spring_festival_visits"))

    answer = send(client, address, "ask")
    asked = client.get(answer.headers["Location"]).text
    again = send(client, answer.headers["Location"], "all", take=["1"])

    assert (asked.count('name="shown"'), answer.headers["Location"]) == (3, f"{address}?show=ask")
    page = client.get(again.headers["Location"]).text
    assert "<span data-plan-on>20</span> 处已勾选" in page


def test_text_is_seen_by_its_owner_only(world: World, signed_in: SignedIn) -> None:
    address = keep(signed_in("周老师"), SMALL)

    assert [signed_in("李老师").get(where).status_code for where in (address, f"{address}/drop")] == [404, 404]
    assert signed_in("陈老师").get(HERE).status_code == 403


def test_text_is_thrown_away_after_one_question(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    address = keep(client, SMALL)

    assert "扔掉“粘贴的方案”？" in client.get(f"{address}/drop").text
    assert client.get(address).status_code == 200
    assert client.post(f"{address}/drop").headers["Location"] == HERE
    assert client.get(address).status_code == 404


def test_so_many_texts_wait_and_no_more(world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plantexts, "MOST_TEXTS", 2)
    client = signed_in("周老师")
    keep(client, SMALL)
    keep(client, SMALL + "\n二")

    answer = client.post(HERE, data={"text": "第三篇"})

    assert (answer.status_code, "已有 2 篇方案存着没建" in answer.text) == (422, True)
    assert "第三篇</textarea>" in answer.text


def test_nonsense_from_a_form_is_no_fault(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    address = keep(client, SMALL)

    answer = client.post(
        address,
        data={"do": "group-x", "take": ["x", "999", "-1"], "shown": ["1", "１"], "answer-x": "y", "said-x": "z"},
    )

    assert answer.status_code == 302
    assert client.get(address).status_code == 200


def test_page_asks_the_database_as_often_for_one_proposal_as_for_many(
    world: World, signed_in: SignedIn, count_queries: Counter
) -> None:
    client = signed_in("周老师")
    small, large = keep(client, SMALL), keep(client, plan("summer_study_tour"))
    counts = []
    for address in (small, large):
        client.get(address)
        with count_queries() as sent:
            client.get(address)
        counts.append(len(sent))

    assert counts[0] == counts[1]
