"""The columns of the right half of a preview: one a field, or several fields that are read as one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from budgets import Line
from planner.forms.intakerows import JudgedRow
from planner.intake.tables.synonyms import all_words
from planner.masking import mask_phone, mask_phones
from planner.nouns import NOUNS
from planner.telling import UNKNOWN

MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """What a column is called, the fields that it shows, and how it says them; numbers stand at the right."""

    label: str
    names: tuple[str, ...]
    show: Callable[[JudgedRow], str]
    is_title: bool = False
    is_number: bool = False
    is_reckoned: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """The fields whose cells stand in it: none where it comes of others."""
        return () if self.is_reckoned else self.names


def columns_of(noun_name: str, rows: Iterable[JudgedRow]) -> tuple[ResultColumn, ...]:
    """The columns for these rows: those of the noun that any row has a value for, the title always."""
    listed = list(rows)
    used = {name for row in listed for name, text in row.shown.items() if text}
    used |= {question.field for row in listed for question in row.questions} | {n for row in listed for n in row.faults}
    own = _OWN.get(noun_name) or tuple(_plain(noun_name, name) for name in _ordered(noun_name))
    return tuple(column for column in own if column.is_title or used & {*column.names})[:MOST_COLUMNS]


def _ordered(noun_name: str) -> list[str]:
    noun = NOUNS[noun_name]
    return sorted(noun.value_names, key=lambda name: name != noun.title)


def is_phone(noun: str, name: str) -> bool:
    """Whether a field holds phone numbers."""
    fields = all_words()[noun].fields
    return name in fields and fields[name].kind == "phone"


def _plain(noun_name: str, name: str, label: str = "") -> ResultColumn:
    noun = NOUNS[noun_name]
    return ResultColumn(label or noun.labels[name], (name,), lambda row: _text(row, name), name == noun.title)


def _text(row: JudgedRow, name: str) -> str:
    text = row.shown.get(name, "")
    return mask_phone(text) if is_phone(row.noun, name) and text.isdigit() else mask_phones(text)


def _times(row: JudgedRow) -> str:
    return "—".join(filter(None, (_text(row, "start"), _text(row, "end"))))


def _reckoned(row: JudgedRow) -> str:
    """1 辆 × 3 天 × 1,800.00, as far as it is known."""
    counted = (" ".join(filter(None, (_text(row, a), _text(row, b)))) for a, b in _COUNTS)
    return " × ".join(filter(None, (*counted, _text(row, "unit_price").lstrip("¥"))))


_COUNTS = (("quantity", "unit"), ("times", "times_unit"))


def _amount(row: JudgedRow) -> str:
    values = row.values
    if values is None or any(question.code == "sum" for question in row.questions):
        return UNKNOWN
    price, quantity, times, stated = (values[name] for name in ("unit_price", "quantity", "times", "stated"))
    amount = Line("", "", "", price, quantity, times=times, stated=stated).amount
    return UNKNOWN if amount is None else amount.plain()


_OWN = {
    "budget": (
        _plain("budget", "category"),
        _plain("budget", "item"),
        ResultColumn("数量 × 单价", ("quantity", "unit", "times", "times_unit", "unit_price"), _reckoned),
        ResultColumn("金额", ("stated", "quantity", "unit_price"), _amount, is_number=True, is_reckoned=True),
        _plain("budget", "source"),
        _plain("budget", "basis", "备注"),
    ),
    "participants": (
        _plain("participants", "name"),
        _plain("participants", "school_class", "班级"),
        _plain("participants", "sex"),
        _plain("participants", "guardian"),
        _plain("participants", "phone", "电话"),
        _plain("participants", "remark"),
    ),
    "schedule": (
        ResultColumn("时间", ("start", "end"), _times),
        _plain("schedule", "title"),
        _plain("schedule", "day"),
        _plain("schedule", "place"),
        _plain("schedule", "duties"),
        _plain("schedule", "detail"),
    ),
}
