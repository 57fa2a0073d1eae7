"""Calendar files: the days of each entry, whatever program wrote it, and bounds that no file widens."""

from datetime import date

import pytest

from planner.intake.calendars import reading
from planner.intake.calendars.entries import CalendarEntry, CalendarFile, pack_entries, unpack_entries
from planner.intake.calendars.ical import read_entries
from planner.intake.calendars.reading import decode_calendar, read_calendar_file, window_around
from planner.intake.invoices.limits import UnreadableFileError
from tests.planner.icssamples import SCHOOL_YEAR, TODAY, all_day, calendar

FIRST, LAST = window_around(TODAY)


def read(*entries: str, head: str = "") -> list[CalendarEntry]:
    """The entries of a calendar with these lines."""
    return list(read_entries(calendar(*entries, head=head), FIRST, LAST).entries)


def days(*spans: tuple[int, int, int]) -> tuple[tuple[date, date], ...]:
    """Spans of single days."""
    return tuple((date(*span), date(*span)) for span in spans)


@pytest.mark.parametrize(
    ("lines", "spans"),
    [
        (all_day("x", "20261201"), days((2026, 12, 1))),
        (all_day("x", "20261201", "20261204"), ((date(2026, 12, 1), date(2026, 12, 3)),)),
        ("SUMMARY:x\nDTSTART:20261201T090000\nDTEND:20261202T000000", days((2026, 12, 1))),
        ("SUMMARY:x\nDTSTART:20261201T090000\nDTEND:20261202T000100", ((date(2026, 12, 1), date(2026, 12, 2)),)),
        ("SUMMARY:x\nDTSTART:20261201T160000Z\nDTEND:20261201T170000Z", days((2026, 12, 2))),
        ("SUMMARY:x\nDTSTART;TZID=China Standard Time:20261201T090000", days((2026, 12, 1))),
        ("SUMMARY:x\nDTSTART;VALUE=DATE:20261201\nDURATION:P2D", ((date(2026, 12, 1), date(2026, 12, 2)),)),
        (all_day("x", "20261201") + "\nRRULE:FREQ=DAILY;COUNT=3", ((date(2026, 12, 1), date(2026, 12, 3)),)),
        (all_day("x", "20261201") + "\nRRULE:FREQ=WEEKLY;COUNT=2", days((2026, 12, 1), (2026, 12, 8))),
        (
            all_day("x", "20261201") + "\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20261208",
            days((2026, 12, 1), (2026, 12, 15)),
        ),
        (all_day("x", "20261201") + "\nRDATE;VALUE=DATE:20261210", days((2026, 12, 1), (2026, 12, 10))),
        (all_day("x", "20200101"), ()),
        (all_day("x", f"{FIRST:%Y%m%d}"), ((FIRST, FIRST),)),
        (all_day("x", f"{LAST:%Y%m%d}"), ((LAST, LAST),)),
        (all_day("x", "20271130"), ()),
    ],
)
def test_days_of_an_entry(lines, spans):
    assert [entry.spans for entry in read(lines)] == [spans]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("SUMMARY:x", "没有开始日期"),
        ("SUMMARY:x\nDTSTART:2026-06-01", "日期读不懂"),
        (all_day("x", "20261201") + "\nRRULE:FREQ=MINUTELY", "按小时、分钟重复"),
        (all_day("x", "20261201") + "\nRRULE:FREQ=HOURLY;COUNT=2", "按小时、分钟重复"),
        (all_day("x", "20261201") + "\nRRULE:FREQ=DAILY;INTERVAL=0", "日期读不懂"),
        (all_day("x", "20261201") + "\nSTATUS:CANCELLED", "已取消"),
    ],
)
def test_entry_that_cannot_be_taken_says_why(lines, fault):
    entries = read(lines, all_day("开学", "20270225"))
    assert [(entry.title, entry.fault, bool(entry.spans)) for entry in entries] == [
        ("x", fault, False),
        ("开学", "", True),
    ]


def test_unknown_time_zone_is_told_and_its_hours_stand():
    [entry] = read("SUMMARY:x\nDTSTART;TZID=Mars/Base:20261201T233000")
    assert (entry.zone, entry.spans) == ("Mars/Base", days((2026, 12, 1)))


def test_one_changed_day_of_a_series_belongs_to_it():
    moved = "UID:a\nSUMMARY:x\nRECURRENCE-ID;VALUE=DATE:20261208\nDTSTART;VALUE=DATE:20261210"
    [entry] = read(all_day("x", "20261201", uid="a") + "\nRRULE:FREQ=WEEKLY;COUNT=2", moved)
    assert entry.spans == days((2026, 12, 1), (2026, 12, 10))


def test_more_than_five_thousand_times_is_cut_and_told(monkeypatch):
    monkeypatch.setattr("planner.intake.calendars.ical.MOST_SPANS", 3)
    daily = all_day("x", "20261201") + "\nRRULE:FREQ=DAILY;COUNT=3"
    text = calendar(daily, all_day("y", "20261201"))
    assert read_entries(text, FIRST, LAST).is_cut
    assert not read_entries(calendar(daily), FIRST, LAST).is_cut


def test_file_is_read_by_a_child_with_all_its_calendars():
    content = (SCHOOL_YEAR + calendar(all_day("散学", "20270702"))).encode("gb18030")
    file = read_calendar_file(content, today=date(2027, 2, 1))
    assert [entry.title for entry in file.entries] == [
        "开学",
        "期中考试",
        "劳动节放假",
        "六一游园会",
        "升旗仪式",
        "家长会",
        "散学",
    ]
    assert len(file.entries[4].spans) == 15


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding):
    assert "期中考试" in decode_calendar(SCHOOL_YEAR.encode(encoding))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "这不是日历文件"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "这不是日历文件"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT", "这不是日历文件"),
        (b"BEGIN:VCALENDAR\r\n" + b" " * (2 * 2**20), "文件有 2.0 MB，最多读 2 MB"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 3000 + b"END:VCALENDAR", "文件里有 3,001 条，最多读 3,000 条"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "文件只有一半"),
        (b"BEGIN:VCALENDAR\r\nnothing\r\nEND:VCALENDAR\r\n", "这个文件读不下来"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "一条日程也没有"),
    ],
)
def test_what_cannot_be_read_is_said(content, said):
    with pytest.raises(UnreadableFileError, match=said):
        read_calendar_file(content, today=TODAY)


def test_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "CODE", "import time; time.sleep(60)")
    with pytest.raises(UnreadableFileError, match="没完没了"):
        read_calendar_file(SCHOOL_YEAR.encode(), today=TODAY, seconds=0.1)


def test_entries_go_through_a_form_unchanged():
    file = CalendarFile((CalendarEntry("李𠮷", days((2026, 12, 1)), "", "Mars"), CalendarEntry("", fault="x")), True)
    assert unpack_entries(pack_entries(file)) == file


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "3",
        '{"entries":[{}],"is_cut":0}',
        '{"entries":3,"is_cut":0}',
        '{"entries":[{"title":"x","spans":[["a","b"]],"fault":"","zone":""}],"is_cut":0}',
    ],
)
def test_other_texts_are_no_entries(text):
    with pytest.raises(ValueError, match="no entries"):
        unpack_entries(text)
