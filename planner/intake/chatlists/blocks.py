"""The parts of a chat list: its head, its example, its entries as text, and what stands below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.intake.chatlists.numbering import NumberedLine, NumberRole, find_numbers
from planner.intake.chatlists.signs import make_plain
from planner.intake.chatlists.values import ChatLeftOut, ChatLine

MARK = re.compile(r"#\s*(?:接[龙龍]|Group\s*Note)", re.IGNORECASE)
EXAMPLE = re.compile(r"例|(?:格式|示例|举例)(?:[\s:]|$)")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,2}\s*[、.].{1,20}|[^\d,。.]{1,14}:|.{0,10}(?:组|队|班|车|批|场)(?::|$)"
    r"|[【\[(].{1,14}[】\])]"
)
_FOOTER = re.compile("截单|截止|接龙结束|谢谢|感谢|辛苦|https?://|#小程序|^以上|人?满了$|^共\\s*\\d+|^合计")
_KEYED = re.compile(r"[\u4e00-\u9fff]{2,6}\s*:")
_RULE = re.compile(r"[-—–_=*·.~]{4,}")


@dataclass(slots=True)
class RawEntry:
    """The lines of one entry, as they were pasted and for matching; `part` counts the lists within the list."""

    number: int | None
    part: int
    group: str
    lines: list[ChatLine] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    has_own_list: bool = False


@dataclass(slots=True)
class ChatBlock:
    """One chat list taken apart; nothing of it is lost."""

    title: str = ""
    # Of an example that stands in the list itself: the people begin behind it.
    example_number: int = 0
    header: list[ChatLine] = field(default_factory=list)
    example: list[ChatLine] = field(default_factory=list)
    entries: list[RawEntry] = field(default_factory=list)
    footer: list[ChatLine] = field(default_factory=list)
    left_out: list[ChatLeftOut] = field(default_factory=list)


class BlockReader:
    """Goes through the lines of one chat list; each is given to exactly one part of the block."""

    def __init__(self, lines: Sequence[tuple[ChatLine, str]]) -> None:
        self.block = ChatBlock()
        self._lines = lines
        self._numbers = find_numbers([plain for _, plain in lines])
        entries = [at for at, (role, _) in self._numbers.items() if role is not NumberRole.OWN_LIST]
        self._first = min(entries, default=len(lines))
        self._last = max(entries, default=-1)
        self._restarts = {at for at, (role, _) in self._numbers.items() if role is NumberRole.RESTART}
        self._part = 0
        self._group = ""
        self._parted = False

    def read(self) -> ChatBlock:
        """The block of all lines."""
        in_example = after_blank = False
        for at, (_, plain) in enumerate(self._lines):
            if not plain:
                in_example, after_blank = False, True
                continue
            if at < self._first:
                in_example = in_example or bool(EXAMPLE.match(plain))
                self._read_head_line(at, in_example=in_example)
            else:
                self._read_entry_line(at, after_blank=after_blank)
            after_blank = False
        self.block.title = self._find_title()
        return self.block

    def _find_title(self) -> str:
        """The first words of the head from the mark on; those before it where nothing else is said."""
        head = [at for at in range(self._first) if self._lines[at][0] not in self.block.example]
        words = [self._words_of(at) for at in head]
        mark = next((n for n, at in enumerate(head) if MARK.search(self._lines[at][1])), 0)
        behind = [found[-1].strip() for found in words[mark:]]
        before = [found[0].strip() for found in words]
        return next((words for words in (*behind, *before) if words), "")

    def _words_of(self, at: int) -> list[str]:
        """What stands around the mark; a line without one as it was pasted, unless others stand in the same."""
        line, plain = self._lines[at]
        is_whole = plain == make_plain(line.text) and not MARK.search(plain)
        return [line.text] if is_whole else MARK.split(plain, maxsplit=1)

    def _take_rule(self, at: int, line: ChatLine) -> None:
        """A line of dashes: behind the last entry it begins what stands below the list."""
        if at > self._last:
            self.block.footer.append(line)
        else:
            self.block.left_out.append(ChatLeftOut(line, "分隔线"))

    def _read_head_line(self, at: int, *, in_example: bool) -> None:
        line, plain = self._lines[at]
        if in_example:
            self.block.example.append(line)
            return
        self.block.header.append(line)
        if at + 1 == self._first and self._restarts and _HEADING.fullmatch(plain):
            self._group = _name_group(plain)

    def _read_entry_line(self, at: int, *, after_blank: bool) -> None:
        line, plain = self._lines[at]
        role, numbered = self._numbers.get(at, (None, None))
        if numbered and role is not NumberRole.OWN_LIST:
            self._begin(at, line, numbered, after_blank=after_blank)
        elif self.block.footer:
            self.block.footer.append(line)
        elif self._is_heading(at):
            self._group, self._parted = _name_group(plain), True
            self.block.header.append(line)
        elif _RULE.fullmatch(plain.replace(" ", "")):
            self._take_rule(at, line)
        elif self._is_footer(at, plain, after_blank=after_blank):
            self.block.footer.append(line)
        elif after_blank and not _KEYED.match(plain) and self._entry_has_text():
            self.block.left_out.append(ChatLeftOut(line, "空行后面的话，不知道是哪一条的"))
        else:
            self._go_on(line, plain, own_list=role is NumberRole.OWN_LIST)

    def _begin(self, at: int, line: ChatLine, numbered: NumberedLine, *, after_blank: bool) -> None:
        if EXAMPLE.match(numbered.body):
            self.block.example.append(line)
            self.block.example_number = numbered.number
            return
        if at in self._restarts and (after_blank or self._parted):
            self._part += 1
            self._group = self._group if self._parted else ""
        self._parted = False
        entry = RawEntry(numbered.number, self._part, self._group, [line], [numbered.body] if numbered.body else [])
        self.block.entries.append(entry)

    def _go_on(self, line: ChatLine, plain: str, *, own_list: bool) -> None:
        if not self.block.entries:
            self.block.example.append(line)
            return
        entry = self.block.entries[-1]
        entry.lines.append(line)
        entry.plain.append(plain)
        entry.has_own_list = entry.has_own_list or own_list

    def _entry_has_text(self) -> bool:
        return not self.block.entries or bool(self.block.entries[-1].plain)

    def _is_heading(self, at: int) -> bool:
        """Whether the next line that isn't blank begins the list anew, and this one reads like its name."""
        later = range(at + 1, len(self._lines))
        following = next((n for n in later if self._lines[n][1]), None)
        return following in self._restarts and bool(
            _HEADING.fullmatch(self._lines[at][1]) or not self._lines[at - 1][1]
        )

    def _is_footer(self, at: int, plain: str, *, after_blank: bool) -> bool:
        if at < self._last:
            return False
        return bool(_FOOTER.search(plain)) or (after_blank and not _KEYED.match(plain) and self._entry_has_text())


def _name_group(heading: str) -> str:
    return heading.strip(":【】[]() ")
