"""The calendar of a school: its file looked through, taken in as one, shown, held against events, taken back."""

import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from planner.extensions import db
from planner.models import Event, SchoolCalendar, SchoolDay, UnitEntry
from planner.schooldays import SchoolDayKind
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.icssamples import SCHOOL_YEAR, all_day, calendar
from tests.planner.locks.steps import InApp, SignedIn


@pytest.fixture(autouse=True)
def winter(at: At) -> None:
    """The first of February 2027."""
    at(datetime(2027, 2, 1, 4, tzinfo=UTC))


@pytest.fixture
def here(world: World) -> str:
    """The address of the school's calendar."""
    return f"/organisations/{world.units['school']}/school-calendar"


def drop(client: FlaskClient, here: str, text: str = SCHOOL_YEAR, name: str = "校历.ics") -> TestResponse:
    """Send a file to be looked through."""
    return client.post(here, data={"file": (BytesIO(text.encode()), name)})


def add(client: FlaskClient, here: str, page: TestResponse, **answers: str) -> TestResponse:
    """Press the button of the page, with these answers by the numbers of their entries."""
    sent = {f"as-{number.removeprefix('n')}": code for number, code in answers.items()}
    found = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.text) for name in ("entries", "name")}
    hidden = {name: unescape(value[1]) for name, value in found.items() if value}
    return client.post(f"{here}/add", data=hidden | sent)


def kept() -> list[tuple[str, SchoolDayKind, date, date]]:
    """What stands in the calendar."""
    rows = db.session.scalars(select(SchoolDay).order_by(SchoolDay.first))
    return [(row.title, row.kind, row.first, row.last) for row in rows]


def test_page_says_where_each_entry_goes_and_writes_nothing(here: str, signed_in: SignedIn, in_app: InApp) -> None:
    page = drop(signed_in("周老师"), here)

    assert page.status_code == 200
    for words in ("读到 6 条，1 条要问一问", "3 条会放入", "1 条要问", "2 条没用上", "4月26日—28日", "放入 3 条"):
        assert words in page.text, words
    for words in ("建成活动（六一游园/慰问）", "反复的日程，15 次", "没有开始日期"):
        assert words in page.text, words
    with in_app():
        assert kept() == []


def test_what_is_clear_goes_in_as_one_and_the_question_stays(here: str, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")

    rest = add(client, here, drop(client, here))

    assert "读到 1 条，1 条要问一问" in rest.text
    assert "放进校历 3 条" in rest.text
    with in_app():
        assert kept() == [
            ("开学", SchoolDayKind.TERM, date(2027, 2, 25), date(2027, 2, 25)),
            ("期中考试", SchoolDayKind.EXAM, date(2027, 4, 26), date(2027, 4, 28)),
            ("劳动节放假", SchoolDayKind.HOLIDAY, date(2027, 5, 1), date(2027, 5, 5)),
        ]
        [entry] = db.session.scalars(select(UnitEntry).where(UnitEntry.verb == "放入校历"))
        assert (entry.actor, entry.subject) == ("周老师", "校历.ics，3 条，0 个活动")


@pytest.mark.both_databases
def test_answers_make_drafts_and_days(here: str, signed_in: SignedIn, in_app: InApp, world: World) -> None:
    client = signed_in("周老师")
    page = drop(client, here)

    answer = add(client, here, page, n1="no", n2="event:performance", n4="event:childrens_day", n5="day:other")

    assert (answer.status_code, answer.headers["Location"]) == (302, here)
    with in_app():
        found = select(Event.title, Event.kind, Event.first_date, Event.last_date, Event.organisation_id)
        drafted = db.session.execute(found.where(Event.id != world.event).order_by(Event.id)).all()
        assert [tuple(row) for row in drafted] == [
            ("期中考试", "performance", date(2027, 4, 26), date(2027, 4, 28), world.units["school"]),
            ("六一游园会", "childrens_day", date(2027, 6, 1), date(2027, 6, 1), world.units["school"]),
        ]
        assert sorted({title for title, *_ in kept()}) == ["劳动节放假", "升旗仪式"]
        assert sum(title == "升旗仪式" for title, *_ in kept()) == 15


@pytest.mark.both_databases
def test_undo_takes_days_and_untouched_drafts_and_leaves_changed_ones(
    here: str, signed_in: SignedIn, in_app: InApp, world: World
) -> None:
    client = signed_in("周老师")
    add(client, here, drop(client, here), n2="event:blank", n4="event:blank")
    with in_app():
        changed = db.session.scalars(select(Event).where(Event.title == "期中考试")).one()
        changed.change_number += 1
        number = db.session.scalars(select(SchoolCalendar.id)).one()
        db.session.commit()

    page = client.post(f"{here}/{number}/delete", follow_redirects=True)
    again = client.post(f"{here}/{number}/delete")

    assert ("没改过的 1 个活动草稿也删了" in page.text, again.status_code) == (True, 404)
    with in_app():
        assert kept() == []
        deleted = dict(db.session.execute(select(Event.title, Event.deleted_at.is_not(None))).all())
        assert deleted == {"六一慰问": False, "期中考试": False, "六一游园会": True}
        assert db.session.scalars(select(UnitEntry.subject).where(UnitEntry.verb == "撤销校历")).all() == ["校历.ics"]


@pytest.mark.both_databases
def test_same_file_again_adds_nothing(here: str, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    add(client, here, drop(client, here), n4="event:blank")

    page = drop(client, here)

    assert page.text.count("校历里已经有了") == 3
    assert "已经有这个活动" in page.text
    assert add(client, here, page).status_code == 422


@pytest.mark.both_databases
def test_calendar_shows_school_days_to_their_unit(here: str, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    add(client, here, drop(client, here))

    april = client.get("/calendar?month=2027-04").text

    assert april.count('title="期中考试"') == 3
    assert "4月的校历" in april
    assert "期中考试" not in client.get("/calendar?month=2027-06").text
    assert "期中考试" not in signed_in("江老师").get("/calendar?month=2027-04").text


@pytest.mark.both_databases
def test_event_in_an_exam_is_warned_at_once_and_no_more_after_undo(
    here: str, signed_in: SignedIn, in_app: InApp, world: World
) -> None:
    client, said = signed_in("周老师"), "校历上是“毕业考试”"
    before = client.get(f"/events/{world.event}").text
    add(client, here, drop(client, here, calendar(all_day("毕业考试", "20270601", "20270603"))))
    during = client.get(f"/events/{world.event}").text
    with in_app():
        number = db.session.scalars(select(SchoolCalendar.id)).one()
    client.post(f"{here}/{number}/delete")

    assert [said in page for page in (before, during, client.get(f"/events/{world.event}").text)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [("<html>", "校历.ics：这不是日历文件"), ("BEGIN:VCALENDAR\nEND:VCALENDAR", "一条日程也没有")],
)
def test_file_that_cannot_be_read_is_said(here: str, signed_in: SignedIn, text: str, said: str) -> None:
    page = drop(signed_in("周老师"), here, text)
    assert (page.status_code, said in page.text) == (422, True)


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("", {}, "先选一个日历文件"),
        ("/add", {}, "再选一次日历文件"),
        ("/add", {"entries": "[]"}, "再选一次日历文件"),
        ("/add", {"entries": "x" * 400_001}, "这份日历太长"),
        ("/add", {"entries": '{"entries":[],"is_cut":false}'}, "还没有定下哪一条"),
    ],
)
def test_form_that_says_nothing_is_refused(
    here: str, signed_in: SignedIn, path: str, data: dict[str, str], said: str
) -> None:
    page = signed_in("周老师").post(f"{here}{path}", data=data)
    assert (page.status_code, said in page.text) == (422, True)


@pytest.mark.parametrize(
    ("name", "reads", "changes"),
    [("周老师", 200, 422), ("管理员", 200, 422), ("钱会计", 200, 403), ("江老师", 404, 404)],
)
def test_who_may(here: str, signed_in: SignedIn, name: str, reads: int, changes: int) -> None:
    client = signed_in(name)
    assert (client.get(here).status_code, client.post(here).status_code) == (reads, changes)
    assert client.post(f"{here}/add").status_code == changes
    assert client.post(f"{here}/1/delete").status_code == (404 if changes == 422 else changes)
    assert ('name="file"' in client.get(here).text) is (changes == 422)


def test_strangers_sign_in_first_and_buttons_are_posted(client: FlaskClient, here: str, signed_in: SignedIn) -> None:
    assert client.get(here).status_code == 302
    assert signed_in("周老师").get(f"{here}/add").status_code == 405
