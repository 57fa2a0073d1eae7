"""Writing a summary on its page: paragraphs taken, written, put away; chapters of one's own; the form."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import User
from planner.queries.summary import read_summary
from planner.report import Skeleton
from planner.report.paragraphs import PinnedFigure, Summary
from planner.services.events import edit_facts
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.reportsteps import EVENING
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import EVENT, ODD, add_own, add_own_chapter, doubted, over, put_away, taken, two_taken

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
Step = Callable[[World], Any]


@pytest.fixture(autouse=True)
def evening(world: World, in_app: InApp, at: At) -> None:
    """The event is over and told of."""
    at(EVENING)
    with in_app():
        over(world)


@pytest.fixture
def planner(signed_in: SignedIn) -> FlaskClient:
    """Who leads the event."""
    return signed_in("周老师")


def after(world: World, in_app: InApp, step: Step) -> Any:
    """What a step returns; committed."""
    with in_app():
        result = step(world)
        db.session.commit()
        return result


def address(world: World, rest: str = "") -> str:
    """A page of the summary."""
    return f"/events/{world.event}/summary{rest}"


def press(client: FlaskClient, world: World, key: str, do: str = "", **typed: object) -> Any:
    """The answer to a button beside a paragraph."""
    data = {"version": "0"} | {name: str(value) for name, value in typed.items()} | ({"do": do} if do else {})
    return client.post(address(world, f"/paragraphs/{key}"), data=data)


def owner(world: World) -> User:
    """Who leads the event."""
    return user(world, "周老师")


def kept(world: World, in_app: InApp) -> Summary:
    """What the database has."""
    with in_app():
        return read_summary(event_of(world))


def test_proposed_paragraph_is_taken_with_its_figures(world: World, in_app: InApp, planner: FlaskClient) -> None:
    answer = press(planner, world, EVENT, "take")

    assert answer.headers["Location"] == f"{address(world)}?section=basics#p-{EVENT}"
    (paragraph,) = kept(world, in_app).paragraphs
    assert PinnedFigure("participants", "29 名") in paragraph.parts
    assert (paragraph.passage, paragraph.edited_by) == ("event", "周老师")


def test_rewriting_a_proposal_takes_it_over(world: World, in_app: InApp, planner: FlaskClient) -> None:
    page = squeeze(planner.get(address(world, f"?open={EVENT}")).text)
    answer = press(planner, world, EVENT, text="29 名孩子都回来了。")

    assert f'data-plan="{world.event}/{EVENT}"' in page
    assert answer.headers["Location"] == f"{address(world)}?open={EVENT}#p-{EVENT}"
    assert kept(world, in_app).paragraphs[0].parts == (PinnedFigure("participants", "29 名"), "孩子都回来了。")


def test_contradiction_is_said_beside_the_word(world: World, in_app: InApp, planner: FlaskClient) -> None:
    after(world, in_app, doubted)

    page = squeeze(planner.get(address(world)).text)

    assert '<mark class="odd-n">30 名</mark>孩子参加。' in page
    assert (ODD in page, "改成 29 名" in page, "定稿（差" in page) == (True, True, True)


@pytest.mark.parametrize(
    ("do", "parts", "words"),
    [
        (f"fix {ODD}", (PinnedFigure("participants", "29 名"), "孩子参加。"), []),
        (f"keep {ODD}", ("30 名孩子参加。",), [(ODD, "周老师")]),
    ],
)
def test_contradiction_is_corrected_or_kept_with_a_name(
    world: World, in_app: InApp, planner: FlaskClient, do: str, parts: tuple[object, ...], words: list[object]
) -> None:
    after(world, in_app, doubted)

    press(planner, world, EVENT, do, version=2)

    (paragraph,) = kept(world, in_app).paragraphs
    assert (paragraph.parts, [(word.sentence, word.by) for word in paragraph.kept]) == (parts, words)
    assert '<mark class="odd-n">' not in planner.get(address(world)).text


def test_button_in_an_open_box_goes_by_what_is_typed_there(world: World, in_app: InApp, planner: FlaskClient) -> None:
    after(world, in_app, taken)

    answer = press(planner, world, EVENT, f"fix {ODD}", version=1, text="30 名孩子都回来了。")

    assert answer.headers["Location"] == f"{address(world)}?open={EVENT}#p-{EVENT}"
    assert kept(world, in_app).paragraphs[0].parts == (PinnedFigure("participants", "29 名"), "孩子都回来了。")


def test_both_texts_are_shown_when_somebody_was_faster(world: World, in_app: InApp, planner: FlaskClient) -> None:
    after(world, in_app, doubted)

    answer = press(planner, world, EVENT, version=1, text="我写的。")

    page = squeeze(answer.text)
    assert answer.status_code == 409
    assert ("周老师刚才也改了这一段" in page, "30 名孩子参加。" in page, "我写的。</textarea>" in page) == (
        True,
        True,
        True,
    )
    assert 'name="version" value="2"' in page


def test_text_that_is_too_long_stays_in_its_box(world: World, in_app: InApp, planner: FlaskClient) -> None:
    answer = press(planner, world, EVENT, text="长" * 5001)

    assert answer.status_code == 422
    assert ("最多 5,000 个字" in answer.text, "长" * 5001 in answer.text) == (True, True)
    assert kept(world, in_app).paragraphs == ()


@pytest.mark.parametrize(("step", "do", "version", "is_away"), [(taken, "away", 1, True), (put_away, "back", 2, False)])
def test_paragraph_is_put_away_and_comes_back(
    world: World, in_app: InApp, planner: FlaskClient, step: Step, do: str, version: int, is_away: bool
) -> None:
    after(world, in_app, step)

    press(planner, world, EVENT, do, version=version)

    assert [each.is_away for each in kept(world, in_app).paragraphs] == [is_away]
    assert ("没用的 1 段" in planner.get(address(world)).text) is is_away


def test_paragraph_moves_before_the_one_above_it(world: World, in_app: InApp, planner: FlaskClient) -> None:
    own = after(world, in_app, two_taken)

    press(planner, world, own, "up")

    assert [each.key for each in kept(world, in_app).paragraphs] == [own, EVENT]


def test_proposal_comes_back_in_the_place_of_what_was_written(
    world: World, in_app: InApp, planner: FlaskClient
) -> None:
    after(world, in_app, doubted)

    press(planner, world, EVENT, "again", version=2)

    assert PinnedFigure("participants", "29 名") in kept(world, in_app).paragraphs[0].parts


def test_paragraph_of_ones_own_opens_empty_at_the_end(world: World, in_app: InApp, planner: FlaskClient) -> None:
    answer = planner.post(address(world, "/paragraphs"), data={"chapter": "next"})

    (paragraph,) = kept(world, in_app).paragraphs
    assert (paragraph.chapter, paragraph.parts, paragraph.passage) == ("next", (), "")
    assert answer.headers["Location"] == f"{address(world)}?open={paragraph.key}#p-{paragraph.key}"


def test_chapter_of_ones_own_is_added_renamed_and_removed(world: World, in_app: InApp, planner: FlaskClient) -> None:
    planner.post(address(world, "/chapters"), data={"after": "results", "heading": "媒体报道"})
    (chapter,) = kept(world, in_app).chapters
    planner.post(address(world, f"/chapters/{chapter.key}"), data={"heading": "致谢"})
    page = squeeze(planner.get(address(world, f"?section={chapter.key}")).text)
    planner.post(address(world, f"/chapters/{chapter.key}/remove"))

    assert (chapter.after, chapter.heading) == ("results", "媒体报道")
    assert '<span class="muted">四、</span>致谢</h2>' in page
    assert kept(world, in_app).chapters == ()


def test_chapter_in_which_something_is_written_is_not_removed(
    world: World, in_app: InApp, planner: FlaskClient
) -> None:
    key = after(world, in_app, add_own_chapter)
    after(world, in_app, lambda world: add_own(world, key))

    answer = planner.post(address(world, f"/chapters/{key}/remove"))

    assert answer.status_code == 422
    assert "这一节里有写过的段落" in answer.text
    assert len(kept(world, in_app).chapters) == 1


@pytest.mark.parametrize(("heading", "sentence"), [("", "写这一节的标题"), ("长" * 61, "最多 60 个字")])
def test_chapter_needs_a_heading(world: World, planner: FlaskClient, heading: str, sentence: str) -> None:
    answer = planner.post(address(world, "/chapters"), data={"after": "results", "heading": heading})

    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_form_is_changed_and_what_was_written_comes_back_with_it(
    world: World, in_app: InApp, planner: FlaskClient
) -> None:
    after(world, in_app, taken)

    planner.post(address(world, "/skeleton"), data={"skeleton": "letter"})
    page = squeeze(planner.get(address(world)).text)

    assert kept(world, in_app).skeleton is Skeleton.LETTER
    assert "“正式总结”里有 1 段，换回去还在。" in page
    assert [each.key for each in kept(world, in_app).paragraphs] == [EVENT]


@pytest.mark.parametrize("form", ["", "cancelled", "nothing"])
def test_only_the_three_forms_are_chosen(world: World, planner: FlaskClient, form: str) -> None:
    assert planner.post(address(world, "/skeleton"), data={"skeleton": form}).status_code == 422


@pytest.mark.parametrize("rest", ["?section=nothing", "?open=x&section=nothing"])
def test_chapter_that_is_not_there_is_not_found(world: World, planner: FlaskClient, rest: str) -> None:
    assert planner.get(address(world, rest)).status_code == 404


def test_readers_see_the_paragraphs_without_a_button(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    after(world, in_app, doubted)
    reader = signed_in("陈老师")

    page = squeeze(reader.get(address(world, f"?open={EVENT}")).text)

    assert ("30 名</mark>" in page, "用这段" in page, "<textarea" in page, "改成 29" in page) == (True,) + (False,) * 3
    assert press(reader, world, EVENT, "take").status_code == 403


def test_chapter_shown_costs_the_same_for_many_paragraphs(
    world: World, in_app: InApp, planner: FlaskClient, count_queries: Callable[..., Any]
) -> None:
    def statements() -> int:
        planner.get(address(world))
        with count_queries() as counted:
            planner.get(address(world))
        return len(counted)

    after(world, in_app, taken)
    few = statements()
    for _ in range(3):
        after(world, in_app, add_own)

    assert statements() == few


def test_other_form_is_looked_at_before_it_is_chosen(world: World, in_app: InApp, planner: FlaskClient) -> None:
    after(world, in_app, taken)

    page = squeeze(planner.get(address(world, "?form=letter&section=body")).text)

    assert f'href="{address(world)}?section=thanks&amp;form=letter#chapter"' in page
    assert ("用这段" in page, "定稿（差" in page, "只是看看“给家长的信”的样子" in page) == (False, False, True)
    assert kept(world, in_app).skeleton is Skeleton.FULL


def test_paragraph_that_the_records_left_behind_is_offered_anew(
    world: World, in_app: InApp, planner: FlaskClient
) -> None:
    after(world, in_app, taken)
    before = "换成新的提议" in planner.get(address(world)).text
    after(
        world, in_app, lambda world: edit_facts(event_of(world), {"theme": "看山看水"}, version=1, actor=owner(world))
    )

    page = planner.get(address(world)).text
    press(planner, world, EVENT, "again", version=1)

    assert (before, "换成新的提议" in page) == (False, True)
    assert "看山看水" in str(kept(world, in_app).paragraphs[0].parts)


def test_answer_to_a_question_leads_back_to_the_chapter_in_hand(world: World, planner: FlaskClient) -> None:
    answer = planner.post(address(world, "/answers?section=next"), data={})

    assert answer.headers["Location"] == f"{address(world)}?section=next"
