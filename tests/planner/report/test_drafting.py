"""The summary as it stands: proposed and taken paragraphs in one order, live figures, what the records doubt."""

import pytest

from planner.money import Ledger
from planner.report import Skeleton, SummaryChapter
from planner.report.drafting import DraftChapter, find_draft, lay_out, link_text, rewrite
from planner.report.paragraphs import (
    KeptWord,
    OwnChapter,
    Paragraph,
    PinnedFigure,
    Summary,
    pin_figures,
    read_kept,
    read_parts,
    write_kept,
    write_parts,
)
from planner.report.report import Report
from tests.planner.reportvalues import SAID, actuals, report, told

CAME = PinnedFigure("participants", "29 名")
MINE = Paragraph(key="mine", chapter="basics", parts=("天很热。",), version=1, edited_by="周老师")


def taken(*parts: str | PinnedFigure, key: str = "full.event", **more: object) -> Paragraph:
    """The first proposed paragraph as somebody took it over."""
    values = {"chapter": "basics", "passage": key.partition(".")[2], "version": 1, "edited_by": "周老师"} | more
    return Paragraph(key=key, parts=parts, **values)  # type: ignore[arg-type]


def chapter(*paragraphs: Paragraph, of: Report | None = None, code: str = "basics") -> DraftChapter:
    """A chapter with these paragraphs."""
    laid_out = lay_out(Summary(paragraphs=paragraphs), of or report())
    return next(each for each in laid_out if each.code == code)


def keys(found: DraftChapter) -> list[str]:
    """Its paragraphs in their order."""
    return [each.key for each in found.paragraphs]


@pytest.mark.parametrize(
    ("paragraphs", "order"),
    [
        ((), ["full.event", "full.money"]),
        ((taken("好。", key="full.money"),), ["full.event", "full.money"]),
        ((taken("好。"), MINE), ["full.event", "full.money", "mine"]),
        ((MINE, taken("好。")), ["mine", "full.event", "full.money"]),
        ((taken("好。", is_away=True),), ["full.money"]),
    ],
)
def test_proposed_paragraphs_stand_behind_those_that_they_follow(
    paragraphs: tuple[Paragraph, ...], order: list[str]
) -> None:
    assert keys(chapter(*paragraphs)) == order


def test_what_was_put_away_is_kept_apart() -> None:
    found = chapter(taken("好。", is_away=True))

    assert [each.text for each in found.away] == ["好。"]


def test_pinned_figure_goes_with_the_records() -> None:
    said = actuals(told("head_counts/kids", 28), *SAID[1:])

    now = chapter(taken(CAME, "孩子参加。"), of=report(said=said)).paragraphs[0]

    assert (now.text, [figure.key for figure in now.figures]) == ("28 名孩子参加。", ["participants"])


def test_figure_that_no_record_says_any_more_stays_as_it_was_written() -> None:
    now = chapter(taken(PinnedFigure("gift/书包/个", "30 个"), "书包。")).paragraphs[0]

    assert (now.text, now.figures) == ("30 个书包。", ())


def test_number_typed_against_the_records_is_doubted_until_somebody_keeps_it() -> None:
    doubted = chapter(taken("30 名孩子参加。")).paragraphs[0].contradictions
    kept = (KeptWord(doubted[0].sentence, "周老师"),)

    assert [(each.typed, each.fix) for each in doubted] == [("30 名", "29 名")]
    assert chapter(taken("30 名孩子参加。", kept=kept)).paragraphs[0].contradictions == ()


def test_kept_word_is_doubted_again_once_the_records_change() -> None:
    sentence = chapter(taken("30 名孩子参加。")).paragraphs[0].contradictions[0].sentence
    said = actuals(told("head_counts/kids", 28), *SAID[1:])

    now = chapter(taken("30 名孩子参加。", kept=(KeptWord(sentence, "周老师"),)), of=report(said=said))

    assert [each.fix for each in now.paragraphs[0].contradictions] == ["28 名"]


def test_rewritten_text_keeps_the_figures_that_it_still_names() -> None:
    draft = chapter(taken(CAME, "孩子参加。")).paragraphs[0]

    now = rewrite(draft, "一共 29 名孩子，都回来了。", report())

    assert (now.text, [figure.key for figure in now.figures]) == ("一共 29 名孩子，都回来了。", ["participants"])


def test_own_chapters_stand_behind_theirs_and_only_in_their_form() -> None:
    own = OwnChapter(key="media", skeleton=Skeleton.FULL, after="results", heading="媒体报道")
    behind = OwnChapter(key="thanks2", skeleton=Skeleton.FULL, after="media", heading="致谢")
    summary = Summary(chapters=(own, behind))

    full = [each.heading for each in lay_out(summary, report())]
    letter = [each.code for each in lay_out(summary, report(), Skeleton.LETTER)]

    assert full == ["基本情况", "主要做法", "取得成效", "媒体报道", "致谢", "存在不足", "下一步打算"]
    assert letter == [chapter.value for chapter in Skeleton.LETTER.chapters]


def test_chapters_are_counted_but_for_those_of_a_letter() -> None:
    full, letter = (lay_out(Summary(skeleton=form), report()) for form in (Skeleton.FULL, Skeleton.LETTER))

    assert [each.numeral for each in full] == ["一、", "二、", "三、", "四、", "五、"]
    assert {each.numeral for each in letter} == {""}


def test_empty_paragraph_of_ones_own_is_not_filed() -> None:
    found = chapter(Paragraph(key="mine", chapter="basics", version=1))

    assert (found.taken, found.characters) == ((), 0)


def test_paragraph_is_found_with_its_chapter_wherever_it_stands() -> None:
    laid_out = lay_out(Summary(paragraphs=(taken("好。", is_away=True),)), report())

    found, missing = find_draft(laid_out, "full.event"), find_draft(laid_out, "nothing")

    assert (found and found[0].code, missing) == ("basics", None)


@pytest.mark.parametrize("parts", [(), ("只有字",), (CAME, "孩子，“引号”\n换行")])
def test_parts_survive_being_kept(parts: tuple[str | PinnedFigure, ...]) -> None:
    assert read_parts(write_parts(parts)) == parts


def test_kept_words_survive_being_kept() -> None:
    kept = (KeptWord("你写 30 名孩子，记录是 29 名。", "周老师"),)

    assert read_kept(write_kept(kept)) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("29 名孩子参加。", (CAME, "孩子参加。")),
        ("29 名孩子，29 件衣服", (CAME, "孩子，29 件衣服")),
        ("孩子都来了。", ("孩子都来了。",)),
    ],
)
def test_numbers_of_an_edited_text_stay_linked_by_measure(text: str, kept: tuple[str | PinnedFigure, ...]) -> None:
    draft = chapter(taken(CAME, "孩子参加。")).paragraphs[0]

    assert pin_figures(link_text(draft, text)) == kept


def test_text_of_the_proposal_keeps_all_of_its_figures() -> None:
    draft = chapter(taken("别的话。")).paragraphs[0]
    assert draft.passage is not None

    assert link_text(draft, draft.passage.text) == draft.passage.parts


def test_cancelled_event_has_one_chapter_with_what_it_had_cost() -> None:
    (found,) = lay_out(Summary(skeleton=Skeleton.CANCELLED), report())

    assert (found.code, [each.key for each in found.paragraphs]) == (SummaryChapter.WHY, ["cancelled.spent"])
    assert found.paragraphs[0].text.startswith("已支出 13,140.00 元，其中餐费 7,860.00 元、")


def test_event_that_cost_nothing_proposes_nothing_of_it() -> None:
    (found,) = lay_out(Summary(skeleton=Skeleton.CANCELLED), report(ledger=Ledger()))

    assert found.paragraphs == ()
