"""shifts.ics: the shifts of one volunteer, as a calendar that updates itself (RFC 5545, RFC 7986)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from planner.documents.calendar import PRODUCT, TIMEZONE, ZONE
from planner.documents.contentlines import escape_text, join_lines, make_identifier
from planner.people import Slot

# How often calendars are to ask again; RFC 7986 5.7, and as Outlook and older ones say it.
REFRESH = "PT6H"


@dataclass(frozen=True, slots=True)
class CalendarShift:
    """A shift of the volunteer: whether they have the place, and whom they ask."""

    slot: Slot
    is_sure: bool
    contact: str = ""


def build_shift_calendar(
    shifts: Sequence[CalendarShift],
    *,
    title: str,
    key: str,
    host: str,
    stamp: datetime,
    sequence: int,
    is_cancelled: bool,
) -> bytes:
    """One VEVENT for each dated shift; `key` is that of the volunteer, so that the UIDs stay."""
    uid = f"volunteer-{make_identifier(key)}.{make_identifier(host)}"
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", escape_text(f"{title} 志愿服务")),
        ("X-WR-CALNAME", escape_text(f"{title} 志愿服务")),
        ("UID", uid),
        ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        ("X-PUBLISHED-TTL", REFRESH),
        *TIMEZONE,
    ]
    shared = [("DTSTAMP", f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"), ("SEQUENCE", str(sequence))]
    for shift in shifts:
        if shift.slot.begins is not None and shift.slot.ends is not None:
            lines += _entry(shift, title, uid, shared, is_cancelled)
    return join_lines([*lines, ("END", "VCALENDAR")]).encode("utf-8")


def _entry(
    shift: CalendarShift, title: str, uid: str, shared: list[tuple[str, str]], is_cancelled: bool
) -> Iterator[tuple[str, str]]:
    """One shift."""
    slot = shift.slot
    yield "BEGIN", "VEVENT"
    yield "UID", f"{make_identifier(slot.key)}@{uid}"
    yield from shared
    yield "STATUS", "CANCELLED" if is_cancelled else "CONFIRMED" if shift.is_sure else "TENTATIVE"
    yield f"DTSTART;TZID={ZONE}", f"{slot.begins:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={ZONE}", f"{slot.ends:%Y%m%dT%H%M%S}"
    yield "SUMMARY", escape_text(slot.post.title if shift.is_sure else f"{slot.post.title}（还没定）")
    if place := "，".join(filter(None, (slot.post.place, slot.post.meeting))):
        yield "LOCATION", escape_text(place)
    contact = f"找{shift.contact}" if shift.contact else ""
    yield "DESCRIPTION", escape_text("\n".join(filter(None, (slot.post.task, contact, title))))
    yield "END", "VEVENT"
