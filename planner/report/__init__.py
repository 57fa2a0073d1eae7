"""What came of an event as plain data: figures with their rows, what is asked, and the paragraphs they write."""

from planner.report.actuals import Actual, Actuals, Impression, TallyEntry
from planner.report.contradictions import Contradiction, find_contradictions, link_figures
from planner.report.figures import FigureSource, LiveFigure, Turnout
from planner.report.passages import Passage, propose_passages
from planner.report.prose import Skeleton, SummaryChapter
from planner.report.questions import AskedNumber, find_questions
from planner.report.records import Records, ServedHelpers
from planner.report.report import Report, build_report

__all__ = [
    "Actual",
    "Actuals",
    "AskedNumber",
    "Contradiction",
    "FigureSource",
    "Impression",
    "LiveFigure",
    "Passage",
    "Records",
    "Report",
    "ServedHelpers",
    "Skeleton",
    "SummaryChapter",
    "TallyEntry",
    "Turnout",
    "build_report",
    "find_contradictions",
    "find_questions",
    "link_figures",
    "propose_passages",
]
