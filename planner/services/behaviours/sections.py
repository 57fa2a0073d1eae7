"""Chapters: those that close a paper close it still when others are added."""

from planner.dossier.sources import CLOSING_SOURCES
from planner.models import RowMixin
from planner.services.behaviours.behaviour import Behaviour


class Sections(Behaviour):
    """A new chapter goes before 附件 and 落款 where these close the plan."""

    noun = "sections"

    def arrange(self, rows: list[RowMixin]) -> list[RowMixin]:
        return sorted(rows, key=lambda row: getattr(row, "source", None) in CLOSING_SOURCES)
