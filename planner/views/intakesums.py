"""What stands in a list before a table is added to it, and what will stand there then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from budgets import Line, Money
from planner.enums import GroupSide
from planner.forms.intakerows import Fate
from planner.nouns import Noun
from planner.views.intakereading import BatchLook


@dataclass(frozen=True, slots=True)
class Sums:
    """What stands in the list now and what will stand there then; `more` is what it would be with all that is asked."""

    label: str
    before: str
    after: str
    unit: str = ""
    more: str = ""


def sums_of(noun: Noun, look: BatchLook) -> Sums:
    """Sums of money for the nouns that have one, else how many rows there are."""
    amount = _AMOUNTS.get(noun.name)
    if amount is None:
        return _counted(noun, look)
    values = [row.values for row in look.coming_in if row.values is not None]
    asked = [row.values for row in look.of_fate(Fate.ASK) if row.values is not None]
    held = [{name: getattr(row, name) for name in noun.value_names} for row in look.existing]
    before, then, more = (_total(amount, rows) for rows in (held, [*held, *values], [*held, *values, *asked]))
    told = f"要看的也加上是 {more}" if more != then else ""
    return Sums(f"{noun.label}合计（元）", before, then, more=told)


def _counted(noun: Noun, look: BatchLook) -> Sums:
    before, coming = len(look.existing), len(look.coming_in)
    planned = look.dossier.head_count(GroupSide.CHILD) if noun.private else None
    lacking = (planned or 0) - before - coming
    more = f"计划 {planned} 人，还差 {lacking} 人" if lacking > 0 else ""
    return Sums(noun.label, str(before), str(before + coming), noun.measure, more)


def _total(amount: Callable[[Any], Money | None], rows: Iterable[Any]) -> str:
    return Money.sum(found for row in rows if (found := amount(row)) is not None).plain()


def _line_amount(values: Any) -> Money | None:
    names = ("unit_price", "quantity", "times", "stated")
    price, quantity, times, stated = (values[name] for name in names)
    return Line("", "", "", price, quantity, times=times, stated=stated).amount


def _plain_amount(values: Any) -> Money | None:
    amount: Money | None = values["amount"]
    return amount


_AMOUNTS = {"budget": _line_amount, "expenses": _plain_amount, "incomes": _plain_amount, "funding": _plain_amount}
