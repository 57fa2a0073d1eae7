"""Whoever comes from page to page by the links on them is never sent away."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from tests.planner.conftest import World
from tests.planner.moneysteps import passed, planned, spent
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
# Papers are tried on their own; a list that is only sorted or leafed through otherwise is the same page.
FILES = re.compile(r"/documents/|/export|\.xlsx$")
SAME_PAGE = re.compile(r"\?.*")


def walk(client: FlaskClient, start: str) -> Iterator[tuple[str, int]]:
    """Every page that links lead to from there, each once, with its status."""
    waiting, seen = [start], set[str]()
    while waiting:
        address = waiting.pop()
        page = SAME_PAGE.sub("", address)
        if page not in seen and not FILES.search(page):
            seen.add(page)
            answer = client.get(address)
            yield address, answer.status_code
            waiting += [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]


@pytest.mark.parametrize("who", ["李老师", "钱会计", "吴书记"])
def test_who_does_not_work_on_an_event_finds_no_link_that_leads_nowhere(
    world: World, in_app: InApp, signed_in: SignedIn, who: str
) -> None:
    with in_app():
        bus, _ = planned(world)
        passed(world)
        spent(world, {"line": bus})
        put(world, "participants")
        event_of(world).status = EventStatus.PUBLISHED  # so that units above see it
        db.session.commit()

    found = dict(walk(signed_in(who), "/events"))

    assert {address: status for address, status in found.items() if status >= 400} == {}
    assert f"/events/{world.event}/settlement" in found
