"""Reading a calendar file in a child process, within bounds that no file can widen."""

import json
import re
from datetime import date, timedelta

from planner.intake.calendars.entries import CalendarFile, unpack_entries
from planner.intake.childprocess import ask_child, code_of
from planner.intake.invoices.limits import MEBIBYTE, UnreadableFileError

MOST_BYTES = 2 * MEBIBYTE
MOST_COMPONENTS = 3000
SECONDS = 5.0
# Half a year back, a year ahead: the school year that runs and the one that is planned.
DAYS_BACK, DAYS_AHEAD = 183, 366
CODE = code_of("planner.intake.calendars.child")
_BEGINS = re.compile(r"^BEGIN:", re.MULTILINE | re.IGNORECASE)
_CALENDAR = re.compile(r"^BEGIN:VCALENDAR\s*$", re.MULTILINE | re.IGNORECASE)
_CALENDAR_END = re.compile(r"^END:VCALENDAR\s*$", re.MULTILINE | re.IGNORECASE)
_NO_CALENDAR = "这不是日历文件（.ics）。在日历里选“导出”，得到的文件名以 .ics 结尾。"


def window_around(today: date) -> tuple[date, date]:
    """The days of which entries are taken: eighteen months around today."""
    return today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)


def read_calendar_file(content: bytes, *, today: date, seconds: float = SECONDS) -> CalendarFile:
    """The entries of a file, with those of their days that lie in the window around today.

    Raises UnreadableFileError, with a ready sentence, for what is no calendar, too large, or takes too long.
    """
    if len(content) > MOST_BYTES:
        size = len(content) / MEBIBYTE
        raise UnreadableFileError(f"文件有 {size:.1f} MB，最多读 2 MB。在日历里只选这一学年再导出。")
    text = decode_calendar(content)
    if not _CALENDAR.search(text):
        raise UnreadableFileError(_NO_CALENDAR)
    if len(_CALENDAR.findall(text)) != len(_CALENDAR_END.findall(text)):
        raise UnreadableFileError("文件只有一半，多半没传完。再导出一次。")
    if (count := len(_BEGINS.findall(text))) > MOST_COMPONENTS:
        raise UnreadableFileError(f"文件里有 {count:,} 条，最多读 {MOST_COMPONENTS:,} 条。只选这一学年再导出。")
    first, last = window_around(today)
    order = json.dumps([text, first.isoformat(), last.isoformat()]).encode()
    answer = ask_child(CODE, order, seconds=seconds)
    if answer is None:
        raise UnreadableFileError("这个文件读不下来，里面有没完没了的重复日程，或者文件坏了。换一份再试。")
    file = unpack_entries(answer.decode())
    if not file.entries:
        raise UnreadableFileError("这个日历里一条日程也没有。")
    return file


def decode_calendar(content: bytes) -> str:
    """The text of a file: UTF-8 as the standard says, UTF-16 by its mark, else the Chinese encoding of old programs."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")
