"""Steps on the pages of a table on its way into a list."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.planner.conftest import World


def paste_url(world: World, noun: str, rest: str = "") -> str:
    """Where tables of that noun are taken."""
    return f"/events/{world.event}/rows/{noun}/paste{rest}"


def take(client: FlaskClient, world: World, noun: str, text: str) -> str:
    """Paste a text; returns the address of its preview."""
    answer = client.post(paste_url(world, noun), data={"text": text})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def add(client: FlaskClient, address: str, **more: str) -> TestResponse:
    """Add what nothing is asked of."""
    return client.post(address, data={"do": "add", **more})


def take_and_add(client: FlaskClient, world: World, noun: str, text: str) -> TestResponse:
    """Paste a text and add what nothing is asked of."""
    return add(client, take(client, world, noun, text))


def heading(page: str) -> str:
    """The title of a page, without its markup."""
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found
    return "".join(re.sub(r"<[^>]*>", "", found[1]).split())
