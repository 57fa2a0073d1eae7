"""What happened, answered on the way home: each button saves all that is filled in."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.actualkinds import Outcome
from planner.extensions import db
from planner.queries.report import read_actuals
from planner.report import Actuals
from planner.report.actuals import ALL_INCIDENTS, WHOLE_SCHEDULE
from planner.services.actuals import ActualChange, save_actuals
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.reportsteps import EVENING, finished
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def keys(world: World, in_app: InApp, at: Callable[[datetime], None]) -> dict[str, str]:
    """The evening of the last day."""
    at(EVENING)
    with in_app():
        return finished(world)


def road(world: World, rest: str = "") -> str:
    """The address of the page."""
    return f"/events/{world.event}/road{rest}"


def kept(world: World, in_app: InApp) -> Actuals:
    """What is kept."""
    with in_app():
        return read_actuals(event_of(world))


def shown(*places: str) -> dict[str, str]:
    """What the form says of places that nobody answered yet."""
    return {f"seen/{place}": "0" for place in places}


def test_page_asks_five_things_with_what_the_plan_offers(
    world: World, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    page = squeeze(signed_in("周老师").get(road(world)).text)

    assert "趁还记得，答 5 件事" in page
    assert f'value="take head_counts/{keys["kids"]} 30"' in page
    assert "30 人都到了" in page
    assert "备 40 件" in page
    assert "露天电影" not in page


def test_button_keeps_the_offered_number_and_stays_on_the_page(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    place = f"head_counts/{keys['kids']}"
    answer = signed_in("周老师").post(road(world), data=shown(place) | {"do": f"take {place} 30"})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{road(world)}#q-people")
    assert kept(world, in_app).answer_at(place).count == 30


def test_all_that_is_filled_in_is_kept_by_any_button(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    kids, film, shirts = f"head_counts/{keys['kids']}", f"schedule/{keys['film']}", f"supplies/{keys['shirts']}"
    typed = {
        **shown(kids, film, shirts, "schedule", "impression"),
        f"number/{kids}": "２９人",
        f"outcome/{film}": "changed",
        f"words/{film}": " 下雨，改在活动室 ",
        f"number/{shirts}": "2.5",
        "well": ["讲解好", "孩子投入"],
        "sentence": "顺利",
        "do": "held",
    }

    answer = signed_in("周老师").post(road(world), data=typed)

    said = kept(world, in_app)
    assert answer.headers["Location"] == f"{road(world)}#q-schedule"
    assert said.answer_at(kids).count == 29
    assert (said.answer_at(film).outcome, said.answer_at(film).words) == (Outcome.CHANGED, "下雨，改在活动室")
    assert said.answer_at(WHOLE_SCHEDULE).outcome is Outcome.HELD
    assert said.answer_at(shirts).number == Decimal("2.5")
    assert (said.impression.well, said.impression.sentence) == (("讲解好", "孩子投入"), "顺利")


@pytest.mark.parametrize(
    ("typed", "verb", "number"),
    [("", "more", 1), ("3", "more", 4), ("3", "less", 2), ("0", "less", 0), ("", "less", 0)],
)
def test_steppers_save_one_more_or_one_less(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str], typed: str, verb: str, number: int
) -> None:
    place = f"supplies/{keys['shirts']}"
    data = shown(place) | {f"number/{place}": typed, "do": f"{verb} {place}"}

    signed_in("周老师").post(road(world), data=data)

    assert kept(world, in_app).answer_at(place).number == number


def test_last_button_leads_to_the_summary(world: World, signed_in: SignedIn, keys: dict[str, str]) -> None:
    answer = signed_in("周老师").post(road(world), data={"do": "done"})

    assert answer.headers["Location"] == f"/events/{world.event}/summary"


def test_photos_are_sent_after_all_is_kept(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    place = f"supplies/{keys['shirts']}"

    answer = signed_in("周老师").post(road(world), data=shown(place) | {f"number/{place}": "3", "do": "photos"})

    assert answer.headers["Location"] == f"/events/{world.event}/photos"
    assert kept(world, in_app).answer_at(place).number == 3


def test_only_items_that_differ_are_listed_unless_all_are_asked_for(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    planner, film = signed_in("周老师"), f"schedule/{keys['film']}"
    planner.post(road(world), data=shown(film, "schedule") | {f"outcome/{film}": "dropped", "do": "held"})

    page, everything = squeeze(planner.get(road(world)).text), squeeze(planner.get(road(world, "?items=all")).text)

    assert ("其余 1 项照办" in page, "露天电影" in page, "走湿地" in page) == (True, True, False)
    assert ("露天电影" in everything, "走湿地" in everything) == (True, True)


def test_item_that_went_like_the_rest_needs_no_answer_of_its_own(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    planner, walk = signed_in("周老师"), f"schedule/{keys['walk']}"
    planner.post(road(world), data=shown("schedule") | {"do": "held"})
    planner.post(road(world), data=shown(walk) | {f"outcome/{walk}": "held"})

    assert list(kept(world, in_app).answers) == [WHOLE_SCHEDULE]


def test_that_nothing_happened_is_an_answer(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    planner = signed_in("周老师")
    before = squeeze(planner.get(road(world)).text)
    planner.post(road(world), data=shown(ALL_INCIDENTS) | {"do": "no_more incidents 0"})

    assert "没出事" in before
    assert kept(world, in_app).answer_at(ALL_INCIDENTS).count == 0


def test_what_happened_is_read_only_by_who_works_with_the_children(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    with in_app():
        put(world, "incidents")

    pages = [squeeze(signed_in(name).get(road(world)).text) for name in ("周老师", "管理员")]

    assert [("记了 <b>1 次</b>" in page, "蹭破膝盖" in page) for page in pages] == [(True, True), (True, False)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("很多", "很多"), ("29.5", "人数写整数，现在是 29.5。"), ("999999", "写 0—100000 的数，现在是 999999。")],
)
def test_number_that_is_none_is_refused_and_everything_typed_stays(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str], typed: str, sentence: str
) -> None:
    place = f"head_counts/{keys['kids']}"
    data = shown(place, "impression") | {f"number/{place}": typed, "sentence": "顺利", "well": "讲解好"}

    answer = signed_in("周老师").post(road(world), data=data)

    page = squeeze(answer.text)
    assert (answer.status_code, sentence in page) == (422, True)
    assert (f'value="{typed}"' in page, 'value="顺利"' in page, 'value="讲解好" checked' in page) == (True, True, True)
    assert kept(world, in_app).answers == {}


def test_clash_shows_both_and_saves_on_the_second_try(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    place = f"head_counts/{keys['kids']}"
    with in_app():
        change = ActualChange(place=place, number=Decimal(28))
        save_actuals(event_of(world), [change], actor=user(world, "管理员"))
        db.session.commit()
    planner = signed_in("周老师")

    refused = planner.post(road(world), data=shown(place) | {f"number/{place}": "29"})
    saved = planner.post(road(world), data={f"seen/{place}": "1", f"number/{place}": "29"})

    page = squeeze(refused.text)
    assert (refused.status_code, "管理员填的是：28" in page, 'value="29"' in page) == (409, True, True)
    assert f'name="seen/{place}" value="1"' in page
    assert (saved.status_code, kept(world, in_app).answer_at(place).count) == (302, 29)


def test_event_without_schedule_and_supplies_is_asked_three_things(
    world: World, signed_in: SignedIn, at: Callable[[datetime], None]
) -> None:
    at(EVENING)

    page = squeeze(signed_in("周老师").get(road(world)).text)

    assert "趁还记得，答 3 件事" in page


def test_page_is_not_kept_by_browsers(world: World, signed_in: SignedIn, keys: dict[str, str]) -> None:
    assert signed_in("周老师").get(road(world)).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("name", "status"), [("陈老师", 403), ("江老师", 404)])
def test_page_is_for_who_works_on_the_event(
    world: World, signed_in: SignedIn, keys: dict[str, str], name: str, status: int
) -> None:
    reader = signed_in(name)

    assert (reader.get(road(world)).status_code, reader.post(road(world)).status_code) == (status, status)


def test_page_needs_somebody_signed_in(client: FlaskClient, world: World) -> None:
    assert client.get(road(world)).headers["Location"].startswith("/sign-in")
