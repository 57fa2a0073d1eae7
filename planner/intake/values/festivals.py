"""Festivals as words for a day: 六一, 国庆节, 端午节当天."""

import re
from datetime import date

from planner.holidays import holidays_of
from planner.intake.values.dayfound import DayFound
from planner.intake.values.frame import DayFrame
from planner.intake.values.lunardays import near_event

_SHORT = {"六一": "儿童节", "五一": "劳动节", "十一": "国庆节", "七一": "建党节", "八一": "建军节", "三八": "妇女节"}
_SHORT |= {"五四": "青年节", "元宵": "元宵节", "清明": "清明节", "端午": "端午节", "中秋": "中秋节", "重阳": "重阳节"}
_SHORT |= {"国庆": "国庆节", "春节": "春节", "元旦": "元旦"}
_LONG = "儿童节|劳动节|国庆节|建党节|建军节|妇女节|青年节|教师节|植树节|元宵节|清明节|端午节|中秋节|重阳节"
_FESTIVAL = re.compile(
    rf"(?:(?P<year>\d{{4}}) *年 *)?"
    rf"(?:(?P<long>{_LONG})|(?P<short>{'|'.join(_SHORT)})(?:国际)?(?:儿童节|劳动节)?)(?:当天|当日|这天|那天)?"
)


def find_festival(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """The date of a festival in the year that is written with it, else nearest to the event."""
    match = _FESTIVAL.match(plain, at)
    if match is None:
        return None
    name = match["long"] or _SHORT[match["short"]]
    return near_event(match.end(), match["year"], frame, lambda year: _date_of(name, year))


def _date_of(name: str, year: int) -> date | None:
    return next((day for day, names in holidays_of(year).items() if name in names.split("、")), None)
