"""What is read of a few words: a value as one would type it, and what a person must be asked."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadValue:
    """What was read for one field.

    `text` is what a person would type into that field of a form (2026-08-09, 09:00, 36.5, 张三): empty while nothing
    is known. `source` are the words that it was read from. A value with a `question` waits for a person: the sentence
    says in Chinese what is unclear, `choices` are texts to choose from, none of them preselected.
    """

    text: str
    source: str
    question: str = ""
    choices: tuple[str, ...] = ()

    @property
    def was_changed(self) -> bool:
        """Whether the value reads otherwise than its source: more than blanks or the width of signs."""
        return bool(self.text) and _plain(self.text) != _plain(self.source)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
