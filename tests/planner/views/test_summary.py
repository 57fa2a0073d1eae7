"""The page of a summary: planned against actual, what is asked, figures with their rows, proposed paragraphs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.actualkinds import TallyKind
from planner.enums import TeamRole
from planner.extensions import db
from planner.queries.report import read_actuals
from planner.services.actuals import ActualChange, save_actuals
from planner.services.team import invite_guest
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneysteps import planned, spent
from tests.planner.reportsteps import EVENING, finished
from tests.planner.rowvalues import put
from tests.planner.stages import forget_events
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
At = Callable[[datetime], None]


@pytest.fixture
def keys(world: World, in_app: InApp, at: At) -> dict[str, str]:
    """The evening of the last day."""
    at(EVENING)
    with in_app():
        return finished(world)


def summary(world: World, rest: str = "") -> str:
    """The address of the page."""
    return f"/events/{world.event}/summary{rest}"


def say(world: World, in_app: InApp, place: str, number: int) -> None:
    """周老师 says how many; committed."""
    with in_app():
        change = ActualChange(place=place, number=Decimal(number))
        save_actuals(event_of(world), [change], actor=user(world, "周老师"))
        db.session.commit()


def test_unknown_numbers_are_asked_and_never_filled_in(world: World, signed_in: SignedIn, keys: dict[str, str]) -> None:
    page = squeeze(signed_in("周老师").get(summary(world)).text)

    assert "先答 2 个数，正文就跟着变" in page
    assert "留守儿童实到多少人？" in page
    assert "计划 30 人" in page
    assert page.count("待填") == 3


def test_answer_changes_the_paragraph_and_is_asked_no_more(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    planner, place = signed_in("周老师"), f"head_counts/{keys['kids']}"

    answer = planner.post(
        summary(world, "/answers"), data={f"seen/{place}": "0", f"number/{place}": "29", "do": f"fill {place}"}
    )
    page = squeeze(planner.get(summary(world)).text)

    assert answer.headers["Location"] == summary(world)
    assert "先答 1 个数" in page
    assert (
        f'<a class="live" href="{summary(world)}?section=basics&amp;figure=participants#rows">29 名</a>孩子参加' in page
    )
    assert "计划 30 名，少 1 名" in page
    assert "计划 <a" in squeeze(planner.get(summary(world, "?section=shortfalls")).text)


@pytest.mark.parametrize(("do", "number", "is_unsaid"), [("take {} 30", 30, False), ("unsaid {}", None, True)])
def test_question_is_answered_by_one_button(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    keys: dict[str, str],
    do: str,
    number: int | None,
    is_unsaid: bool,
) -> None:
    planner, place = signed_in("周老师"), f"head_counts/{keys['kids']}"

    planner.post(summary(world, "/answers"), data={f"seen/{place}": "0", f"number/{place}": "", "do": do.format(place)})

    with in_app():
        answer = read_actuals(event_of(world)).answer_at(place)
        assert (answer.count, answer.is_unsaid) == (number, is_unsaid)
    assert "留守儿童实到多少人" not in planner.get(summary(world)).text


def test_refused_answer_stays_and_says_what_is_expected(
    world: World, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    place = f"head_counts/{keys['kids']}"
    data = {f"seen/{place}": "0", f"number/{place}": "29.5", "do": f"fill {place}"}

    answer = signed_in("周老师").post(summary(world, "/answers"), data=data)

    assert answer.status_code == 422
    assert ("人数写整数，现在是 29.5。" in answer.text, 'value="29.5"' in answer.text) == (True, True)


@pytest.mark.parametrize(("turns", "is_shown"), [(87, True), (28, False)])
def test_attendances_stand_apart_from_persons_and_are_no_fewer(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str], turns: int, is_shown: bool
) -> None:
    say(world, in_app, f"head_counts/{keys['kids']}", 29)
    with in_app():
        put(world, "tallies", {"kind": TallyKind.TURNS, "level": None, "number": turns})

    page = squeeze(signed_in("周老师").get(summary(world)).text)

    assert ("人次</small>" in page, "填的人次比人数还少" in page) == (is_shown, not is_shown)


def test_figure_shows_the_rows_it_comes_from(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    say(world, in_app, f"head_counts/{keys['kids']}", 29)

    page = squeeze(signed_in("周老师").get(summary(world, "?figure=participants")).text)

    assert "29 名孩子从哪来" in page
    assert "8月11日 16:00，周老师填的" in page
    assert f'href="/events/{world.event}/facts#row-{keys["kids"]}"' in page


@pytest.mark.parametrize(
    ("form", "heading"), [("full", "基本情况"), ("short", "活动经过"), ("letter", "正文"), ("nothing", "基本情况")]
)
def test_paragraphs_stand_in_the_skeleton_that_is_asked_for(
    world: World, signed_in: SignedIn, keys: dict[str, str], form: str, heading: str
) -> None:
    page = squeeze(signed_in("周老师").get(summary(world, f"?form={form}")).text)

    assert f'<span class="h">{heading}</span>' in page


def test_event_to_come_has_nothing_to_sum_up(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(summary(world)).text

    assert ("活动办完再来" in page, "先答" in page) == (True, False)


def test_readers_see_the_report_and_are_asked_nothing(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    say(world, in_app, f"head_counts/{keys['kids']}", 29)
    reader = signed_in("陈老师")

    page = squeeze(reader.get(summary(world)).text)
    refused = reader.post(summary(world, "/answers"), data={})

    assert ("29 名" in page, "先答" in page, "趁还记得" in page) == (True, False, False)
    assert refused.status_code == 403


def test_what_happened_to_a_child_stands_in_no_page_of_the_summary(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    with in_app():
        put(world, "incidents", {"what": "林晚晴蹭破膝盖"})

    rows, rest = f'href="/events/{world.event}/rows/incidents', "?section=measures&figure=incidents"
    pages = [squeeze(signed_in(name).get(summary(world, rest)).text) for name in ("陈老师", "周老师")]

    assert ["发生意外情况" in page for page in pages] == [True, True]
    assert [("蹭破" in page, "林晚晴" in page) for page in pages] == [(False, False)] * 2
    assert [rows in page for page in pages] == [False, True]


def test_strangers_learn_of_nothing(world: World, signed_in: SignedIn, keys: dict[str, str]) -> None:
    assert signed_in("江老师").get(summary(world)).status_code == 404


def test_money_is_told_to_members_and_not_to_guests(
    world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient, keys: dict[str, str]
) -> None:
    with in_app():
        bus, _ = planned(world)
        spent(world, {"line": bus})
        _, token = invite_guest(
            event_of(world),
            name="孙医生",
            organisation="县医院",
            role=TeamRole.PLANNER,
            ends_on=date(2027, 8, 30),
            actor=user(world, "周老师"),
        )
        db.session.commit()
    client.post(f"/join/{token}")

    member, guest = (who.get(summary(world)).text for who in (signed_in("周老师"), client))

    assert ("<dt>支出</dt>" in member, "<dt>支出</dt>" in guest, "先答" in guest) == (True, False, True)


def test_page_sends_as_many_statements_for_many_rows_as_for_few(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str], count_queries: Callable[..., Any]
) -> None:
    planner = signed_in("周老师")

    def statements() -> int:
        planner.get(summary(world))
        forget_events()
        with count_queries() as counted:
            planner.get(summary(world))
        return len(counted)

    with in_app():
        put(world, "tallies")
        put(world, "handouts")
    few = statements()
    with in_app():
        put(world, "tallies", {}, {}, {})
        put(world, "handouts", {}, {}, {})
        put(world, "incidents", {}, {})

    assert statements() == few
