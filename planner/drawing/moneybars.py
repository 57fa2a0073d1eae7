"""Planned against actual as bars: how wide each part is, and the difference in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from budgets import CategoryResult, Money, Total


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """One category. Widths are percentages of the longest bar; `over` begins where the plan ends."""

    name: str
    planned: Total
    actual: Money
    plan_width: float
    actual_width: float
    over_width: float

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned."""
        return self.planned.is_exact and self.actual > self.planned.known

    @property
    def difference(self) -> str:
        """超 480.00, 余 33.50, 持平, or 待定 while the plan is not exact."""
        return difference_words(self.planned, self.actual)


def money_bars(results: Mapping[str, CategoryResult]) -> tuple[MoneyBar, ...]:
    """A bar for each category, in their order."""
    longest = max((max(r.planned.known.fen, r.actual.fen) for r in results.values()), default=0) or 1

    def bar(name: str, result: CategoryResult) -> MoneyBar:
        planned, actual = result.planned.known.fen, result.actual.fen
        within = min(planned, actual)
        return MoneyBar(
            name=name,
            planned=result.planned,
            actual=result.actual,
            plan_width=_share(planned, longest),
            actual_width=_share(within, longest),
            over_width=_share(actual - within, longest),
        )

    return tuple(bar(name, result) for name, result in results.items())


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)


def difference_words(planned: Total, actual: Money) -> str:
    """How an actual sum stands to the planned one, in words."""
    if not planned.is_exact:
        return "预算待定"
    gap = actual - planned.known
    return f"超 {gap.plain()}" if gap.fen > 0 else f"余 {abs(gap).plain()}" if gap.fen < 0 else "持平"
