"""Who is erased stays hidden in what is told outside: captions, the summary, what was filed of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import SummaryParagraph, SummaryRevision
from planner.queries.people import read_people
from planner.queries.photos import find_photo
from planner.services.album import describe_photo
from planner.services.erasing import erase_child
from planner.services.volunteers import erase_volunteer
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.photosteps import ready_photo
from tests.planner.reportsteps import EVENING
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import add_own, file_now, over
from tests.planner.views.test_gallery import clear, open_album
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def album(world: World, in_app: InApp) -> str:
    """The address of a public album with one photo; a child is on the roster."""
    with in_app():
        put(world, "participants", {"name": "林晚晴"})
        key = ready_photo(world)
        describe_photo(event_of(world), key, "林晚晴和晚晴的弟弟", actor=user(world, "周老师"))
        clear(world, key)
        return open_album(world, shows_captions=True)


def erase_the_child(world: World) -> None:
    """Her guardians want her gone; committed."""
    [child] = read_people(event_of(world)).participants
    erase_child(event_of(world), child.key, actor=CONSOLE)
    db.session.commit()


def test_erased_child_is_named_below_no_photo_that_was_shown_before(
    world: World, in_app: InApp, client: FlaskClient, album: str
) -> None:
    before = client.get(album).text
    with in_app():
        erase_the_child(world)

    after = client.get(album).text

    assert "<figcaption>某某和某某的弟弟</figcaption>" in before
    assert "<figcaption>林**和某某的弟弟</figcaption>" in after


def test_erased_child_is_hidden_in_the_summary_and_in_what_was_filed(world: World, in_app: InApp, at: At) -> None:
    at(EVENING)
    with in_app():
        over(world)
        put(world, "participants", {"name": "林晚晴"})
        add_own(world, text="晚晴领诵，掌声很久。")
        file_now(world)
        erase_the_child(world)

        texts = [*db.session.scalars(db.select(SummaryParagraph.parts))]
        texts += db.session.scalars(db.select(SummaryRevision.content))
        assert [sum(word in text for text in texts) for word in ("晚晴", "某某领诵")] == [0, 2]


def test_erased_volunteer_is_hidden_below_photos(world: World, in_app: InApp, at: At) -> None:
    at(datetime(2027, 5, 1, 4, tzinfo=UTC))
    with in_app():
        one = signed_up(world, asking(world), "苏小禾")[0].volunteer
        key = ready_photo(world)
        describe_photo(event_of(world), key, "小禾姐姐在量血压", actor=user(world, "周老师"))
        erase_volunteer(event_of(world), one, actor=user(world, "周老师"))
        db.session.commit()

        photo = find_photo(world.event, key)
        assert photo is not None
        assert photo.caption == "某某姐姐在量血压"
