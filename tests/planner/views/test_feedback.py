"""Feedback as its organiser sees it: counts, voices, quotes, the code; and what others may see of it."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.enums import EventStatus
from planner.extensions import db
from planner.feedbackkinds import SchoolYear
from planner.models import Activity
from planner.queries.feedback import find_feedback_desk, list_voices, read_feedback
from planner.services.feedbackquotes import choose_quote, put_away_feedback
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.feedbacksteps import CHILD, DRAWING, GUARDIAN, VOLUNTEER, ask_for_feedback, say
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def heard(world: World, in_app: InApp, at: At) -> World:
    """Four people have said something the day after the event, one of whom names a child and one is put away."""
    at(datetime(2027, 6, 2, 4, tzinfo=UTC))
    with in_app():
        put(world, "participants", {"name": "林晚晴"})
        ask_for_feedback(world)
        say(world, "我和林晚晴一组", year=SchoolYear.FIVE, drawing=DRAWING)
        say(world, "中午太热", audience=VOLUNTEER, stars=4)
        say(world, "放心", audience=GUARDIAN)
        put_away_feedback(event_of(world), say(world, "哈哈哈").key, is_away=True, actor=user(world, "周老师"))
        event_of(world).status = EventStatus.ENDED
        db.session.commit()
    return world


def key_of(world: World, in_app: InApp, words: str) -> str:
    """The key of what was said in these words."""
    with in_app():
        return next(voice.key for voice in list_voices(world.event) if voice.words == words)


def test_page_counts_and_shows_what_was_said_without_a_name(heard: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{heard.event}/feedback")

    expected = ("3 份反馈", "孩子 1", "5.0 / 5", "4.0 / 5", "“我和某某一组”", "孩子，五年级", "收到 6月16日")
    assert [words for words in expected if words not in page.text] == []
    assert [words for words in ("林晚晴", "哈哈哈") if words in page.text] == []
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        ("child", ["我和某某一组"]),
        ("critical", ["中午太热"]),
        ("words", ["放心", "中午太热", "我和某某一组"]),
        ("away", ["哈哈哈"]),
        ("nothing", ["放心", "中午太热", "我和某某一组"]),
    ],
)
def test_voices_are_filtered(heard: World, signed_in: SignedIn, only: str, shown: list[str]) -> None:
    page = signed_in("周老师").get(f"/events/{heard.event}/feedback?only={only}").text

    assert [words for words in ("哈哈哈", "放心", "中午太热", "我和某某一组") if f"“{words}”" in page] == shown


@pytest.mark.parametrize(
    ("name", "sees_words", "works"),
    [("周老师", True, True), ("陈老师", True, False), ("吴书记", False, False)],
)
def test_words_are_for_the_unit_and_counts_for_those_above(
    heard: World, signed_in: SignedIn, name: str, sees_words: bool, works: bool
) -> None:
    page = signed_in(name).get(f"/events/{heard.event}/feedback").text

    assert ("3 份反馈" in page, "中午太热" in page, "/away" in page, "/f/" in page) == (True, sees_words, works, works)


def test_each_audience_has_a_link_of_its_own_to_be_sent(heard: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{heard.event}/feedback").text

    links = re.findall(r'value="http://localhost/f/[\w-]+(/?\w*)"', page)
    assert links == ["", "/child", "/guardian", "/volunteer", "/other"]


def test_page_is_a_part_of_the_summary_with_its_number(heard: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{heard.event}/feedback").text

    assert re.findall(r'<a[^>]*aria-current="page"[^>]*>\s*(反馈 \d+)\s*</a>', page) == ["反馈 3"]


def test_organiser_asks_prolongs_and_ends(world: World, in_app: InApp, signed_in: SignedIn, at: At) -> None:
    at(datetime(2027, 6, 2, 4, tzinfo=UTC))
    client, here = signed_in("周老师"), f"/events/{world.event}/feedback"
    states = []
    for step, until in (("", "2027-06-10"), ("", "2027-06-12"), ("/close", "")):
        answer = client.post(f"{here}{step}", data={"until": until})
        assert answer.headers["Location"] == f"{here}#ask"
        with in_app():
            desk = find_feedback_desk(world.event)
            assert desk is not None
            states.append((desk.ends_on.day, desk.takes_feedback))

    assert states == [(10, True), (12, True), (12, False)]
    assert "重新收" in client.get(here).text


@pytest.mark.parametrize(
    ("until", "words"), [("", "写到哪一天"), ("6月20日", "要写年份"), ("2026-01-01", "最多收 180 天")]
)
def test_bad_end_is_refused_in_words(world: World, signed_in: SignedIn, until: str, words: str) -> None:
    client = signed_in("周老师")

    answer = client.post(f"/events/{world.event}/feedback", data={"until": until})

    assert (answer.status_code, words in answer.text) == (422, True)


def test_quote_is_cut_taken_back_and_logged_without_its_words(heard: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, here = signed_in("周老师"), f"/events/{heard.event}/feedback"
    key = key_of(heard, in_app, "我和某某一组")
    form = client.get(f"{here}/{key}/quote").text
    refused = client.post(f"{here}/{key}/quote", data={"quote": "我和林晚晴"})
    client.post(f"{here}/{key}/quote", data={"quote": "和某某一组"})
    with in_app():
        quotes = [quote.text for quote in read_feedback(event_of(heard)).quotes]
    client.post(f"{here}/{key}/unquote")

    assert "我和某某一组</textarea>" in form
    assert (refused.status_code, "和原话不一样" in refused.text) == (422, True)
    assert "我和林晚晴</textarea>" in refused.text
    assert quotes == ["和某某一组"]
    with in_app():
        assert read_feedback(event_of(heard)).quotes == ()
        logged = db.session.query(Activity).filter_by(where="feedback").order_by(Activity.id.desc()).limit(2)
        assert [(one.verb, one.subject, one.after) for one in logged] == [
            ("不再引用", "孩子，五年级的反馈", ""),
            ("引用", "孩子，五年级的反馈", ""),
        ]


def test_putting_away_offers_to_undo_it(heard: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, key = signed_in("周老师"), key_of(heard, in_app, "放心")
    here = f"/events/{heard.event}/feedback"

    page = client.post(f"{here}/{key}/away?only=guardian", follow_redirects=True).text
    with in_app():
        away = read_feedback(event_of(heard)).count
    client.post(f"{here}/{key}/away?back=1")

    assert f"{here}/{key}/away?back=1" in page
    with in_app():
        assert (away, read_feedback(event_of(heard)).count) == (2, 3)


def test_drawing_is_a_picture_that_nobody_keeps(heard: World, in_app: InApp, signed_in: SignedIn) -> None:
    client, here = signed_in("陈老师"), f"/events/{heard.event}/feedback"
    drawn, undrawn = key_of(heard, in_app, "我和某某一组"), key_of(heard, in_app, "放心")

    picture = client.get(f"{here}/{drawn}/drawing.svg")

    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert 'd="M10 10L200 100 300 20M60 60L70 70"' in picture.text
    assert client.get(f"{here}/{undrawn}/drawing.svg").status_code == 404


def test_table_holds_counts_and_voices_and_no_name(heard: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        [key] = [voice.key for voice in list_voices(heard.event) if voice.audience is VOLUNTEER]
        choose_quote(event_of(heard), key, "太热", actor=user(heard, "周老师"))
        db.session.commit()

    book = load_workbook(BytesIO(signed_in("陈老师").get(f"/events/{heard.event}/feedback/export").data))

    counts = [row[:3] for row in book["合计"].iter_rows(values_only=True) if row[0] in ("孩子", "家长", "志愿者")]
    voices = [row[1:7] for row in book["逐份"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert counts == [("孩子", 1, "5.0 / 5"), ("家长", 1, "5.0 / 5"), ("志愿者", 1, "4.0 / 5")]
    assert [tuple(cell or "" for cell in row) for row in voices] == [
        (CHILD.label, "五年级", 5, "我和某某一组", "有", ""),
        (GUARDIAN.label, "", 5, "放心", "", ""),
        (VOLUNTEER.label, "", 4, "中午太热", "", "太热"),
    ]


def test_sheet_for_each_audience_leads_to_its_form(heard: World, in_app: InApp, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{heard.event}/feedback/sheets.pdf")

    pages = PdfReader(BytesIO(answer.data)).pages
    printed = ["".join(page.extract_text().split()) for page in pages]
    assert [round(side / 72 * 25.4) for side in pages[0].mediabox[2:]] == [148, 210]
    assert [words in text for words, text in zip(("大家", "孩子", "家长", "志愿者", "老师"), printed, strict=True)] == [
        True
    ] * 5
    assert "收到6月16日" in printed[1]


def test_sheets_wait_until_feedback_is_asked_for(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{world.event}/feedback/sheets.pdf")

    assert (answer.status_code, "先开始收反馈" in answer.text) == (404, True)


def test_long_list_has_pages_and_costs_the_same(
    heard: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    client, here = signed_in("周老师"), f"/events/{heard.event}/feedback"
    client.get(here)
    with count_queries() as few:
        client.get(here)
    with in_app():
        for number in range(30):
            say(heard, f"好玩{number}号")
    client.get(here)
    with count_queries() as many:
        first = client.get(here).text
    second = client.get(f"{here}?page=2").text

    assert (first.count('class="voice"'), second.count('class="voice"')) == (30, 3)
    assert len(few) == len(many)
