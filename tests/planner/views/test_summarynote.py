"""What the first page of an event says of its summary."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.reportsteps import EVENING
from tests.planner.summarysteps import file_now, over, ready_to_file

InApp = Callable[[], AbstractContextManager[Any]]


@pytest.mark.parametrize(
    ("step", "words"), [(file_now, ("总结第 1 版", "第 1 版，8月11日")), (ready_to_file, ("8月18日前",))]
)
def test_first_page_of_the_event_says_how_far_the_summary_is(
    world: World,
    in_app: InApp,
    at: At,
    signed_in: Callable[[str], FlaskClient],
    step: Callable[[World], Any],
    words: tuple[str, ...],
) -> None:
    at(EVENING)
    with in_app():
        over(world)
        step(world)
        db.session.commit()

    page = squeeze(signed_in("周老师").get(f"/events/{world.event}").text)

    assert [word in page for word in words] == [True] * len(words)
    assert ('aria-current="step"> <span class="dot"> 6' in page) is (step is file_now)
