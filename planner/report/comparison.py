"""Planned against actual: one line of it, with the difference in words."""

from dataclasses import dataclass
from decimal import Decimal

from budgets import Money
from planner.report.figures import MONEY_UNIT, LiveFigure, Value, format_value

AS_PLANNED = "照计划"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Something that the plan promised and what came of it; either may be unknown.

    `cause` says why they differ, as far as somebody wrote it.
    """

    label: str
    actual: LiveFigure
    plan: LiveFigure | None = None
    cause: str = ""

    @property
    def planned(self) -> Value | None:
        """The number of the plan."""
        return self.plan.value if self.plan else None

    @property
    def is_less(self) -> bool:
        """Whether less came of it than was planned."""
        return self._distance is not None and self._distance < 0

    @property
    def is_over(self) -> bool:
        """Whether more came of it than was planned."""
        return self._distance is not None and self._distance > 0

    @property
    def _distance(self) -> Decimal | None:
        planned = self.plan.amount if self.plan else None
        return None if planned is None or self.actual.amount is None else self.actual.amount - planned

    @property
    def difference(self) -> str:
        """照计划, 计划 41 件，少 1 件; while the actual number is unknown that of the plan alone."""
        if self.planned is None:
            return ""
        planned = f"计划 {format_value(self.planned)} {self.actual.unit}"
        if not self.actual.is_known:
            return planned
        if not self._distance:
            return AS_PLANNED
        size = Money(abs(int(self._distance * 100))) if isinstance(self.planned, Money) else abs(self._distance)
        return f"{planned}，{'少' if self.is_less else '多'} {format_value(size)} {self.actual.unit}"


def tell_rest_of_budget(spent: Money, budget: Money) -> str:
    """预算余 1,114.95 元, 超预算 33.50 元, 正好用完."""
    rest = budget - spent
    if not rest:
        return "正好用完"
    word = "预算余" if rest.fen > 0 else "超预算"
    return f"{word} {abs(rest).plain()} {MONEY_UNIT}"
