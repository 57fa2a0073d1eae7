"""What several pages of the money of an event show: links between them, the word of finance, notes beside lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from budgets import Line, Money
from planner.enums import RemarkKind
from planner.findings import Finding, Severity
from planner.models import Event, FinanceReview, LineRemark
from planner.money.finances import ANSWERED_BY_FILES
from planner.permissions import Access, can_decide_review, can_keep_accounts, can_read_accounts, can_review_finance
from planner.places import place_of
from planner.queries.remarks import open_questions
from planner.views.eventpage import can_edit_rows

MONEY_PAGES = {"budget": "预算", "expenses": "支出", "handouts": "发放", "settlement": "决算"}


class MoneyLink(NamedTuple):
    """A page of the money of an event."""

    label: str
    href: str
    is_current: bool


def money_nav(event: Event, access: Access, here: str) -> tuple[MoneyLink, ...]:
    """The pages of the money; none for guests, who see only the budget."""
    if not can_read_accounts(access):
        return ()
    return tuple(
        MoneyLink(label, url_for(f"{name}.show", event_id=event.id), name == here)
        for name, label in MONEY_PAGES.items()
    )


class Difference(NamedTuple):
    """How far two sums are apart, in words: what it is, how much without a sign, and its colour."""

    label: str
    amount: Money
    tone: str


def difference_of(left: Money, *, over: str, under: str) -> Difference:
    """What is left of a sum as `under`; below zero it is `over`."""
    return Difference(over, abs(left), "up") if left.fen < 0 else Difference(under, left, "down")


class ReviewNote(NamedTuple):
    """What finance said last of a budget or a settlement, or that it is still to be said."""

    review: FinanceReview
    href: str
    may_decide: bool


def review_note(review: FinanceReview | None, access: Access, *, is_barred: bool) -> ReviewNote | None:
    """The note about the newest review, from which its reader may be barred; None where nothing waits or came back."""
    if review is None or not (review.waits or review.is_returned):
        return None
    href = url_for("reviews.decide", event_id=review.event_id, subject=review.subject.value, number=review.number)
    return ReviewNote(review, href, can_decide_review(access, is_barred=is_barred))


class Mend(NamedTuple):
    """The way to mend a finding; it may open the row where it stands."""

    label: str
    href: str
    opens_row: bool


class LineFinding(NamedTuple):
    """What a rule says of a line."""

    severity: Severity
    sentence: str
    mend: Mend | None


class Saying(NamedTuple):
    """What somebody wrote about a line; the last opinion can be answered."""

    author: str
    text: str
    tone: str
    answer_href: str


@dataclass(frozen=True, slots=True)
class LineNotes:
    """What stands beside a line of the budget: findings of the rules, then what finance and organisers wrote."""

    findings: tuple[LineFinding, ...]
    sayings: tuple[Saying, ...]
    ask_href: str


@dataclass(frozen=True, slots=True)
class NoteDesk:
    """What a reader may do about the notes beside lines; it writes those of each line."""

    event_id: int
    may_mend: bool
    may_answer: bool
    may_ask: bool

    @classmethod
    def of(cls, event: Event, access: Access, *, on_budget: bool) -> "NoteDesk":
        """The desk of a reader: on the page of the budget lines are mended and asked about, elsewhere only answered."""
        is_open, reviews = not event.settled_at, can_review_finance(access)
        return cls(
            event_id=event.id,
            may_mend=on_budget and can_edit_rows(event, access, "budget"),
            may_answer=is_open and can_keep_accounts(access) and not reviews,
            may_ask=on_budget and is_open and reviews,
        )

    def notes_of(self, key: str, found: Sequence[Finding], written: Sequence[LineRemark]) -> LineNotes:
        """The notes beside the line with this key."""
        return LineNotes(
            findings=tuple(LineFinding(f.severity, f.sentence, self._mend(f, key)) for f in found),
            sayings=tuple(self._saying(r, is_last=r is written[-1]) for r in written),
            ask_href=self._remark_url(key, RemarkKind.OPINION) if self.may_ask else "",
        )

    def _mend(self, finding: Finding, key: str) -> Mend | None:
        if not self.may_mend:
            return None
        kind = ANSWERED_BY_FILES.get(finding.code)
        if kind is None:
            return Mend("去改", url_for("rows.edit", event_id=self.event_id, noun="budget", key=key), opens_row=True)
        about = place_of("budget", key)
        href = url_for("vouchers.show", event_id=self.event_id, about=about, kind=kind.value)
        return Mend(f"传{kind.label}", href, opens_row=False)

    def _saying(self, remark: LineRemark, *, is_last: bool) -> Saying:
        can_be_answered = is_last and remark.kind.asks and self.may_answer
        return Saying(
            author=f"{remark.author}（原因）" if remark.kind is RemarkKind.REASON else remark.author,
            text=remark.text,
            tone="say" if remark.kind.asks else "ok",
            answer_href=self._remark_url(remark.line, RemarkKind.ANSWER) if can_be_answered else "",
        )

    def _remark_url(self, key: str, kind: RemarkKind) -> str:
        return url_for("budget.remark", event_id=self.event_id, key=key, kind=kind.value)


class LineQuestion(NamedTuple):
    """What finance above asks of an invoice that another unit wants to pay as well; answered by who keeps accounts."""

    author: str
    text: str
    answer_href: str


def list_questions(
    event: Event, access: Access, remarks: Mapping[str, Sequence[LineRemark]]
) -> tuple[LineQuestion, ...]:
    """What is asked of doubles, of all that was said in the event, and nobody has answered."""
    may_answer = can_keep_accounts(access)

    def answer(remark: LineRemark) -> str:
        kind = RemarkKind.ANSWER.value
        return url_for("budget.remark", event_id=event.id, key=remark.line, kind=kind) if may_answer else ""

    return tuple(LineQuestion(remark.author, remark.text, answer(remark)) for remark in open_questions(remarks))


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """Where something is said of a line, or of a double: `back_href` is where that stands."""

    line: Line
    kind: RemarkKind
    back_href: str

    @property
    def label(self) -> str:
        """What is to be written."""
        return "超支或结余的原因" if self.kind is RemarkKind.REASON else self.kind.label


def remark_page(line: Line, kind: object, back_href: str) -> RemarkPage:
    """The page of a line; a kind that isn't one asks for an answer."""
    return RemarkPage(line, kind if isinstance(kind, RemarkKind) else RemarkKind.ANSWER, back_href)
