"""A filed summary: figures that no longer change, with the rows that they rested on, and what the next one is told."""

import pytest

from planner.report import Skeleton
from planner.report.drafting import lay_out
from planner.report.filed import FiledFigure, FiledSummary, file_draft, read_filed, write_filed
from planner.report.lessons import MOST_CHARACTERS, Lesson, list_lessons
from planner.report.paragraphs import Paragraph, PinnedFigure, Summary
from planner.report.report import build_report
from tests.planner.reportvalues import SAID, actuals, plan, records, report, supply, told

TAKEN = Paragraph(
    key="full.event",
    chapter="basics",
    passage="event",
    parts=(PinnedFigure("participants", "29 名"), "孩子参加。"),
    version=1,
)
BADLY = Paragraph(key="bad", chapter="shortfalls", parts=("午休的教室没有风扇。",), version=1)


def filed(*paragraphs: Paragraph, skeleton: Skeleton = Skeleton.FULL, lessons: tuple[Lesson, ...] = ()) -> FiledSummary:
    """A summary of these paragraphs as it is filed."""
    chapters = lay_out(Summary(paragraphs=paragraphs, skeleton=skeleton), report())
    return file_draft("看见家乡的山和水", skeleton, chapters, lessons)


def lessons(*paragraphs: Paragraph, **more: object) -> list[tuple[str, str]]:
    """Sort and words of what the next event is told."""
    found = records(**more)
    built = build_report(found)
    learned = list_lessons(built, found, lay_out(Summary(paragraphs=paragraphs), built))
    return [(each.label, each.words) for each in learned]


def test_only_what_was_taken_over_is_filed() -> None:
    found = filed(TAKEN)

    assert [(chapter.numeral, chapter.heading) for chapter in found.chapters] == [("一、", "基本情况")]
    assert found.chapters[0].paragraphs[0][1:] == ("孩子参加。",)


def test_filed_figure_knows_what_it_rested_on() -> None:
    figure = filed(TAKEN).figure(0)

    assert figure is not None
    assert (figure.text, figure.heading) == ("29 名", "29 名孩子从哪来")
    assert [source.place for source in figure.sources] == ["head_counts/kids"]
    assert (filed(TAKEN).figure(1), filed(TAKEN).figure(-1)) == (None, None)


def test_filed_summary_survives_being_kept() -> None:
    found = filed(TAKEN, BADLY, lessons=(Lesson("实价", "大巴：实付 5,000.00 元", "budget"),))

    assert read_filed(write_filed(found)) == found
    assert isinstance(found.chapters[0].paragraphs[0][0], FiledFigure)


def test_note_on_a_cancelled_event_takes_what_it_had_cost_along() -> None:
    why = Paragraph(key="cancelled.why", chapter="why", parts=("暴雨。",), version=1)

    (chapter,) = filed(why, skeleton=Skeleton.CANCELLED).chapters

    assert [paragraph[0] for paragraph in chapter.paragraphs] == ["暴雨。", "已支出 "]


def test_next_event_is_told_of_shortfalls_prices_and_times() -> None:
    assert lessons(BADLY) == [
        ("存在不足", "午休的教室没有风扇。"),
        ("实价", "师生用餐：实付 7,860.00 元，预算 7,380.00 元"),
        ("实价", "大巴：实付 5,000.00 元，预算 5,400.00 元"),
        ("实价", "手册：实付 280.00 元，预算 440.00 元"),
        ("日程", "露天电影改了：下雨，改在活动室"),
    ]


def test_next_event_is_told_of_what_is_left_over() -> None:
    said = actuals(*SAID, told("supplies/coats", 45))
    dossier = plan(supplies=(supply("coats", "雨衣", 50),))

    assert ("剩余物资", "雨衣 45 件") in lessons(said=said, dossier=dossier)


def test_child_that_is_named_is_named_to_no_other_event() -> None:
    named = Paragraph(key="bad", chapter="shortfalls", parts=("唐初雪中暑。",), version=1)

    assert [words for label, words in lessons(named, names=frozenset({"唐初雪"})) if label == "存在不足"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("短。\n两行。", "短。 两行。"),
        ("午" * MOST_CHARACTERS, "午" * MOST_CHARACTERS),
        ("一句。" + "午" * MOST_CHARACTERS, "一句。……"),
        ("午" * (MOST_CHARACTERS + 1), "午" * MOST_CHARACTERS + "……"),
    ],
)
def test_long_lesson_ends_with_a_whole_sentence(text: str, words: str) -> None:
    long = Paragraph(key="bad", chapter="shortfalls", parts=(text,), version=1)

    assert lessons(long)[0] == ("存在不足", words)
