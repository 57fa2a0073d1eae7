"""The papers that the page of a summary offers, and what it says of photos that are not in them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.photostates import Clearing
from planner.pictures import CameraClock, Photo, PhotoAlbum
from planner.services.summaryfiling import reopen_summary
from planner.views.summarypaperspage import tell_photos
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.reportsteps import EVENING, finished
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import cancelled, file_now, over

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CODES = ("summary", "results_sheet", "activity_form", "home_letter")
CLEARED, UNCHECKED, INSIDE = Clearing.CLEARED, Clearing.UNCHECKED, Clearing.INSIDE


@pytest.fixture(autouse=True)
def evening(at: At) -> None:
    """It is the evening of the last day."""
    at(EVENING)


def page_of(world: World, signed_in: SignedIn, query: str = "", who: str = "周老师") -> str:
    """The page of the summary."""
    return squeeze(signed_in(who).get(f"/events/{world.event}/summary{query}").text)


def offered(world: World, page: str) -> list[str]:
    """The papers of a summary that a page links to."""
    return [code for code in (*CODES, "thanks") if f'href="/events/{world.event}/documents/{code}"' in page]


def album(*photos: tuple[Clearing, bool]) -> PhotoAlbum:
    """Photos that were picked, with how far each is cleared and whether its copies are as they should be."""
    at = datetime.fromisoformat("2027-08-09T09:00")
    clock = CameraClock("u1", "周老师", "")
    return PhotoAlbum(
        tuple(
            Photo(
                key=f"p{number}",
                number=number,
                name="a.jpg",
                sha256="0" * 64,
                size=1,
                arrived=at,
                clock=clock,
                is_picked=True,
                clearing=clearing,
                boxes_number=0 if is_drawn else 1,
            )
            for number, (clearing, is_drawn) in enumerate(photos, start=1)
        )
    )


@pytest.mark.parametrize(
    ("photos", "said"),
    [
        ((), "没有选照片，总结里没有照片。"),
        (((CLEARED, True),) * 2, "选了 2 张照片，都放进了总结。"),
        (((UNCHECKED, True),) * 3 + ((CLEARED, True),), "选了 4 张照片，有 3 张没有核对，没有放进去。"),
        (((INSIDE, True), (UNCHECKED, True)), "选了 2 张照片，有 1 张没有核对，1 张只留校内，没有放进去。"),
        (((CLEARED, False), (CLEARED, True)), "选了 2 张照片，有 1 张正在重新处理，没有放进去。"),
    ],
)
def test_photos_that_are_not_in_the_paper_are_said(photos: tuple[tuple[Clearing, bool], ...], said: str) -> None:
    assert tell_photos(album(*photos)) == said


def test_draft_is_offered_as_one_and_nobody_is_thanked_whom_no_record_names(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        over(world)

    page = page_of(world, signed_in)

    assert offered(world, page) == list(CODES)
    assert "草稿，取自现在的内容" in page
    assert "感谢信：没有记录要感谢的单位和个人" in page
    assert f'没有选照片，总结里没有照片。 <a href="/events/{world.event}/photos">去选照片</a>' in page


def test_filed_version_is_offered_with_letters_to_those_whom_it_names(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        over(world)
        put(world, "donations")
        number = file_now(world)
        db.session.commit()

    assert offered(world, page_of(world, signed_in)) == [*CODES, "thanks"]
    assert f"取自第 {number} 版" in page_of(world, signed_in)


def test_version_that_stands_no_more_offers_none(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        over(world)
        reopen_summary(event_of(world), file_now(world), "少一段", actor=user(world, "周老师"))
        db.session.commit()

    assert offered(world, page_of(world, signed_in, "?version=1")) == []
    assert offered(world, page_of(world, signed_in)) == list(CODES)


def test_cancelled_event_offers_its_note(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        cancelled(world)

    assert offered(world, page_of(world, signed_in)) == list(CODES)


def test_event_that_has_not_begun_offers_none(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        finished(world)
        event_of(world).first_date = date(2027, 9, 1)
        event_of(world).status = event_of(world).status.APPROVED
        db.session.commit()

    page = page_of(world, signed_in)
    assert offered(world, page) == []
    assert signed_in("周老师").get(f"/events/{world.event}/documents/summary").status_code == 404


def test_readers_above_get_the_papers_without_a_way_to_the_photos(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        over(world)

    page = page_of(world, signed_in, who="吴书记")
    assert (offered(world, page), "去选照片" in page) == (list(CODES), False)
