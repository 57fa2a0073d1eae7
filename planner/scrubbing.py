"""Taking what names a child out of texts that stay: what is looked for, and what is put in its place."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from planner.masking import mask_name, mask_phone
from planner.telling import is_kinship

ERASED = "（已删除）"
# Shorter ones stand in words that have nothing to do with the child.
_SHORTEST_NAME, _SHORTEST_PHONE, _SHORTEST_REMARK = 2, 7, 4
_BETWEEN = "[ \u3000-]*"
_IN_BETWEEN = re.compile(_BETWEEN)


class Child(Protocol):
    """What is known of a child on a roster."""

    @property
    def name(self) -> str: ...
    @property
    def guardian(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def remark(self) -> str: ...


def masks_of(children: Iterable[Child], adults: Iterable[str] = ()) -> dict[str, str]:
    """What is to be found nowhere once these children are erased, and the mask of each.

    Names, guardians, phones, and remarks of four characters and more. What adults of the event are called, or are
    called by, stays: a guardian may be the teacher in charge. 爷爷 names nobody.
    """
    known = {_IN_BETWEEN.sub("", text) for text in adults}
    masks: dict[str, str] = {}
    for child in children:
        name, guardian, phone, remark = (_plain(t) for t in (child.name, child.guardian, child.phone, child.remark))
        if len(name) >= _SHORTEST_NAME:
            masks[name] = mask_name(name)
        if len(guardian) >= _SHORTEST_NAME and guardian not in known and not is_kinship(guardian):
            masks[guardian] = mask_name(guardian)
        if len(phone) >= _SHORTEST_PHONE and phone not in known:
            masks[phone] = mask_phone(phone)
        if len(remark) >= _SHORTEST_REMARK:
            masks[remark] = ERASED
    return masks


def _plain(text: str) -> str:
    return _IN_BETWEEN.sub("", text.strip())


class Scrubber:
    """Masks certain words wherever they stand, with blanks between their characters or without."""

    def __init__(self, masks: Mapping[str, str]) -> None:
        """`masks` says what is put in the place of each word; there must be one."""
        self._masks = masks
        # The longest first: of 林晚晴 and 林晚 the former is the child.
        words = sorted(masks, key=len, reverse=True)
        self._pattern = re.compile("|".join(_BETWEEN.join(map(re.escape, word)) for word in words))

    def scrub(self, text: str) -> str:
        """The text with every such word masked."""
        return self._pattern.sub(lambda found: self._masks[_IN_BETWEEN.sub("", found[0])], text)

    def scrub_json(self, text: str) -> str:
        """JSON with every such word masked in its texts; what had none stays as it is, letter by letter."""
        if not self._pattern.search(text):
            return text
        return json.dumps(self._walk(json.loads(text)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _walk(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.scrub(value)
        if isinstance(value, list):
            return [self._walk(each) for each in value]
        if isinstance(value, dict):
            return {name: self._walk(each) for name, each in value.items()}
        return value
