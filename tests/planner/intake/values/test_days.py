"""Words for days: read near to the event, checked against their weekday, asked where they are vague."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.days import Day
from planner.intake.values.days import read_day, read_days
from planner.intake.values.daysplit import split_day
from planner.intake.values.frame import DayFrame
from planner.intake.values.value import ReadValue

# 周日 to 周二, and the row above was of the second day.
TOUR = DayFrame(Day(8, 9, 2026), Day(8, 11, 2026), Day(8, 10, 2026))
NEW_YEAR = DayFrame(Day(12, 31, 2026), Day(1, 1, 2027))
UNKNOWN = DayFrame()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("8月9日", "2026-08-09"),
        ("８月９日", "2026-08-09"),
        ("8 月 9 号", "2026-08-09"),
        ("8月9日（周日）", "2026-08-09"),
        ("8月9日(日)", "2026-08-09"),
        ("8月9日 星期天", "2026-08-09"),
        ("礼拜日8月9日", "2026-08-09"),
        ("2026年8月9日是周日", "2026-08-09"),
        ("Sunday, 9 August 2026", "2026-08-09"),
        ("August 9", "2026-08-09"),
        ("9-Aug", "2026-08-09"),
        ("8.9", "2026-08-09"),
        ("8/9", "2026-08-09"),
        ("08-09", "2026-08-09"),
        ("26.8.9", "2026-08-09"),
        ("26年8月9日", "2026-08-09"),
        ("20××年8月9日", "2026-08-09"),
        ("今年8月9日", "2026-08-09"),
        ("八月九日", "2026-08-09"),
        ("二〇二六年八月九日", "2026-08-09"),
        ("20260809", "2026-08-09"),
        ("日期：8月9日", "2026-08-09"),
        ("公历8月9日", "2026-08-09"),
        ("46608", "2027-08-09"),
        ("2027-08-09 00:00:00", "2027-08-09"),
        ("2027/8/9 0:00", "2027-08-09"),
        ("2027-08-09T00:00:00Z", "2027-08-09"),
        ("同上", "2026-08-10"),
        ("同 上", "2026-08-10"),
        ("〃", "2026-08-10"),
        ("次日", "2026-08-11"),
        ("第一天", "2026-08-09"),
        ("第2天", "2026-08-10"),
        ("Day 2", "2026-08-10"),
        ("DAY3", "2026-08-11"),
        ("D1", "2026-08-09"),
        ("首日", "2026-08-09"),
        ("最后一天", "2026-08-11"),
        ("活动前一天", "2026-08-08"),
        ("活动后2天", "2026-08-13"),
        ("第二天 8月10日 周一", "2026-08-10"),
        ("8月9日（第一天）", "2026-08-09"),
        ("9日", "2026-08-09"),
        ("周一", "2026-08-10"),
        ("农历正月初五", "2026-02-21"),
        ("正月十五", "2026-03-03"),
        ("2027年农历正月初五", "2027-02-10"),
        ("腊月廿三", "2027-01-30"),
        ("大年初三", "2026-02-19"),
        ("除夕", "2026-02-16"),
        ("2027年除夕", "2027-02-05"),
        ("农历闰三月初一", None),
        ("农历闰六月初一", "2025-07-25"),
        ("8月9日（农历六月廿七）", "2026-08-09"),
        ("2027年6月1日（农历四月廿七）", "2027-06-01"),
        ("六一", "2026-06-01"),
        ("六一国际儿童节", "2026-06-01"),
        ("国庆节当天", "2026-10-01"),
        ("2027年端午节", "2027-06-09"),
        ("元旦", "2027-01-01"),
    ],
)
def test_one_day_is_read_near_to_the_event(text: str, read: str | None) -> None:
    found = read_day(text, TOUR)

    assert (found.text, found.source, bool(found.question)) == (read or "", text, read is None)


@pytest.mark.parametrize(
    ("text", "question", "choices"),
    [
        ("8月9日（周一）", "写的是星期一，2026年8月9日那天是周日。", ("2026-08-09", "2026-08-10")),
        ("8月9日（周六）", "写的是星期六，2026年8月9日那天是周日。", ("2026-08-09", "2026-08-08")),
        ("8月9日（周三）", "写的是星期三，2026年8月9日那天是周日。", ("2026-08-09", "2026-08-12")),
        ("8月9日（周四）", "写的是星期四，2026年8月9日那天是周日。", ("2026-08-09", "2026-08-06")),
        ("周六", "只写了星期六，是哪一天？", ()),
        ("第5天", "活动只有 3 天，“第5天”是哪一天？", ()),
        ("第零天", "活动只有 3 天，“第零天”是哪一天？", ()),
        ("今天", "“今天”要看是哪天写的，写成几月几日。", ()),
        ("明天", "“明天”要看是哪天写的，写成几月几日。", ()),
        ("下周三", "“下周三”要看是哪天写的，写成几月几日。", ()),
        ("3月上旬", "“3月上旬”没有说是哪一天。", ()),
        ("4月", "“4月”没有说是哪一天。", ()),
        ("2026年8月", "“2026年8月”没有说是哪一天。", ()),
        ("暑假", "“暑假”没有说是哪一天。", ()),
        ("2月30日", "没有“2月30日”这一天。", ()),
        ("1月32日", "没有“1月32日”这一天。", ()),
        ("13月5日", "没有“13月5日”这一天。", ()),
        ("2月29日", "2026 年没有 2月29日。", ()),
        ("25/12", "没有“25月12日”这一天。", ("2026-12-25",)),
        ("9/8/2026", "“9/8/2026”哪一个是月，哪一个是日？", ("2026-08-09", "2026-09-08")),
        ("8.1", "“8.1”是 8月1日，还是少了 0 的 8月10日？", ("2026-08-01", "2026-08-10")),
        ("八月十五", "“八月十五”是公历还是农历？公历写成 8月15日。", ("2026-08-15",)),
        ("初五", "“初五”是农历几月的？", ()),
        ("2027年腊月二十三", "农历 2027 年的这一天是哪一天？", ("2027-01-30", "2028-01-19")),
        ("2099年正月初一", "查不到这一天是公历几月几日，写公历日期。", ()),
        ("32日", "“32日”是几月的？", ()),
        ("0809", "“0809”是日期吗？", ("2026-08-09",)),
        (
            "第一天（8月10日）",
            "写了不同的日期：2026年8月9日（周日）、2026年8月10日（周一）。",
            ("2026-08-09", "2026-08-10"),
        ),
        ("8月9日上午", "日期后面还有“上午”。", ("2026-08-09",)),
        ("8月9日-11日", "写了不止一天，这里只写一天。", ("2026-08-09", "2026-08-11")),
        ("1800年8月9日", "年份要在 1900—2200 之间，现在是 1800。", ()),
        ("####", "列太窄，原表只显示了 ####，没有把数复制过来。", ()),
        ("4.6608E+4", "“4.6608E+4”是表格软件缩写过的数，后面的位数看不出来了。", ()),
        ("操场", "日期写成 2026-08-09 或 8月9日，现在是“操场”。", ()),
    ],
)
def test_what_is_no_certain_day_is_asked(text: str, question: str, choices: tuple[str, ...]) -> None:
    assert read_day(text, TOUR) == ReadValue("", text, question, choices)


@pytest.mark.parametrize(
    ("text", "read"),
    [("1月1日", "2027-01-01"), ("12月31日", "2026-12-31"), ("1月2日", "2027-01-02"), ("12月30日", "2026-12-30")],
)
def test_day_behind_new_year_is_of_the_next_year(text: str, read: str) -> None:
    assert read_day(text, NEW_YEAR).text == read
    assert read_day(text, DayFrame(Day(12, 31, 2026))).text == read


@pytest.mark.parametrize(
    ("text", "read", "asks"),
    [
        ("8月9日（周日）", "8月9日", False),
        ("2月29日", "2月29日", False),
        ("2026-08-09", "2026-08-09", False),
        ("第一天", "", True),
        ("同上", "", True),
        ("次日", "", True),
        ("正月初五", "", True),
        ("六一", "", True),
        ("周六", "", True),
        ("9日", "", True),
    ],
)
def test_without_an_event_nothing_is_invented(text: str, read: str, asks: bool) -> None:
    found = read_day(text, UNKNOWN)

    assert (found.text, bool(found.question)) == (read, asks)


@pytest.mark.parametrize("text", ["", "待定", "未定", "—", "-", "/", " "])
def test_what_says_nothing_is_no_question(text: str) -> None:
    assert read_day(text, TOUR) == ReadValue("", text.strip())


@pytest.mark.parametrize(
    ("text", "read", "rest"),
    [
        ("8月9日上午", "2026-08-09", "上午"),
        ("8月9日（周日）下午2:00", "2026-08-09", "下午2:00"),
        ("8月9日9点", "2026-08-09", "9点"),
        ("2026-08-09 09:00:00", "2026-08-09", "09:00:00"),
        ("46608.354166", "2027-08-09", "0.354166"),
        ("第一天　集合", "2026-08-09", "集合"),
        ("8月9日：Ａ组", "2026-08-09", "Ａ组"),
        ("8月9日-", "2026-08-09", ""),
        ("上午", "", "上午"),
    ],
)
def test_what_stands_behind_a_day_is_left_as_it_is(text: str, read: str, rest: str) -> None:
    found, left = split_day(text, TOUR)

    assert (found.text, left) == (read, rest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("8月9日-11日", "2026-08-09", "2026-08-11"),
        ("8月9—11日", "2026-08-09", "2026-08-11"),
        ("8月9日（周日）—8月11日（周二）", "2026-08-09", "2026-08-11"),
        ("8.9-8.11", "2026-08-09", "2026-08-11"),
        ("8/9~8/11", "2026-08-09", "2026-08-11"),
        ("2026.8.9-8.11", "2026-08-09", "2026-08-11"),
        ("2026-08-09—2026-08-11", "2026-08-09", "2026-08-11"),
        ("8月9日至11日（三天两夜）", "2026-08-09", "2026-08-11"),
        ("8月9日起3天", "2026-08-09", "2026-08-11"),
        ("8月9、10、11日", "2026-08-09", "2026-08-11"),
        ("第一天至第三天", "2026-08-09", "2026-08-11"),
        ("7月30日—8月2日", "2026-07-30", "2026-08-02"),
        ("12月30日—1月2日", "2026-12-30", "2027-01-02"),
        ("正月初一至初三", "2026-02-17", "2026-02-19"),
        ("8月9日", "2026-08-09", "2026-08-09"),
        ("8月9日起", "2026-08-09", ""),
        ("8月31日前", "", "2026-08-31"),
        ("待定", "", ""),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    found = read_days(text, TOUR)

    assert [(value.text, value.question, value.source) for value in found] == [(first, "", text), (last, "", text)]


@pytest.mark.parametrize(
    ("text", "question", "choices"),
    [
        ("8月9日-11日（共4天）", "写的是 4 天，日期是 3 天。", ("2026-08-11", "2026-08-12")),
        ("8月30日-2日", "结束 8月2日（周日） 早于开始 8月30日（周日）。", ()),
        ("8月9日、11日", "写的是 8月9日和 8月11日，不是连着的几天。", ("2026-08-09", "2026-08-11")),
        ("8月9日至11日，雨天顺延", "日期后面还有“雨天顺延”。", ("2026-08-11",)),
        ("8月9日-9月", "“9月”没有说是哪一天。", ()),
        ("8月9日-11日（周五）", "写的是星期五，2026年8月11日那天是周二。", ("2026-08-11", "2026-08-14")),
    ],
)
def test_last_day_that_does_not_fit_is_asked(text: str, question: str, choices: tuple[str, ...]) -> None:
    first, last = read_days(text, TOUR)

    assert first.text
    assert last == ReadValue("", text, question, choices)


@given(
    st.dates(date(2026, 5, 1), date(2026, 11, 30)),
    st.sampled_from(["{0.month}月{0.day}日", "{0.month}/{0.day}", "{0:%Y-%m-%d}"]),
)
def test_every_day_near_to_the_event_is_read_back(day: date, form: str) -> None:
    found = read_day(form.format(day), DayFrame(Day(8, 9, 2026)))

    assert found.text == day.isoformat()


@given(st.text(max_size=24) | st.text("8月9日（周一二三）-至、初正第天0123456789.年/ 同上农历闰", max_size=14))
def test_no_words_break_the_reading_of_days(text: str) -> None:
    """Always a day or nothing, never both a day and a question; no day where no words say one."""
    for frame in (TOUR, UNKNOWN, NEW_YEAR):
        value, rest = split_day(text, frame)
        for found in (value, read_day(text, frame), *read_days(text, frame)):
            assert not (found.text and found.question)
            assert found.source == text.strip()
            assert all(Day.parse(choice) for choice in found.choices)
            assert not found.text or Day.parse(found.text)
        assert rest in text


@given(st.integers(0, 400))
def test_serials_of_spreadsheets_are_days(more: int) -> None:
    assert read_day(str(46608 + more), TOUR).text == (date(2027, 8, 9) + timedelta(days=more)).isoformat()
