"""Dropped invoices held against the budget, the unit and each other: what can be entered, and what wants a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from budgets import Money
from budgets.credit_code import normalise_credit_code
from budgets.invoice import plain_name
from planner.days import Day
from planner.enums import InvoiceKind
from planner.intake.invoices.matching import LineLeft, match_line
from planner.intake.invoices.titles import DEPOSIT_RECEIPT
from planner.intakestates import IntakeState

ZERO = Money(0)
ORIGINAL = 2
SPECIAL = frozenset({InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.SPECIAL, InvoiceKind.ELECTRONIC_SPECIAL})


class Reason(StrEnum):
    """Why an invoice is not simply entered, the gravest first.

    A late file is one of an invoice that is entered here without it: to be kept with that expense. A companion is the
    same invoice as another file (a 数电票 comes as PDF, OFD and XML): kept with it, and no matter.
    """

    USED = "used"
    BUYER = "buyer"
    RED = "red"
    BLUE_MISSING = "blue_missing"
    TWICE = "twice"
    OVER = "over"
    LINE = "line"
    SPECIAL = "special"
    DEPOSIT = "deposit"
    DOUBT = "doubt"
    SEVERAL = "several"
    LATE_FILE = "late_file"
    INCOMPLETE = "incomplete"
    ADDRESS = "address"
    UNREADABLE = "unreadable"
    COMPANION = "companion"

    @property
    def rank(self) -> int:
        """Its place among those that want a look."""
        return list(Reason).index(self)


# Nothing can be entered from these as they are.
BLOCKED = frozenset({Reason.USED, Reason.LATE_FILE, Reason.TWICE, Reason.BLUE_MISSING})
TYPED_BY_HAND = frozenset({Reason.ADDRESS, Reason.UNREADABLE, Reason.INCOMPLETE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An invoice that waits, as far as it is judged."""

    id: int
    filename: str
    state: IntakeState
    sentence: str = ""
    several: int = 1
    strength: int = 0
    mime: str = ""
    is_e_file: bool = False
    kind: InvoiceKind | None = None
    number: str = ""
    blue: str = ""
    title: str = ""
    amount: Money | None = None
    words: str = ""
    seller: str = ""
    buyer: str = ""
    buyer_tax_number: str = ""

    @property
    def is_original(self) -> bool:
        """Whether the file is an e-invoice itself, and not a photo of it: more was read than its code."""
        return self.strength >= ORIGINAL

    @property
    def worth(self) -> tuple[int, bool]:
        """How much it tells; where two tell the same, a file that can prove an e-invoice goes before a photo."""
        return self.strength, self.is_e_file


@dataclass(frozen=True, slots=True)
class Entered:
    """An expense of the event with an invoice: what a red one may take back. `kept` are the kinds of its files."""

    purpose: str
    amount: Money
    line: str
    day: date | None = None
    kept: frozenset[str] = frozenset()

    def lacks(self, each: Dropped) -> bool:
        """Whether a file of its invoice proves more than what is kept: an electronic one, or the first at all."""
        return not self.kept or (each.is_e_file and each.mime not in self.kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What invoices are held against. `used` says of numbers where they are entered and what to do, `lines` are those
    to choose. Once the accounts of the event are closed nothing is kept with its expenses any more.
    """

    unit: str
    tax_number: str = ""
    lines: tuple[LineLeft, ...] = ()
    used: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    entered: Mapping[str, Entered] = field(default_factory=dict)
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """An invoice with the line that it seems to belong to; without a `reason` it can be entered as it is.

    `head` says in a few words what is wrong, `sentence` what to do.
    """

    invoice: Dropped
    line: str = ""
    reason: Reason | None = None
    head: str = ""
    sentence: str = ""


def judge(invoices: Sequence[Dropped], standing: Standing) -> tuple[Judged, ...]:
    """Each invoice that has been read, or can't be; a line fills up in the order in which they were dropped."""
    kept = _keep_best(invoices)
    left = {line.key: line.left for line in standing.lines}
    return tuple(_judge_one(each, standing, kept, left) for each in invoices if each.state is not IntakeState.WAITING)


def _keep_best(invoices: Sequence[Dropped]) -> dict[str, Dropped]:
    """By number the one that proves most; the others are the same invoice once more."""
    best: dict[str, Dropped] = {}
    for each in invoices:
        if each.number and (each.number not in best or each.worth > best[each.number].worth):
            best[each.number] = each
    return best


def _judge_one(each: Dropped, standing: Standing, kept: Mapping[str, Dropped], left: dict[str, Money | None]) -> Judged:
    stopped = _judge_reading(each) or _judge_number(each, standing, kept) or _judge_buyer(each, standing)
    if stopped is None and each.kind is InvoiceKind.RED:
        return _judge_red(each, standing)
    match = match_line(f"{each.words} {each.seller}", each.amount, standing.lines)
    line = match.key if match else ""
    if stopped is None:
        stopped = _judge_kind(each)
    if stopped is None and match is None:
        stopped = Reason.LINE, "看不出记在哪一行。", "选一行，再记上。"
    if stopped is None and match and not match.is_sure:
        stopped = Reason.LINE, "有几行都像。", "看看选得对不对，再记上。"
    if stopped is None:
        stopped = _judge_rest(each, line, standing, left)
    return Judged(each, line, *stopped) if stopped else Judged(each, line)


Stopped = tuple[Reason, str, str]


def _judge_reading(each: Dropped) -> Stopped | None:
    if each.state is IntakeState.ADDRESS:
        return Reason.ADDRESS, "二维码是一个网址。", "用手机扫开，下载 PDF 再传上来，或者照着打 4 格。"
    if each.state is IntakeState.UNREADABLE:
        return Reason.UNREADABLE, "读不出。", each.sentence
    if each.amount is None:
        return Reason.INCOMPLETE, "没有价税合计。", "老发票的二维码里只有不含税金额，照票面补上。"
    return None


def _judge_number(each: Dropped, standing: Standing, kept: Mapping[str, Dropped]) -> Stopped | None:
    entered = None if standing.is_closed else standing.entered.get(each.number)
    if entered is not None and entered.lacks(each):
        return Reason.LATE_FILE, "这张票的文件到了。", _tell_late(entered, each)
    if each.number in standing.used:
        return Reason.USED, *standing.used[each.number]
    best = kept.get(each.number, each)
    if best.id != each.id and each.is_original and each.amount == best.amount:
        return Reason.COMPANION, "", ""
    if best.id != each.id:
        return Reason.TWICE, "同一张传了两遍。", f"记的是“{best.filename}”，这一份不记。"
    return None


def _tell_late(entered: Entered, each: Dropped) -> str:
    """Where it belongs, and what to compare before."""
    paid, read = entered.amount, each.amount
    differs = f"票面 {read.plain()} 元，记的是 {paid.plain()} 元，先核对。" if read and read != paid else ""
    return f"已经记在“{entered.purpose}”里，那里还没有这个文件。{differs}"


def _judge_buyer(each: Dropped, standing: Standing) -> Stopped | None:
    """The buyer is our unit, by name and by number, as far as both are known."""
    number = normalise_credit_code(each.buyer_tax_number)
    if each.buyer and plain_name(each.buyer) != plain_name(standing.unit):
        return Reason.BUYER, "买方不是本单位。", f"写的是“{each.buyer}”，请对方重开。"
    if number and standing.tax_number and number != normalise_credit_code(standing.tax_number):
        return Reason.BUYER, "买方税号不是本单位的。", f"写的是 {number}，请对方重开。"
    return None


def _judge_red(each: Dropped, standing: Standing) -> Judged:
    blue = standing.entered.get(each.blue)
    if not each.blue or blue is None or each.amount is None:
        which = (
            f"它冲的蓝字发票 {each.blue} 还没有记在这个活动里，先记那一张。"
            if each.blue
            else "写上它冲的蓝字发票号码。"
        )
        return Judged(each, "", Reason.BLUE_MISSING if each.blue else Reason.INCOMPLETE, "这是退款的红票。", which)
    rest = (blue.amount + each.amount).plain()
    day = Day.of(blue.day).short if blue.day else ""
    sentence = f"冲的是 {day}“{blue.purpose}”那张 {blue.amount.plain()} 元，连上后按 {rest} 元算。"
    return Judged(each, blue.line, Reason.RED, "这是退款的红票。", sentence)


def _judge_kind(each: Dropped) -> Stopped | None:
    if each.several > 1:
        return Reason.SEVERAL, f"这个文件里有 {each.several} 张票。", "已拆成几行，请各看一眼。"
    if each.sentence:
        return Reason.DOUBT, "读到的对不上。", each.sentence
    if DEPOSIT_RECEIPT in each.title:
        return Reason.DEPOSIT, "这是往来款的票据。", "押金这样的钱要退，不算支出；真花了的才记上。"
    if each.kind in SPECIAL:
        return Reason.SPECIAL, "这是专用发票。", "学校一般不抵扣，先问财务收不收。"
    return None


def _judge_rest(each: Dropped, line: str, standing: Standing, left: dict[str, Money | None]) -> Stopped | None:
    """Whether the line can bear it; what fits takes its part of the line."""
    rest, amount = left.get(line), each.amount or ZERO
    if rest is not None and amount > rest:
        name = next(found.name for found in standing.lines if found.key == line)
        return Reason.OVER, f"记上这张，{name}超预算 {(amount - rest).plain()} 元。", "换一行，或者记上以后写原因。"
    if rest is not None:
        left[line] = rest - amount
    return None
