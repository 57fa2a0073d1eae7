"""What the settlement shows of its proofs: each expense with its three, the event as a whole, and all beside them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from budgets import Money
from planner.documents.settlement_proof import closing_day, signing_lines, state_proofs
from planner.models import Event, FinanceReview
from planner.money.evidence import Evidence, ExpenseProof, ProofValue
from planner.money.finances import Finances
from planner.permissions import Access, can_keep_accounts
from planner.places import parse_place, place_of
from planner.queries.hands import Hand
from planner.telling import UNKNOWN
from planner.views.gapspage import NO_REMARKS, GapPanel, Remarks, gap_panel
from planner.views.handspage import FinanceReader, HandRow, list_hands
from planner.views.pager import Pager, read_pager
from planner.views.places import place_url
from planner.views.positionpage import PositionPanel, position_panel

PAGE = 50
HEADINGS = ("发票", "付款", "验收")
_WORDS = (ProofValue.HAVE.label, "只有号码", ProofValue.MISSING.label, ProofValue.NOT_NEEDED.label)
_SIGNS = {
    ProofValue.HAVE: ("has", "check-circle-fill"),
    ProofValue.MISSING: ("none", "circle"),
    ProofValue.NOT_NEEDED: ("na", "dash-lg"),
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
    """A page of the expenses, or of those that lack something; `totals` counts each kind of proof of all of them."""

    rows: tuple[ProofRow, ...]
    pager: Pager
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


def prove_table(
    event: Event, access: Access, money: Finances, *, only_lacking: bool = False, path: str = ""
) -> ProofTable:
    """The expenses with their proofs, a page of them; the table stands at `path`, else where the request goes."""
    lacking = [proof for proof in money.proofs if not proof.is_complete]
    shown = lacking if only_lacking else money.proofs
    link = _linker(event, access)
    pager = read_pager(len(shown), PAGE, path=path, anchor="proofs")
    return ProofTable(
        rows=tuple(_row(event, proof, link) for proof in pager.cut(shown, PAGE)),
        pager=pager,
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
    words = [ProofValue.HAVE.label if part.is_at_hand else part.label for part in parts]
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
    reader: FinanceReader | None,
    remarks: Remarks = NO_REMARKS,
    only_lacking: bool = False,
    refused: str = "",
) -> ProofPage:
    """The proofs for one reader; `review` is the newest of the settlement, `reader` who reads it as finance."""
    decides = reader is not None and not reader.why_not and not event.settled_at
    waits = review is not None and review.waits
    return ProofPage(
        gaps=gap_panel(event, access, money, may_waive=decides, remarks=remarks, refused=refused),
        table=prove_table(
            event,
            access,
            money,
            only_lacking=only_lacking,
            path=url_for("settlement.show", event_id=event.id),
        ),
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
