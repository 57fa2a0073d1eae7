"""The headings that columns of each noun go by, from the one list in headings.toml."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|\{[^{}]*\}")
# 1、姓名: how forms of the web number their questions.
_NUMBER = re.compile(r"^\d{1,3}[.、]")
_EDGES = "*:?!、,.。;·-_—'\"“”"
_UNIT_BEHIND = re.compile(r"(?<=.)(?:万元|元|人民币)$")


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field of a noun: how its cells are read, and the headings that it goes by."""

    name: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NounWords:
    """What is known of the columns of a noun.

    `main` is the field without which a line is no row; empty cells of the fields in `fill` mean the one above; `sum`
    is the field that a line of totals adds up, "" where there is none; rows that agree in all fields of `same` are
    likely to be one thing; fields in `join` take several columns, their texts parted by that sign.
    """

    noun: str
    main: str
    same: tuple[str, ...]
    fill: tuple[str, ...]
    sum: str
    join: Mapping[str, str]
    fields: Mapping[str, FieldWords]

    def fields_of(self, heading: str) -> tuple[str, ...]:
        """The fields that a heading may mean, the likeliest first; none for one that is not known."""
        for form in heading_forms(heading):
            if found := tuple(each.name for each in self.fields.values() if form in each.words):
                return found
        return ()

    def kind_of(self, field: str) -> str:
        """How cells of that field are read."""
        return self.fields[field].kind


def plain_heading(text: str) -> str:
    """A heading as it is compared: half width, without blanks, stars and colons."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NUMBER.sub("", "".join(folded.split()).strip(_EDGES))


def heading_forms(text: str) -> Iterator[str]:
    """A heading as it stands, without brackets and what is in them, without a unit, and its parts around a stroke."""
    plain = plain_heading(text)
    bare = _BRACKETS.sub("", plain).strip(_EDGES)
    parts = [part for part in re.split(r"[/、]", bare) if part]
    yield from dict.fromkeys(form for form in (plain, bare, _UNIT_BEHIND.sub("", bare).strip("/"), *parts) if form)


@cache
def all_words() -> Mapping[str, NounWords]:
    """What is known of the columns of every noun that can be read from a table."""
    return {noun: _noun_words(noun, said) for noun, said in _data().items() if noun != "apart"}


def counts_lines(heading: str) -> bool:
    """Whether a column of that heading only numbers the lines: 序号."""
    return not {*heading_forms(heading)}.isdisjoint(_data()["apart"]["numbers"])


def is_heading_word(heading: str) -> bool:
    """Whether the text is a heading of any table that people have."""
    return not {*heading_forms(heading)}.isdisjoint(_known())


@cache
def _known() -> frozenset[str]:
    apart = _data()["apart"]
    own = {word for words in all_words().values() for each in words.fields.values() for word in each.words}
    return frozenset(own | {*apart["numbers"], *apart["others"]})


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _noun_words(noun: str, said: Mapping[str, Any]) -> NounWords:
    fields = {name: FieldWords(name, each["kind"], tuple(each["words"])) for name, each in said["fields"].items()}
    same = tuple(said.get("same", [said["main"]]))
    return NounWords(noun, said["main"], same, tuple(said["fill"]), said.get("sum", ""), said.get("join", {}), fields)
