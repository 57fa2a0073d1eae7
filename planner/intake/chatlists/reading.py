"""A chat list from the text of it: found in what was pasted, its people read, whatever is doubtful asked."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from planner.intake.chatlists.blocks import MARK, BlockReader, ChatBlock, RawEntry
from planner.intake.chatlists.body import read_body
from planner.intake.chatlists.doubts import ask_same_names, find_number_doubts
from planner.intake.chatlists.draft import EntryDraft
from planner.intake.chatlists.numbering import NumberRole, find_numbers, split_inline
from planner.intake.chatlists.signs import drop_pictures, make_plain, split_lines
from planner.intake.chatlists.values import (
    ChatDoubt,
    ChatEntry,
    ChatLeftOut,
    ChatLine,
    ChatPost,
    ChatQuestion,
    ChatReading,
)
from planner.intake.values.familynames import has_surname

# How WeChat parts what is quoted from the answer to it.
_QUOTE_RULE = re.compile(r"(?:[-—–]\s+){4,}[-—–]?")
# Nobody types a chat list longer than this; what lies behind is named as not read.
MOST_LINES, LONGEST_LINE, LONGEST_TEXT = 2000, 3000, 60_000
_POST = re.compile(r"(?P<title>[\u4e00-\u9fff]{2,10}(?:\(\d+\s*[人名]\))?)\s*:\s*(?P<holder>[^:]{0,20})")
_NO_POST = re.compile(
    "^第?[一二三四五六七八九十]{1,2}[组队班车批场]|时间|地点|日期|集合|费用|要求|联系|电话|注意"
    "|活动|主题|截止|内容|对象|说明|备注|格式|名称|方式|温馨|提示|人数|标题|大家|各位|名单|报名|接龙"
)
# 例 姓名+数量: the sign stands between, and doesn't add one.
_PLUS_BETWEEN = re.compile(r"\+\s*(?:数量|份数|人数|个数|件数|箱数|斤数)")
_PLUS = re.compile(r"\+\s*\d{1,2}(?!\d)")

Pasted = tuple[ChatLine, str]


def read_chat_list(text: str, settled: Collection[int] = ()) -> ChatReading:
    """The chat list that stands in a text, with every line of the text in one of its parts.

    Nobody is merged and nothing is guessed: the same name twice, a gap in the numbers, a list without numbers, a count
    or a phone that isn't clear are questions of the entry, and an entry with a question waits for its answer. Numbers
    that were `settled` before, when the text was longer, are no gap.
    """
    whole, too_long = _within_limits(text)
    pieces = split_inline([make_plain(line.text) for line in whole])
    pasted = [(whole[at], plain) for at, plain in pieces]
    quoted, pasted, questions = _part_quoted(pasted)
    blocks = [BlockReader(lines).read() for lines in _split_at_marks(pasted)]
    left_out = [ChatLeftOut(line, "太长，没有读") for line in too_long]
    left_out += [ChatLeftOut(line, "引用的是先前的一份") for line in quoted]
    blocks = _drop_earlier(blocks, left_out)
    for block in blocks:
        if len(blocks) > 1:
            _name_groups(block)
        if not block.entries:
            _read_without_numbers(block)
    return _assemble(blocks, left_out, questions, settled)


def _within_limits(text: str) -> tuple[list[ChatLine], list[ChatLine]]:
    """The lines that are read, and those that are too long or too many."""
    read: list[ChatLine] = []
    too_long: list[ChatLine] = []
    signs = 0
    for number, line in enumerate(split_lines(text), start=1):
        signs += len(line)
        fits = len(line) <= LONGEST_LINE and number <= MOST_LINES and signs <= LONGEST_TEXT
        (read if fits else too_long).append(ChatLine(number, line))
    return read, [line for line in too_long if make_plain(line.text)]


def _part_quoted(pasted: Sequence[Pasted]) -> tuple[list[ChatLine], list[Pasted], list[ChatQuestion]]:
    """The lines of a quoted older list, the others, and whether to ask since nothing but the quote has entries."""
    rules = [at for at, (_, plain) in enumerate(pasted) if _QUOTE_RULE.fullmatch(f"{plain} ")]
    if not rules:
        return [], list(pasted), []
    below = list(pasted[rules[-1] + 1 :])
    roles = find_numbers([plain for _, plain in below]).values()
    if any(role is not NumberRole.OWN_LIST for role, _ in roles):
        above = [line for line, plain in pasted[: rules[-1] + 1] if plain]
        return _once(above), below, []
    return [], list(pasted), [ChatQuestion(ChatDoubt.QUOTED, "这份接龙是引用里的，可能不是最新的一份")]


def _split_at_marks(pasted: Sequence[Pasted]) -> list[list[Pasted]]:
    """The lists of a text: each from its #接龙 on, the first from the beginning."""
    marks = [at for at, (_, plain) in enumerate(pasted) if MARK.search(plain)]
    edges = [0, *marks[1:], len(pasted)]
    return [list(pasted[start:end]) for start, end in pairwise(edges)]


def _drop_earlier(blocks: list[ChatBlock], left_out: list[ChatLeftOut]) -> list[ChatBlock]:
    """The blocks without those whose entries all stand in the one behind them: the same list, sent again."""
    kept: list[ChatBlock] = []
    for at, block in enumerate(blocks):
        later = {_wording(entry) for other in blocks[at + 1 :] for entry in other.entries}
        if block.entries and all(_wording(entry) in later for entry in block.entries):
            lines = [*block.header, *block.example, *_lines_of(block.entries), *block.footer]
            left_out += [ChatLeftOut(line, "先前的一份，后面那份里都有") for line in _once(lines)]
            left_out += block.left_out
        else:
            kept.append(block)
    return kept


def _name_groups(block: ChatBlock) -> None:
    """Of several lists in one text each entry says by the title from which it is."""
    for entry in block.entries:
        entry.group = entry.group or block.title


def _wording(entry: RawEntry) -> tuple[int | None, str]:
    return entry.number, "\n".join(entry.plain)


def _read_without_numbers(block: ChatBlock) -> None:
    """Lines of the head that name somebody become entries; each is asked: nothing says where the list begins."""
    plain = {line.number: make_plain(line.text) for line in block.header}
    able = [line for line in block.header if _names_somebody(plain[line.number])]
    known = [line for line in able if has_surname(read_body(plain[line.number]).name)]
    # A title of few signs looks like a name, until names that we know follow it.
    taken = [line for line in able if not known or line.number >= known[0].number]
    if not taken:
        return
    first = taken[0].number
    other = [line for line in block.header if line.number > first and line not in taken]
    block.left_out += [ChatLeftOut(line, "没有编号，也没看出姓名") for line in other]
    block.header = [line for line in block.header if line.number < first]
    block.entries = [RawEntry(None, 0, "", [line], [plain[line.number]]) for line in taken]


def _names_somebody(plain: str) -> bool:
    if MARK.search(plain) or plain.endswith(":"):
        return False
    body = read_body(plain)
    named = has_surname(body.name) or (len(body.name) <= 4 and len(plain) <= 6)
    doubted = ChatDoubt.NAME_UNCLEAR in {question.doubt for question in body.questions}
    return bool(body.name) and named and not doubted and len(plain) <= 40 and len(body.remark) <= 12


def _assemble(
    blocks: Sequence[ChatBlock], left_out: list[ChatLeftOut], questions: list[ChatQuestion], settled: Collection[int]
) -> ChatReading:
    header = _once(line for block in blocks for line in block.header)
    raw = [entry for block in blocks for entry in block.entries]
    own = {line.number for line in _lines_of(e for e in raw if e.plain)}
    header = [line for line in header if line.number not in own]
    left_out += [
        ChatLeftOut(line, "空着的一条")
        for line in _once(_lines_of(entry for entry in raw if not entry.plain))
        if line.number not in own
    ]
    left_out += [gone for block in blocks for gone in block.left_out]
    return ChatReading(
        title=next((block.title for block in blocks if block.title), ""),
        header=tuple(header),
        example=tuple(line for line in _once(x for b in blocks for x in b.example) if line.number not in own),
        entries=tuple(_read_entries(blocks, settled)),
        footer=tuple(line for line in _once(x for b in blocks for x in b.footer) if line.number not in own),
        left_out=tuple(sorted(left_out, key=lambda gone: gone.line.number)),
        posts=tuple(_posts_in(header)),
        questions=tuple(questions),
    )


def _read_entries(blocks: Sequence[ChatBlock], settled: Collection[int]) -> list[ChatEntry]:
    doubts = find_number_doubts(blocks, settled)
    frames = [line.text for block in blocks for line in (*block.header, *block.example)]
    plus_stands_between = any(_PLUS_BETWEEN.search(make_plain(frame)) for frame in frames)
    entries = []
    for raw in (entry for block in blocks for entry in block.entries if entry.plain):
        text = "\n".join(raw.plain)
        body = read_body(text, own_list=raw.has_own_list)
        if plus_stands_between and _PLUS.search(text):
            body.ask(ChatDoubt.COUNT_UNCLEAR, "“+”后面的数是一共几个，还是另外几个")
        entries.append(_entry(raw, body, doubts[id(raw)]))
    return ask_same_names(entries)


def _entry(raw: RawEntry, body: EntryDraft, doubts: list[ChatQuestion]) -> ChatEntry:
    text = "\n".join(line.text for line in raw.lines)
    return ChatEntry(
        number=raw.number,
        name=body.name,
        unit=body.unit,
        count=body.count,
        phone=body.phone,
        relation=body.relation,
        remark=body.remark,
        state=body.state,
        group=raw.group,
        raw=text,
        lines=tuple(line.number for line in raw.lines),
        questions=(*doubts, *body.questions),
    )


def _posts_in(header: Sequence[ChatLine]) -> list[ChatPost]:
    lines = (drop_pictures(make_plain(line.text)) for line in header)
    found = (_POST.fullmatch(line) for line in lines if not MARK.search(line))
    return [ChatPost(f["title"], f["holder"].strip()) for f in found if f and not _NO_POST.search(f["title"])]


def _lines_of(entries: Iterable[RawEntry]) -> list[ChatLine]:
    return [line for entry in entries for line in entry.lines]


def _once(lines: Iterable[ChatLine]) -> list[ChatLine]:
    """Each line once: entries that stood behind each other share theirs."""
    return list(dict.fromkeys(lines))
