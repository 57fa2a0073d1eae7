"""What is shown of goods: what was given, what was handed out, the sheets that were signed."""

from dataclasses import dataclass
from typing import NamedTuple

from budgets import GoodsAccount
from planner.findings import Finding
from planner.models import Event
from planner.money.finances import Finances
from planner.money.ledger import Donation, Handout, Ledger
from planner.permissions import Access
from planner.places import parse_place, place_of
from planner.views.moneypage import MoneyLink, money_nav


class HandoutRow(NamedTuple):
    """A hand-out, and how many signed sheets of it are kept."""

    handout: Handout
    about: str
    sheet_count: int


class DonationRow(NamedTuple):
    """Goods that were given, and where they have gone."""

    donation: Donation
    goods: GoodsAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutsPage:
    """Hand-outs and donations, with what of them doesn't add up."""

    nav: tuple[MoneyLink, ...]
    findings: tuple[Finding, ...]
    handouts: tuple[HandoutRow, ...]
    donations: tuple[DonationRow, ...]


def handouts_page(event: Event, access: Access, money: Finances) -> HandoutsPage:
    """The page of hand-outs and donations."""
    ledger = money.ledger
    goods = {account.key: account for account in money.settlement.donations}
    return HandoutsPage(
        nav=money_nav(event, access, "handouts"),
        findings=tuple(f for f in money.settlement_findings if parse_place(f.where).noun == "donations"),
        handouts=tuple(_handout_row(row, ledger) for row in ledger.handouts),
        donations=tuple(DonationRow(row, goods[row.key]) for row in ledger.donations),
    )


def _handout_row(handout: Handout, ledger: Ledger) -> HandoutRow:
    about = place_of("handouts", handout.key)
    return HandoutRow(handout, about, len(ledger.vouchers_of(about)))
