"""A summary as its papers print it: the version that stands, or what it would be now."""

from dataclasses import dataclass
from datetime import date

from planner.dossier import Facts
from planner.report.filed import FiledChapter, FiledSummary, write_filed_text
from planner.report.prose import Skeleton
from planner.report.results import FormLine, Results


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryEdition:
    """A filed version with who filed it and when; number 0 is the draft of now."""

    filed: FiledSummary
    number: int = 0
    filed_by: str = ""
    filed_on: date | None = None

    @property
    def is_draft(self) -> bool:
        """Whether nobody has filed it yet, or it was opened again."""
        return not self.number

    @property
    def results(self) -> Results:
        """What it prints besides its text; of a version that kept nothing of it only the title is known."""
        return self.filed.results or Results(facts=Facts(title=self.filed.title))

    @property
    def short(self) -> tuple[FormLine, ...]:
        """The lines of the short form; those that were filed where it was filed in that form."""
        if self._is_filed_as(Skeleton.SHORT):
            return tuple(FormLine(chapter.heading, "\n".join(_texts(chapter))) for chapter in self.filed.chapters)
        return self.results.short

    @property
    def letter(self) -> tuple[str, ...]:
        """The paragraphs of the letter home; those that were filed where it was filed in that form."""
        if self._is_filed_as(Skeleton.LETTER):
            return tuple(text for chapter in self.filed.chapters for text in _texts(chapter))
        return self.results.letter

    def _is_filed_as(self, skeleton: Skeleton) -> bool:
        return not self.is_draft and self.filed.skeleton is skeleton


def _texts(chapter: FiledChapter) -> list[str]:
    """The paragraphs of a filed chapter as plain text."""
    return [write_filed_text(paragraph) for paragraph in chapter.paragraphs]
