"""反馈二维码.pdf: a sheet for each audience, A5, to hang up at the door or to lay on a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.documents.qrcodes import make_qr
from planner.documents.typesetting import shorten, typeset


@dataclass(frozen=True, slots=True)
class FeedbackSheet:
    """One sheet: who is spoken to, in which sentence, and what its code opens."""

    speaker: str
    sentence: str
    address: str


def build_feedback_sheets(sheets: Sequence[FeedbackSheet], *, event: str, organiser: str, until: str) -> bytes:
    """The sheets as PDF, one page A5 each. The same data gives the same bytes; user text is printed as it stands."""
    data = {
        "event": shorten(event or "活动", 60),
        "organiser": shorten(organiser, 40),
        "until": until,
        "sheets": [_sheet(sheet) for sheet in sheets],
    }
    return typeset("feedback_sheets.typ", data)


def _sheet(sheet: FeedbackSheet) -> dict[str, Any]:
    return {"speaker": sheet.speaker, "sentence": sheet.sentence, "qr": make_qr(sheet.address)}
