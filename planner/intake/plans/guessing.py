"""What chapters are about whose headings were lost: judged by what stands in them."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from planner.intake.plans.clocks import find_times
from planner.intake.plans.dates import find_days
from planner.intake.plans.entries import Entry
from planner.intake.plans.names import are_names, is_name
from planner.intake.plans.words import patterns, word

# A paragraph speaks of several things.
_LONG = 70
_MONEY = re.compile(r"\d(?:\.\d+)?\s*元|费用?\s*:\s*$")
_ROLE = re.compile(r"([^:、,，。]{2,12}?)\s*:\s*(.+)")
_PEOPLE = re.compile(r"\d+\s*余?(?:名|人|位)")
_PLACE = re.compile(
    r"^[^。:，,；]{2,40}(?:学校|小学|中学|幼儿园|大学|公园|广场|中心|基地|操场|礼堂|敬老院"
    r"|福利院|村|馆|楼下|门口|家中|家|院|山|室|厅|场)[。.]?$"
)
_RANGED = re.compile(r"^[\u4e00-\u9fff:、“”]{2,16}[(〔]?.*\d+月\d+日\s*(?:—|-|~|至|到)")


def guess_topics(entries: list[Entry]) -> list[Entry]:
    """Entries without a topic get one where their block leaves no doubt what it is about."""
    guessed: list[Entry] = []
    for topic, run in groupby(entries, key=lambda entry: entry.about):
        lines = list(run)
        guessed += lines if topic else _guess(lines)
    return guessed


def _guess(lines: list[Entry]) -> list[Entry]:
    named: list[Entry] = []
    for block in _blocks(lines):
        topic = judge(block)
        if topic == "schedule" and not block[0].style and not any(_is_step(entry.part.text) for entry in block):
            # A line that only sounds like a step is one where it is numbered.
            topic = ""
        if not topic and block[0].style and named and named[-1].topic == "phases":
            topic = "phases"
        named += [replace(entry, topic=topic or _judge_line(entry), guessed=True) for entry in block]
    return named


def _blocks(lines: list[Entry]) -> list[list[Entry]]:
    """Runs of items with rising numbers, and runs of lines without an empty line between them."""
    blocks: list[list[Entry]] = []
    for line in lines:
        if blocks and _belongs(line, blocks[-1]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _belongs(line: Entry, block: list[Entry]) -> bool:
    last = block[-1]
    if line.chapter != last.chapter:
        return False
    if line.style and last.style and line.number:
        peers = [at for at, one in enumerate(block) if one.style == line.style]
        return not peers or line.number > block[peers[-1]].number
    return not line.gap and line.style == last.style


def _judge_line(entry: Entry) -> str:
    topic = judge([entry])
    return "" if topic == "schedule" and not _is_step(entry.part.text) else topic


def judge(block: list[Entry]) -> str:
    """What a block is about, "" where it can't be told."""
    texts = [entry.part.text for entry in block if len(entry.part.text) <= _LONG or _is_step(entry.part.text)]
    for topic, fits in _SIGNS:
        count = sum(1 for text in texts if fits(text))
        if count * 2 > len(texts) or (topic == "supplies" and count > 1 and count * 2 == len(texts)):
            return topic
    return ""


def _is_phase(text: str) -> bool:
    return bool(_RANGED.match(text)) and not text[0].isdigit()


def _is_day(text: str) -> bool:
    found = next(find_days(text), None)
    return found is not None and found.start < 8 and len(text) - (found.end - found.start) < 24


def _is_step(text: str) -> bool:
    found = next(find_times(text), None)
    if found is None:
        return False
    return found.start < 4 or (
        len(text) < 60 and text[found.start - 1] == "(" and text[found.end : found.end + 1] == ")"
    )


def _is_duty(text: str) -> bool:
    match = _ROLE.fullmatch(text)
    if match is None:
        return False
    return are_names(match[2]) or bool(re.search(word("people", "roles"), match[1]) and is_name(match[2][:3]))


def _is_goods(text: str) -> bool:
    return (
        bool(re.search(rf"(?:\d+|[一二两三四五六七八九十]+)\s*(?:{word('goods', 'units')})", text)) and len(text) < 30
    )


_CAUTIOUS = re.compile(r"安全|防|不得|严禁|注意|严格|禁止|遵守|值班|留样|医")


def _is_caution(text: str) -> bool:
    if len(text) > 50 or re.search("(?:方案|计划|通知|活动)$", text):
        return False
    return bool(patterns("safety")["words"].search(text)) and bool(_CAUTIOUS.search(text))


_AGENDA = re.compile(
    r"仪式|致辞|致词|讲话|发言|表演|合影|颁|座谈|游园|大会|节目|联欢|签到|开幕|闭幕|宣誓"
    r"|介绍|游戏|总结$|演出|赠送|捐赠|合唱|奏"
)


def _is_agenda(text: str) -> bool:
    return bool(_AGENDA.search(text)) and len(text) <= 40 and not re.search("方案|通知|计划$|各位|单位$", text)


_SIGNS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("duties", _is_duty),
    ("budget", lambda text: bool(_MONEY.search(text))),
    ("schedule", _is_step),
    ("phases", _is_phase),
    ("when", _is_day),
    ("who", lambda text: bool(_PEOPLE.search(text)) and len(text) < 60),
    ("safety", _is_caution),
    ("supplies", _is_goods),
    ("schedule", _is_agenda),
    ("where", lambda text: bool(_PLACE.match(text))),
)
