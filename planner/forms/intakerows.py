"""The rows that a table was read as, held against the form of their noun: which can come in, and what is wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from planner.dossier import Dossier, Duty
from planner.fields import REFERENCES
from planner.forms.row import RowForm
from planner.forms.rows import ROW_FORMS
from planner.intake.batches import Decided
from planner.intake.tables.reading import Question, ReadRow, TableReading
from planner.nouns import NOUNS
from planner.telling import is_unknown, split_names

# Two rows of one line are told apart by this much.
SECOND = 10_000_000
TOO_MANY = "一个活动最多 1000 行，先加前面的。"


class Fate(StrEnum):
    """What becomes of a row: it comes in, waits for a word, is not wanted, or is in already."""

    IN = "in"
    ASK = "ask"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row as it would stand: `number` tells it from the others, `shown` are its values as people read them.

    `values` are those for the service, None where the form refuses the row; `faults` are the sentences of the form by
    field. `questions` are what must be answered before it comes in.
    """

    noun: str
    number: int
    row: ReadRow
    fate: Fate
    shown: Mapping[str, str]
    values: Mapping[str, Any] | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    @property
    def line(self) -> int:
        """The line of the source that it begins on."""
        return self.row.lines[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that can be mended."""
        return NOUNS[self.noun].value_names

    def text_of(self, name: str) -> str:
        """What stands in the box when a field is mended: the value, or what was written where none was read."""
        value = self.row.values.get(name)
        return "" if value is None else value.text or value.source

    @property
    def was_changed(self) -> bool:
        """Whether any of its values reads otherwise than it was written."""
        return any(value.was_changed for value in self.row.values.values())

    def asked(self, questions: Sequence[Question]) -> "JudgedRow":
        """The same row, waiting for these answers too."""
        return replace(self, fate=Fate.ASK, questions=(*self.questions, *questions))


def list_newcomers(reading: TableReading, duties: Sequence[Duty]) -> tuple[str, ...]:
    """Whom the rows name as persons in charge although no duty of the event is theirs, each once, in their order."""
    known = {word for duty in duties for word in (duty.name, duty.role, duty.key)}
    texts = (row.values[name].text for row in reading.rows for name in REFERENCES if name in row.values)
    named = (name for text in texts if text not in known for name in split_names(text))
    return tuple(dict.fromkeys(name for name in named if name not in known))


def keep_strangers(texts: Mapping[str, str], noun: str, duties: Sequence[Duty]) -> dict[str, str]:
    """The texts of a row whose persons in charge have no duty and get none: their names go into its note."""
    known = {word for duty in duties for word in (duty.name, duty.role, duty.key)}
    kept = dict(texts)
    for name in REFERENCES:
        text = kept.get(name, "")
        names = [] if text in known else split_names(text)
        strangers = [each for each in names if each not in known]
        if strangers:
            note = _NOTES[noun]
            kept[name] = "、".join(each for each in names if each in known)
            kept[note] = "；".join(filter(None, (kept.get(note, ""), f"负责人：{'、'.join(strangers)}")))
    return kept


# Where a row says of whom it has no duty.
_NOTES = {"schedule": "detail", "supplies": "remark", "posts": "task"}


def judge_rows(
    reading: TableReading, doubles: Iterable[Question], decided: Decided, dossier: Dossier, *, room: int
) -> list[JudgedRow]:
    """Every row with its fate; of those that could come in no more than there is `room` for."""
    asked: dict[int, list[Question]] = {}
    for question in (*reading.questions, *doubles):
        asked.setdefault(question.line, []).append(question)
    judged: list[JudgedRow] = []
    seen = Counter[int]()
    for row in reading.rows:
        number = row.lines[0] + SECOND * seen[row.lines[0]]
        seen[row.lines[0]] += 1
        questions = tuple(question for line in row.lines for question in asked.get(line, ()))
        fate = Fate.ADDED if number in decided.added else Fate.DROPPED if row.lines[0] in decided.dropped else Fate.ASK
        texts = {name: value.text for name, value in row.values.items()}
        if not decided.newcomers:
            texts = keep_strangers(texts, reading.noun, dossier.duties)
        standing = _Standing(number, row, fate, questions, texts)
        judged.append(_judge(standing, ROW_FORMS[reading.noun], dossier, is_full=room <= 0))
        room -= judged[-1].fate is Fate.IN
    return judged


@dataclass(frozen=True, slots=True)
class _Standing:
    """A row before its form is asked."""

    number: int
    row: ReadRow
    fate: Fate
    questions: tuple[Question, ...]
    texts: Mapping[str, str]


def _judge(standing: _Standing, form_class: type[RowForm], dossier: Dossier, *, is_full: bool) -> JudgedRow:
    texts = standing.texts
    judged = JudgedRow(
        form_class.noun, standing.number, standing.row, standing.fate, texts, questions=standing.questions
    )
    if standing.fate is not Fate.ASK:
        return judged
    if is_full:
        return replace(judged, faults={"": TOO_MANY})
    form = form_class.of_cells(texts, dossier)
    if not form.validate():
        asked = {question.field for question in standing.questions}
        faults = {name or "": str(errors[0]) for name, errors in form.errors.items() if name not in asked}
        return replace(judged, faults=faults)
    values = form.values()
    shown = {name: text for name, text in form.display_values(values).items() if not is_unknown(text)}
    fate = Fate.ASK if standing.questions else Fate.IN
    return replace(judged, fate=fate, shown=shown, values=values)
