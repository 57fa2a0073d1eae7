"""What the finance desk shows: what waits, what was handed in, what was decided, the limits to look up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from planner.models import Event, FinanceReview
from planner.paging import MOST_WAITING, Count
from planner.views.approvalpages import waited_since
from planner.views.tones import tone_of

Pairs = Sequence[tuple[Event, FinanceReview]]
MOST_UNITS = 2


class FinanceEntry(NamedTuple):
    """A review in a list; `label` in its tone says what became of it, or how long it has been waiting."""

    event: Event
    review: FinanceReview
    href: str
    label: str
    tone: str


class PolicyLink(NamedTuple):
    """The way to the limits of a unit."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancePage:
    """The desk of one user."""

    waiting: tuple[FinanceEntry, ...]
    count: Count
    mine: tuple[FinanceEntry, ...]
    decided: tuple[FinanceEntry, ...]
    policies: tuple[PolicyLink, ...]


def finance_page(*, waiting: Pairs, mine: Pairs, decided: Pairs, units: Sequence[tuple[int, str]]) -> FinancePage:
    """The desk; of many units only the limits of the first are named."""
    return FinancePage(
        waiting=tuple(
            _entry(event, review, waited_since(review.submitted_at), "") for event, review in waiting[:MOST_WAITING]
        ),
        count=Count.waiting(len(waiting)),
        mine=tuple(_outcome(event, review) for event, review in mine),
        decided=tuple(_outcome(event, review) for event, review in decided),
        policies=tuple(
            PolicyLink("经费制度" if len(units) == 1 else f"{name}经费制度", url_for("policies.show", unit_id=unit_id))
            for unit_id, name in units[:MOST_UNITS]
        ),
    )


def _outcome(event: Event, review: FinanceReview) -> FinanceEntry:
    if review.decision is None:
        return _entry(event, review, "等回话", "warn")
    return _entry(event, review, review.decision.label, tone_of(review.decision))


def _entry(event: Event, review: FinanceReview, label: str, tone: str) -> FinanceEntry:
    href = url_for("reviews.decide", event_id=event.id, subject=review.subject.value, number=review.number)
    return FinanceEntry(event, review, href, label, tone)
