"""What a summary still lacks before it is filed, each with its place."""

import pytest

from planner.report import Skeleton, find_questions
from planner.report.drafting import lay_out
from planner.report.paragraphs import Paragraph, Summary
from planner.report.readiness import blocking, judge_cancelled, judge_summary
from planner.report.report import build_report
from tests.planner.reportvalues import SAID, actuals, records

CHAPTERS = ("basics", "measures", "results", "shortfalls", "next")


def written(chapter: str, text: str = "写好了。") -> Paragraph:
    """A paragraph of one's own."""
    return Paragraph(key=f"own-{chapter}", chapter=chapter, parts=(text,), version=1)


def findings(*paragraphs: Paragraph, **more: object) -> list[tuple[str, str, str]]:
    """Code, sentence and place of all that is found."""
    found = records(**more)
    report = build_report(found)
    chapters = lay_out(Summary(paragraphs=paragraphs), report)
    judged = judge_summary(chapters, find_questions(report, found), report)
    return [(each.code, each.sentence, each.where) for each in judged]


ALL = tuple(map(written, CHAPTERS))
QUESTION = ("summary-asked", "没答：四至六年级留守儿童实到多少人？", "summary/questions")


@pytest.mark.parametrize(
    ("paragraphs", "more", "expected"),
    [
        (ALL[:3] + ALL[4:], {}, ("summary-empty", "存在不足没写，有 2 段提议", "summary/shortfalls")),
        (ALL[:4], {}, ("summary-empty", "下一步打算没写", "summary/next")),
        (ALL, {"said": actuals(*SAID[1:])}, QUESTION),
        (
            (*ALL, Paragraph(key="odd", chapter="basics", parts=("30 名孩子，无人受伤，支出 1 元。",), version=1)),
            {},
            ("summary-contradicted", "基本情况：2 处和记录对不上", "summary/basics"),
        ),
        (ALL, {}, ("summary-offered", "基本情况还有 2 段提议没定，不用的不会印", "summary/basics")),
        (
            (written("basics", "唐初雪请假。"), *ALL[1:]),
            {"names": frozenset({"唐初雪"})},
            ("summary-names", "基本情况里写了孩子全名，总结要外送，改成“孩子”", "summary/basics"),
        ),
    ],
)
def test_what_is_missing_is_named_with_its_place(
    paragraphs: tuple[Paragraph, ...], more: dict[str, object], expected: tuple[str, str, str]
) -> None:
    assert expected in findings(*paragraphs, **more)


def test_only_what_must_be_mended_keeps_it_from_being_filed() -> None:
    found = records(names=frozenset({"唐初雪"}))
    report = build_report(found)
    chapters = lay_out(Summary(paragraphs=(*ALL[:4], written("next", "唐初雪说再来。"))), report)

    judged = judge_summary(chapters, find_questions(report, found), report)

    assert ({each.code for each in judged}, blocking(judged)) == ({"summary-offered", "summary-names"}, ())


@pytest.mark.parametrize(("text", "codes"), [("", ["summary-why"]), ("暴雨红色预警。", [])])
def test_cancelled_event_needs_only_its_why(text: str, codes: list[str]) -> None:
    why = Paragraph(key="cancelled.why", chapter="why", parts=(text,), version=1)
    chapters = lay_out(Summary(paragraphs=(why,), skeleton=Skeleton.CANCELLED), build_report(records()))

    assert [each.code for each in judge_cancelled(chapters)] == codes
