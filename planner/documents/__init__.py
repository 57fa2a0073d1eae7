"""What leaves the house as a file: plain data in, bytes out."""

import re
from dataclasses import dataclass

from planner.dossier import Dossier

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One paper: its code in addresses, its label and extension, and where its builder lives.

    Those `of_accounts` tell of the ledger: they are for whoever may read it, and stand on the pages of the money.
    `is_private` ones name children: no browser keeps them.
    """

    code: str
    label: str
    extension: str
    mime: str
    module: str
    builder: str
    of_accounts: bool = False
    is_private: bool = False


DOCUMENTS: dict[str, DocumentKind] = {
    kind.code: kind
    for kind in (
        DocumentKind("plan", "方案", "docx", _DOCX, "planner.documents.plan", "build_plan"),
        DocumentKind("handbook", "活动手册", "pdf", "application/pdf", "planner.documents.handbook", "build_handbook"),
        DocumentKind("slips", "任务单", "pdf", "application/pdf", "planner.documents.slips", "build_slips"),
        DocumentKind("budget", "预算表", "xlsx", _XLSX, "planner.documents.budget", "build_budget_sheet"),
        DocumentKind("schedule", "日程表", "xlsx", _XLSX, "planner.documents.schedule", "build_schedule_sheet"),
        DocumentKind("supplies", "物资清单", "xlsx", _XLSX, "planner.documents.supplies", "build_supplies_sheet"),
        DocumentKind("sign_in", "签到表", "docx", _DOCX, "planner.documents.sign_in", "build_sign_in", is_private=True),
        DocumentKind("calendar", "日历", "ics", "text/calendar", "planner.documents.calendar", "build_calendar"),
        DocumentKind(
            "settlement",
            "决算说明",
            "docx",
            _DOCX,
            "planner.documents.settlement",
            "build_settlement_report",
            of_accounts=True,
        ),
        DocumentKind(
            "settlement_sheet",
            "决算表",
            "xlsx",
            _XLSX,
            "planner.documents.settlement_sheet",
            "build_settlement_workbook",
            of_accounts=True,
        ),
        DocumentKind(
            "sign_off",
            "签领表",
            "docx",
            _DOCX,
            "planner.documents.sign_off",
            "build_sign_off",
            of_accounts=True,
            is_private=True,
        ),
    )
}


def file_name(dossier: Dossier, kind: DocumentKind) -> str:
    """The Chinese file name of a paper, without characters that Windows refuses."""
    title = _REFUSED.sub("", dossier.facts.title).strip(" .")[:60] or "活动"
    return f"{title}-{kind.label}.{kind.extension}"
