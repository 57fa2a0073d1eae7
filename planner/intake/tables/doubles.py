"""Rows that may be one thing written twice: within a table, and against what is there already."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from planner.intake.tables.drafts import DraftRow
from planner.intake.tables.frame import SKIP, TableFrame
from planner.intake.tables.reading import Answer, Question, ReadRow, TableReading
from planner.intake.tables.synonyms import NounWords, all_words

BOTH, REPLACE = "both", "replace"
_DOTS = str.maketrans(dict.fromkeys("•‧・･⋅∙．", "·"))

Texts = Mapping[str, str]


def ask_repeats(rows: Sequence[DraftRow], words: NounWords, frame: TableFrame) -> None:
    """Ask about each row that says what an earlier one says already."""
    earlier = _Finder(words)
    for row in rows:
        texts = _texts_of(row.values)
        found = earlier.repeat_of(texts)
        key = row.key("repeat", "")
        if found is not None and frame.answers.get(key) != BOTH:
            said = texts.get(words.main, "")[:20]
            sentence = f"{said}，和第 {found} 行一样" if said else f"和第 {found} 行一样"
            answers = (Answer(SKIP, "同一个，只加一次"), Answer(BOTH, "不是同一个，都加"))
            row.questions.append(Question("repeat", key, sentence, row.line.number, field=words.main, answers=answers))
        elif found is None:
            earlier.add(row.line.number, texts)


def find_doubles(reading: TableReading, existing: Sequence[Texts], where: str) -> tuple[Question, ...]:
    """A question for each row that `existing` seems to hold; `where` says in Chinese whose rows those are.

    Existing rows are texts by field, as forms show them. The answers are 不再加, 也加上 and 换掉原来的; whoever asks
    leaves out what is answered.
    """
    there = _Finder(all_words()[reading.noun])
    for at, texts in enumerate(existing):
        there.add(at, {name: text for name, text in texts.items() if text})
    return tuple(question for row in reading.rows if (question := _ask_double(row, reading.noun, there, where)))


def _ask_double(row: ReadRow, noun: str, there: "_Finder", where: str) -> Question | None:
    words = all_words()[noun]
    texts = _texts_of(row.values)
    if there.double_of(texts) is None:
        return None
    line = row.lines[0]
    said = texts.get(words.main, "")[:20]
    answers = (Answer(SKIP, "不再加"), Answer(BOTH, "也加上"), Answer(REPLACE, "换掉原来的"))
    key = f"double:{line}:{where}"
    return Question("double", key, f"{said}，{where}里已有", line, field=words.main, answers=answers)


def _texts_of(values: Mapping[str, object]) -> dict[str, str]:
    return {name: text for name, value in values.items() if (text := getattr(value, "text", ""))}


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).translate(_DOTS)


class _Finder:
    """Finds rows by all they say, by what makes them the same, and persons by name and phone."""

    def __init__(self, words: NounWords) -> None:
        self._words = words
        self._whole: dict[tuple[tuple[str, str], ...], int] = {}
        self._same: dict[tuple[str, ...], int] = {}
        self._phones: dict[tuple[str, str], int] = {}

    def add(self, number: int, texts: Texts) -> None:
        """Remember a row by its number."""
        self._whole.setdefault(self._all_of(texts), number)
        if key := self._same_of(texts):
            self._same.setdefault(key, number)
        for phone in self._phone_keys(texts):
            self._phones.setdefault(phone, number)

    def repeat_of(self, texts: Texts) -> int | None:
        """The earlier row of the same table that says the same; a person also by name and class, or name and phone."""
        if not texts:
            return None
        if (found := self._whole.get(self._all_of(texts))) is not None:
            return found
        return self.double_of(texts) if "school_class" in self._words.fields else None

    def double_of(self, texts: Texts) -> int | None:
        """The row that agrees in what makes one the same, or in name and phone."""
        key = self._same_of(texts)
        found = self._same.get(key) if key else None
        return (
            found
            if found is not None
            else next((self._phones[phone] for phone in self._phone_keys(texts) if phone in self._phones), None)
        )

    def _all_of(self, texts: Texts) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((name, _plain(text)) for name, text in texts.items()))

    def _same_of(self, texts: Texts) -> tuple[str, ...]:
        """Empty where the row doesn't say what it is about."""
        if not texts.get(self._words.main) and self._words.main in self._words.same:
            return ()
        key = tuple(_plain(texts.get(name, "")) for name in self._words.same)
        return key if any(key) else ()

    def _phone_keys(self, texts: Texts) -> list[tuple[str, str]]:
        name = texts.get("name", "")
        if not name or "phone" not in self._words.fields:
            return []
        return [(_plain(name), _plain(phone)) for phone in texts.get("phone", "").split("、") if phone]
