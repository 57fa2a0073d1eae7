"""What leaves the house as a file: plain data in, bytes out."""

import re
from dataclasses import dataclass

from planner.dossier import Dossier

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One paper: its code in addresses, its label and extension, and where its builder lives."""

    code: str
    label: str
    extension: str
    mime: str
    module: str
    builder: str


DOCUMENTS: dict[str, DocumentKind] = {
    kind.code: kind
    for kind in (
        DocumentKind("plan", "方案", "docx", _DOCX, "planner.documents.plan", "build_plan"),
        DocumentKind("handbook", "活动手册", "pdf", "application/pdf", "planner.documents.handbook", "build_handbook"),
        DocumentKind("slips", "任务单", "pdf", "application/pdf", "planner.documents.slips", "build_slips"),
        DocumentKind("budget", "预算表", "xlsx", _XLSX, "planner.documents.budget", "build_budget_sheet"),
        DocumentKind("schedule", "日程表", "xlsx", _XLSX, "planner.documents.schedule", "build_schedule_sheet"),
        DocumentKind("supplies", "物资清单", "xlsx", _XLSX, "planner.documents.supplies", "build_supplies_sheet"),
        DocumentKind("sign_in", "签到表", "docx", _DOCX, "planner.documents.sign_in", "build_sign_in"),
        DocumentKind("calendar", "日历", "ics", "text/calendar", "planner.documents.calendar", "build_calendar"),
    )
}


def file_name(dossier: Dossier, kind: DocumentKind) -> str:
    """The Chinese file name of a paper, without characters that Windows refuses."""
    title = _REFUSED.sub("", dossier.facts.title).strip(" .")[:60] or "活动"
    return f"{title}-{kind.label}.{kind.extension}"
