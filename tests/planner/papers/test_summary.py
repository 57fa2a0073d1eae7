"""Papers of a summary: of a filed version they stay what they were, photos are in them only as they may leave."""

import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from docx import Document

from planner.actualkinds import Outcome
from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.models import Photo
from planner.papers.photos import gather_photos
from planner.permissions import Access
from planner.photostates import Clearing
from planner.queries.edition import read_edition
from planner.services.actuals import ActualChange, save_actuals
from planner.services.clearing import clear_photo, withdraw_clearing
from planner.services.summaryfiling import reopen_summary
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.documents.images import make_image
from tests.planner.feedbacksteps import ask_for_feedback, say
from tests.planner.moneysteps import spent
from tests.planner.papers.orders import order_of
from tests.planner.photosteps import reading, ready_photo
from tests.planner.reportsteps import EVENING
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import add_own, file_now, over

InApp = Callable[[], AbstractContextManager[Any]]
OWNER = Access(EventStatus.ENDED, team=TeamRole.OWNER)
CODES = ("summary", "results_sheet", "activity_form", "thanks", "home_letter")
CLEARED, UNCHECKED, INSIDE = Clearing.CLEARED, Clearing.UNCHECKED, Clearing.INSIDE


@pytest.fixture(autouse=True)
def evening(at: At) -> None:
    """It is the evening of the last day."""
    at(EVENING)


def printed(world: World) -> dict[str, bytes]:
    """Every paper that the summary of any event has."""
    return {code: order_of(world, code, OWNER).print().content for code in CODES}


def tags(world: World) -> list[str]:
    """Their ETags."""
    return [order_of(world, code, OWNER).tag for code in CODES]


def lines(content: bytes) -> list[str]:
    """The paragraphs of a .docx."""
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs if paragraph.text]


def tell_more(world: World, keys: dict[str, str]) -> None:
    """Much becomes another than it was: who came, what was paid, who helped, what was said of it."""
    save_actuals(
        event_of(world),
        [
            ActualChange(place=f"head_counts/{keys['kids']}", number=Decimal(12), version=1),
            ActualChange(place=f"schedule/{keys['film']}", outcome=Outcome.DROPPED),
        ],
        actor=user(world, "周老师"),
    )
    for noun in ("expenses", "parties", "donations", "handouts", "tallies"):
        put(world, noun)
    ask_for_feedback(world)
    say(world, "好玩")


def test_papers_of_a_filed_version_stay_what_they_were(world: World, in_app: InApp) -> None:
    with in_app():
        keys = over(world)
        spent(world)
        number = file_now(world)
        db.session.commit()
        before = printed(world)
        tell_more(world, keys)
        after, edition = printed(world), read_edition(event_of(world))

    assert after == before
    assert (edition.number, edition.filed_by, edition.is_draft) == (number, "周老师", False)
    assert f"（第 {number} 版，周老师定稿）" in lines(before["summary"])


def test_papers_of_a_draft_say_what_is_known_now(world: World, in_app: InApp) -> None:
    with in_app():
        keys = over(world)
        before, old_tags = printed(world), tags(world)
        tell_more(world, keys)
        after, new_tags = printed(world), tags(world)

    assert [code for code in CODES if before[code] == after[code]] == []
    assert [old for old, new in zip(old_tags, new_tags, strict=True) if old == new] == []
    assert "（草稿，没有定稿）" in lines(after["summary"])


@pytest.mark.parametrize("is_filed", [False, True], ids=["draft", "filed"])
def test_child_whom_a_writer_named_is_masked(world: World, in_app: InApp, is_filed: bool) -> None:
    with in_app():
        over(world)
        put(world, "participants", {"name": "林晚晴"}, {"name": "晴"})
        add_own(world, "basics", "林晚晴说天晴了。")
        if is_filed:
            file_now(world)
        db.session.commit()
        papers = {code: order_of(world, code, OWNER).print().content for code in CODES}

    assert "林**说天晴了。" in lines(papers["summary"])
    assert not any("林晚晴" in line for code in CODES if code != "results_sheet" for line in lines(papers[code]))


def test_summary_that_was_opened_again_is_a_draft(world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        number = file_now(world)
        reopen_summary(event_of(world), number, "少一段", actor=user(world, "周老师"))
        db.session.commit()

        assert read_edition(event_of(world)).is_draft


def test_feedback_is_counted_in_what_is_filed(world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        ask_for_feedback(world)
        for words in ("好玩", "还想来"):
            say(world, words)
        file_now(world)
        db.session.commit()
        (tally,) = read_edition(event_of(world)).results.feedback

    assert (tally.count, tally.total) == (2, 10)


def pick_photos(world: World, clearings: Sequence[Clearing], *, caption: str = "", picked: bool = True) -> None:
    """Photos that were picked for the summary, with how far each is cleared; committed."""
    content = make_image("JPEG", (1600, 1200))
    for seed, clearing in enumerate(clearings, start=1):
        copies = tuple(
            copy if copy.mime != "image/jpeg" else type(copy)(copy.edge, copy.mime, content + bytes([seed]))
            for copy in reading(seed).copies
        )
        key = ready_photo(world, seed, f"{seed + 8:02d}:00", copies=copies)
        photo = db.session.scalars(db.select(Photo).where(Photo.key == key)).one()
        photo.is_picked, photo.clearing, photo.caption = picked, clearing, caption
    db.session.commit()


@pytest.mark.parametrize(
    ("clearings", "shown", "kept_back"),
    [
        ([], 0, 0),
        ([CLEARED, CLEARED, CLEARED], 3, 0),
        ([UNCHECKED, CLEARED, INSIDE], 1, 2),
        ([UNCHECKED, INSIDE], 0, 2),
    ],
)
def test_only_cleared_photos_are_printed(
    world: World, in_app: InApp, clearings: list[Clearing], shown: int, kept_back: int
) -> None:
    with in_app():
        over(world)
        pick_photos(world, clearings)
        found = gather_photos(event_of(world))
        content = order_of(world, "summary", OWNER).print().content

    assert (len(found.photos), found.kept_back) == (shown, kept_back)
    assert len(Document(io.BytesIO(content)).inline_shapes) == shown
    assert ("活动照片" in lines(content)) == (shown > 0)


def test_photo_that_nobody_picked_is_not_printed(world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        pick_photos(world, [CLEARED], picked=False)

        assert gather_photos(event_of(world)).photos == ()


def test_paper_is_printed_anew_with_what_is_cleared_and_without_what_is_not_any_more(
    world: World, in_app: InApp
) -> None:
    seen = []
    with in_app():
        over(world)
        pick_photos(world, [UNCHECKED])
        key, owner = db.session.scalars(db.select(Photo.key)).one(), user(world, "周老师")
        for judge in (
            lambda event: None,
            lambda event: clear_photo(event, key, seen=0, actor=owner),
            lambda event: withdraw_clearing(event, key, "家长改了主意", actor=owner),
        ):
            judge(event_of(world))
            db.session.commit()
            seen.append((len(gather_photos(event_of(world)).photos), order_of(world, "summary", OWNER).tag))

    assert [count for count, _tag in seen] == [0, 1, 0]
    assert len({tag for _count, tag in seen}) == 3


def test_caption_names_no_child(world: World, in_app: InApp) -> None:
    with in_app():
        over(world)
        put(world, "participants", {"name": "林晚晴"})
        pick_photos(world, [CLEARED], caption="林晚晴和白鹭，13800000101")
        (photo,) = gather_photos(event_of(world)).photos

    assert (photo.caption, photo.alt) == ("某某和白鹭，138****0101",) * 2
