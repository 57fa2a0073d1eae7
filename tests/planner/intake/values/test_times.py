"""Words for times: ranges in the light of both their ends, words for the parts of a day, what is asked."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake.values.oddtimes import ask_odd_times
from planner.intake.values.times import split_times
from planner.intake.values.value import ReadValue


def times_in(text: str) -> tuple[ReadValue, ReadValue]:
    """Start and end that a text begins with."""
    start, end, _ = split_times(text)
    return start, end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("上午8:30—9:10", "08:30", "09:10"),
        ("9：10－10：00", "09:10", "10:00"),
        ("14:00～15:30", "14:00", "15:30"),
        ("8:30-9:10（40分钟）", "08:30", "09:10"),
        ("8:00-9:30（1.5小时）", "08:00", "09:30"),
        ("8:00-9:30（1个半小时）", "08:00", "09:30"),
        ("8:00-9:30（1小时30分）", "08:00", "09:30"),
        ("8:30（40分钟）", "08:30", "09:10"),
        ("8:30，一刻钟", "08:30", "08:45"),
        ("下午2点到3点半", "14:00", "15:30"),
        ("下午2:30-3:30", "14:30", "15:30"),
        ("下午2-3点", "14:00", "15:00"),
        ("晚6:30-8:00", "18:30", "20:00"),
        ("上午11点-1点", "11:00", "13:00"),
        ("中午12:00—1:30", "12:00", "13:30"),
        ("上午8:30至下午5:00", "08:30", "17:00"),
        ("上午（8:30-9:10）", "08:30", "09:10"),
        ("八点半至九点十分", "08:30", "09:10"),
        ("8时30分至9时10分", "08:30", "09:10"),
        ("08:30:00-09:10:00", "08:30", "09:10"),
        ("0830-0910", "08:30", "09:10"),
        ("8.30-9.10", "08:30", "09:10"),
        ("8-9点", "08:00", "09:00"),
        ("9:00\n10:00", "09:00", "10:00"),
        ("9:00 10:00", "09:00", "10:00"),
        ("8:30 to 9:10", "08:30", "09:10"),
        ("8:00 AM - 5:00 PM", "08:00", "17:00"),
        ("2:00-3:30 PM", "14:00", "15:30"),
        ("11:00-1:00 PM", "11:00", "13:00"),
        ("时间：9:00-10:00", "09:00", "10:00"),
        # Midnight and behind it.
        ("22:00-24:00", "22:00", "24:00"),
        ("22:00-0:00", "22:00", "24:00"),
        ("21:00-6:00", "21:00", "06:00"),
        ("23:30-0:30", "23:30", "00:30"),
        ("18:00—次日6:00", "18:00", "06:00"),
        ("晚上8点到12点", "20:00", "24:00"),
        ("晚上9点到6点", "21:00", "06:00"),
        ("晚上10点到12点半", "22:00", "00:30"),
        ("晚上7点至次日早上6点", "19:00", "06:00"),
        # One time alone.
        ("8:30", "08:30", ""),
        ("9点一刻", "09:15", ""),
        ("9点三刻", "09:45", ""),
        ("9点整", "09:00", ""),
        ("9点05分", "09:05", ""),
        ("0900", "09:00", ""),
        ("9.30", "09:30", ""),
        ("9:00:00", "09:00", ""),
        ("0.354166", "08:30", ""),
        ("0.5", "12:00", ""),
        ("46608.354166", "08:30", ""),
        ("1899-12-30 08:30:00", "08:30", ""),
        ("中午1点", "13:00", ""),
        ("中午12:30", "12:30", ""),
        ("晚上12点", "24:00", ""),
        ("晚上8:00", "20:00", ""),
        ("下午15:00", "15:00", ""),
        ("凌晨12:30", "00:30", ""),
        ("夜里1点", "01:00", ""),
        ("零点", "00:00", ""),
        ("12:30 AM", "00:30", ""),
        ("12:00 PM", "12:00", ""),
        ("24:00", "24:00", ""),
        ("9:00起", "09:00", ""),
        ("9:00—", "09:00", ""),
        ("-10:00", "", "10:00"),
        ("至10:00", "", "10:00"),
    ],
)
def test_start_and_end_are_read(text: str, start: str, end: str) -> None:
    found = times_in(text)

    assert [(value.text, value.question, value.source) for value in found] == [(start, "", text), (end, "", text)]


@pytest.mark.parametrize(
    ("text", "question", "choices"),
    [
        ("上午14点", "写的是“上午”，又是 14 点。", ("14:00", "02:00")),
        ("早上12点", "写的是“早上”，又是 12 点。", ("12:00", "00:00")),
        ("晚上12:30", "“晚上 12:30”是半夜还是中午？", ("00:30", "12:30")),
        ("2点到下午3点半", "开始 02:00 是早上还是下午？", ("02:00", "14:00")),
        ("9", "“9”是几点？", ("09:00", "21:00")),
        ("13", "“13”是几点？", ("13:00",)),
        ("9—10", "“9—10”是几点到几点？", ()),
        ("9.3", "“9.3”是几点几分？", ("09:30", "09:03")),
        ("9.5", "“9.5”是几点几分？", ("09:50", "09:05", "09:30")),
        ("8:3", "“8:3”是几点几分？", ("08:30", "08:03")),
        ("0.999", "“0.999”不像时间。", ("23:59",)),
        ("25:00", "没有这个时间，写 00:00 到 24:00。", ()),
        ("24:01", "没有这个时间，写 00:00 到 24:00。", ()),
        ("9:60", "没有这个时间，写 00:00 到 24:00。", ()),
        ("9:00:30", "“9:00:30”写到了秒。", ("09:00",)),
        ("9点左右", "“9点左右”是大概的时间，写一个准的。", ("09:00",)),
        ("约9:00", "“约9:00”是大概的时间，写一个准的。", ("09:00",)),
        ("上午", "只写了“上午”，没有写几点。", ()),
        ("全天", "只写了“全天”，没有写几点。", ()),
        ("2026-08-09 09:00:00", "时间写成 09:00 或 9:00—10:00，现在是“2026-08-09 09:00:00”。", ()),
        ("第一节课", "时间写成 09:00 或 9:00—10:00，现在是“第一节课”。", ()),
        ("#VALUE!", "原表这一格是错误值“#VALUE!”。", ()),
    ],
)
def test_start_that_is_not_certain_is_asked(text: str, question: str, choices: tuple[str, ...]) -> None:
    assert times_in(text)[0] == ReadValue("", text, question, choices)


@pytest.mark.parametrize(
    ("text", "question", "choices"),
    [
        ("11:00-1:00", "结束 01:00 不晚于开始 11:00。", ("13:00",)),
        ("14:00-3:30", "结束 03:30 不晚于开始 14:00。", ("15:30",)),
        ("9:00-9:00", "结束 09:00 不晚于开始 09:00。", ("21:00",)),
        ("20:00-9:00", "结束 09:00 是当天还是次日？", ("21:00", "09:00")),
        ("早上8点—次日6点", "从 08:00 到次日 06:00，分成两天写。", ()),
        ("8:30-9:10（30分钟）", "写的是 30 分钟，结束是 09:10。", ("09:10", "09:00")),
        ("9:00-25:00", "没有这个时间，写 00:00 到 24:00。", ()),
        ("9:00-上午13点", "写的是“上午”，又是 13 点。", ("13:00", "01:00")),
    ],
)
def test_end_that_is_not_certain_is_asked(text: str, question: str, choices: tuple[str, ...]) -> None:
    start, end = times_in(text)

    assert start.text
    assert end == ReadValue("", text, question, choices)


@pytest.mark.parametrize("text", ["", "待定", "-", "—", "/"])
def test_what_says_nothing_is_no_question(text: str) -> None:
    assert times_in(text) == (ReadValue("", text), ReadValue("", text))


@pytest.mark.parametrize(
    ("text", "start", "end", "rest"),
    [
        ("14:00 集合", "14:00", "", "集合"),
        ("8:00-8:40　第一节", "08:00", "08:40", "第一节"),
        ("8:00-8:40：Ａ组", "08:00", "08:40", "Ａ组"),
        ("9:00 到校", "09:00", "", "到校"),
        ("8:00-9:00，10:00-11:00", "08:00", "09:00", "10:00-11:00"),
        ("集合", "", "", "集合"),
    ],
)
def test_what_stands_behind_the_times_is_left_as_it_is(text: str, start: str, end: str, rest: str) -> None:
    found = split_times(text)

    assert (found[0].text, found[1].text, found[2]) == (start, end, rest)


def column(*texts: str) -> list[ReadValue]:
    """The starts of a day."""
    return [times_in(text)[0] for text in texts]


def test_time_that_lies_oddly_is_asked_with_both() -> None:
    found = ask_odd_times(column("8:00", "5:40"))

    assert found[0].text == "08:00"
    assert found[1] == ReadValue("", "5:40", "05:40，早上还是下午？上面的事项更晚。", ("05:40", "17:40"))


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("7:30", "8:00", "12:00", "1:30", "2:30", "18:00"), ("07:30", "08:00", "12:00", "", "", "18:00")),
        (("8:00", "早上5:40"), ("08:00", "05:40")),
        (("14:00", "9:00"), ("14:00", "")),
        (("23:00", "9:00"), ("23:00", "09:00")),
        (("20:00", "8:00"), ("20:00", "08:00")),
        (("8:00", "", "待定", "5:40"), ("08:00", "", "", "")),
        (("14:00", "13:00"), ("14:00", "13:00")),
        (("8:00", "0:30"), ("08:00", "00:30")),
        (("8:00", "8:00"), ("08:00", "08:00")),
        ((), ()),
    ],
)
def test_only_times_that_fit_twelve_hours_later_are_asked(texts: tuple[str, ...], read: tuple[str, ...]) -> None:
    assert tuple(value.text for value in ask_odd_times(column(*texts))) == read


@given(st.times(), st.times(), st.sampled_from("-—–~～至到"))
def test_every_range_is_read_back_or_asked(start: time, end: time, dash: str) -> None:
    text = f"{start:%H:%M}{dash}{end:%H:%M}"
    first, last = times_in(text)

    assert first.text == f"{start:%H:%M}"
    assert last.text in ("", f"{end:%H:%M}" if (end.hour, end.minute) != (0, 0) else "24:00")
    assert bool(last.text) is not bool(last.question)
    assert last.text or end <= start


@given(st.text(max_size=20) | st.text("上下中午晚凌晨早0123456789:：点半刻时分-—至到（）PAM. 约次日小", max_size=14))
def test_no_words_break_the_reading_of_times(text: str) -> None:
    """Always times of a day or nothing, never both a time and a question."""
    start, end, rest = split_times(text)
    for value in (start, end, *times_in(text)):
        assert not (value.text and value.question)
        for said in filter(None, (value.text, *value.choices)):
            hour, minute = map(int, said.split(":"))
            assert (len(said), 0 <= minute < 60, 0 <= hour * 60 + minute <= 24 * 60) == (5, True, True)
    assert rest in text
