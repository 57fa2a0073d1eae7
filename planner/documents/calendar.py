"""event.ics: the schedule for phones and desktop calendars (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from planner.days import date_near
from planner.documents.contentlines import escape_text, join_lines, make_identifier
from planner.dossier import Dossier, ScheduleItem
from planner.enums import EventStatus
from planner.nights import end_minutes, ends_too_early
from planner.telling import UNKNOWN

ZONE = "Asia/Shanghai"
PRODUCT = "-//planner//活动方案//ZH"
# Shanghai keeps UTC+8 all year; it has had no summer time since 1992.
TIMEZONE = [
    ("BEGIN", "VTIMEZONE"),
    ("TZID", ZONE),
    ("BEGIN", "STANDARD"),
    ("DTSTART", "19920101T000000"),
    ("TZNAME", "CST"),
    ("TZOFFSETFROM", "+0800"),
    ("TZOFFSETTO", "+0800"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
]


def build_calendar(dossier: Dossier, *, event_id: int, host: str, stamp: datetime, sequence: int) -> bytes:
    """One VEVENT for each schedule item whose full date is known, in Asia/Shanghai.

    UIDs are stable (`<key>@event-<id>.<host>`), `sequence` rises with every change; a cancelled event carries
    STATUS:CANCELLED everywhere. An event without any datable item is one all-day entry if its own days are known.
    Items with a start but no end have no DTEND: nothing is invented.
    """
    uid = f"event-{event_id}.{make_identifier(host)}"
    cancelled = dossier.facts.status is EventStatus.CANCELLED
    shared = [
        ("DTSTAMP", f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"),
        ("SEQUENCE", str(sequence)),
        ("STATUS", "CANCELLED" if cancelled else "CONFIRMED" if _is_settled(dossier) else "TENTATIVE"),
    ]
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "CANCEL" if cancelled else "PUBLISH"),
        ("NAME", escape_text(dossier.facts.title)),
        ("X-WR-CALNAME", escape_text(dossier.facts.title)),
        ("UID", uid),
    ]
    text = join_lines(lines + TIMEZONE)
    # Whoever types 6月1日 into an event of a known year means that year.
    days = ((item, date_near(item.day, dossier.facts.starts_on)) for item in dossier.schedule if item.day)
    dated = [(item, day) for item, day in days if day]
    for item, day in dated:
        text += join_lines(_entry(dossier, item, day, uid, shared))
    if not dated:
        text += join_lines(_whole_event(dossier, uid, shared))
    return (text + join_lines([("END", "VCALENDAR")])).encode("utf-8")


def _is_settled(dossier: Dossier) -> bool:
    return dossier.facts.status not in (EventStatus.DRAFT, EventStatus.SUBMITTED, EventStatus.RETURNED)


def _entry(
    dossier: Dossier, item: ScheduleItem, day: date, uid: str, shared: list[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """One schedule item."""
    yield "BEGIN", "VEVENT"
    yield "UID", f"{make_identifier(item.key)}@{uid}"
    yield from shared
    yield from _times(day, item.start, item.end)
    yield "SUMMARY", escape_text(item.title)
    if item.place or dossier.facts.place:
        yield "LOCATION", escape_text(item.place or dossier.facts.place)
    names = "、".join(dossier.duty_names(item))
    yield (
        "DESCRIPTION",
        escape_text("\n".join(p for p in (f"负责人：{names or UNKNOWN}", item.detail, dossier.facts.title) if p)),
    )
    yield "CATEGORIES", escape_text(item.kind.label)
    yield "END", "VEVENT"


def _times(day: date, start: time | None, end: time | None) -> Iterator[tuple[str, str]]:
    """DTSTART and DTEND; without a start the item takes the day, for its hour is unknown."""
    if start is None:
        yield "DTSTART;VALUE=DATE", f"{day:%Y%m%d}"
        return
    yield f"DTSTART;TZID={ZONE}", f"{datetime.combine(day, start):%Y%m%dT%H%M%S}"
    if end is not None and not ends_too_early(start, end):
        ends = datetime.combine(day, time.min) + timedelta(minutes=end_minutes(start, end))
        yield f"DTEND;TZID={ZONE}", f"{ends:%Y%m%dT%H%M%S}"


def _whole_event(dossier: Dossier, uid: str, shared: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The event itself, all day; nothing while its year is unknown."""
    facts = dossier.facts
    first = facts.starts_on.date if facts.starts_on else None
    if first is None:
        return
    last = (date_near(facts.ends_on, facts.starts_on) if facts.ends_on else None) or first
    yield "BEGIN", "VEVENT"
    yield "UID", f"whole@{uid}"
    yield from shared
    yield "DTSTART;VALUE=DATE", f"{first:%Y%m%d}"
    yield "DTEND;VALUE=DATE", f"{max(first, last) + timedelta(days=1):%Y%m%d}"
    yield "SUMMARY", escape_text(facts.title)
    if facts.place:
        yield "LOCATION", escape_text(facts.place)
    yield "DESCRIPTION", escape_text(f"负责人：{facts.owner or UNKNOWN}")
    yield "END", "VEVENT"
