"""The page that takes a table, and the question what becomes of one that is not wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from planner.clock import local
from planner.documents.emptytable import EmptyColumn
from planner.forms.choices import EnumField
from planner.forms.rows import ROW_FORMS
from planner.intake.examples import examples
from planner.intake.tables.recognising import fits_better
from planner.intake.tables.synonyms import all_words
from planner.intake.tables.table import Table
from planner.masking import mask_phones
from planner.models import Event, IntakeBatch, KnownHeading
from planner.nouns import NOUNS, Noun
from planner.views.intakepage import PASTED
from planner.views.places import place_url

TEXT_KINDS = frozenset({"text", "long", "phone", "person", "persons", "class", "start", "end"})
_SHOWN_FIELDS = 4


@dataclass(frozen=True, slots=True)
class KeptBatch:
    """A table that waits: what it is called, since when, how much of it is left."""

    name: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePage:
    """The page that takes a table: what waits already, which headings are known, three shapes that are read."""

    noun: Noun
    heading: str
    back_href: str
    shapes: tuple[tuple[str, str], ...]
    hint: str
    kept: tuple[KeptBatch, ...]
    known: tuple[tuple[str, str], ...]
    known_by: str
    refusal: str


def take_page(
    event: Event, noun: Noun, batches: Sequence[IntakeBatch], known: Sequence[KnownHeading], refusal: str = ""
) -> TakePage:
    """The empty page of a noun."""
    form = ROW_FORMS[noun.name]
    last = max(known, key=lambda each: each.said_at, default=None)
    return TakePage(
        noun=noun,
        heading=f"把名单放进{noun.label}" if noun.private else f"把表格放进{noun.label}",
        back_href=place_url(event.id, noun.name),
        shapes=_shapes(noun),
        hint=form.paste_hint,
        kept=tuple(_kept(event, batch) for batch in batches),
        known=tuple((each.heading, noun.labels.get(each.field, "") or "不用") for each in known),
        known_by=f"{local(last.said_at):%-m月%-d日}{last.said_by}定的" if last else "",
        refusal=refusal,
    )


def _shapes(noun: Noun) -> tuple[tuple[str, str], ...]:
    """The same row in three shapes: under headings, without them, in a numbered list."""
    example = examples()[noun.name]
    names = tuple(example)[:_SHOWN_FIELDS]
    cells = [mask_phones(example[name]) for name in names]
    heads = [noun.labels.get(name, name) for name in names]
    return (
        ("表格，有没有表头都行", "　".join(heads) + "\n" + "　".join(cells)),
        ("一行一个", " ".join(cells)),
        ("群里的接龙", "1. " + " ".join(cells[:2]) + "\n2. …"),
    )


def empty_columns(noun: str) -> tuple[EmptyColumn, ...]:
    """The columns of an empty table of the noun, in the order of its form."""
    form_class = ROW_FORMS[noun]
    form = form_class(formdata=None, meta={"csrf": False})
    example, words = examples()[noun], all_words()[noun]
    return tuple(
        EmptyColumn(
            headings[0],
            example.get(name, ""),
            tuple(str(c.label) for c in form[name].choices if c.value) if isinstance(form[name], EnumField) else (),
            is_text=words.kind_of(name) in TEXT_KINDS,
        )
        for name, headings in form_class.columns
        if name in words.fields
    )


def _kept(event: Event, batch: IntakeBatch) -> KeptBatch:
    when = f"{local(batch.kept_at):%-m月%-d日 %H:%M} {batch.kept_by}"
    href = url_for(".look", event_id=event.id, noun=batch.noun, key=batch.key)
    return KeptBatch(batch.name or PASTED, f"还有 {batch.lines_left} 行没加，{when}放进来的", href)


@dataclass(frozen=True, slots=True)
class TableChoice:
    """A table of a file: its size, its first headings, and which list it looks like."""

    number: int
    name: str
    words: str
    tag: str
    is_here: bool
    is_hidden: bool


def list_sheets(tables: Sequence[Table], noun: Noun) -> tuple[TableChoice, ...]:
    """The tables to choose from, hidden ones last."""
    sheets = [_sheet(at, table, noun) for at, table in enumerate(tables)]
    return tuple(sorted(sheets, key=lambda sheet: sheet.is_hidden))


def _sheet(at: int, table: Table, noun: Noun) -> TableChoice:
    first = next((line for line in table.lines if sum(bool(cell.text.strip()) for cell in line.cells) > 1), None)
    cells = [cell.text.strip() for cell in first.cells if cell.text.strip() and not cell.is_filled] if first else []
    words = f"{len(table.lines)} 行{'，' if cells else ''}{mask_phones('、'.join(cells[:4]))}"
    other = NOUNS.get(fits_better(table, noun.name))
    tag = f"像{other.label}" if other else ""
    return TableChoice(at, table.name or f"第 {at + 1} 张", words, tag, other is None and bool(cells), table.is_hidden)
