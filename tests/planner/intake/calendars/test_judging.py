"""What becomes of each entry: nothing is dropped without its reason, and what looks like an event is asked."""

from datetime import date

import pytest

from planner.eventkinds import KINDS
from planner.intake.calendars.entries import CalendarEntry
from planner.intake.calendars.judging import MOST_TIMES, EntryFate, judge_entries
from planner.intake.calendars.kinds import guess_event, guess_school_days
from planner.schooldays import SchoolDayKind

DAY = date(2027, 6, 1)
ONE_DAY = ((DAY, DAY),)


def weekly(times: int) -> CalendarEntry:
    """Something on so many days."""
    return CalendarEntry("升旗", tuple((date(2027, 3, n), date(2027, 3, n)) for n in range(1, 2 * times, 2)))


@pytest.mark.parametrize(
    ("title", "kind", "event"),
    [
        ("期中考试", SchoolDayKind.EXAM, ""),
        ("高一期末", SchoolDayKind.EXAM, ""),
        ("期末总结表彰会", SchoolDayKind.OTHER, ""),
        ("中考", SchoolDayKind.EXAM, ""),
        ("中考百日誓师", SchoolDayKind.OTHER, ""),
        ("清明节放假", SchoolDayKind.HOLIDAY, ""),
        ("国庆节", SchoolDayKind.HOLIDAY, ""),
        ("寒假", SchoolDayKind.HOLIDAY, ""),
        ("国庆调休上课", SchoolDayKind.WORKDAY, ""),
        ("开学典礼", SchoolDayKind.TERM, ""),
        ("学生返校", SchoolDayKind.TERM, ""),
        ("教师培训", SchoolDayKind.OTHER, ""),
        ("六一儿童节", SchoolDayKind.OTHER, "childrens_day"),
        ("暑假研学", SchoolDayKind.HOLIDAY, "study_tour"),
        ("清明祭扫烈士墓", SchoolDayKind.HOLIDAY, "qingming"),
        ("春节走访慰问", SchoolDayKind.HOLIDAY, "spring_festival"),
        ("秋季运动会", SchoolDayKind.OTHER, "outdoor_training"),
        ("元旦联欢", SchoolDayKind.HOLIDAY, "performance"),
        ("重阳敬老", SchoolDayKind.OTHER, "chongyang"),
        ("学雷锋志愿服务", SchoolDayKind.OTHER, "blank"),
        ("", SchoolDayKind.OTHER, ""),
    ],
)
def test_kinds_by_words(title, kind, event):
    assert (guess_school_days(title), guess_event(title)) == (kind, event)
    assert event in {"", *KINDS}


@pytest.mark.parametrize(
    ("entry", "fate", "why"),
    [
        (CalendarEntry("期中考试", ONE_DAY), EntryFate.TAKEN, ""),
        (CalendarEntry("六一游园", ONE_DAY), EntryFate.ASKED, "像是要办的活动"),
        (CalendarEntry("期中考试", fault="已取消"), EntryFate.LEFT_OUT, "已取消"),
        (CalendarEntry("", ONE_DAY), EntryFate.LEFT_OUT, "没有标题"),
        (CalendarEntry("期中考试"), EntryFate.LEFT_OUT, "不在前半年到后一年里"),
        (weekly(MOST_TIMES), EntryFate.TAKEN, ""),
        (weekly(MOST_TIMES + 1), EntryFate.LEFT_OUT, "反复的日程，4 次"),
        (CalendarEntry("校历里有", ONE_DAY), EntryFate.LEFT_OUT, "校历里已经有了"),
        (CalendarEntry("六一慰问", ONE_DAY), EntryFate.LEFT_OUT, "已经有这个活动"),
    ],
)
def test_fates(entry, fate, why):
    [judged] = judge_entries([entry], days_there={("校历里有", DAY)}, events_there={("六一慰问", DAY)})
    assert (judged.number, judged.entry, judged.fate, judged.why) == (1, entry, fate, why)


def test_same_entry_twice_counts_once():
    same = CalendarEntry("期中考试", ONE_DAY)
    judged = judge_entries([same, CalendarEntry("开学", ONE_DAY), same])
    assert [(one.fate, one.why) for one in judged] == [
        (EntryFate.TAKEN, ""),
        (EntryFate.TAKEN, ""),
        (EntryFate.LEFT_OUT, "和第 1 条相同"),
    ]
