"""The register of invoices and expenses over many events: its rows, what narrows it, what somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from budgets import Money
from planner.enums import InvoiceKind, LabelledEnum, PaymentMethod

_MOST_WORDS = 6
# So many digits are a number, fewer may be part of a name.
_LEAST_DIGITS = 4


class RegisterState(LabelledEnum):
    """What rows can be narrowed to. What is only a number, or cash without an invoice, is asked for while the accounts
    of its event are open: nothing more can be brought to those that are settled.
    """

    DOUBLE = "double", "两家报"
    SPLIT = "split", "像拆开买"
    NUMBER = "number", "只有号码"
    CASH = "cash", "现金没有发票"
    METHOD = "method", "付款方式待定"
    RED = "red", "红票"
    FILE = "file", "有文件"


class Proof(LabelledEnum):
    """What a row proves its payment with."""

    FILE = "file", "有文件"
    LINKED = "linked", "连着蓝票"
    NUMBER = "number", "只有号码"
    CASH = "cash", "现金没有发票"
    NOTHING = "nothing", "没有登记"


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What the register is narrowed by; empty values narrow nothing."""

    text: str = ""
    unit_ids: tuple[int, ...] = ()
    month: tuple[int, int] | None = None
    state: RegisterState | None = None

    @property
    def digits(self) -> str:
        """The number that is looked for, or its last digits, without the blanks that it was typed with."""
        joined = "".join(self.text.split()).replace("-", "")
        return joined if joined.isascii() and joined.isdigit() and len(joined) >= _LEAST_DIGITS else ""

    @property
    def words(self) -> list[str]:
        """What the seller, the purpose or the event must contain, each word anywhere."""
        return [] if self.digits else self.text.split()[:_MOST_WORDS]

    @property
    def whole(self) -> RegisterFilters:
        """The same units, narrowed by nothing else."""
        return replace(self, text="", month=None, state=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """An expense with its invoice, and where it was entered."""

    id: int
    event_id: int
    key: str
    event_title: str
    unit: str
    purpose: str
    amount: Money
    payee: str
    paid_on: date | None
    method: PaymentMethod | None
    handler: str
    verifier: str
    source: str
    invoice_kind: InvoiceKind | None
    invoice_number: str
    blue_number: str
    invoice_amount: Money | None
    issued_on: date | None
    seller: str
    seller_tax_number: str
    buyer: str
    goods: str
    net: Money | None
    tax: Money | None
    remark: str
    has_file: bool
    mark: RegisterState | None = None

    @property
    def day(self) -> date | None:
        """When the invoice was issued, else when it was paid."""
        return self.issued_on or self.paid_on

    @property
    def sold_by(self) -> str:
        """The seller as the invoice names it, else who was paid."""
        return self.seller or self.payee

    @property
    def proof(self) -> Proof:
        """What is there to prove it."""
        if self.has_file:
            return Proof.LINKED if self.blue_number else Proof.FILE
        if self.invoice_number:
            return Proof.NUMBER
        is_bare = self.invoice_kind in (None, InvoiceKind.NONE)
        return Proof.CASH if is_bare and self.method == PaymentMethod.CASH else Proof.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleSide:
    """One of two that have the same invoice: of which unit, and of which event, "" while that is hidden from above.

    `is_entered` says that it stands in the accounts; the other was refused, or came in before the register.
    """

    event_id: int
    unit: str
    event_title: str
    purpose: str
    amount: Money | None
    who: str
    day: date | None
    is_entered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDouble:
    """An invoice that two wanted to pay. `clash_id` None for older doubles, both of which stand in the accounts."""

    clash_id: int | None
    number: str
    row_ids: tuple[int, ...]
    first: DoubleSide
    second: DoubleSide
    closed_by: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPurchase:
    """Expenses that look like one purchase in pieces, each below `limit`, with the names of units and sellers.

    `doubted` are those of the sellers that leave out a place, and may mean another shop of that name.
    """

    units: tuple[str, ...]
    row_ids: tuple[int, ...]
    sellers: tuple[str, ...]
    doubted: tuple[str, ...]
    first_day: date
    last_day: date
    total: Money
    limit: Money
    is_in_a_row: bool


@dataclass(frozen=True, slots=True)
class OpenTotal:
    """Rows to look at: how many, how much, of how many units and events, and the name of one of each."""

    count: int = 0
    amount: Money = Money(0)
    units: int = 0
    unit: str = ""
    events: int = 0
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTotals:
    """All rows of the register together, and those of them to look at."""

    count: int
    amount: Money
    numbers: OpenTotal
    cash: OpenTotal


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspects:
    """What is wrong between rows: invoices that two pay, purchases that look like pieces of one."""

    doubles: tuple[InvoiceDouble, ...] = ()
    splits: tuple[SplitPurchase, ...] = ()

    @property
    def double_ids(self) -> tuple[int, ...]:
        """The rows of the doubles."""
        return tuple(dict.fromkeys(id_ for double in self.doubles for id_ in double.row_ids))

    @property
    def split_ids(self) -> tuple[int, ...]:
        """The rows of the splits."""
        return tuple(dict.fromkeys(id_ for split in self.splits for id_ in split.row_ids))
