"""One line of the budget; its arithmetic is `budgets.Line`."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import String, event
from sqlalchemy.orm import Mapped, mapped_column

from budgets import MAX_FEN, Line, Money, UnitPrice
from planner.extensions import Base
from planner.models.columns import DecimalText, Fen, Price
from planner.models.row import RowMixin


class BudgetLine(RowMixin, Base):
    """One line of the budget; its arithmetic is `budgets.Line`. `amount` repeats what that says, for sums in SQL."""

    __tablename__ = "budget_line"
    noun = "budget"

    category: Mapped[str] = mapped_column(String(40), default="")
    item: Mapped[str] = mapped_column(String(120))
    unit_price: Mapped[UnitPrice | None] = mapped_column(Price)
    quantity: Mapped[Decimal | None] = mapped_column(DecimalText)
    unit: Mapped[str] = mapped_column(String(20), default="")
    times: Mapped[Decimal | None] = mapped_column(DecimalText)
    times_unit: Mapped[str] = mapped_column(String(20), default="")
    source: Mapped[str] = mapped_column(String(60), default="")
    basis: Mapped[str] = mapped_column(String(400), default="")
    stated: Mapped[Money | None] = mapped_column(Fen)
    amount: Mapped[Money | None] = mapped_column(Fen)

    def as_line(self) -> Line:
        """The line as `budgets` knows it."""
        return Line(
            key=self.key,
            category=self.category or "",
            item=self.item,
            unit_price=self.unit_price,
            quantity=self.quantity,
            unit=self.unit or "",
            times=self.times,
            times_unit=self.times_unit or "",
            source=self.source or "",
            basis=self.basis or "",
            stated=self.stated,
        )


@event.listens_for(BudgetLine, "before_insert")
@event.listens_for(BudgetLine, "before_update")
def _keep_amount(mapper: object, connection: object, row: BudgetLine) -> None:
    amount = row.as_line().amount
    # The form refuses what is larger than any budget; a database could not hold it.
    row.amount = amount if amount is None or abs(amount.fen) <= MAX_FEN else None
