"""活动反馈: all that was said of an event, as a table without anybody's name."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.feedback import build_feedback
from planner.feedbackkinds import FeedbackAudience
from planner.models import Event
from planner.papers.paper import Paper, PrintedPaper
from planner.people.feedback import FeedbackSummary, Voice
from planner.queries.feedback import list_voices, read_feedback

_ORDER = {audience: place for place, audience in enumerate(FeedbackAudience)}


@dataclass(frozen=True, slots=True)
class FeedbackMaterial:
    """The voices with what they come to."""

    title: str
    summary: FeedbackSummary
    voices: Sequence[Voice]


def _build(given: FeedbackMaterial) -> bytes:
    return build_feedback(given.title, given.summary, given.voices)


PAPER: Paper[FeedbackMaterial] = Paper(code="feedback", label="活动反馈", extension="xlsx", build=_build)


def print_feedback(event: Event) -> PrintedPaper:
    """All that is not put away, by audience; within one in an order of chance, which tells nobody who came when."""
    voices = sorted(
        (voice for voice in list_voices(event.id) if not voice.is_put_away),
        key=lambda voice: (_ORDER[voice.audience], voice.key),
    )
    return PrintedPaper(
        name=f"{PAPER.label}.{PAPER.extension}",
        plain_name=f"{PAPER.code}.{PAPER.extension}",
        mime=PAPER.mime,
        content=PAPER.build(FeedbackMaterial(event.title, read_feedback(event), voices)),
    )
