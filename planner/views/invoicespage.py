"""What the page of dropped invoices shows: first those that want a look, then those that fit, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from budgets import Money
from planner import clock
from planner.enums import IntakeState
from planner.forms.expenses import NO_LINE
from planner.forms.invoices import NOT_CHOSEN, purpose_of
from planner.intake.invoices.judging import (
    BLOCKED,
    TYPED_BY_HAND,
    Dropped,
    Entered,
    Judged,
    Reason,
    Standing,
    judge,
)
from planner.intake.invoices.matching import LineLeft
from planner.models import DroppedInvoice, Event
from planner.money.finances import Finances
from planner.permissions import Access
from planner.queries.invoices import find_used
from planner.views.moneypage import MoneyLink, money_nav
from planner.views.words import short_day

ZERO = Money(0)
# What is not read by then will not be: whoever dropped it types it.
LONGEST_READING = timedelta(minutes=15)
NOT_READ = "读了很久没有读完。照着打，或者再传一次。"
_GRAVE = frozenset({Reason.USED, Reason.BUYER})
_VERBS = {Reason.RED: "连上蓝票", Reason.BUYER: "照样记", Reason.OVER: "照样记", Reason.SPECIAL: "照样记"}
_STRENGTH = {"数电票文件": 4, "OFD 文件": 3, "票面文字": 2, "二维码": 1}


class LineChoice(NamedTuple):
    """A line of the budget to choose."""

    key: str
    label: str


class Fit(NamedTuple):
    """An invoice that can be entered as it is."""

    row: DroppedInvoice
    name: str


@dataclass(frozen=True, slots=True)
class Look:
    """An invoice that wants a look; `verb` enters it, "" where nothing can."""

    row: DroppedInvoice
    judged: Judged
    name: str
    amount: str
    line_name: str
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
    """The page of dropped invoices of one person."""

    nav: tuple[MoneyLink, ...]
    waiting: int
    read: int
    looks: tuple[Look, ...]
    groups: tuple[FitsOfLine, ...]
    choices: tuple[LineChoice, ...]

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


def invoices_page(
    event: Event, access: Access, money: Finances, rows: Sequence[DroppedInvoice], refused: Refused | None = None
) -> InvoicesPage:
    """The page as the accounts, the budget and the unit stand."""
    judged = judge_rows(event, money, rows)
    by_id = {row.id: row for row in rows}
    names = {line.key: line.name for line in money.dossier.budget}
    looks = [look_of(by_id[each.invoice.id], each, names, refused) for each in judged if each.reason]
    return InvoicesPage(
        nav=money_nav(event, access, "expenses"),
        waiting=sum(_is_waiting(row) for row in rows),
        read=len({row.sha256 for row in rows if not _is_waiting(row)}),
        looks=tuple(looks),
        groups=tuple(_groups(by_id, [each for each in judged if not each.reason], money)),
        choices=(*(LineChoice(key, name) for key, name in names.items()), LineChoice("", NO_LINE)),
    )


def judge_rows(event: Event, money: Finances, rows: Sequence[DroppedInvoice]) -> tuple[Judged, ...]:
    """Each of these invoices held against the budget, the accounts and the unit."""
    standing = Standing(
        unit=event.organisation.name,
        tax_number=money.tax_number,
        lines=lines_left(money),
        used=find_used(event, {row.invoice_number for row in rows}),
        entered={
            each.invoice_number: Entered(
                each.purpose, each.amount, each.line, f" {short_day(each.issued_on)}" if each.issued_on else ""
            )
            for each in money.ledger.expenses
            if each.invoice_number
        },
    )
    return judge([_dropped(row) for row in rows], standing)


def lines_left(money: Finances) -> tuple[LineLeft, ...]:
    """The lines of the budget with what is left of them."""
    spent: dict[str, Money] = {}
    for expense in money.ledger.expenses:
        spent[expense.line] = spent.get(expense.line, ZERO) + expense.amount
    return tuple(
        LineLeft(
            line.key,
            line.name,
            line.category,
            line.amount,
            None if line.amount is None else line.amount - spent.get(line.key, ZERO),
        )
        for line in money.dossier.budget
    )


def _is_waiting(row: DroppedInvoice) -> bool:
    return row.state is IntakeState.WAITING and abs(clock.now() - row.dropped_at) < LONGEST_READING


def _dropped(row: DroppedInvoice) -> Dropped:
    is_late = row.state is IntakeState.WAITING and not _is_waiting(row)
    return Dropped(
        id=row.id,
        filename=row.filename,
        state=IntakeState.UNREADABLE if is_late else row.state,
        sentence=NOT_READ if is_late else row.sentence,
        several=row.several,
        strength=max((_STRENGTH.get(name, 0) for name in row.evidence.split("、")), default=0),
        kind=row.invoice_kind,
        number=row.invoice_number,
        blue=row.blue_number,
        title=row.title,
        amount=row.amount,
        words=f"{row.goods} {row.remark}",
        seller=row.seller,
        buyer=row.buyer,
        buyer_tax_number=row.buyer_tax_number,
    )


def look_of(row: DroppedInvoice, judged: Judged, names: Mapping[str, str], refused: Refused | None = None) -> Look:
    """One that wants a look, with what can be done."""
    reason = judged.reason or Reason.LINE
    mine = refused if refused and refused.id == row.id else None
    return Look(
        row=row,
        judged=judged,
        name=row.filename if reason in (Reason.ADDRESS, Reason.UNREADABLE) else _name(row),
        amount=row.amount.plain() if row.amount else "读不出",
        line_name="" if reason in BLOCKED else names.get(judged.line, ""),
        verb="" if reason in BLOCKED else _VERBS.get(reason, "记上"),
        by_hand=reason in TYPED_BY_HAND,
        chosen=mine.typed.get("line", NOT_CHOSEN) if mine else judged.line or NOT_CHOSEN,
        error=mine.sentence if mine else "",
        typed=mine.typed if mine else {},
    )


def _groups(rows: Mapping[int, DroppedInvoice], judged: Sequence[Judged], money: Finances) -> list[FitsOfLine]:
    """Those that fit by line, in the order of the budget."""
    found = []
    for line in lines_left(money):
        fits = tuple(
            Fit(rows[each.invoice.id], _name(rows[each.invoice.id])) for each in judged if each.line == line.key
        )
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
    return "，".join(filter(None, [row.seller, purpose_of(row)])) or row.filename
