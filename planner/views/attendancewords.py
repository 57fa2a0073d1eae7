"""When somebody came and went, in the words of the organiser's lists: who noted it, and what wants a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from planner import clock
from planner.enums import PlaceCheck
from planner.models import Attendance
from planner.people import Slot
from planner.people.attendance import Span, find_span, tell_arrival, tell_departure
from planner.queries.attendance import kept_span

HERSELF = "本人签的"


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of somebody in words, and whether it wants a look: late, far from the post, sent later."""

    words: str
    doubt: str = ""


def is_present(noted: Attendance | None) -> bool:
    """Whether it is noted that somebody came or went."""
    return noted is not None and (noted.arrived_at is not None or noted.left_at is not None)


def tell_presence(slot: Slot, noted: Attendance | None, now: datetime) -> list[Noted]:
    """What is said of somebody at this shift; nothing of who neither came nor went."""
    span = find_span(slot, kept_span(noted))
    return tell_noted(noted, span, now) if noted is not None and span is not None else []


def tell_noted(noted: Attendance, span: Span, now: datetime) -> list[Noted]:
    """When somebody came and went, who noted it, and what of it wants a look."""
    found = []
    if (came := clock.on_the_wall(noted.arrived_at)) is not None:
        late = tell_arrival(span, came, max(now, span.begins)).partition("，")[2]
        doubts = (late, _place(noted.arrived_place))
        found.append(_noted(f"{came:%H:%M} 到", noted.arrived_by, noted.arrived_sent_at, doubts))
    if (went := clock.on_the_wall(noted.left_at)) is not None:
        early = tell_departure(span, went).partition("，")[2]
        by = f"{noted.left_by}按班次记的" if noted.left_by and noted.left_at == noted.ends_at else noted.left_by
        found.append(_noted(f"{went:%H:%M} 走", by, noted.left_sent_at, (early, _place(noted.left_place))))
    return found


def _noted(words: str, by: str, sent_at: datetime | None, doubts: Iterable[str]) -> Noted:
    who = HERSELF if not by else by if by.endswith("记的") else f"{by}勾的"
    sent = clock.on_the_wall(sent_at)
    late = f"离线，{sent:%H:%M} 送到" if sent else ""
    return Noted(f"{words}，{who}", "，".join(filter(None, (*doubts, late))))


def _place(check: PlaceCheck | None) -> str:
    return check.label if check in (PlaceCheck.FAR, PlaceCheck.UNKNOWN) else ""
