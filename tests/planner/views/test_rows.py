"""The addresses that add, edit, paste, move, delete and restore rows."""

import html
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner import clock
from planner.enums import EventStatus
from planner.errors import NotFound
from planner.extensions import db
from planner.nouns import NOUNS
from planner.services.rows import delete_row, find_row
from planner.views.places import place_url
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, clear_rows, kept, last_entry, listed, put
from tests.planner.stages import Stage
from tests.planner.submissions import event_of, user

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
every_noun = pytest.mark.parametrize("noun", NOUNS)
typed_noun = pytest.mark.parametrize("noun", [n.name for n in NOUNS.values() if not n.is_file])
BAD = {
    "sections": "heading",
    "safety": "item",
    "schedule": "title",
    "budget": "item",
    "duties": "role",
    "head_counts": "group",
}


@pytest.fixture(autouse=True)
def no_proposals(world: World, stage: Stage) -> None:
    """The event has no rows yet."""
    stage.put_on(clear_rows)


def rows_url(world: World, noun: str, rest: str) -> str:
    """The address of a noun's rows."""
    return f"/events/{world.event}/rows/{noun}/{rest}"


@typed_noun
def test_added_by_form(world: World, in_app: InApp, signed_in: SignedIn, noun: str) -> None:
    client, example = signed_in("周老师"), EXAMPLES[noun]

    page = client.get(rows_url(world, noun, "new"))
    answer = client.post(rows_url(world, noun, "new"), data=example.typed)

    assert page.status_code == 200
    with in_app():
        (row,) = listed(world, noun)
        assert kept(row, example) == example.kept
        key = row.key
    with client.application.test_request_context():
        assert (answer.status_code, answer.headers["Location"]) == (302, place_url(world.event, f"{noun}/{key}"))


@every_noun
def test_edited_by_form(world: World, in_app: InApp, signed_in: SignedIn, noun: str) -> None:
    client, example = signed_in("周老师"), EXAMPLES[noun]
    with in_app():
        (key,) = put(world, noun)

    page = client.get(rows_url(world, noun, key)).text
    unchanged = client.post(rows_url(world, noun, key), data=example.typed | {"version": "1"})
    client.post(rows_url(world, noun, key), data=example.typed | {"version": "1", example.field: example.new_typed})

    assert html.escape(str(example.typed.get("name") or example.typed.get("title") or "")) in page
    assert unchanged.status_code == 302
    with in_app():
        (row,) = listed(world, noun)
        assert kept(row, example) == example.kept | {example.field: example.new_kept}
        assert row.version == 2


@every_noun
def test_second_save_shows_both_texts_and_loses_neither(
    world: World, in_app: InApp, signed_in: SignedIn, noun: str
) -> None:
    first, second, example = (
        signed_in("周老师" if NOUNS[noun].private else "管理员"),
        signed_in("周老师"),
        EXAMPLES[noun],
    )
    name = NOUNS[noun].title
    with in_app():
        (key,) = put(world, noun)
    address, sent = rows_url(world, noun, key), example.typed | {"version": "1"}
    first.post(address, data=sent | {name: "她写的"})

    clash = second.post(address, data=sent | {name: "我写的"})

    assert clash.status_code == 409
    assert '<span class="theirs">她写的</span>' in clash.text
    assert clash.text.count('class="theirs"') == 1
    assert 'value="我写的"' in clash.text
    assert 'name="version" type="hidden" value="2"' in clash.text
    with in_app():
        assert [getattr(r, name) for r in listed(world, noun)] == ["她写的"]
    assert second.post(address, data=sent | {name: "我写的", "version": "2"}).status_code == 302
    with in_app():
        assert [(getattr(r, name), r.version) for r in listed(world, noun)] == [("我写的", 3)]
        entry = last_entry(world)
        assert ("她写的" in entry.before, "我写的" in entry.after) == (not NOUNS[noun].private,) * 2


@every_noun
def test_moved_deleted_and_restored_by_buttons(world: World, in_app: InApp, signed_in: SignedIn, noun: str) -> None:
    client = signed_in("周老师")
    with in_app():
        keys = put(world, noun, {}, {}, {})

    answers = [
        client.post(rows_url(world, noun, f"{keys[2]}/move"), data={"to": "up"}),
        client.post(rows_url(world, noun, f"{keys[0]}/move"), data={"after": keys[1]}),
        client.post(rows_url(world, noun, f"{keys[1]}/delete")),
    ]
    with in_app():
        gone = [r.key for r in listed(world, noun)]
    shown = client.get(answers[2].headers["Location"].partition("#")[0]).text
    restored = client.post(rows_url(world, noun, f"{keys[1]}/restore"))

    assert [a.status_code for a in (*answers, restored)] == [302] * 4
    assert gone == [keys[2], keys[0]]
    assert rows_url(world, noun, f"{keys[1]}/restore") in shown
    with in_app():
        assert [r.key for r in listed(world, noun)] == [keys[2], keys[1], keys[0]]


def test_restoring_too_late_says_so(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "duties")
        row = delete_row(event_of(world), "duties", key, actor=user(world, "周老师"))
        row.deleted_at = clock.now() - timedelta(days=31)
        db.session.commit()

    answer = signed_in("周老师").post(rows_url(world, "duties", f"{key}/restore"))

    assert (answer.status_code, "删除超过 30 天，已经找不回来。" in answer.text) == (404, True)


@pytest.mark.parametrize("version", [{}, {"version": ""}, {"version": "x"}, {"version": "9" * 40}, {"version": "²"}])
def test_missing_or_forged_version_never_fits(
    world: World, in_app: InApp, signed_in: SignedIn, version: dict[str, str]
) -> None:
    with in_app():
        (key,) = put(world, "stops")

    answer = signed_in("周老师").post(rows_url(world, "stops", key), data={"name": "别处", **version})

    assert answer.status_code == 409
    with in_app():
        assert [r.name for r in listed(world, "stops")] == ["红军山"]


@pytest.mark.parametrize(("noun", "field"), BAD.items())
def test_bad_form_keeps_what_was_typed_and_says_why(
    world: World, in_app: InApp, signed_in: SignedIn, noun: str, field: str
) -> None:
    typed = EXAMPLES[noun].typed | {field: " "}
    answer = signed_in("周老师").post(rows_url(world, noun, "new"), data=typed)

    assert answer.status_code == 422
    assert "还有 1 处要改" in answer.text
    assert all(value.splitlines()[0] in answer.text for value in typed.values() if len(value) > 1)
    with in_app():
        assert listed(world, noun) == []


def test_row_that_somebody_else_deleted_gives_back_what_was_typed(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        (key,) = put(world, "duties")
        delete_row(event_of(world), "duties", key, actor=user(world, "管理员"))
        db.session.commit()

    answer = signed_in("周老师").post(
        rows_url(world, "duties", key), data={"role": "领队", "task": "写了很久", "version": "1"}
    )

    assert answer.status_code == 404
    assert "这项分工已经删掉或不在这里" in answer.text
    assert "<dt>任务</dt><dd><pre>写了很久</pre></dd>" in answer.text


def test_address_fills_in_a_new_row(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(rows_url(world, "schedule", "new?day=2027-06-01&start=9:30&title=游园"))

    assert page.status_code == 200
    assert all(f'value="{text}"' in page.text for text in ("2027-06-01", "9:30", "游园"))
    assert "要改：" not in page.text


def test_again_opens_the_next_row(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(rows_url(world, "stops", "new"), data={"name": "红军山", "again": "1"})

    assert answer.headers["Location"] == rows_url(world, "stops", "new")


def test_loose_supplies_stay_loose_when_they_are_edited(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (key,) = put(world, "supplies", {"quantity": None, "loose": True})

    page = signed_in("周老师").get(rows_url(world, "supplies", key)).text

    assert 'name="quantity" type="text" value="若干"' in page


def test_clash_names_the_duty_and_the_loose_quantity(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        (duty,) = put(world, "duties")
        (key,) = put(world, "supplies", {"quantity": None, "loose": True, "duty": duty})
    typed = {
        "name": "矿泉水",
        "spec": "550 ml",
        "unit": "瓶",
        "remark": "常温",
        "quantity": "3",
        "duty": "",
        "version": "0",
    }

    clash = signed_in("周老师").post(rows_url(world, "supplies", key), data=typed).text

    assert clash.count('class="theirs"') == 2
    assert '<span class="theirs">若干</span>' in clash
    assert '<span class="theirs">李老师</span>' in clash


WAYS = [
    ("GET", "new"),
    ("GET", "paste"),
    ("GET", "KEY"),
    ("POST", "new"),
    ("POST", "paste"),
    ("POST", "KEY"),
    ("POST", "KEY/move"),
    ("POST", "KEY/delete"),
    ("POST", "KEY/restore"),
]


@pytest.mark.parametrize(("method", "rest"), WAYS)
def test_who_may_not(
    world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient, method: str, rest: str
) -> None:
    with in_app():
        (key,) = put(world, "duties")
    address = rows_url(world, "duties", rest.replace("KEY", key))

    nobody = client.open(address, method=method)
    stranger, reader = (signed_in(name).open(address, method=method) for name in ("江老师", "陈老师"))

    assert nobody.headers["Location"] == (f"/sign-in?next={address}" if method == "GET" else "/sign-in")
    assert (stranger.status_code, reader.status_code) == (404, 403)
    assert "这件事要活动的负责人或共同编辑来做。" in reader.text
    with in_app():
        assert find_row(event_of(world), "duties", key).version == 1


@pytest.mark.parametrize("step", ["move", "delete", "restore"])
def test_get_on_a_step_is_405(world: World, signed_in: SignedIn, step: str) -> None:
    answer = signed_in("周老师").get(rows_url(world, "duties", f"somekey/{step}"))

    assert (answer.status_code, "它只接收表单" in answer.text) == (405, True)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(EventStatus.SUBMITTED, "方案正在审批，先撤回再改。"), (EventStatus.ARCHIVED, "活动已归档，不能再改。")],
)
def test_frozen_event_stands_still(
    world: World, in_app: InApp, signed_in: SignedIn, status: EventStatus, sentence: str
) -> None:
    with in_app():
        event_of(world).status = status
        db.session.commit()

    answer = signed_in("周老师").post(rows_url(world, "stops", "new"), data={"name": "红军山"})

    assert (answer.status_code, sentence in answer.text) == (403, True)
    assert "<pre>红军山</pre>" in answer.text
    with in_app(), pytest.raises(NotFound):
        find_row(event_of(world), "stops", "红军山")


@pytest.mark.parametrize("address", ["rows/nouns/new", "rows/attachments/paste", "rows/sections/paste"])
def test_nouns_without_that_page_are_404(world: World, signed_in: SignedIn, address: str) -> None:
    assert signed_in("周老师").get(f"/events/{world.event}/{address}").status_code == 404
