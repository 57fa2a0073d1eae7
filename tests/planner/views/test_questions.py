"""The organiser's own questions: asked with signing up, answered on one's own page, read by whom they say."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from planner.extensions import db
from planner.models import Link, Post, SignUp
from planner.people.questions import read_answers
from planner.questionkinds import QuestionKind, QuestionReaders
from planner.services.rows import add_row
from tests.planner.conftest import World
from tests.planner.signingsteps import ALONE, GROUP, MINOR, Public, all_sign_ups, send, volunteer_named
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
Asks = Callable[..., str]
NOBODY_BUT_OWNER = {"readers": QuestionReaders.OWNER}


@pytest.fixture
def asks(world: World, in_app: InApp) -> Asks:
    """Ask one more question; returns the name of its field."""

    def ask(text: str, **more: object) -> str:
        with in_app():
            row = add_row(event_of(world), "questions", {"text": text, **more}, actor=user(world, "周老师"))
            db.session.commit()
            return f"answer-{row.key}"

    return ask


def said(in_app: InApp, name: str = "林知远") -> list[tuple[str, str]]:
    """What somebody answered: the question and the answer."""
    with in_app():
        return [(answer.text, answer.said) for answer in read_answers(volunteer_named(name).answers)]


def test_question_is_asked_with_who_reads_it_and_kept_with_the_sign_up(
    public: Public, client: FlaskClient, in_app: InApp, asks: Asks
) -> None:
    lunch = asks("午餐忌口吗")
    size = asks("马甲几号", kind=QuestionKind.CHOICE, options="大号、中号", **NOBODY_BUT_OWNER)

    page = client.get(f"/v/{public.token}/{public.shift}").text
    send(client, public.token, public.shift, ALONE, **{lunch: "不吃辣", size: "中号"})

    assert re.findall("谁看得到：(.*?)</p>", page) == ["组织这个活动的人", "只有负责人"]
    assert " checked" not in page
    assert said(in_app) == [("午餐忌口吗", "不吃辣"), ("马甲几号", "中号")]


@pytest.mark.parametrize(
    ("typed", "words"), [({}, "写一行，这一条必答。"), ({"size": "特大号"}, "选项刚才改过，再选一次。")]
)
def test_answer_that_is_missing_or_none_of_the_choices_keeps_the_input(
    public: Public, client: FlaskClient, in_app: InApp, asks: Asks, typed: dict[str, str], words: str
) -> None:
    names = {"lunch": asks("午餐忌口吗", required=True)}
    names["size"] = asks("马甲几号", kind=QuestionKind.CHOICE, options="大号、中号", required=True)
    given = {names[name]: text for name, text in typed.items()}

    answer = send(client, public.token, public.shift, ALONE, **given)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert ("选一项。" in answer.text) is (not typed)
    assert ('value="林知远"' in answer.text, 'role="alert"' in answer.text) == (True, True)
    with in_app():
        assert all_sign_ups() == []


@pytest.mark.parametrize(
    ("who", "typed", "status", "kept"),
    [
        (ALONE, "", 302, []),
        (ALONE, "奶奶接", 302, []),
        (MINOR, "", 422, None),
        (MINOR, "奶奶接", 302, [("放学谁来接", "奶奶接")]),
    ],
)
def test_question_to_minors_is_drawn_for_all_and_asked_of_them(
    public: Public,
    client: FlaskClient,
    in_app: InApp,
    asks: Asks,
    who: dict[str, str],
    typed: str,
    status: int,
    kept: list[tuple[str, str]] | None,
) -> None:
    name = asks("放学谁来接", minors=True, required=True)

    page = client.get(f"/v/{public.token}/{public.shift}").text
    answer = send(client, public.token, public.shift, who, **{name: typed})

    assert ("data-minor" in page, "未满 18 岁才填" in page.partition("data-minor")[2]) == (True, True)
    assert answer.status_code == status
    if kept is not None:
        assert said(in_app) == kept


def test_faults_of_form_and_questions_are_told_at_once(public: Public, client: FlaskClient, asks: Asks) -> None:
    asks("午餐忌口吗", required=True)

    page = send(client, public.token, public.shift, {**ALONE, "name": ""}).text

    assert ("写姓名。" in page, "写一行，这一条必答。" in page) == (True, True)


def test_question_of_another_post_is_not_asked(public: Public, world: World, client: FlaskClient, asks: Asks) -> None:
    asks("会划船吗", post="another")

    assert "会划船吗" not in client.get(f"/v/{public.token}/{public.shift}").text


@pytest.mark.parametrize(
    ("required", "typed", "words"),
    [(False, "", "组织者还问了 1 个问题"), (False, "不吃辣", ""), (True, "不吃辣", "")],
)
def test_answer_after_signing_up_reminds_of_what_was_not_answered(
    public: Public, client: FlaskClient, asks: Asks, required: bool, typed: str, words: str
) -> None:
    lunch = asks("午餐忌口吗", required=required)

    location = send(client, public.token, public.shift, ALONE, **{lunch: typed}).location or ""
    page = client.get(location).text

    assert words in page
    assert ("/answers" in page) == bool(words)


def test_group_answers_on_the_page_of_each(public: Public, client: FlaskClient, in_app: InApp, asks: Asks) -> None:
    lunch = asks("午餐忌口吗", required=True)
    assert "组织者还有 1 个问题" in client.get(f"/v/{public.token}/{public.shift}?group=1").text
    send(client, public.token, public.shift, GROUP)
    with in_app():
        own = f"/v/me/{db.session.get_one(Link, volunteer_named('陈晨').link_id).token}"

    assert "有 1 个要答的问题还没答" in client.get(own).text
    refused = client.post(f"{own}/answers", data={lunch: ""})
    client.post(f"{own}/answers", data={lunch: "不吃辣"})

    assert (refused.status_code, "写一行，这一条必答。" in refused.text) == (422, True)
    assert said(in_app, "陈晨") == [("午餐忌口吗", "不吃辣")]
    assert "还没答" not in client.get(own).text
    assert 'value="不吃辣"' in client.get(f"{own}/answers").text


def call_at_post(world: World, in_app: InApp, name: str) -> None:
    """Make somebody the contact of every post, by their number as people type it."""
    with in_app():
        actor = user(world, "周老师")
        phone = user(world, name).phone or ""
        values = {"role": "志愿者联络", "name": name, "phone": f"{phone[:3]} {phone[3:7]} {phone[7:]}"}
        duty = add_row(event_of(world), "duties", values, actor=actor)
        for post in db.session.scalars(select(Post)):
            post.duty = duty.key
        event_of(world).change_number += 1
        db.session.commit()


@pytest.mark.parametrize(
    ("readers", "contact", "owner", "administrator"),
    [
        (QuestionReaders.ORGANISERS, "", True, True),
        (QuestionReaders.OWNER, "管理员", True, False),
        (QuestionReaders.CONTACT, "", True, False),
        (QuestionReaders.CONTACT, "管理员", True, True),
    ],
)
def test_answer_is_shown_and_exported_to_its_readers_only(
    public: Public,
    client: FlaskClient,
    in_app: InApp,
    signed_in: SignedIn,
    world: World,
    asks: Asks,
    readers: QuestionReaders,
    contact: str,
    owner: bool,
    administrator: bool,
) -> None:
    lunch = asks("午餐忌口吗", readers=readers)
    if contact:
        call_at_post(world, in_app, contact)
    send(client, public.token, public.shift, ALONE, **{lunch: "不吃辣"})
    with in_app():
        sign_up = db.session.scalar(select(SignUp.id))

    for name, reads in (("周老师", owner), ("管理员", administrator)):
        reader = signed_in(name)
        page = reader.get(f"/events/{world.event}/volunteers/people/{sign_up}").text
        sheet = load_workbook(BytesIO(reader.get(f"/events/{world.event}/volunteers/export").data)).active
        cells = [cell.value for row in sheet.iter_rows() for cell in row]
        assert ("不吃辣" in page, "午餐忌口吗：不吃辣" in cells) == (reads, reads), name
