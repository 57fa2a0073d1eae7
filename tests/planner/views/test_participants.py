"""The roster: masked for all who don't need it, every whole reading logged."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.models import Activity, TeamMember
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import last_entry, put, put_many
from tests.planner.stages import forget_events
from tests.planner.statements import EVENT_PAGE, checkup_statements, people_statements
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
NOON = datetime(2027, 6, 1, 4, tzinfo=UTC)
# Once the page is made: who asks, read again after a rollback, and whether it was logged in the last ten minutes.
LOGGED = 2
SECRETS = ("林家长", "13800000101", "花生过敏")


@pytest.fixture
def child(world: World, in_app: InApp) -> str:
    """The key of the one child on the roster; 李老师 is a co-planner and the event approved."""
    with in_app():
        (key,) = put(world, "participants")
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["李老师"], role=TeamRole.PLANNER))
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()
    return key


def roster_url(world: World) -> str:
    """The address of the roster."""
    return f"/events/{world.event}/roster"


def count_entries() -> int:
    """How many entries the log has."""
    return db.session.scalar(db.select(db.func.count()).select_from(Activity)) or 0


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("周老师", "林晚晴"),
        ("李老师", "林晚晴"),
        ("管理员", "林**"),
        ("陈老师", "林**"),
        ("韩校长", "林**"),
    ],
)
def test_list_is_masked_until_it_is_asked_for(
    world: World, child: str, signed_in: SignedIn, who: str, name: str
) -> None:
    page = signed_in(who).get(roster_url(world)).text

    assert f'<th scope="row">{name}</th>' in page
    assert all(text in page for text in ("林**", "138****0101", "有备注", "1 人"))
    assert not any(secret in page for secret in SECRETS)


@pytest.mark.parametrize("who", ["周老师", "李老师"])
def test_whole_list_is_shown_to_who_works_on_the_event_and_logged(
    world: World, in_app: InApp, child: str, signed_in: SignedIn, who: str
) -> None:
    with in_app():
        before = count_entries(), event_of(world).change_number

    answer = signed_in(who).post(roster_url(world))

    assert answer.status_code == 200
    assert all(secret in answer.text for secret in SECRETS)
    assert answer.headers["Cache-Control"] == "no-store"
    with in_app():
        entry = last_entry(world)
        assert (entry.verb, entry.actor, entry.subject) == ("查看", who, "花名册完整信息（1 人）")
        assert (count_entries(), event_of(world).change_number) == (before[0] + 1, before[1])


@pytest.mark.parametrize("who", ["管理员", "陈老师", "韩校长", "吴书记"])
def test_whole_list_is_refused_to_others_and_not_logged(
    world: World, in_app: InApp, child: str, signed_in: SignedIn, who: str
) -> None:
    with in_app():
        before = count_entries()

    answer = signed_in(who).post(roster_url(world))

    assert (answer.status_code, "花生过敏" in answer.text) == (403, False)
    with in_app():
        assert count_entries() == before


def test_opening_a_row_is_logged(world: World, in_app: InApp, child: str, signed_in: SignedIn) -> None:
    with in_app():
        before = count_entries()

    page = signed_in("李老师").get(f"/events/{world.event}/rows/participants/{child}").text

    assert "13800000101" in page
    with in_app():
        entry = last_entry(world)
        assert (entry.verb, entry.actor, entry.subject) == ("查看", "李老师", "花名册的一行")
        assert count_entries() == before + 1


@pytest.mark.parametrize("rest", ["new", "paste", "{key}"])
def test_rows_are_not_for_administrators_outside_the_team(
    world: World, child: str, signed_in: SignedIn, rest: str
) -> None:
    client = signed_in("管理员")

    answer = client.get(f"/events/{world.event}/rows/participants/{rest.format(key=child)}")

    assert answer.status_code == 403
    assert "花名册由活动的负责人和共同编辑来改。" in answer.text
    assert "/rows/participants/" not in client.get(roster_url(world)).text


def test_log_has_nothing_of_the_children(world: World, in_app: InApp, child: str, signed_in: SignedIn) -> None:
    client, row = signed_in("周老师"), f"/events/{world.event}/rows/participants/{child}"
    client.post(row, data={"name": "林石榴", "phone": "13800000102", "version": "1"})
    client.post(f"{row}/delete")
    client.post(f"{row}/restore")

    page = client.get(f"/events/{world.event}/activity").text

    assert not any(text in page for text in ("林晚晴", "林石榴", "1380000010", *SECRETS))
    with in_app():
        of_child = db.select(Activity).where(Activity.where == f"participants/{child}").order_by(Activity.id)
        entries = db.session.scalars(of_child)
        assert [(e.verb, e.subject, e.before, e.after) for e in entries] == [
            (verb, "花名册", "", "") for verb in ("添加", "修改", "删除", "恢复")
        ]


def test_sorted_by_pinyin_on_request(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        put(world, "participants", {"name": "张三"}, {"name": "安石"}, {"name": "李四"})
    client = signed_in("周老师")

    def order(address: str) -> list[str]:
        page = client.get(address).text
        return sorted(("张三", "安石", "李四"), key=page.index)

    assert order(roster_url(world)) == ["张三", "安石", "李四"]
    assert order(roster_url(world) + "?sort=name") == ["安石", "李四", "张三"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_may_not(world: World, signed_in: SignedIn, client: FlaskClient, method: str) -> None:
    nobody, stranger = (c.open(roster_url(world), method=method) for c in (client, signed_in("江老师")))

    back = f"?next={roster_url(world)}" if method == "GET" else ""
    assert nobody.headers["Location"] == f"/sign-in{back}"
    assert stranger.status_code == 404


def test_same_statements_at_1_3_and_60_children(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    client, sent = signed_in("周老师"), []
    with in_app():
        put_many(world, "participants", 1)
    client.get(roster_url(world))  # the first time is logged
    for more in (1, 2, 57):
        with in_app():
            put_many(world, "participants", more)
        forget_events()
        with count_queries() as statements:
            client.get(roster_url(world))
        sent.append(len(statements))

    assert sent == [EVENT_PAGE + checkup_statements() + people_statements() + LOGGED] * 3


def test_unit_above_sees_how_many_and_nobody(world: World, child: str, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        before = count_entries()

    page = signed_in("吴书记").get(roster_url(world)).text

    assert ("1 人" in page, "上级单位看人数" in page) == (True, True)
    assert not any(text in page for text in ("林**", "138****", "有备注", "保存期限"))
    with in_app():
        assert count_entries() == before


@pytest.mark.parametrize("who", ["周老师", "陈老师"])
def test_opening_the_roster_is_logged_once_in_ten_minutes(
    world: World, child: str, in_app: InApp, signed_in: SignedIn, at: At, who: str
) -> None:
    client = signed_in(who)
    for minute in (0, 9, 10):
        at(NOON + timedelta(minutes=minute))
        client.get(roster_url(world))

    with in_app():
        found = db.select(Activity.actor, Activity.subject, Activity.at).where(Activity.verb == "查看")
        assert [tuple(row) for row in db.session.execute(found.order_by(Activity.id))] == [
            (who, "花名册", NOON + timedelta(minutes=minute)) for minute in (0, 10)
        ]


@pytest.mark.parametrize(("code", "label"), [("sign_in", "签到表"), ("sign_off", "签领表")])
def test_every_paper_of_the_roster_is_logged(
    world: World, child: str, in_app: InApp, signed_in: SignedIn, code: str, label: str
) -> None:
    client = signed_in("陈老师")
    first = client.get(f"/events/{world.event}/documents/{code}")
    again = client.get(f"/events/{world.event}/documents/{code}", headers={"If-None-Match": first.headers["ETag"]})
    client.get(f"/events/{world.event}/documents/plan")

    assert (first.status_code, again.status_code) == (200, 304)
    with in_app():
        found = db.select(Activity.actor, Activity.subject).where(Activity.verb == "查看")
        assert [tuple(row) for row in db.session.execute(found)] == [("陈老师", label)]


def test_latest_changes_leave_out_who_was_shown_what(world: World, child: str, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    client.get(roster_url(world))

    assert "查看 花名册" not in client.get(f"/events/{world.event}").text
    assert "查看" in client.get(f"/events/{world.event}/activity").text
