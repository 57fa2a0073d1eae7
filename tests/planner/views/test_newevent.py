"""A new event: from a kind, from an earlier one, from nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.extensions import db
from planner.models import Event
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES, put
from tests.planner.views.test_events import FACTS

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def newest() -> Event:
    """The event that was made last."""
    return db.session.scalars(db.select(Event).order_by(Event.id.desc()).limit(1)).one()


@pytest.mark.parametrize(
    ("starts_on", "days", "span"), [("2027-08-09", "3", (Day(8, 9, 2027), Day(8, 11, 2027))), ("", "", (None, None))]
)
def test_new_event(
    world: World, in_app: InApp, signed_in: SignedIn, starts_on: str, days: str, span: tuple[Any, Any]
) -> None:
    client = signed_in("李老师")
    data = {
        "kind": "study_tour",
        "title": "暑期研学",
        "organisation_id": world.units["school"],
        "starts_on": starts_on,
        "days": days,
    }

    page = client.get("/events/new?kind=study_tour").text
    answer = client.post("/events/new", data=data)

    assert 'value="study_tour" checked' in page
    with in_app():
        event = newest()
        assert answer.headers["Location"] == f"/events/{event.id}"
        assert (event.title, event.kind, event.owner_id) == ("暑期研学", "study_tour", world.users["李老师"])
        assert (event.starts_on, event.ends_on) == span


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "写活动名称，比如“六一慰问”。"),
        ({"kind": "party"}, "从列表里选一项，现在是“party”。"),
        ({"starts_on": "2027-02-30"}, "没有“2027年2月30日”这一天。"),
        ({"days": "61"}, "写 0—60 的整数，现在是“61”。"),
        ({"organisation_id": "abc"}, "所属单位"),
        ({"organisation_id": "3"}, "所属单位"),
        ({"starts_on": "2200-12-31", "days": "9"}, "有一天会是 2201年1月"),
    ],
)
def test_new_event_that_cannot_be_made(
    world: World, in_app: InApp, signed_in: SignedIn, wrong: dict[str, str], sentence: str
) -> None:
    data = {"kind": "blank", "title": "暑期研学", "organisation_id": world.units["school"], "starts_on": "", "days": ""}

    answer = signed_in("周老师").post("/events/new", data=data | wrong)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "title" in wrong or "暑期研学" in answer.text
    with in_app():
        assert newest().id == world.event


@pytest.mark.parametrize("who", ["陈老师", "韩校长", "钱会计", "吴书记"])
def test_new_event_is_for_organisers(world: World, in_app: InApp, signed_in: SignedIn, who: str) -> None:
    client = signed_in(who)

    page = client.get("/events/new").text
    answer = client.post(
        "/events/new", data={"kind": "blank", "title": "研学", "organisation_id": world.units["school"]}
    )

    assert "你在单位里不是组织者，不能新建活动" in page
    assert answer.status_code == 422
    with in_app():
        assert newest().id == world.event


def test_copied_event(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        for noun in EXAMPLES:
            put(world, noun)
    client, address = signed_in("李老师"), f"/events/{world.event}/copy"

    page = client.get(address).text
    answer = client.post(
        address, data={"title": "六一再来", "organisation_id": world.units["school"], "starts_on": "2028-06-01"}
    )

    assert 'value="六一慰问"' in page
    with in_app():
        event = newest()
        assert answer.headers["Location"] == f"/events/{event.id}"
        assert (event.title, event.copied_from_id, event.ends_on) == ("六一再来", world.event, Day(6, 1, 2028))
    assert "13800000" not in client.get(f"/events/{event.id}/duties").text


def test_new_event_and_copy_beyond_the_known_years_keep_what_was_typed(world: World, signed_in: SignedIn) -> None:
    """What a service refuses stands at its field, in the form that was sent."""
    client = signed_in("周老师")
    data = {"title": "暑期研学", "organisation_id": world.units["school"], "starts_on": "2200-12-31"}

    new = client.post("/events/new", data={**data, "kind": "study_tour", "days": "3"})
    client.post(f"/events/{world.event}/facts", data=FACTS)
    copy = client.post(f"/events/{world.event}/copy", data=data)

    for answer in (new, copy):
        assert answer.status_code == 422
        assert 'id="starts_on-error">所有日期要在 1900—2200 年之间' in answer.text
        assert 'value="暑期研学"' in answer.text
