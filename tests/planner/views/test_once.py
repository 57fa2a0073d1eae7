"""The same form sent twice: one change, one entry in the log, the same answer both times."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from planner import clock
from planner.extensions import db
from planner.models import Activity, Attachment, Duty, Event, IntakeBatch, Link, OnceKey, Supply
from planner.views import once
from tests.planner.conftest import World
from tests.planner.intakesteps import take
from tests.planner.rowvalues import clear_rows

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
TEMPLATES = Path(once.__file__).parent.parent / "templates"
KEY = {"once": "a-key-of-the-page"}
SUPPLY = {"name": "反光背心", "quantity": "30", **KEY}
GUEST = {
    "name": "孙医生",
    "organisation": "县医院",
    "role": "planner",
    "ends_on": (clock.today() + timedelta(days=30)).isoformat(),
    **KEY,
}


@pytest.fixture
def client(world: World, signed_in: SignedIn, in_app: InApp) -> FlaskClient:
    """周老师, whose event has no rows yet."""
    with in_app():
        clear_rows()
    return signed_in("周老师")


@pytest.fixture
def new_supply(world: World) -> str:
    """The address that adds a supply."""
    return f"/events/{world.event}/rows/supplies/new"


def count(in_app: InApp, model: type) -> int:
    """How many rows the table has."""
    with in_app():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def seen(answer: TestResponse) -> tuple[int, str | None, str]:
    """What a browser makes of an answer; every page has new hidden keys."""
    return answer.status_code, answer.location, answer.text


def test_row_sent_twice_is_added_once(client: FlaskClient, in_app: InApp, new_supply: str) -> None:
    logged = count(in_app, Activity)

    answers = [client.post(new_supply, data=SUPPLY) for _ in range(2)]

    assert count(in_app, Supply) == 1
    assert count(in_app, Activity) == logged + 1
    assert "#row-" in (answers[0].location or "")
    assert seen(answers[0]) == seen(answers[1])


def test_other_words_under_the_same_key_are_another_row(client: FlaskClient, in_app: InApp, new_supply: str) -> None:
    client.post(new_supply, data=SUPPLY)

    client.post(new_supply, data=SUPPLY | {"quantity": "31"})

    assert count(in_app, Supply) == 2


def test_another_token_under_the_same_key_is_the_same_row(client: FlaskClient, in_app: InApp, new_supply: str) -> None:
    for token in ("masked-for-one-answer", "masked-for-another"):
        client.post(new_supply, data=SUPPLY | {"csrf_token": token})

    assert count(in_app, Supply) == 1


def test_another_key_or_none_counts_again(client: FlaskClient, in_app: InApp, new_supply: str) -> None:
    client.post(new_supply, data=SUPPLY)
    client.post(new_supply, data=SUPPLY | {"once": "another"})

    for _ in range(2):
        client.post(new_supply, data={name: value for name, value in SUPPLY.items() if name != "once"})

    assert count(in_app, Supply) == 4


def test_somebody_elses_form_with_the_same_key_counts(
    client: FlaskClient, signed_in: SignedIn, world: World, in_app: InApp
) -> None:
    form = {
        "kind": "blank",
        "title": "六一",
        "organisation_id": str(world.units["school"]),
        "starts_on": "6月1日",
        **KEY,
    }
    before = count(in_app, Event)

    for each in (client, client, signed_in("李老师")):
        assert each.post("/events/new", data=form).status_code == 302

    assert count(in_app, Event) == before + 2


def test_refused_form_keeps_its_key_for_the_next_try(client: FlaskClient, in_app: InApp, new_supply: str) -> None:
    refused = client.post(new_supply, data=SUPPLY | {"name": ""})

    assert refused.status_code == 422
    assert count(in_app, OnceKey) == 0
    client.post(new_supply, data=SUPPLY)
    assert count(in_app, Supply) == 1


def test_message_of_the_first_time_is_said_again(client: FlaskClient, world: World) -> None:
    address = take(client, world, "supplies", "物资\t数量\n反光背心\t30\n手电\t2")
    for _ in range(2):
        answer = client.post(address, data={"do": "add", **KEY}, follow_redirects=True)

        assert "已添加 2 样物资" in answer.text


def test_page_of_the_first_time_is_shown_again(client: FlaskClient, world: World, in_app: InApp) -> None:
    """The link of an invite is made once, shown once, and not lost when its page is."""
    pages = [client.post(f"/events/{world.event}/team/invites", data=GUEST).text for _ in range(2)]

    assert "/join/" in pages[0]
    assert pages[0] == pages[1]
    assert count(in_app, Link) == 1


def test_table_that_is_sent_twice_is_kept_once(client: FlaskClient, world: World, in_app: InApp) -> None:
    paste = {"text": "物资\t数量\n反光背心\t30", **KEY}
    answers = [client.post(f"/events/{world.event}/rows/supplies/paste", data=paste) for _ in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert count(in_app, IntakeBatch) == 1


def test_file_sent_twice_is_kept_once(client: FlaskClient, world: World, in_app: InApp) -> None:
    def send(content: bytes) -> None:
        client.post(f"/events/{world.event}/attachments", data={"files": (BytesIO(content), "a.pdf"), **KEY})

    send(b"%PDF-1.4 one")
    send(b"%PDF-1.4 one")
    assert count(in_app, Attachment) == 1
    send(b"%PDF-1.4 another")
    assert count(in_app, Attachment) == 2


def test_tick_sent_twice_is_not_taken_back(client: FlaskClient, world: World, in_app: InApp) -> None:
    client.post(f"/events/{world.event}/rows/duties/new", data={"role": "领队", **KEY})
    with in_app():
        key = db.session.scalars(select(Duty.key)).one()

    for _ in range(2):
        client.post(f"/events/{world.event}/rows/duties/{key}/tick", data=KEY)

    with in_app():
        assert db.session.scalars(select(Duty)).one().done


def test_page_not_to_be_stored_is_not_kept_and_nothing_is_done_twice(
    client: FlaskClient, in_app: InApp, new_supply: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(once, "_describe", lambda response, messages: "")
    client.post(new_supply, data=SUPPLY)

    again = client.post(new_supply, data=SUPPLY)

    assert again.status_code == 409
    assert "刚才已经存上了" in again.text
    assert "反光背心" in again.text
    assert count(in_app, Supply) == 1


def test_page_says_which_form_was_saved_until_it_was_shown(client: FlaskClient, new_supply: str) -> None:
    first = client.post(new_supply, data=SUPPLY, follow_redirects=True).text

    assert ' data-saved="a-key-of-the-page"' in first
    assert "data-saved" not in client.get(new_supply).text


def test_every_form_that_posts_carries_a_key_of_its_page(client: FlaskClient, world: World, new_supply: str) -> None:
    pages = [client.get(new_supply).text for _ in range(2)]
    keys = {page.split('name="once" value="')[1].partition('"')[0] for page in pages}

    assert len(keys) == 2
    roster = client.get(f"/events/{world.event}/roster").text
    assert f' data-person="user-{world.users["周老师"]}"' in roster


def test_no_form_that_posts_goes_without_its_hidden_fields() -> None:
    """The key is drawn in one place, and every form uses it."""
    counted = {
        str(path.relative_to(TEMPLATES)): (text.count('method="post"'), text.count("csrf_field("))
        for path in TEMPLATES.rglob("*.html")
        if 'method="post"' in (text := path.read_text(encoding="utf-8"))
    }

    assert sum(forms for forms, _ in counted.values()) > 40
    assert {name: both for name, both in counted.items() if both[0] > both[1]} == {}


def test_two_at_the_same_moment_add_one_row(
    client: FlaskClient, signed_in: SignedIn, in_app: InApp, new_supply: str
) -> None:
    """Two connections: the second waits for the first, and both are answered alike."""
    together = Barrier(2)

    def send(each: FlaskClient) -> tuple[int, str | None, str]:
        together.wait(20)
        return seen(each.post(new_supply, data=SUPPLY))

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(send, (client, signed_in("周老师"))))

    assert answers[0] == answers[1]
    assert answers[0][0] == 302
    assert count(in_app, Supply) == 1
