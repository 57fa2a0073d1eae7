"""A summary as its papers print it: the version that stands, or what it would be now."""

from dataclasses import dataclass
from datetime import date

from planner.dossier import Facts
from planner.report.filed import FiledSummary
from planner.report.results import Results


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
