"""What the page of dropped invoices shows: first those that want a look, then those that fit, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgets import Money
from planner.enums import InvoiceKind
from planner.forms.expenses import NO_LINE
from planner.forms.invoices import NOT_CHOSEN
from planner.intake.invoices.judging import BLOCKED, TYPED_BY_HAND, Judged, Reason
from planner.intake.invoices.matching import LineLeft
from planner.intake.invoices.reading import name_goods
from planner.models import DroppedInvoice, Event
from planner.money.finances import Finances
from planner.permissions import Access
from planner.queries.invoices import is_waiting, judge_rows, lines_left
from planner.views.moneypage import MoneyLink, money_nav

ZERO = Money(0)
MOST_LOOKS = 50
_GRAVE = frozenset({Reason.USED, Reason.BUYER})
_VERBS = {Reason.RED: "连上蓝票", Reason.BUYER: "照样记", Reason.OVER: "照样记", Reason.SPECIAL: "照样记"}


class LineChoice(NamedTuple):
    """A line of the budget to choose."""

    key: str
    label: str


class Fit(NamedTuple):
    """An invoice that can be entered as it is."""

    row: DroppedInvoice
    name: str
    also: str


@dataclass(frozen=True, slots=True)
class Look:
    """An invoice that wants a look; `verb` enters it, "" where nothing can."""

    row: DroppedInvoice
    judged: Judged
    name: str
    amount: str
    line_name: str
    also: str
    verb: str
    by_hand: bool
    chosen: str = NOT_CHOSEN
    error: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def tone(self) -> str:
        """The colour of the reason."""
        return "bad" if self.judged.reason in _GRAVE else "warn"

    @property
    def is_late(self) -> bool:
        """Whether its file is to be kept with the expense that it is entered as."""
        return self.judged.reason is Reason.LATE_FILE

    @property
    def asks_blue(self) -> bool:
        """Whether it is a red one that names no blue one."""
        return self.by_hand and self.row.invoice_kind is InvoiceKind.RED

    @property
    def typed_amount(self) -> str:
        """What stands in the field of the amount."""
        return self.typed.get("amount", "" if self.row.amount is None else self.row.amount.plain())

    @property
    def is_nameless(self) -> bool:
        """Whether nothing is known of it but its file."""
        return self.name == self.row.filename

    @property
    def is_open(self) -> bool:
        """Whether a line is still to be chosen."""
        return self.chosen == NOT_CHOSEN

    @property
    def is_red(self) -> bool:
        """Whether it hangs on the line of its blue one."""
        return self.judged.reason is Reason.RED


@dataclass(frozen=True, slots=True)
class FitsOfLine:
    """The invoices that fit one line."""

    key: str
    name: str
    fits: tuple[Fit, ...]
    total: Money
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicesPage:
    """The page of dropped invoices of one person; `later` of those that want a look move up as others are done."""

    nav: tuple[MoneyLink, ...]
    waiting: int
    read: int
    looks: tuple[Look, ...]
    later: int
    groups: tuple[FitsOfLine, ...]
    choices: tuple[LineChoice, ...]

    @property
    def look_count(self) -> int:
        """How many want a look."""
        return len(self.looks) + self.later

    @property
    def count(self) -> int:
        """How many fit."""
        return sum(len(group.fits) for group in self.groups)

    @property
    def total(self) -> Money:
        """The sum of those that fit."""
        return Money.sum(group.total for group in self.groups)

    @property
    def files(self) -> int:
        """How many files there are, read or not."""
        return self.waiting + self.read

    @property
    def share(self) -> int:
        """How much of them is read, in percent."""
        return 100 * self.read // max(self.files, 1)


class Refused(NamedTuple):
    """The invoice that somebody tried to enter, why it can't be, and what was typed."""

    id: int
    sentence: str
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Drop:
    """What the parts of the page are made of: the rows by id, the lines by key, other files of the same e-invoice."""

    rows: Mapping[int, DroppedInvoice]
    lines: Mapping[str, str]
    also: Mapping[str, str]
    refused: Refused | None

    def fit_of(self, judged: Judged) -> Fit:
        """One that can be entered as it is."""
        row = self.rows[judged.invoice.id]
        return Fit(row, _name(row), self.also.get(row.invoice_number, ""))

    def look_of(self, judged: Judged, reason: Reason) -> Look:
        """One that wants a look, with what can be done."""
        row = self.rows[judged.invoice.id]
        mine = self.refused if self.refused and self.refused.id == row.id else None
        return Look(
            row=row,
            judged=judged,
            name=row.filename if reason in (Reason.ADDRESS, Reason.UNREADABLE) else _name(row),
            amount=_amount(row),
            line_name="" if reason in BLOCKED else self.lines.get(judged.line, ""),
            also="" if reason in BLOCKED else self.also.get(row.invoice_number, ""),
            verb="" if reason in BLOCKED else _VERBS.get(reason, "记上"),
            by_hand=reason in TYPED_BY_HAND,
            chosen=mine.typed.get("line", NOT_CHOSEN) if mine else judged.line or NOT_CHOSEN,
            error=mine.sentence if mine else "",
            typed=mine.typed if mine else {},
        )


def invoices_page(
    event: Event, access: Access, money: Finances, rows: Sequence[DroppedInvoice], refused: Refused | None = None
) -> InvoicesPage:
    """The page as the accounts, the budget and the unit stand."""
    judged = judge_rows(event, money, rows)
    names = {line.key: line.name for line in money.dossier.budget}
    shown = _Drop({row.id: row for row in rows}, names, _companions(judged), refused)
    asked = [(each.reason, each) for each in judged if each.reason and each.reason is not Reason.COMPANION]
    asked.sort(key=lambda pair: pair[0].rank)
    return InvoicesPage(
        nav=money_nav(event, access, "expenses"),
        waiting=sum(is_waiting(row) for row in rows),
        read=len({row.sha256 for row in rows if not is_waiting(row)}),
        looks=tuple(shown.look_of(each, reason) for reason, each in asked[:MOST_LOOKS]),
        later=max(0, len(asked) - MOST_LOOKS),
        groups=tuple(_groups(shown, [each for each in judged if not each.reason], money)),
        choices=(*(LineChoice(key, name) for key, name in names.items()), LineChoice("", NO_LINE)),
    )


def _companions(judged: Sequence[Judged]) -> dict[str, str]:
    """By the number of an e-invoice the names of its other files."""
    found: dict[str, list[str]] = {}
    for each in judged:
        if each.reason is Reason.COMPANION:
            found.setdefault(each.invoice.number, []).append(each.invoice.filename)
    return {number: "、".join(names) for number, names in found.items()}


def _amount(row: DroppedInvoice) -> str:
    """How much it is, as far as that was read."""
    if row.amount is not None:
        return row.amount.plain()
    return f"{row.net.plain()} 不含税" if row.net is not None else "读不出"


def _groups(shown: _Drop, judged: Sequence[Judged], money: Finances) -> list[FitsOfLine]:
    """Those that fit by line, in the order of the budget."""
    found = []
    for line in lines_left(money):
        fits = tuple(shown.fit_of(each) for each in judged if each.line == line.key)
        if fits:
            total = Money.sum(fit.row.amount or ZERO for fit in fits)
            found.append(FitsOfLine(line.key, line.name, fits, total, _rest(line, total)))
    return found


def _rest(line: LineLeft, total: Money) -> str:
    if line.planned is None or line.left is None:
        return "预算待定"
    rest = line.left - total
    return "持平" if not rest else f"预算 {line.planned.plain()}，余 {rest.plain()}"


def _name(row: DroppedInvoice) -> str:
    """Who sold what, as far as it is known."""
    return "，".join(filter(None, [row.seller, name_goods(row.goods)])) or row.filename
