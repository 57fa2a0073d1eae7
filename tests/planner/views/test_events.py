"""The overview, the facts, new events and the steps of an event's life."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.models import TeamMember
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, put_many
from tests.planner.statements import EVENT_PAGE, KEPT_CHECKUP, STAFFING, checkup_statements
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
FACTS = {
    "version": "1",
    "title": "六一慰问",
    "kind": "blank",
    "theme": "手牵手",
    "starts_on": "2027-06-01",
    "ends_on": "6月2日",
    "starts_at": "8:30",
    "ends_at": "17点半",
    "place": "校操场",
    "transport": "两辆大巴",
    "stated_total": "41人",
    "signed_on": "待定",
}


def set_status(world: World, status: EventStatus) -> None:
    """Put the event there; committed."""
    event_of(world).status = status
    db.session.commit()


def test_overview_says_what_it_is_and_what_is_missing(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}").text

    for text in ("六一慰问", "2027年6月1日（周二）", "提交前还差", "周老师 新建 六一慰问", "提交审批", "待定"):
        assert text in page


def test_facts_are_saved_as_they_are_typed(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, address = signed_in("周老师"), f"/events/{world.event}/facts"

    answer = client.post(address, data=FACTS)
    page = client.get(address).text

    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    for value in ("2027-06-01", "6月2日", "08:30", "17:30", "校操场", "41", "手牵手"):
        assert f'value="{value}"' in page
    with in_app():
        event = event_of(world)
        assert (event.ends_on, event.stated_total, event.signed_on, event.version) == (Day(6, 2), 41, None, 2)


def test_second_save_of_facts_shows_both_texts_and_loses_neither(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    first, second, address = signed_in("管理员"), signed_in("周老师"), f"/events/{world.event}/facts"
    first.post(address, data=FACTS | {"place": "体育馆"})

    clash = second.post(address, data=FACTS | {"place": "校操场"})

    assert clash.status_code == 409
    assert clash.text.count('class="theirs"') == 1
    assert '<span class="theirs">体育馆</span>' in clash.text
    assert 'value="校操场"' in clash.text
    assert 'name="version" type="hidden" value="2"' in clash.text
    with in_app():
        assert event_of(world).place == "体育馆"
    assert second.post(address, data=FACTS | {"place": "校操场", "version": "2"}).status_code == 302
    with in_app():
        assert (event_of(world).place, event_of(world).version) == ("校操场", 3)


def test_readers_see_facts_without_a_form(world: World, signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get(f"/events/{world.event}/facts").text

    assert "六一慰问" in page
    assert 'name="place"' not in page
    assert "/rows/" not in page


def test_event_is_carried_on_by_buttons(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    with in_app():
        set_status(world, EventStatus.APPROVED)

    seen = []
    for step in ("published", "ongoing", "ended", "archived"):
        assert f'name="to" value="{step}"' in client.get(f"/events/{world.event}").text
        client.post(f"/events/{world.event}/advance", data={"to": step})
        with in_app():
            seen.append(event_of(world).status)

    assert seen == [EventStatus.PUBLISHED, EventStatus.ONGOING, EventStatus.ENDED, EventStatus.ARCHIVED]


@pytest.mark.parametrize(
    ("to", "code", "sentence"),
    [
        ("archived", 403, "活动现在是“草拟”，不能改为“已归档”。"),
        ("approved", 403, "活动现在是“草拟”，不能改为“已批准”。"),
        ("lost", 422, "从页面上的按钮选下一步。"),
        ("", 422, "从页面上的按钮选下一步。"),
    ],
)
def test_steps_that_do_not_exist(
    world: World, in_app: InApp, signed_in: SignedIn, to: str, code: int, sentence: str
) -> None:
    answer = signed_in("周老师").post(f"/events/{world.event}/advance", data={"to": to})

    assert (answer.status_code, sentence in answer.text) == (code, True)
    with in_app():
        assert event_of(world).status == EventStatus.DRAFT


def test_cancelled_event_stands_still(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")

    question = client.get(f"/events/{world.event}/cancel").text
    client.post(f"/events/{world.event}/advance", data={"to": "cancelled"})
    answer = client.post(f"/events/{world.event}/facts", data=FACTS)

    assert "取消这个活动？" in question
    assert (answer.status_code, "活动已取消，不能再改。" in answer.text) == (403, True)
    assert "<pre>校操场</pre>" in answer.text


def test_deleted_event_is_gone_and_comes_back(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, address = signed_in("周老师"), f"/events/{world.event}"

    deleted = client.post(f"{address}/delete")
    shown = client.get("/events").text
    gone = client.get(address)
    restored = client.post(f"{address}/restore")

    assert (deleted.headers["Location"], restored.headers["Location"]) == ("/events", address)
    assert f'action="{address}/restore"' in shown
    assert (gone.status_code, "这个活动不在这里，可能已经删掉。" in gone.text) == (404, True)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("李老师", EventStatus.DRAFT), ("周老师", EventStatus.ONGOING)])
def test_deleting_is_for_the_owner_while_nothing_runs(
    world: World, in_app: InApp, signed_in: SignedIn, who: str, status: EventStatus
) -> None:
    with in_app():
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["李老师"], role=TeamRole.PLANNER))
        set_status(world, status)

    assert signed_in(who).post(f"/events/{world.event}/delete").status_code == 403
    with in_app():
        assert event_of(world).deleted_at is None


@pytest.mark.parametrize("number", [1, 3, 60])
def test_overview_and_facts_send_the_same_statements(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
    number: int,
) -> None:
    with in_app():
        for noun in EXAMPLES:
            put_many(world, noun, number)
    client, sent = signed_in("周老师"), []
    for page in ("", "", "/facts"):
        with count_queries() as statements:
            client.get(f"/events/{world.event}{page}")
        sent.append(len(statements))

    # Of a draft it is asked what earlier events of its kind teach.
    learning = 1
    more = (checkup_statements() + STAFFING + 3 + learning, KEPT_CHECKUP + 3 + learning, KEPT_CHECKUP + STAFFING)
    assert sent == [EVENT_PAGE + each for each in more]


WAYS = [
    ("GET", ""),
    ("GET", "/facts"),
    ("POST", "/facts"),
    ("GET", "/copy"),
    ("POST", "/copy"),
    ("GET", "/cancel"),
    ("POST", "/advance"),
    ("POST", "/delete"),
    ("POST", "/restore"),
]


@pytest.mark.parametrize(("method", "rest"), WAYS)
def test_who_may_not(world: World, signed_in: SignedIn, client: FlaskClient, method: str, rest: str) -> None:
    address = f"/events/{world.event}{rest}"
    nobody, stranger, above, reader = (
        c.open(address, method=method) for c in (client, signed_in("江老师"), signed_in("吴书记"), signed_in("陈老师"))
    )

    assert nobody.headers["Location"] == (f"/sign-in?next={address}" if method == "GET" else "/sign-in")
    assert (stranger.status_code, above.status_code) == (404, 404)
    readable = {("GET", ""): 200, ("GET", "/facts"): 200, ("GET", "/copy"): 200, ("POST", "/copy"): 422}
    assert reader.status_code == readable.get((method, rest), 404 if rest == "/restore" else 403)


@pytest.mark.parametrize(
    ("method", "rest"), [("GET", "advance"), ("GET", "delete"), ("GET", "restore"), ("POST", "cancel")]
)
def test_wrong_method_is_405(world: World, signed_in: SignedIn, method: str, rest: str) -> None:
    assert signed_in("周老师").open(f"/events/{world.event}/{rest}", method=method).status_code == 405
