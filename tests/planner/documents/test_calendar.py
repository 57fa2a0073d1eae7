"""event.ics, read back by a second parser."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
import recurring_ical_events
from icalendar import Calendar

from planner.days import Day
from planner.documents.calendar import build_calendar
from planner.dossier import Dossier, Facts, ScheduleItem
from tests.planner.documents.events import cancelled, nasty, tour

STAMP = datetime(2026, 7, 1, 2, 3, 4, tzinfo=UTC)


def build(dossier: Dossier, sequence: int = 7) -> bytes:
    return build_calendar(dossier, event_id=5, host="plan.example.cn:8000", stamp=STAMP, sequence=sequence)


def entries(content: bytes) -> list:
    found = recurring_ical_events.of(Calendar.from_ical(content)).between((2026, 1, 1), (2027, 1, 1))
    return sorted(found, key=lambda e: str(e["UID"]))


def test_calendar_has_an_entry_for_each_dated_item() -> None:
    first, second, last = entries(build(tour(2026)))
    assert [str(e["SUMMARY"]) for e in (first, second, last)] == ["报到", "参观故居", "返程"]
    assert first["DTSTART"].dt.isoformat() == "2026-08-09T09:00:00+08:00"
    assert first["DTEND"].dt.isoformat() == "2026-08-09T16:00:00+08:00"
    assert first["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert (str(first["LOCATION"]), str(second["LOCATION"])) == ("福利院", "元坝—仪陇")
    assert "负责人：周老师、随行医生" in second["DESCRIPTION"]
    assert str(first["UID"]) == "i1@event-5.plan.example.cn-8000"
    assert (first["SEQUENCE"], first["DTSTAMP"].dt) == (7, STAMP)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (time(22), time(), "20260810T000000"),
        (time(21), time(6), "20260810T060000"),
        (time(9), time(10), "20260809T100000"),
        (time(14), time(13), None),
    ],
)
def test_item_ends_on_the_day_that_it_ends_on(start: time, end: time, written: str | None) -> None:
    night = replace(tour(2026), schedule=(ScheduleItem("i", "值夜", Day(8, 9, 2026), start, end),))
    text = build(night).decode()

    assert (f"DTEND;TZID=Asia/Shanghai:{written}\r\n" in text) is (written is not None)
    assert (text.count("DTEND;TZID") == 1) is (written is not None)


def test_item_without_end_invents_none() -> None:
    text = build(tour(2026)).decode()
    entry = text[text.index("UID:i4@") :]
    assert "DTEND" not in entry[: entry.index("END:VEVENT")]


def test_calendar_without_a_year_is_empty_and_valid() -> None:
    assert entries(build(tour())) == []


def test_event_without_items_takes_its_days() -> None:
    facts = tour(2026).facts
    (entry,) = entries(build(Dossier(facts=facts)))
    assert (str(entry["DTSTART"].dt), str(entry["DTEND"].dt)) == ("2026-08-09", "2026-08-12")
    assert entries(build(Dossier(facts=Facts(title="待定")))) == []


def test_cancelled_event_says_so() -> None:
    calendar = Calendar.from_ical(build(cancelled()))
    assert calendar["METHOD"] == "CANCEL"
    assert {str(e["STATUS"]) for e in calendar.walk("VEVENT")} == {"CANCELLED"}


PICTURES = replace(tour(2026), facts=replace(tour(2026).facts, title="👶" * 19))


@pytest.mark.parametrize("event", [tour(2026), nasty(), PICTURES], ids=["tour", "nasty", "pictures"])
def test_lines_are_folded_between_characters(event: Dossier) -> None:
    content = build(event)
    assert content.endswith(b"END:VCALENDAR\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_hostile_text_stays_in_its_value() -> None:
    first, *_ = entries(build(nasty()))
    assert "<script>alert(1)</script>" in str(first["SUMMARY"])
    assert len(entries(build(nasty()))) == 3


def test_sequence_tells_versions_apart() -> None:
    assert build(tour(2026), 8) != build(tour(2026))
