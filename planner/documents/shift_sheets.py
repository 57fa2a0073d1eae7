"""志愿者签到表.pdf: a sheet for each shift, with who is expected and room for who comes besides."""

from collections.abc import Sequence
from typing import Any

from planner.documents.typesetting import shorten, typeset
from planner.people.badges import ShiftHelper, ShiftSheet
from planner.telling import UNKNOWN

# Lines for those who come without being on the list, and for a shift of which nobody is known yet.
BLANK_LINES, FEWEST = 3, 8


def build_shift_sheets(sheets: Sequence[ShiftSheet], *, event: str, organiser: str = "") -> bytes:
    """The sheets as PDF, A4, each shift on pages of its own; one page that says so without shifts.

    The same data gives the same bytes; user text is printed as it stands.
    """
    data = {"event": event or "活动", "organiser": organiser, "sheets": [_sheet(sheet) for sheet in sheets]}
    return typeset("shift_sheets.typ", data)


def _sheet(sheet: ShiftSheet) -> dict[str, Any]:
    rows = [_row(number, helper) for number, helper in enumerate(sheet.helpers, start=1)]
    blank = max(BLANK_LINES, FEWEST - len(rows))
    needed = f"需 {sheet.needed} 人，" if sheet.needed else ""
    return {
        "post": sheet.post or UNKNOWN,
        "when": sheet.when or UNKNOWN,
        "place": sheet.place or UNKNOWN,
        "count": f"{needed}已确认 {len(rows)} 人",
        "contact": sheet.contact,
        "rows": rows,
        "blank": [str(number) for number in range(len(rows) + 1, len(rows) + blank + 1)],
        "short": shorten(f"{sheet.post}　{sheet.when}", 40),
    }


def _row(number: int, helper: ShiftHelper) -> list[Any]:
    return [str(number), helper.name, helper.note, helper.unit, helper.phone]
