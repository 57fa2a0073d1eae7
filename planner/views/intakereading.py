"""A batch as it is read now: its table, its rows with their fates, what is asked, who would get a duty."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.dossier import Dossier, Duty
from planner.errors import BadInput
from planner.forms.intakeanswers import QuestionGroup, group_questions
from planner.forms.intakerows import Fate, JudgedRow, judge_rows, list_newcomers
from planner.intake.batches import Decided, parse_tables
from planner.intake.tables.doubles import REPLACE, find_doubles
from planner.intake.tables.frame import TableFrame
from planner.intake.tables.reading import Question, TableReading
from planner.intake.tables.recognising import best_table, fits_better, read_table
from planner.intake.tables.table import Table
from planner.intake.values.frame import DayFrame
from planner.models import Event, IntakeBatch
from planner.models.row import new_key
from planner.nouns import NOUNS
from planner.queries.intake import list_headings
from planner.queries.rows import read_rows
from planner.services.intake import Newcomer
from planner.services.rows import MOST_ROWS
from planner.views.intakedoubles import twin_of, typed_texts

LEAST_OF_A_KIND, GROUPED_FROM = 3, 6
_UNITS = ("局", "校", "委", "会", "部", "院", "所", "站", "中心", "公司", "小学", "中学", "大队", "社", "馆", "园")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLook:
    """All that a page of a batch is made of.

    `reading` is None while it must be said which table is read. `twins` are rows of the list by the number of the row
    that is to take their place, `refusals` what the house has against rows.
    """

    batch: IntakeBatch
    tables: tuple[Table, ...]
    decided: Decided
    existing: tuple[Any, ...]
    dossier: Dossier
    sheet: int
    reading: TableReading | None = None
    rows: tuple[JudgedRow, ...] = ()
    questions: tuple[Question, ...] = ()
    groups: tuple[QuestionGroup, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    other_noun: str = ""
    twins: Mapping[int, Any] = field(default_factory=dict)
    refusals: Mapping[int, BadInput] = field(default_factory=dict)

    @property
    def waits_for_columns(self) -> bool:
        """Whether columns were guessed that somebody must confirm before anything comes in."""
        return any(question.code == NO_HEADING for question in self.questions)

    def of_fate(self, fate: Fate) -> tuple[JudgedRow, ...]:
        """The rows that share a fate."""
        return tuple(row for row in self.rows if row.fate is fate)

    @property
    def coming_in(self) -> tuple[JudgedRow, ...]:
        """The rows that 添加 takes."""
        return () if self.waits_for_columns else self.of_fate(Fate.IN)

    @property
    def lines_left(self) -> int:
        """How many rows wait, 1 at least as long as nobody can say."""
        if self.reading is None:
            return sum(len(table.lines) for table in self.tables)
        return len(self.of_fate(Fate.IN)) + len(self.of_fate(Fate.ASK))


NO_HEADING = "no-heading"


def look_at(event: Event, batch: IntakeBatch, dossier: Dossier, decided: Decided | None = None) -> BatchLook:
    """Read a batch with what was decided so far, or with `decided`."""
    tables, decided = parse_tables(batch.tables), decided or Decided.parse(batch.decided)
    existing = read_rows(batch.noun, event.id)
    visible = [at for at, table in enumerate(tables) if not table.is_hidden and table.lines]
    if decided.sheet is None and len(visible) > 1:
        return BatchLook(
            batch=batch,
            tables=tables,
            decided=decided,
            existing=existing,
            dossier=dossier,
            sheet=best_table(tables, batch.noun),
        )
    sheet = decided.sheet if decided.sheet is not None else next(iter(visible), 0)
    look = BatchLook(batch=batch, tables=tables, decided=decided, existing=existing, dossier=dossier, sheet=sheet)
    reading = read_table(tables[sheet], batch.noun, _frame(event, batch, dossier, decided))
    return _judged(look, reading)


def _frame(event: Event, batch: IntakeBatch, dossier: Dossier, decided: Decided) -> TableFrame:
    facts = dossier.facts
    return TableFrame(
        days=DayFrame(facts.starts_on, facts.ends_on, None),
        remembered={each.heading: each.field for each in list_headings(event.organisation_id, batch.noun)},
        chosen=decided.chosen,
        answers=decided.answers,
        edits=decided.edits,
    )


def _judged(look: BatchLook, reading: TableReading) -> BatchLook:
    noun, decided = NOUNS[look.batch.noun], look.decided
    found = find_doubles(reading, [typed_texts(noun.name, row) for row in look.existing], noun.label)
    doubles = [question for question in found if question.key not in decided.answers]
    replaced = {question.line for question in found if decided.answers.get(question.key) == REPLACE}
    newcomers = _newcomers(reading, look.dossier)
    dossier = look.dossier
    if newcomers and decided.newcomers:
        more = tuple(Duty(each.key, each.role, each.name) for each in newcomers)
        dossier = replace(dossier, duties=(*dossier.duties, *more))
    room = MOST_ROWS - len(look.existing)
    rows = tuple(judge_rows(reading, doubles, decided, dossier, room=room))
    open_lines = {line for row in rows if row.fate is Fate.ASK for line in row.row.lines}
    questions = tuple(q for q in (*reading.questions, *doubles) if not q.line or q.line in open_lines)
    twins = {row.number: twin_of(row, reading, look.existing) for row in rows if row.line in replaced}
    return replace(
        look,
        twins={number: twin for number, twin in twins.items() if twin is not None},
        reading=reading,
        rows=rows,
        questions=questions,
        groups=tuple(group_questions(questions, decided.apart, least=LEAST_OF_A_KIND, from_on=GROUPED_FROM)),
        newcomers=newcomers,
        other_noun="" if decided.stays or decided.added else fits_better(look.tables[look.sheet], noun.name),
    )


def _newcomers(reading: TableReading, dossier: Dossier) -> tuple[Newcomer, ...]:
    names = list_newcomers(reading, dossier.duties)
    return tuple(Newcomer(new_key(), name, "负责单位" if name.endswith(_UNITS) else "负责人") for name in names)
