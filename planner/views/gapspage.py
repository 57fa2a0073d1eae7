"""What a settlement lacks and what was waived, with the ways out for its reader: bring it, ask for it, waive it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from flask import url_for

from planner.documents.settlement_proof import group_waived
from planner.enums import GapReason
from planner.models import Event, LineRemark
from planner.money.finances import Finances
from planner.money.gaps import Gap, GapGroup
from planner.permissions import Access, can_keep_accounts, can_work_on_event
from planner.telling import join_few
from planner.views.places import place_url

MOST_NAMED = 3
Remarks = Mapping[str, Sequence[LineRemark]]
NO_REMARKS: Remarks = {}


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


class WaivedPart(NamedTuple):
    """One gap that was waived, and the waiver that says so."""

    id: int
    title: str


class WaiverRow(NamedTuple):
    """What was waived together, by whom and why."""

    title: str
    words: str
    by: str
    at: datetime
    parts: tuple[WaivedPart, ...]

    @property
    def has_several(self) -> bool:
        """Whether it is about more than one gap."""
        return len(self.parts) > 1


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


def gap_panel(
    event: Event,
    access: Access,
    money: Finances,
    *,
    may_waive: bool,
    elsewhere_href: str = "",
    remarks: Remarks = NO_REMARKS,
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
    return next((remark for remark in last if remark.kind.asks), None)


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
    for waiver, together in group_waived(gaps):
        parts = tuple(WaivedPart(gap.waiver.id, _name_waived(gap)) for gap in together if gap.waiver)
        title = GapGroup(waiver.reason, together).title if len(parts) > 1 else parts[0].title
        yield WaiverRow(title, waiver.words, waiver.author, waiver.at, parts)


def _name_waived(gap: Gap) -> str:
    amount = f" {gap.amount.plain()} 元" if gap.subject else ""
    return f"{gap.name}{amount}{gap.reason.label}"
