"""A summary as it was filed: plain data whose figures no longer change, written as JSON and read back."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planner.dossier import from_plain, to_plain
from planner.report.drafting import DraftChapter, DraftParagraph
from planner.report.figures import FigureSource, LiveFigure
from planner.report.lessons import Lesson
from planner.report.prose import Skeleton
from planner.report.results import Results


@dataclass(frozen=True, slots=True)
class FiledFigure:
    """A figure as it was when the summary was filed, and the rows that it rested on then."""

    text: str
    heading: str
    sources: tuple[FigureSource, ...]


FiledPart = str | FiledFigure
FiledParagraph = tuple[FiledPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledChapter:
    """A chapter as it was filed; `code` is that by which it was written."""

    code: str
    heading: str
    numeral: str
    paragraphs: tuple[FiledParagraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledSummary:
    """All of a summary as it was filed, and what the next event of its kind is told.

    `results` is what its papers print besides; None of a version that was filed before these were kept.
    """

    title: str
    skeleton: Skeleton
    chapters: tuple[FiledChapter, ...]
    lessons: tuple[Lesson, ...] = ()
    results: Results | None = None

    def figure(self, number: int) -> FiledFigure | None:
        """The figure at that place among all of them, counted from 0."""
        figures = [
            part
            for chapter in self.chapters
            for paragraph in chapter.paragraphs
            for part in paragraph
            if isinstance(part, FiledFigure)
        ]
        return figures[number] if 0 <= number < len(figures) else None


def file_draft(
    title: str,
    skeleton: Skeleton,
    chapters: Sequence[DraftChapter],
    lessons: Iterable[Lesson],
    results: Results | None = None,
) -> FiledSummary:
    """What is taken over of a draft, with its figures as they stand now; chapters of which nothing is are left out.

    Of a cancelled event what it had cost goes in by itself, behind what somebody wrote.
    """
    takes_all = skeleton is Skeleton.CANCELLED
    chosen = ((chapter, (*chapter.taken, *(chapter.offered if takes_all else ()))) for chapter in chapters)
    return FiledSummary(
        title=title,
        skeleton=skeleton,
        chapters=tuple(_file_chapter(chapter, drafts) for chapter, drafts in chosen if drafts),
        lessons=tuple(lessons),
        results=results,
    )


def _file_chapter(chapter: DraftChapter, drafts: Sequence[DraftParagraph]) -> FiledChapter:
    paragraphs = (tuple(map(_file_part, draft.parts)) for draft in drafts)
    return FiledChapter(
        code=chapter.code, heading=chapter.heading, numeral=chapter.numeral, paragraphs=tuple(paragraphs)
    )


def _file_part(part: str | LiveFigure) -> FiledPart:
    return part if isinstance(part, str) else FiledFigure(part.text, part.heading, part.sources)


def write_filed(filed: FiledSummary) -> str:
    """The summary as JSON; `read_filed` gives the same one back."""
    plain = {
        "title": filed.title,
        "skeleton": filed.skeleton.value,
        "chapters": [_plain_chapter(chapter) for chapter in filed.chapters],
        "lessons": [[lesson.label, lesson.words, lesson.place] for lesson in filed.lessons],
        "results": to_plain(filed.results),
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain_chapter(chapter: FiledChapter) -> dict[str, Any]:
    return {
        "code": chapter.code,
        "heading": chapter.heading,
        "numeral": chapter.numeral,
        "paragraphs": [[_plain_part(part) for part in paragraph] for paragraph in chapter.paragraphs],
    }


def _plain_part(part: FiledPart) -> str | dict[str, Any]:
    if isinstance(part, str):
        return part
    sources = [[source.words, source.place, source.note] for source in part.sources]
    return {"figure": part.text, "heading": part.heading, "sources": sources}


def read_filed(text: str) -> FiledSummary:
    """The summary out of its JSON."""
    plain = json.loads(text)
    return FiledSummary(
        title=plain["title"],
        skeleton=Skeleton(plain["skeleton"]),
        chapters=tuple(_read_chapter(chapter) for chapter in plain["chapters"]),
        lessons=tuple(Lesson(*lesson) for lesson in plain["lessons"]),
        results=from_plain(Results, plain.get("results")),
    )


def _read_chapter(plain: dict[str, Any]) -> FiledChapter:
    return FiledChapter(
        code=plain["code"],
        heading=plain["heading"],
        numeral=plain["numeral"],
        paragraphs=tuple(tuple(map(_read_part, paragraph)) for paragraph in plain["paragraphs"]),
    )


def _read_part(plain: str | dict[str, Any]) -> FiledPart:
    if isinstance(plain, str):
        return plain
    sources = tuple(FigureSource(*source) for source in plain["sources"])
    return FiledFigure(plain["figure"], plain["heading"], sources)


def write_filed_text(paragraph: FiledParagraph) -> str:
    """A filed paragraph as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in paragraph)
