"""A chat list written out, so that the chat goes on from where it is."""

import re
from collections.abc import Sequence

from planner.intake.chatlists.blocks import EXAMPLE
from planner.intake.chatlists.blocks import MARK as ANY_MARK
from planner.intake.chatlists.body import read_body
from planner.intake.chatlists.numbering import find_numbers
from planner.intake.chatlists.signs import drop_invisible, drop_strokes, make_plain, split_lines
from planner.intake.chatlists.values import ChatEntry, ChatState

MARK = "#接龙"
_WORDS = {ChatState.COMES: "", ChatState.LEAVE: "请假", ChatState.CANCELLED: "取消"}
# A value ends where the next key begins: nothing in it may look like one.
_COLONS = re.compile("\\s*[:：]\\s*")


def write_chat_list(title: str, example: str, entries: Sequence[ChatEntry]) -> str:
    """The text for the group: mark, title, example, a blank line, the entries numbered from 1, and one to go on with.

    Read again it gives the same people: name, unit, count, phone, relation and state. Where the short form would be
    read otherwise, the entry is written with its keys (姓名：…，班级：…). `title` and `example` may be empty.
    """
    head = [MARK, *map(_keep_from_counting, _lines(title)), *(f"例 {line}" for line in _lines(example)[:1])]
    rows = [f"{number}. {_write_entry(entry)}" for number, entry in enumerate(entries, start=1)]
    return "\n".join([*head, "", *rows, f"{len(rows) + 1}. "])


def _lines(text: str) -> list[str]:
    return [line for raw in split_lines(text) if (line := drop_invisible(raw))]


def _keep_from_counting(line: str) -> str:
    """A line of the title that begins like an entry stands in brackets."""
    return f"【{line}】" if find_numbers([make_plain(line)]) else line


def _write_entry(entry: ChatEntry) -> str:
    count = f"{entry.count}人" if entry.count != 1 else ""
    parts = (entry.unit, f"{entry.name}{entry.relation}", count, entry.phone, entry.remark, _WORDS[entry.state])
    short = " ".join(_one_line(part) for part in parts if part)
    return short if _is_read_as(short, entry) else _write_keyed(entry)


def _write_keyed(entry: ChatEntry) -> str:
    parts = {
        "姓名": entry.name,
        "班级": entry.unit,
        "人数": str(entry.count) if entry.count != 1 else "",
        "电话": entry.phone,
        "家长": entry.relation,
    }
    keyed = [f"{key}：{_COLONS.sub(' ', _one_line(value))}" for key, value in parts.items() if value or key == "姓名"]
    remark = _COLONS.sub(" ", _one_line(entry.remark))
    keyed += [f"备注：{text}" for text in (remark, _WORDS[entry.state]) if text]
    return "，".join(keyed)


def _one_line(text: str) -> str:
    words = re.sub(r"\s+", " ", drop_strokes(" ".join(_lines(text)))).strip()
    # A mark within an entry would begin a list of its own.
    return ANY_MARK.sub(lambda mark: mark[0].lstrip("# "), words)


def _is_read_as(short: str, entry: ChatEntry) -> bool:
    """Whether the short form says the same, and raises no question of its own beyond that of its state."""
    read = read_body(make_plain(short))
    same = (read.name, read.unit, read.count, read.phone, read.relation, read.remark, read.state) == (
        entry.name,
        entry.unit,
        entry.count,
        entry.phone,
        entry.relation,
        entry.remark,
        entry.state,
    )
    return same and not EXAMPLE.match(short) and len(read.questions) == (entry.state is not ChatState.COMES)
