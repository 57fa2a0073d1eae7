"""What a page weighs on its way to a phone that has nothing of ours yet: kilobytes and requests, each with a limit."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.planner.conftest import World

SignedIn = Callable[[str], FlaskClient]
PACKED = {"Accept-Encoding": "gzip, deflate, br"}
FILES = re.compile(r'<(?:link|script|img)\b[^>]*\b(?:href|src)="([^"]+)"')
MOST_BYTES, MOST_REQUESTS = 60_000, 4
# Pages with scripts of their own ask for one file more.
OWN_SCRIPTS = {"plan", "schedule", "budget"}


def weigh(client: FlaskClient, address: str) -> tuple[int, int]:
    """The bytes and the requests that a first look at the page costs, headers and all."""
    page = client.get(address, headers=PACKED)
    plain = client.get(address).text
    assert page.status_code == 200
    answers = [page, *(client.get(file, headers=PACKED) for file in FILES.findall(plain))]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    return sum(len(answer.data) + len(str(answer.headers)) for answer in answers), len(answers)


def test_sign_in_page_is_light(world: World, client: FlaskClient) -> None:
    weight, requests = weigh(client, "/sign-in")

    assert weight <= MOST_BYTES
    assert requests == MOST_REQUESTS


def test_approval_page_is_light(waiting: World, signed_in: SignedIn) -> None:
    weight, requests = weigh(signed_in("韩校长"), f"/events/{waiting.event}/approval")

    assert weight <= MOST_BYTES
    assert requests == MOST_REQUESTS


@pytest.mark.parametrize("path", ["/", "/events", "/calendar", "/me", "/events/new"])
def test_pages_of_a_person_are_light(world: World, signed_in: SignedIn, path: str) -> None:
    weight, requests = weigh(signed_in("周老师"), path)

    assert weight <= MOST_BYTES
    assert requests == MOST_REQUESTS


@pytest.mark.parametrize("tab", ["", "facts", "plan", "schedule", "duties", "roster", "budget", "supplies", "safety"])
def test_pages_of_an_event_are_light(world: World, signed_in: SignedIn, tab: str) -> None:
    weight, requests = weigh(signed_in("周老师"), f"/events/{world.event}/{tab}".rstrip("/"))

    assert weight <= MOST_BYTES
    assert requests == MOST_REQUESTS + (tab in OWN_SCRIPTS)
