"""How one gets to a shift: the place as a map finds it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from planner.dossier import Dossier, Facts, Post, Stop
from planner.extensions import db
from planner.models import Link
from planner.people.positions import GeoPoint
from planner.views.shiftplace import address_of, link_map
from tests.planner.conftest import World
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[object]]
PLAN = Dossier(Facts(place="云溪县"), stops=(Stop("s", "红军山", address="云溪镇红军路 1 号"), Stop("t", "湿地")))


@pytest.mark.parametrize(
    ("post", "text"),
    [
        (Post("p", "看护", place="红军山", meeting="东门"), "云溪镇红军路 1 号 红军山"),
        (Post("p", "看护", place="湿地"), "湿地"),
        (Post("p", "看护", meeting="东门"), "云溪县"),
    ],
)
def test_place_is_told_as_a_map_finds_it(post: Post, text: str) -> None:
    assert address_of(PLAN, post) == text


def test_map_opens_at_the_spot_under_its_name() -> None:
    assert link_map(GeoPoint.of(30.2741, 120.1551), "东门 A") == (
        "geo:30.274100,120.155100?q=30.274100,120.155100(%E4%B8%9C%E9%97%A8%20A)"
    )
    assert link_map(None, "东门") == ""


def test_page_says_where_the_shift_is_to_whom_it_belongs(world: World, in_app: InApp, client: FlaskClient) -> None:
    with in_app():
        [one] = signed_up(world, shift := asking(world), "甲")
        other = asking(world, start=13, end=14)
        home = f"/v/me/{db.session.get_one(Link, one.volunteer.link_id).token}"

    page = client.get(f"{home}/{shift}/place").text

    assert ("红军山停车场" in page, "长按上面的地点复制" in page, "geo:" in page) == (True, True, False)
    assert client.get(f"{home}/{other}/place").status_code == 404
    assert f'href="{home}/{shift}/place"' in client.get(home).text
