"""What is read of a few words: a value as one would type it, and what a person must be asked."""

import re
import unicodedata
from dataclasses import dataclass

from planner.telling import is_unknown

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


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
        """Whether the value reads otherwise than its source: more than blanks, widths, commas in numbers."""
        return bool(self.text) and _plain(self.text) != _plain(self.source)


def ask(source: str, question: str, *choices: str) -> ReadValue:
    """A value that nobody knows yet: the question, with the texts that may be meant, each once."""
    return ReadValue("", source, question, tuple(dict.fromkeys(choices)))


def says_nothing(text: str) -> bool:
    """Whether a cell says that nothing is known: empty, 待定, 未定, a dash or a stroke."""
    return is_unknown(text) or not text.strip("-–—―－−/／ \t\n\u3000")


def _plain(text: str) -> str:
    return _THOUSANDS.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
