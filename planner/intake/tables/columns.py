"""What each column means: chosen by a person, remembered, or told by its heading."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.intake.tables.headinglines import Headings
from planner.intake.tables.lines import TableLine
from planner.intake.tables.reading import Column, Naming
from planner.intake.tables.synonyms import NounWords, counts_lines, plain_heading

MOST_EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The fields that a column may stand for, the likeliest first; `is_sure` where its whole heading says so."""

    fields: tuple[str, ...]
    is_sure: bool
    said: tuple[str, ...]


def heading_of(texts: tuple[str, str]) -> str:
    """The heading of a column in one line."""
    return " ".join(" ".join(text.split()) for text in texts if text)


def name_columns(
    headings: Headings,
    words: NounWords,
    *,
    chosen: Mapping[int, str],
    remembered: Mapping[str, str],
) -> list[Column]:
    """The columns, each field given to one of them at most; those that nothing is known of stay without a field."""
    named: dict[int, Column] = {}
    remembered = {plain_heading(heading): field for heading, field in remembered.items()}
    for at, texts in enumerate(headings.texts):
        heading = heading_of(texts)
        if at in chosen:
            named[at] = Column(at, heading, chosen[at], Naming.CHOSEN)
        elif heading and (key := plain_heading(heading)) in remembered:
            named[at] = Column(at, heading, remembered[key], Naming.REMEMBERED)
        elif counts_lines(heading):
            named[at] = Column(at, heading, "", Naming.HEADING)
    named = _without_doubles(named, words)
    left = {at: _meaning(texts, words) for at, texts in enumerate(headings.texts) if at not in named}
    for at, field in _share_out(left, {column.field for column in named.values()}, words):
        named[at] = Column(at, heading_of(headings.texts[at]), field, Naming.HEADING)
    blank = (Column(at, heading_of(texts), "", Naming.UNKNOWN) for at, texts in enumerate(headings.texts))
    return [named.get(column.index, column) for column in blank]


def with_examples(columns: Sequence[Column], body: Sequence[TableLine]) -> list[Column]:
    """The columns with some of their texts, each once."""
    texts = ({column.index: dict.fromkeys(_texts_in(column, body))} for column in columns)
    return [
        replace(column, examples=tuple(each[column.index])[:MOST_EXAMPLES])
        for column, each in zip(columns, texts, strict=True)
    ]


def _texts_in(column: Column, body: Sequence[TableLine]) -> Iterator[str]:
    return (line.text(column.index) for line in body if line.is_own(column.index))


def _without_doubles(named: Mapping[int, Column], words: NounWords) -> dict[int, Column]:
    """A field that was chosen twice holds for the first of its columns, what is no field of the noun for none.

    Fields that take several columns hold for all of them.
    """
    taken: set[str] = set()
    kept: dict[int, Column] = {}
    for at, column in sorted(named.items(), key=lambda item: (item[1].naming is not Naming.CHOSEN, item[0])):
        is_free = column.field in {"", *words.join} or (column.field in words.fields and column.field not in taken)
        kept[at] = column if is_free else replace(column, field="", naming=Naming.UNKNOWN)
        taken.add(column.field)
    return kept


def _meaning(texts: tuple[str, str], words: NounWords) -> _Meaning:
    """What both lines say together goes before what the lower one says alone."""
    upper, lower = texts
    said = tuple(map(plain_heading, texts))
    if upper and (found := words.fields_of(f"{upper}{lower}")):
        return _Meaning(found, True, said)
    return _Meaning(words.fields_of(lower) or words.fields_of(upper), not upper, said)


def _share_out(left: Mapping[int, _Meaning], taken: set[str], words: NounWords) -> Iterator[tuple[int, str]]:
    """Fields to columns: first those that can mean one thing only, then the others in their order.

    A field that takes several columns gets those that have no other one: 学校 and 班级, but not 班级 twice.
    """
    taken = set(taken)
    headings: set[tuple[str, ...]] = set()
    order = sorted(left, key=lambda at: (not left[at].is_sure, len(left[at].fields) > 1, at))
    for at in order:
        meaning = left[at]
        free = [field for field in meaning.fields if field not in taken]
        joined = [field for field in meaning.fields if field in words.join and meaning.said not in headings]
        field = next(iter([*free, *joined]), None)
        if field is not None:
            taken.add(field)
            headings.add(meaning.said)
            yield at, field
