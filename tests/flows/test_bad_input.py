"""A hunt over all addresses and forms: never a fault of ours, always clear Chinese, nothing lost."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from planner.extensions import db
from planner.forms.rows import ROW_FORMS
from planner.models import User
from planner.nouns import NOUNS
from planner.services.devices import begin_session
from planner.services.events import delete_event
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, listed, put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
SCRIPT = "<script>alert(1)</script>"
ARGUMENTS = (
    "page month status kind unit text view mine nobody place duty section sort old new day start end title next "
    "version undo count source role name phase quantity unit_price starts_on required side done duties"
).split()
ODD = [
    "",
    "x",
    "-1",
    "0",
    "9" * 30,
    "²",
    "\0",
    "💥" * 200,
    "1e9",
    SCRIPT,
    "'; DROP TABLE event --",
    "%",
    "\u202e\ufffd",
    "../..",
    "\x01\x07\x1b[31m",
    "a" * 70_000,
    "9" * 17,
    "-5",
    "2027-02-30",
    "０",
]
TURNS, STEP, TURN = 4, 7, 3
ENGLISH = re.compile(r"Not a valid|Invalid|is required|could not|Traceback|not supported between", re.IGNORECASE)
# What answers with files, ends the hunter's session, or says 503 of a database that Alembic has not stamped.
NO_PAGES = {"static", "bootstrap.static", "accounts.sign_out", "accounts.sign_out_everywhere", "health.healthz"}


@pytest.fixture
def hunted(app: Flask, world: World) -> World:
    """The world, with faults answered as for users and not thrown at the tests."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return world


def rules(app: Flask, method: str) -> Iterator[Rule]:
    """The rules of all own pages that take that method."""
    return (r for r in app.url_map.iter_rules() if r.endpoint not in NO_PAGES and method in (r.methods or ()))


def address(rule: Rule, hunted: World, **known: Any) -> str:
    """The address of a rule on the event of the world; `known` fills its other places, ids that are not said are 1."""
    values = {
        "event_id": hunted.event,
        "unit_id": hunted.units["school"],
        "holder": "nothere",
        "noun": "duties",
        "key": "nothere",
        "subject": "budget",
        "code": "nothere",
        "token": "nothere",
        **known,
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], 1)), rule.rule)


def fault(answer: TestResponse) -> str:
    """What is wrong with an answer, if anything."""
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    if answer.mimetype != "text/html" or answer.status_code in (302, 304):
        return ""
    found = ENGLISH.search(re.sub(r"<script.*?</script>|<style>.*?</style>|<[^>]*>", "", answer.text, flags=re.DOTALL))
    if found:
        return f"English: {found[0]}"
    return "unescaped" if SCRIPT in answer.text else ""


def hunt(requests: Iterator[tuple[FlaskClient, str, str, dict[str, str]]]) -> list[str]:
    """Send them all; returns what went wrong where."""
    faults = []
    for client, method, where, data in requests:
        sent = {"data": data} if method == "POST" else {"query_string": data}
        if wrong := fault(client.open(where, method=method, **sent)):
            faults.append(f"{wrong}: {method} {where} {str(data)[:80]}")
    return faults


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_numbers_of_nothing_are_404(app: Flask, hunted: World, signed_in: SignedIn, number: int, method: str) -> None:
    client, answers = signed_in("管理员"), {}
    for rule in rules(app, method):
        for name in re.findall(r"<int:(\w+)>", rule.rule):
            where = address(rule, hunted, **{name: number})
            answers[where] = client.open(where, method=method).status_code

    # Jobs are the topmost unit's, and certificates name people: some are turned away before one is looked for.
    refused = {where for where in answers if where.startswith("/jobs/") or where.endswith(".pdf")}
    assert {where: code for where, code in answers.items() if code not in (404, 422) and where not in refused} == {}
    assert {answers[where] for where in refused} <= {403, 404}


@pytest.mark.parametrize(
    "text", ["%00", "👶", "x" * 500, "..%2f..%2fetc%2fpasswd", "%3Cscript%3Ealert(1)%3C/script%3E", "%ff%fe"]
)
def test_odd_words_in_addresses(app: Flask, hunted: World, signed_in: SignedIn, text: str) -> None:
    client = signed_in("周老师")

    faults = hunt(
        (client, method, address(rule, hunted, **{name: text}), {})
        for method in ("GET", "POST")
        for rule in rules(app, method)
        for name in re.findall(r"<(\w+)>", rule.rule)
    )

    assert faults == []


def rotated(names: list[str], turn: int) -> dict[str, str]:
    """Another odd value for each name, and others in each turn: the step shares no divisor with their number."""
    return {name: ODD[(at * STEP + turn * TURN) % len(ODD)] for at, name in enumerate(names)}


@pytest.mark.parametrize("turn", range(TURNS))
def test_odd_arguments_of_addresses(app: Flask, hunted: World, in_app: InApp, signed_in: SignedIn, turn: int) -> None:
    client = signed_in("周老师")
    with in_app():
        (key,) = put(hunted, "duties")
    pages = [address(rule, hunted, key=key, code="budget") for rule in rules(app, "GET")]
    pages += [f"/events/{hunted.event}/rows/{noun}/new" for noun in NOUNS]

    assert set(rotated(ARGUMENTS, turn).values()) == set(ODD)
    assert hunt((client, "GET", page, rotated(ARGUMENTS, turn)) for page in pages) == []


def names_on(page: str) -> list[str]:
    """The names of the controls on a page, and others that a forger might send."""
    found = [n for n in re.findall(r'\bname="(\w+)"', page) if n not in ("csrf_token", "viewport", "files", "again")]
    return list(dict.fromkeys([*found, *"to before after day start end text user_id version".split()]))


@pytest.mark.parametrize("turn", range(TURNS))
def test_odd_texts_in_every_form(app: Flask, hunted: World, in_app: InApp, signed_in: SignedIn, turn: int) -> None:
    client, rows = signed_in("周老师"), f"/events/{hunted.event}/rows"
    with in_app():
        keys = {noun: put(hunted, noun)[0] for noun in NOUNS}
    addresses = [f"{rows}/{noun}/{keys[noun] if turn % 2 else 'new'}" for noun in NOUNS]
    addresses += [address(rule, hunted, key=keys["duties"]) for rule in rules(app, "POST") if "<noun>" not in rule.rule]
    addresses += [f"{rows}/duties/{keys['duties']}/move", f"{rows}/schedule/paste"]

    faults = hunt((client, "POST", a, rotated(names_on(client.get(a).text), turn)) for a in addresses)

    assert faults == []


def test_script_is_kept_as_text_and_escaped_wherever_it_is_shown(
    app: Flask, hunted: World, in_app: InApp, signed_in: SignedIn
) -> None:
    client = signed_in("周老师")
    for noun in NOUNS:
        with app.test_request_context():
            form = ROW_FORMS[noun](meta={"csrf": False})
        texts = [f for f in form if f.type in ("TextField", "LongTextField") and f.most >= len(SCRIPT)]
        # Two people, so only one of them may be called this; and nobody of that name has borrowed anything.
        others = ("verifier", "witness", "borrower")
        # Of options at least two are asked for.
        script = {f.name: f"{SCRIPT}、二" if f.name == "options" else SCRIPT for f in texts if f.name not in others}
        where, version = "new", {}
        if NOUNS[noun].is_file:
            with in_app():
                where, version = put(hunted, noun)[0], {"version": "1"}
        client.post(f"/events/{hunted.event}/rows/{noun}/{where}", data=EXAMPLES[noun].typed | script | version)
        with in_app():
            row = max(listed(hunted, noun), key=lambda each: each.id)
            assert {name: getattr(row, name) for name in script} == script
            key = row.key
    client.post(
        f"/events/{hunted.event}/facts", data={"version": "1", "kind": "blank", "title": SCRIPT, "place": SCRIPT}
    )

    pages = [address(rule, hunted, noun="participants", key=key, code="calendar") for rule in rules(app, "GET")]
    assert len(pages) > 20
    assert hunt((client, "GET", page, {}) for page in pages) == []


WRONG_DATES = [
    *("2027-02-30", "13月1日", "2月30日", "六月一日", "99999999", "2027/6", "0000-01-01", "1e9"),
    *("'; DROP TABLE", "👶"),
]


@pytest.mark.parametrize("text", WRONG_DATES)
def test_wrong_dates_stay_in_the_form_and_are_explained(hunted: World, signed_in: SignedIn, text: str) -> None:
    answer = signed_in("周老师").post(
        f"/events/{hunted.event}/facts",
        data={"version": "1", "title": "六一", "kind": "blank", "starts_on": text, "place": "操场"},
    )

    assert answer.status_code == 422
    assert re.search(
        r"日期写成 2026-08-09 或 8月9日，现在是|没有“.*”这一天。|年份要在 1900—2200 之间，现在是", answer.text
    )
    assert f'value="{text.replace(chr(39), "&#39;")}"' in answer.text
    assert 'value="操场"' in answer.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"starts_on": "2027-06-02", "ends_on": "2027-06-01"}, "结束日期要在开始日期之后，开始是 2027年6月2日"),
        ({"starts_at": "10:00", "ends_at": "09:30"}, "同一天里，结束要晚于开始，开始是 10:00。"),
        ({"stated_total": "-3"}, "写 0—1000000 的整数，现在是“-3”。"),
        ({"stated_total": "000000000000999999999999"}, "写 0—1000000 的整数，现在是“000000000000"),
        ({"kind": "party"}, "从列表里选一项，现在是“party”。"),
        ({"title": "\x00\x01"}, "写活动名称。"),
        ({"title": "长" * 121}, "最多 120 个字，现在有 121 个。"),
        ({"starts_at": "25:00"}, "时间写成 09:00，现在是“25:00”。"),
    ],
)
def test_wrong_facts_are_explained(hunted: World, signed_in: SignedIn, data: dict[str, str], sentence: str) -> None:
    typed = {"version": "1", "title": "六一", "kind": "blank", "place": "操场"}

    answer = signed_in("周老师").post(f"/events/{hunted.event}/facts", data=typed | data)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert 'value="操场"' in answer.text


@pytest.mark.parametrize("text", ["-5", "abc", "12345678901234567", "1.2345678", "1e9", "1,23", "约500", "NaN", "∞"])
@pytest.mark.parametrize(
    ("noun", "field"), [("budget", "unit_price"), ("budget", "quantity"), ("supplies", "quantity")]
)
def test_wrong_amounts_stay_in_the_form_and_are_explained(
    hunted: World, signed_in: SignedIn, noun: str, field: str, text: str
) -> None:
    typed = EXAMPLES[noun].typed | {field: text}

    answer = signed_in("周老师").post(f"/events/{hunted.event}/rows/{noun}/new", data=typed)

    assert answer.status_code == 422
    assert re.search(r'<p class="invalid-feedback" id="\w+-error">[^<A-Za-z]*(金额|单价|数量)', answer.text)
    assert f'value="{text}"' in answer.text


def test_links_of_a_deleted_event_say_so(app: Flask, hunted: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        delete_event(event_of(hunted), actor=user(hunted, "周老师"))
        db.session.commit()
    client = signed_in("周老师")

    pages = [address(rule, hunted) for rule in rules(app, "GET") if "event_id" in rule.rule]
    answers = {page: client.get(page) for page in pages}

    assert {page for page, answer in answers.items() if answer.status_code != 404} == set()
    assert {page for page, a in answers.items() if "这个活动不在这里，可能已经删掉。" not in a.text} == set()


def test_expired_form_gives_back_what_was_typed(make_app: Callable[..., Flask], world: World, in_app: InApp) -> None:
    with in_app():
        session_id = begin_session(db.session.get_one(User, world.users["周老师"]))
        db.session.commit()
    client = make_app(WTF_CSRF_ENABLED=True).test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True

    answer = client.post(
        f"/events/{world.event}/rows/duties/new", data={"task": f"写了很久{SCRIPT}", "csrf_token": "old"}
    )

    assert answer.status_code == 400
    assert "<dt>任务</dt><dd><pre>写了很久&lt;script&gt;alert(1)&lt;/script&gt;</pre></dd>" in answer.text
    assert "表单过期了" in answer.text
