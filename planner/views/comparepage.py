"""What the page shows that sets two versions of a budget side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets import Budget, BudgetComparison, compare
from planner.models import FinanceReview


@dataclass(frozen=True, slots=True)
class BudgetVersion:
    """A budget as it was handed in with that number, 0 for the one that stands."""

    number: int
    budget: Budget

    @property
    def name(self) -> str:
        """What the page calls it."""
        return f"第 {self.number} 次送审" if self.number else "现在的预算"


@dataclass(frozen=True, slots=True)
class BudgetComparePage:
    """Two versions, what changed from the old one to the new, and the reviews to choose others from."""

    old: BudgetVersion
    new: BudgetVersion
    change: BudgetComparison
    reviews: tuple[FinanceReview, ...]

    @property
    def has_other_sources(self) -> bool:
        """Whether the money comes from elsewhere, or not in the same amounts."""
        return self.old.budget.sources != self.new.budget.sources

    @property
    def is_same(self) -> bool:
        """Whether neither lines nor sources changed."""
        return self.change.is_same and not self.has_other_sources

    @property
    def is_dearer(self) -> bool:
        """Whether the new version is known to cost more."""
        return self.change.difference is not None and self.change.difference.fen > 0


def compare_page(old: BudgetVersion, new: BudgetVersion, reviews: Sequence[FinanceReview]) -> BudgetComparePage:
    """The page of two versions."""
    return BudgetComparePage(old, new, compare(old.budget, new.budget), tuple(reviews))
