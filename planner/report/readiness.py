"""What a summary still lacks before it is filed, as findings with their places."""

from collections.abc import Iterator, Sequence

from planner.findings import Finding, Severity
from planner.places import place_of
from planner.report.drafting import DraftChapter
from planner.report.prose import Skeleton
from planner.report.questions import AskedNumber
from planner.report.report import Report

WHERE = "summary"
QUESTIONS = "questions"


def judge_summary(
    chapters: Sequence[DraftChapter], questions: Sequence[AskedNumber], report: Report
) -> tuple[Finding, ...]:
    """What must be mended before it is filed, then what may be."""
    return (
        *_judge_questions(questions),
        *_judge_contradictions(chapters),
        *_judge_empty(chapters),
        *_judge_offers(chapters),
        *_judge_names(chapters, report),
    )


def judge_cancelled(chapters: Sequence[DraftChapter]) -> tuple[Finding, ...]:
    """Of a cancelled event it is only asked why; its figures may be contradicted like all others."""
    written = any(each.passage is None for chapter in chapters for each in chapter.taken)
    missing = () if written else (_must("summary-why", "为什么取消没写", Skeleton.CANCELLED.chapters[0].value),)
    return (*missing, *_judge_contradictions(chapters))


def blocking(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that keep a summary from being filed."""
    return tuple(finding for finding in findings if finding.is_error)


def _must(code: str, sentence: str, chapter: str) -> Finding:
    return Finding(code, Severity.ERROR, sentence, place_of(WHERE, chapter))


def _may(code: str, sentence: str, chapter: str) -> Finding:
    return Finding(code, Severity.HINT, sentence, place_of(WHERE, chapter))


def _judge_questions(questions: Sequence[AskedNumber]) -> Iterator[Finding]:
    for asked in questions:
        yield _must("summary-asked", f"没答：{asked.words}", QUESTIONS)


def _judge_contradictions(chapters: Sequence[DraftChapter]) -> Iterator[Finding]:
    for chapter in chapters:
        count = sum(len(each.contradictions) for each in chapter.paragraphs if not each.is_offered)
        if count:
            yield _must("summary-contradicted", f"{chapter.heading}：{count} 处和记录对不上", chapter.code)


def _judge_empty(chapters: Sequence[DraftChapter]) -> Iterator[Finding]:
    for chapter in chapters:
        if chapter.taken:
            continue
        offered = f"，有 {len(chapter.offered)} 段提议" if chapter.offered else ""
        yield _must("summary-empty", f"{chapter.heading}没写{offered}", chapter.code)


def _judge_offers(chapters: Sequence[DraftChapter]) -> Iterator[Finding]:
    for chapter in chapters:
        if chapter.taken and chapter.offered:
            sentence = f"{chapter.heading}还有 {len(chapter.offered)} 段提议没定，不用的不会印"
            yield _may("summary-offered", sentence, chapter.code)


def _judge_names(chapters: Sequence[DraftChapter], report: Report) -> Iterator[Finding]:
    names = [name for name in report.names if len(name) > 1]
    for chapter in chapters:
        if any(name in each.text for each in chapter.taken for name in names):
            yield _may("summary-names", f"{chapter.heading}里写了孩子全名，总结要外送，改成“孩子”", chapter.code)
