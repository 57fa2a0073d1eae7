"""What the settlement shows of its proofs: each expense with its three, the event as a whole, what is still lacking."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from budgets import Money
from planner.documents.settlement_proof import closing_day, signing_lines, state_proofs
from planner.enums import GapReason, RemarkKind
from planner.models import Event, FinanceReview, LineRemark
from planner.money.evidence import Evidence, ExpenseProof, Standing
from planner.money.finances import Finances
from planner.money.gaps import Gap, GapGroup
from planner.permissions import Access, can_keep_accounts, can_work_on_event
from planner.places import parse_place, place_of
from planner.queries.hands import Hand
from planner.telling import UNKNOWN, join_few
from planner.views.handspage import HandRow, Reader, list_hands
from planner.views.places import place_url
from planner.views.positionpage import PositionPanel, position_panel

Remarks = Mapping[str, Sequence[LineRemark]]
_NO_REMARKS: Remarks = {}
HEADINGS = ("发票", "付款", "验收")
MOST_NAMED = 3
_WORDS = (Standing.HAVE.label, "只有号码", Standing.MISSING.label, Standing.NOT_NEEDED.label)
_SIGNS = {
    Standing.HAVE: ("has", "check-circle-fill"),
    Standing.MISSING: ("none", "circle"),
    Standing.NOT_NEEDED: ("na", "dash-lg"),
}


class ProofCell(NamedTuple):
    """A proof as it is shown: its words, their sign and colour, and the files or the way to bring them."""

    heading: str
    label: str
    note: str
    tone: str
    picture: str
    href: str


class ProofRow(NamedTuple):
    """An expense and what proves it."""

    name: str
    payee: str
    href: str
    amount: Money
    cells: tuple[ProofCell, ...]


@dataclass(frozen=True, slots=True)
class ProofTable:
    """The expenses, or those that lack something; `totals` counts each kind of proof."""

    rows: tuple[ProofRow, ...]
    lacking_count: int
    is_narrowed: bool
    sum: Money
    totals: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...] = HEADINGS


class WholeRow(NamedTuple):
    """A proof of the event as a whole, and how it is printed."""

    name: str
    cell: ProofCell
    printed: str


@dataclass(frozen=True, slots=True)
class GapRow:
    """One reason why finance can't pass: what, how much, where from, and the ways out of it.

    `asked` is what finance asked for last and nobody answered; `is_refused` where a waiver of it was refused just now.
    """

    number: int
    group: GapGroup
    anchor: str
    mend_label: str
    mend_href: str
    ask_label: str
    asked: LineRemark | None
    is_refused: bool


class WaiverRow(NamedTuple):
    """What was waived, by whom and why."""

    id: int
    title: str
    words: str
    by: str
    at: object


@dataclass(frozen=True, slots=True)
class GapPanel:
    """What is still lacking and what was waived; `may_waive` for whoever decides it, who does it `elsewhere_href`.

    `has_lost_form` says that a waiver was refused whose gap is no longer there.
    """

    rows: tuple[GapRow, ...]
    waivers: tuple[WaiverRow, ...]
    may_waive: bool
    elsewhere_href: str = ""
    has_lost_form: bool = False

    @property
    def count(self) -> int:
        """How many reasons there are."""
        return len(self.rows)


def prove_table(event: Event, access: Access, money: Finances, *, only_lacking: bool) -> ProofTable:
    """The expenses with their proofs."""
    lacking = [proof for proof in money.proofs if not proof.is_complete]
    shown = lacking if only_lacking else money.proofs
    link = _linker(event, access)
    return ProofTable(
        rows=tuple(_row(event, proof, link) for proof in shown),
        lacking_count=len(lacking),
        is_narrowed=only_lacking,
        sum=money.ledger.spent,
        totals=tuple(_count([proof.parts[at] for proof in money.proofs]) for at in range(len(HEADINGS))),
    )


def _row(event: Event, proof: ExpenseProof, link: Callable[[Evidence, str], str]) -> ProofRow:
    about = place_of("expenses", proof.expense.key)
    return ProofRow(
        name=proof.expense.purpose,
        payee=proof.expense.payee or proof.expense.seller,
        href=place_url(event.id, about),
        amount=proof.expense.amount,
        cells=tuple(
            show_proof(part, heading, link(part, about)) for part, heading in zip(proof.parts, HEADINGS, strict=True)
        ),
    )


def _count(parts: list[Evidence]) -> tuple[str, ...]:
    """有 9 笔, 只有号码 2 笔: how often each is said."""
    words = [Standing.HAVE.label if part.is_at_hand else part.label for part in parts]
    return tuple(f"{word} {words.count(word)} 笔" for word in _WORDS if word in words)


def show_proof(part: Evidence, heading: str, href: str) -> ProofCell:
    """A proof with its sign."""
    tone, picture = _SIGNS[part.standing]
    if part.is_number_only:
        tone, picture = "only", "circle-half"
    return ProofCell(heading, part.label, part.note, tone, picture, href)


def _linker(event: Event, access: Access) -> Callable[[Evidence, str], str]:
    """Where the files of a proof are, or where they are brought; "" where there is nothing to do or to see."""
    may_bring = can_keep_accounts(access) and not event.settled_at

    def link(part: Evidence, about: str) -> str:
        if part.files:
            return url_for("vouchers.show", event_id=event.id, about=part.files[0].about)
        if part.is_missing and part.kind and may_bring:
            return url_for("vouchers.show", event_id=event.id, kind=part.kind.value, about=about)
        return place_url(event.id, part.where) if part.is_missing and part.where else ""

    return link


def whole_rows(event: Event, access: Access, money: Finances) -> tuple[WholeRow, ...]:
    """The proofs that belong to no single expense."""
    link = _linker(event, access)
    return tuple(
        WholeRow(paper.name, show_proof(paper, paper.name, link(paper, _about(paper))), paper.printed)
        for paper in money.evidence
        if not paper.statement
    )


def _about(paper: Evidence) -> str:
    return paper.where if parse_place(paper.where).key else ""


def gap_panel(
    event: Event,
    access: Access,
    money: Finances,
    *,
    may_waive: bool,
    elsewhere_href: str = "",
    remarks: Remarks = _NO_REMARKS,
    refused: str = "",
) -> GapPanel:
    """What is lacking, with the ways out for this reader: bring it, ask for it, waive it.

    `remarks` are what was said of the lines of the budget, `refused` is the reason of a waiver that was refused.
    """
    may_mend = can_keep_accounts(access) and not event.settled_at and not (may_waive or elsewhere_href)
    rows = []
    for number, group in enumerate(money.open_gaps, start=1):
        label, href = _way_out(event, access, group) if may_mend else ("", "")
        rows.append(
            GapRow(
                number=number,
                group=group,
                anchor=f"gap-{group.reason.value}",
                mend_label=label,
                mend_href=href,
                ask_label=_ask_label(money, group),
                asked=_asked(money, group, remarks),
                is_refused=group.reason.value == refused,
            )
        )
    is_lost = bool(refused) and not any(row.is_refused for row in rows)
    return GapPanel(tuple(rows), tuple(_waiver_rows(money.waived)), may_waive, elsewhere_href, has_lost_form=is_lost)


def _ask_label(money: Finances, group: GapGroup) -> str:
    people = group.people or tuple(filter(None, [money.dossier.facts.owner]))
    return f"请{join_few(people, MOST_NAMED)}补" if people else "请组织者补"


def _asked(money: Finances, group: GapGroup, remarks: Remarks) -> LineRemark | None:
    """What finance asked for about these lines, if that is the last word about one of them."""
    lines = {expense.key: expense.line for expense in money.ledger.expenses}
    last = [said[-1] for gap in group.gaps if (said := remarks.get(lines.get(gap.expense_key, ""), ()))]
    return next((remark for remark in last if remark.kind is RemarkKind.OPINION), None)


def _way_out(event: Event, access: Access, group: GapGroup) -> tuple[str, str]:
    """Where whoever keeps the accounts mends it."""
    if group.reason is GapReason.APPROVAL:
        kept = url_for("vouchers.show", event_id=event.id, kind="approval")
        return ("去提交审批", place_url(event.id, "approval")) if can_work_on_event(access) else ("传批件", kept)
    if group.reason is GapReason.EARLY:
        return "去看", place_url(event.id, group.gaps[0].subject)
    kind = "payment" if group.reason is GapReason.PAYMENT else "invoice"
    return "去传文件", url_for("vouchers.show", event_id=event.id, kind=kind, about=group.gaps[0].subject)


def _waiver_rows(gaps: Iterable[Gap]) -> Iterable[WaiverRow]:
    for gap in gaps:
        if gap.waiver is not None:
            amount = f" {gap.amount.plain()} 元" if gap.subject else ""
            title = f"{gap.name}{amount}{gap.reason.label}"
            yield WaiverRow(gap.waiver.id, title, gap.waiver.words, gap.waiver.author, gap.waiver.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage:
    """All that the settlement shows beside its figures; `decide_href` for whoever may decide what waits."""

    gaps: GapPanel
    table: ProofTable
    whole: tuple[WholeRow, ...]
    position: PositionPanel
    hands: tuple[HandRow, ...]
    statement: tuple[str, ...]
    signing: tuple[str, ...]
    closing: tuple[str, str]
    decide_href: str


def proof_page(
    event: Event,
    access: Access,
    money: Finances,
    review: FinanceReview | None,
    *,
    hands: Iterable[Hand],
    reader: Reader | None,
    remarks: Remarks = _NO_REMARKS,
    only_lacking: bool = False,
    refused: str = "",
) -> ProofPage:
    """The proofs for one reader; `review` is the newest of the settlement, `reader` who reads it as finance."""
    decides = reader is not None and not reader.why_not and not event.settled_at
    waits = review is not None and review.waits
    return ProofPage(
        gaps=gap_panel(event, access, money, may_waive=decides, remarks=remarks, refused=refused),
        table=prove_table(event, access, money, only_lacking=only_lacking),
        whole=whole_rows(event, access, money),
        position=position_panel(money.settlement),
        hands=list_hands(money.ledger, hands, review, reader),
        statement=state_proofs(money),
        signing=signing_lines(),
        closing=(money.dossier.facts.organisation or UNKNOWN, closing_day(money)),
        decide_href=_decide_href(review) if decides and waits else "",
    )


def _decide_href(review: FinanceReview | None) -> str:
    if review is None:
        return ""
    return url_for("reviews.decide", event_id=review.event_id, subject=review.subject.value, number=review.number)
