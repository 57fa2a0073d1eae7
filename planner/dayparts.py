"""Words for the parts of a day, and which hours they leave possible: 中午1点 is 13:00, 晚上12点 is 24:00."""

from enum import Enum

NOON, MIDNIGHT = 12, 24


class DayPart(Enum):
    """A part of the day. Where the word leaves several hours possible, a person is asked."""

    NIGHT = "凌晨"
    MORNING = "早上"
    FORENOON = "上午"
    NOON = "中午"
    AFTERNOON = "下午"
    EVENING = "晚上"
    DEEP_NIGHT = "夜里"
    AM = "AM"
    PM = "PM"


_WORDS = {
    DayPart.NIGHT: ("凌晨",),
    DayPart.MORNING: ("早上", "早晨", "清晨", "清早", "大清早", "一早", "早"),
    DayPart.FORENOON: ("上午", "午前"),
    DayPart.NOON: ("中午", "正午", "午间", "晌午"),
    DayPart.AFTERNOON: ("下午", "午后"),
    DayPart.EVENING: ("晚上", "傍晚", "晚间", "今晚", "当晚", "晚"),
    DayPart.DEEP_NIGHT: ("夜里", "夜间", "深夜", "半夜", "午夜", "夜晚", "夜"),
    DayPart.AM: ("a.m.", "am", "a.m"),
    DayPart.PM: ("p.m.", "pm", "p.m"),
}
PARTS = {word: part for part, words in _WORDS.items() for word in words}

# The hour of the day for each hour that people say with the word; an hour that isn't named contradicts it. None of
# these is a guess: 下午 begins at noon, 晚上 with supper, 夜里1点 is after midnight.
_HOURS: dict[DayPart, dict[int, int]] = {
    DayPart.NIGHT: {12: 0} | {hour: hour for hour in range(7)},
    DayPart.MORNING: {hour: hour for hour in range(3, 12)},
    DayPart.FORENOON: {hour: hour for hour in range(5, 13)},
    DayPart.NOON: {1: 13, 2: 14} | {hour: hour for hour in range(11, 15)},
    DayPart.AFTERNOON: {hour: hour + NOON for hour in range(1, 9)} | {hour: hour for hour in range(12, 21)},
    DayPart.EVENING: {hour: hour + NOON for hour in range(4, 12)} | {hour: hour for hour in range(16, 25)} | {12: 24},
    DayPart.DEEP_NIGHT: {hour: hour + NOON for hour in range(7, 12)}
    | {hour: hour for hour in (*range(6), *range(19, 25))}
    | {12: 24},
    DayPart.AM: {12: 0} | {hour: hour for hour in range(12)},
    DayPart.PM: {hour: hour + NOON for hour in range(1, 12)} | {hour: hour for hour in range(12, 24)},
}


def hours_in(part: DayPart, hour: int) -> tuple[int, ...]:
    """The hour of the day, from 0 to 24, that is meant by an hour beside the word; several where it contradicts."""
    meant = _HOURS[part].get(hour)
    if meant is not None:
        return (meant,)
    return (hour, (hour + NOON) % MIDNIGHT) if hour < MIDNIGHT else (hour,)


def may_mean(part: DayPart, hour: int) -> bool:
    """Whether the word leaves no doubt about the hour."""
    return hour in _HOURS[part]
