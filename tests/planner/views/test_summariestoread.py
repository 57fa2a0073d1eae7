"""Filed summaries on the desk of whoever may send them back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from tests.planner.conftest import World
from tests.planner.summarysteps import file_now, over

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.mark.parametrize("path", ["/", "/approvals"])
def test_filed_summary_stands_on_the_desk_of_its_approver(
    world: World, in_app: InApp, signed_in: SignedIn, path: str
) -> None:
    with in_app():
        over(world)
        file_now(world)
        db.session.commit()

    pages = {name: signed_in(name).get(path).text for name in ("韩校长", "周老师", "陈老师")}

    assert {name: "定稿的总结" in page for name, page in pages.items()} == {
        "韩校长": True,
        "周老师": False,
        "陈老师": False,
    }
    assert f'href="/events/{world.event}/summary" aria-label="看总结：' in pages["韩校长"]
