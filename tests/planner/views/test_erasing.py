"""Until when children stay on the roster, and the page that erases one of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Activity, Participant
from planner.services.erasing import erase_children
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def child(world: World, in_app: InApp, at: At) -> str:
    """The key of the one child; it is 2027-05-01, the event on 2027-06-01."""
    at(datetime(2027, 5, 1, 8, tzinfo=UTC))
    with in_app():
        (key,) = put(world, "participants")
        db.session.commit()
    return key


def roster(world: World, rest: str = "") -> str:
    """An address of the roster."""
    return f"/events/{world.event}/roster{rest}"


def test_erasing_asks_first_and_says_what_goes(world: World, child: str, in_app: InApp, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(roster(world, f"/{child}/erase"))

    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert all(text in page.text for text in ("彻底删除林晚晴的信息？", "谁也找不回来", "历次版本"))
    with in_app():
        assert db.session.scalar(db.select(db.func.count()).select_from(Participant)) == 1


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.ARCHIVED])
def test_one_child_is_erased_whatever_the_status(
    world: World, child: str, in_app: InApp, signed_in: SignedIn, status: EventStatus
) -> None:
    with in_app():
        event_of(world).status = status
        db.session.commit()
    client = signed_in("周老师")
    assert f"{roster(world)}/{child}/erase" in client.get(roster(world)).text

    answer = client.post(roster(world, f"/{child}/erase"))

    assert answer.headers["Location"] == roster(world)
    with in_app():
        assert db.session.scalar(db.select(db.func.count()).select_from(Participant)) == 0
    assert client.post(roster(world, f"/{child}/erase")).status_code == 404


def test_day_is_shown_and_moved_within_bounds(world: World, child: str, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    assert "到 12月1日" in client.get(roster(world)).text

    assert client.post(roster(world, "/until"), data={"until": "2027-07-01"}).status_code == 302

    assert "到 7月1日" in client.get(roster(world)).text
    with in_app():
        assert event_of(world).retain_until == date(2027, 7, 1)
        entry = db.session.scalars(db.select(Activity).where(Activity.subject == "孩子信息的保存期限")).one()
        assert (entry.before, entry.after) == ("2027-12-01", "2027-07-01")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2027-05-31", "写 2027-06-01 到 2029-06-01 之间的一天"),
        ("2029-06-02", "写 2027-06-01 到 2029-06-01 之间的一天"),
        ("7月1日", "要写年份，比如 2027-08-31。"),
        ("", "写到哪一天，比如 2027-08-31。"),
    ],
)
def test_day_out_of_bounds_is_refused(
    world: World, child: str, in_app: InApp, signed_in: SignedIn, day: str, sentence: str
) -> None:
    answer = signed_in("周老师").post(roster(world, "/until"), data={"until": day})

    assert (answer.status_code, sentence in answer.text) == (422, True)
    with in_app():
        assert event_of(world).retain_until is None


def test_who_may_not(world: World, child: str, client: FlaskClient, signed_in: SignedIn) -> None:
    erase, until = roster(world, f"/{child}/erase"), roster(world, "/until")

    for address in (erase, until):
        assert [signed_in(who).post(address).status_code for who in ("陈老师", "江老师")] == [403, 404]
        assert client.post(address).headers["Location"] == "/sign-in"
    assert signed_in("周老师").get(until).status_code == 405
    assert "/erase" not in signed_in("管理员").get(roster(world)).text


def test_erased_roster_says_so_on_its_page_and_on_its_papers(
    world: World, child: str, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        erase_children(event_of(world), actor=CONSOLE)
        db.session.commit()

    assert (
        "花名册原有 1 人（女 1 人），保存到期，已于 2027年5月1日 删除。" in signed_in("周老师").get(roster(world)).text
    )
