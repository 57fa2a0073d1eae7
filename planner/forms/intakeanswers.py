"""What people say of a table on its preview: columns, answers, texts, lines that are not wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict

from planner.forms.fields import TableField, printable
from planner.forms.intakerows import JudgedRow
from planner.intake.batches import Decided
from planner.intake.tables.reading import Question

MOST_CHARACTERS = 2_000_000
UNDECIDED = "?"
COLUMN, ANSWER, TEXT, EMPTY, UNWANTED, TOGETHER = "column", "answer", "text", "empty", "drop", "group"
BLANK, ONE_BY_ONE = "blank", "apart"
_LONGEST_TEXT = 2000


class TakeForm(FlaskForm):
    """The page that takes whatever people have: pasted text, the HTML that came with it, a file."""

    text = TableField("粘贴表格", most=MOST_CHARACTERS)
    html = TableField("粘贴的网页", most=8 * MOST_CHARACTERS)
    file = FileField("选文件")


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of one kind that can be answered at once: by an answer that all of them have, or by leaving empty."""

    code: str
    field: str
    keys: tuple[str, ...]
    lines: tuple[int, ...]

    @property
    def name(self) -> str:
        """What a form calls it."""
        return f"{self.code}:{self.field}"


def apply_answers(
    decided: Decided, posted: MultiDict[str, str], rows: Sequence[JudgedRow], groups: Sequence[QuestionGroup]
) -> Decided:
    """What is decided after this form was sent; what it does not mention stays as it is."""
    answers = {key: code for key, code in _named(posted, ANSWER) if code}
    edits = {line: dict(texts) for line, texts in decided.edits.items()}
    _take_texts(edits, posted, rows)
    apart = set(decided.apart)
    for group in groups:
        said = posted.get(f"{TOGETHER}/{group.name}", "")
        if said == ONE_BY_ONE:
            apart.add(group.name)
        elif said == BLANK:
            for line in group.lines:
                edits.setdefault(line, {})[group.field] = ""
        elif said:
            answers = {**dict.fromkeys(group.keys, said), **answers}
    chosen = {int(at): field for at, field in _named(posted, COLUMN) if at.isdecimal() and field != UNDECIDED}
    unwanted = {int(line) for line, _ in _named(posted, UNWANTED) if line.isdecimal()}
    return replace(
        decided,
        chosen={**decided.chosen, **chosen},
        answers={**decided.answers, **answers},
        edits=edits,
        dropped=decided.dropped | unwanted,
        apart=frozenset(apart),
        newcomers="newcomers" in posted if "newcomers-asked" in posted else decided.newcomers,
    )


def group_questions(
    questions: Sequence[Question], apart: frozenset[str], *, least: int, from_on: int
) -> list[QuestionGroup]:
    """Kinds of which there are `least` questions and more, once `from_on` questions wait in all."""
    if len(questions) < from_on:
        return []
    kinds: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        if question.line:
            kinds.setdefault((question.code, question.field), []).append(question)
    groups = [
        QuestionGroup(code, field, tuple(q.key for q in found), tuple(q.line for q in found))
        for (code, field), found in kinds.items()
        if len(found) >= least
    ]
    return [group for group in groups if group.name not in apart]


def _named(posted: MultiDict[str, str], kind: str) -> Iterator[tuple[str, str]]:
    """The rest of the name and the text of each field whose name begins with the kind."""
    for name, text in posted.items():
        head, _, rest = name.partition("/")
        if head == kind and rest:
            yield rest, text


def _take_texts(edits: dict[int, dict[str, str]], posted: MultiDict[str, str], rows: Sequence[JudgedRow]) -> None:
    """Texts that were typed for a value, and values that are to stay empty; only those that differ from what stood."""
    by_line = {row.line: row for row in rows}
    for kind in (TEXT, EMPTY):
        for rest, typed in _named(posted, kind):
            line, _, name = rest.partition("/")
            row = by_line.get(int(line)) if line.isdecimal() else None
            if row is None or name not in row.names:
                continue
            text = printable(typed).strip()[:_LONGEST_TEXT] if kind == TEXT else ""
            if text != row.text_of(name):
                edits.setdefault(row.line, {})[name] = text
