"""Taking persons out of words that somebody wrote freely: whoever reads them learns what was said, not of whom."""

import re
from collections.abc import Iterable

from planner.masking import mask_phones
from planner.scrubbing import Scrubber

SOMEBODY, SOME_NUMBER = "某某", "****"
# Shorter ones stand in words that have nothing to do with anybody.
_SHORTEST_NAME = 2
_COMPOUND_FROM = 4
_BLANKS = re.compile("[ \u3000-]+")
_IN_NAMES = re.compile("[ \u3000·•・.]+")
# Numbers by which one is found: of chats, of papers, of a class list.
_NUMBER = re.compile(r"\d(?:[ -]?\d){5,}")
# Names that children have, and words that stand in every second sentence of theirs.
_ORDINARY = frozenset("开心 快乐 高兴 喜欢 平安 希望 文化 活动 学习 老师 同学 朋友".split())


class PersonHider:
    """Puts 某某 in the place of known names, whole or without the surname, and masks numbers."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are those of everybody who is not to be recognised."""
        self._words = frozenset(word for name in names for word in spellings_of(name))

    def hide(self, text: str) -> str:
        """The text without the persons; what names nobody stays as it is."""
        return _NUMBER.sub(SOME_NUMBER, mask_phones(self._hide_names(text)))

    def _hide_names(self, text: str) -> str:
        # Of a whole school few stand in one sentence; a pattern of all of them would take longer to make than to use.
        squeezed = _squeeze(text)
        found = [word for word in self._words if word in squeezed]
        for word in sorted(found, key=len, reverse=True):
            text = text.replace(word, SOMEBODY)
            if word in _squeeze(text):
                text = Scrubber({word: SOMEBODY}).scrub(text)
        return text


def _squeeze(text: str) -> str:
    return _BLANKS.sub("", text)


def spellings_of(name: str) -> set[str]:
    """How a person is called: 林小满 and 小满, of 欧阳清清 also 清清, of a name in parts each of them."""
    parts = [part for part in _IN_NAMES.split(name.strip()) if len(part) >= _SHORTEST_NAME]
    whole = "".join(_IN_NAMES.split(name.strip()))
    found = {whole, *parts}
    if len(whole) > _SHORTEST_NAME and whole.isidentifier() and not whole.isascii():
        found.add(whole[1:])
        if len(whole) >= _COMPOUND_FROM:
            found.add(whole[2:])
    return {word for word in found if len(word) >= _SHORTEST_NAME and word not in _ORDINARY}
