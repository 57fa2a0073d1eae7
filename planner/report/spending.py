"""What the event cost: against its budget, by category, and by whose money it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from budgets import Money
from budgets.accounts import Position
from planner.dossier import Dossier
from planner.money.finances import Finances
from planner.places import place_of
from planner.report.comparison import Comparison, tell_rest_of_budget
from planner.report.figures import MONEY_UNIT, FigureSource, LiveFigure
from planner.report.records import Records

NOTHING = Money(0)
BEYOND_ALL = "超出各来源"
# What is the unit's own money, whatever it is called; it bears what goes beyond the promise of others.
_OWN = re.compile("自筹|自有|自行|本校|学校|本单位|公用经费")
_PARENTS = re.compile("家长|监护人|学生缴|学生自|个人缴|个人自|自费|代收")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """The money of the event. `saved` is what is left of the budget; unknown while that is not exact, or overrun.

    `parents` is what families paid, as far as a source of that name says.
    """

    total: Comparison
    saved: LiveFigure
    categories: tuple[Comparison, ...] = ()
    sources: tuple[LiveFigure, ...] = ()
    parents: Money = NOTHING

    @property
    def difference(self) -> str:
        """预算余 1,114.95 元; "" while either is unknown."""
        spent, budget = self.total.actual.value, self.total.planned
        if not isinstance(spent, Money) or not isinstance(budget, Money):
            return ""
        return tell_rest_of_budget(spent, budget)


def count_spending(records: Records) -> Spending:
    """What was spent, as far as expenses are written down: without any it is unknown, and not nothing."""
    finances = records.finances
    settlement, is_known = finances.settlement, bool(records.ledger.expenses)
    budget = settlement.planned.known if settlement.budget.lines and settlement.planned.is_exact else None
    rows = tuple(_source(each.purpose, "expenses", each.key, each.amount) for each in records.ledger.expenses)
    lines = tuple(_source(line.item, "budget", line.key, line.amount) for line in settlement.budget.lines)
    planned = _figure("plan/spent", budget, "预算", lines, is_plan=True)
    spent = _figure("spent", settlement.spent if is_known else None, "支出", rows, ("支出", "实支", "花费", "用了"))
    saved = budget - settlement.spent if budget is not None and is_known and budget >= settlement.spent else None
    return Spending(
        total=Comparison(label="支出", actual=spent, plan=planned if planned.is_known else None),
        saved=_figure("saved", saved, "结余", lines + rows, ("结余", "节余", "剩余")),
        categories=_categories(finances) if is_known else (),
        sources=_by_source(finances) if is_known else (),
        parents=_paid_by_parents(records),
    )


def _categories(finances: Finances) -> tuple[Comparison, ...]:
    found = []
    for name, result in finances.settlement.by_category().items():
        keys = {each.line.key for each in result.lines}
        paid = [e for e in finances.ledger.expenses if e.line in keys or (not keys and not _has_line(finances, e.line))]
        sources = tuple(_source(each.purpose, "expenses", each.key, each.amount) for each in paid)
        lines = tuple(_source(each.line.item, "budget", each.line.key, each.planned) for each in result.lines)
        plan = _figure(f"plan/category/{name}", result.planned.known, name, lines, is_plan=True)
        has_plan = bool(result.lines) and result.planned.is_exact
        actual = _figure(f"category/{name}", result.actual, name, sources)
        cause = "；".join(each.reason for each in result.lines if each.reason)
        found.append(Comparison(label=name, actual=actual, plan=plan if has_plan else None, cause=cause))
    return tuple(found)


def _has_line(finances: Finances, key: str) -> bool:
    return any(line.key == key for line in finances.settlement.budget.lines)


def is_own_money(source: str) -> bool:
    """Whether a source is the unit's own money, whatever it is called."""
    return bool(_OWN.search(source))


def is_paid_by_parents(source: str) -> bool:
    """Whether families pay it."""
    return bool(_PARENTS.search(source))


def _by_source(finances: Finances) -> tuple[LiveFigure, ...]:
    """What each source really bore; the parts are what was spent, to the fen."""
    borne = bear_overspend(finances.settlement.accounts())
    places = {row.name: place_of("funding", row.key) for row in finances.dossier.funding}
    return tuple(
        _figure(f"source/{name}", amount, name, (FigureSource(name, places.get(name, "budget"), ""),))
        for name, amount in borne.items()
        if amount
    )


def bear_overspend(accounts: Mapping[str, Position]) -> dict[str, Money]:
    """Source -> what it bears: a donor no more than was promised or came in, the rest is the unit's own.

    Where no source is the unit's own, the rest stands by itself. A promise that isn't exact limits nothing.
    """
    own = next(filter(is_own_money, accounts), BEYOND_ALL)
    borne: dict[str, Money] = {}
    beyond = NOTHING
    for name, position in accounts.items():
        is_limited = name != own and position.promised.is_exact and position.cover.fen > 0
        borne[name] = min(position.spent, position.cover) if is_limited else position.spent
        beyond += position.spent - borne[name]
    if beyond:
        borne[own] = borne.get(own, NOTHING) + beyond
    return borne


def _paid_by_parents(records: Records) -> Money:
    """What families paid, or were to pay, by the names of sources."""
    ledger = records.ledger
    paid = Money.sum(income.amount for income in ledger.incomes if is_paid_by_parents(income.source))
    return paid or _promised_by_parents(records.dossier)


def _promised_by_parents(dossier: Dossier) -> Money:
    return Money.sum(row.amount for row in dossier.funding if row.amount and is_paid_by_parents(row.name))


def _source(words: str, noun: str, key: str, amount: Money | None) -> FigureSource:
    return FigureSource(words, place_of(noun, key), f"{amount.plain()} {MONEY_UNIT}" if amount is not None else "")


def _figure(
    key: str,
    value: Money | None,
    noun: str,
    sources: tuple[FigureSource, ...],
    words: tuple[str, ...] = (),
    *,
    is_plan: bool = False,
) -> LiveFigure:
    return LiveFigure(
        key=key, value=value, unit=MONEY_UNIT, noun=noun, words=words or (noun,), sources=sources, is_plan=is_plan
    )
