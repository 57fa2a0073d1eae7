"""胸牌.pdf: badges of 90 × 54 mm, ten on a sheet of A4, with lines to cut along."""

from collections.abc import Sequence
from typing import Any

from planner.documents.typesetting import ems, shorten, typeset
from planner.people.badges import HelperBadge

ON_A_SHEET = 10
# Points: a name of four signs stands at its largest in the 78 mm that it has.
LARGEST, SMALLEST, ROOM = 34.0, 13.0, 192.0


def build_badges(badges: Sequence[HelperBadge], *, event: str, organiser: str = "") -> bytes:
    """The badges as PDF; one sheet that says so while there are none. The same data gives the same bytes."""
    rows = [_badge(badge) for badge in badges]
    sheets = [rows[at : at + ON_A_SHEET] for at in range(0, len(rows), ON_A_SHEET)]
    data = {"event": shorten(event or "活动", 40), "organiser": shorten(organiser, 30), "sheets": sheets}
    return typeset("badges.typ", data)


def _badge(badge: HelperBadge) -> dict[str, Any]:
    name = shorten(badge.name.strip(), 60)
    size = min(LARGEST, max(SMALLEST, ROOM / max(1.0, ems(name))))
    return {"name": name, "size": round(size, 1), "post": shorten(badge.post, 30), "unit": shorten(badge.unit, 30)}
