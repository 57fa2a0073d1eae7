"""A line of a budget, and sums that remember how much of them is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.money import Money
from budgets.price import UnitPrice
from budgets.quantity import check_quantity, format_quantity

UNKNOWN = "待定"


class _Product:
    """A place for the product of a line: worked out once, though every check asks for it."""

    __slots__ = ("_product",)
    _product: Money | None


@dataclass(frozen=True, slots=True)
class Line(_Product):
    """One planned expense: unit price × quantity × times (days, meals, nights), or an amount stated by hand.

    What is not known yet is None and stays unknown in every sum. A price of whole fen may be given as `Money`. Raises
    QuantityError for a quantity that is not a finite number.
    """

    key: str
    category: str
    item: str
    unit_price: UnitPrice | None = None
    quantity: Decimal | None = None
    unit: str = ""
    times: Decimal | None = None
    times_unit: str = ""
    source: str = ""
    basis: str = ""
    stated: Money | None = None

    def __post_init__(self) -> None:
        if isinstance(self.unit_price, Money):
            object.__setattr__(self, "unit_price", UnitPrice.of(self.unit_price))
        check_quantity(self.quantity, "数量")
        check_quantity(self.times, "次数")

    @property
    def computed(self) -> Money | None:
        """The product alone; None while price or quantity is unknown. No `times` counts as once."""
        try:
            return self._product
        except AttributeError:
            object.__setattr__(self, "_product", self._multiply())
            return self._product

    def _multiply(self) -> Money | None:
        if self.unit_price is None or self.quantity is None:
            return None
        if self.times is None:
            return self.unit_price.times(self.quantity)
        return self.unit_price.times(self.quantity, self.times)

    @property
    def amount(self) -> Money | None:
        """The product where it can be computed, else the stated amount, else None (unknown)."""
        computed = self.computed
        return self.stated if computed is None else computed

    @property
    def name(self) -> str:
        """What a sentence calls this line: its item, else its category."""
        return self.item.strip() or self.category.strip() or "未写名称的一项"

    @property
    def working(self) -> str:
        """How the amount comes about: 3箱×40元, or 41人×3天×60元; empty when nothing is known."""
        parts = [
            f"{format_quantity(value)}{unit}"
            for value, unit in ((self.quantity, self.unit), (self.times, self.times_unit))
            if value is not None
        ]
        if self.unit_price is not None:
            parts.append(f"{format_quantity(self.unit_price.decimal())}元")
        return "×".join(parts)

    @property
    def spelled_out(self) -> str:
        """The working in the columns of a table: 3 箱 × 40.00, 3 箱 × 待定; "" while quantity and price are unknown."""
        price = None if self.unit_price is None else self.unit_price.plain()
        if self.quantity is None:
            return f"{price} × 数量{UNKNOWN}" if price else ""
        counts = ((self.quantity, self.unit), (self.times, self.times_unit))
        parts = [f"{format_quantity(value)} {unit}".strip() for value, unit in counts if value is not None]
        return " × ".join([*parts, price or UNKNOWN])


@dataclass(frozen=True, slots=True)
class Total:
    """A sum: what is known of it, and how many of its amounts are not known."""

    known: Money
    unknown: int = 0

    @classmethod
    def of(cls, amounts: Iterable[Money | None]) -> Total:
        """The sum of amounts of which some may be unknown."""
        fen = unknown = 0
        for amount in amounts:
            if amount is None:
                unknown += 1
            else:
                fen += amount.fen
        return cls(Money(fen), unknown)

    @property
    def is_exact(self) -> bool:
        """Whether every amount is known."""
        return self.unknown == 0

    @property
    def exact(self) -> Money | None:
        """The sum when every amount is known, else None."""
        return self.known if self.is_exact else None

    def __add__(self, other: Total) -> Total:
        if not isinstance(other, Total):
            return NotImplemented
        return Total(self.known + other.known, self.unknown + other.unknown)

    @property
    def is_known(self) -> bool:
        """Whether anything of it is known; an exact sum of nothing is."""
        return self.is_exact or bool(self.known)

    @property
    def label(self) -> str:
        """¥1,234.50 as far as it is known, 待定 while nothing is; what is open is said beside it."""
        return self.known.format() if self.is_known else UNKNOWN

    @property
    def plain_label(self) -> str:
        """The same for tables under 单位：元."""
        return self.known.plain() if self.is_known else UNKNOWN

    @property
    def bound_label(self) -> str:
        """1,234.50, 至少 1,234.50 while some of it is open, 3 项待定 while all is; for tables under 单位：元."""
        if self.is_exact:
            return self.known.plain()
        return f"至少 {self.known.plain()}" if self.known else f"{self.unknown} 项{UNKNOWN}"

    def format(self) -> str:
        """¥1,234.50, or 至少 ¥1,234.50（3 项待定）, or 待定 when nothing is known."""
        if self.is_exact:
            return self.known.format()
        if not self.known:
            return UNKNOWN
        return f"至少 {self.known.format()}（{self.unknown} 项待定）"

    def words(self) -> str:
        """Capital numerals when the sum is exact, else 待定: a lower bound is never put in words."""
        return self.known.words() if self.is_exact else UNKNOWN
