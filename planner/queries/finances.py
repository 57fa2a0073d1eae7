"""Reading the money of an event, and what waits for finance."""

from typing import Any

from sqlalchemy import select

from planner import clock
from planner.dossier import from_json
from planner.enums import EventStatus, ReviewSubject
from planner.extensions import db
from planner.models import Event, Organisation
from planner.money.finances import Finances
from planner.money.ledger import Ledger
from planner.queries.dossier import current_dossier, read_dossier
from planner.queries.ledger import current_ledger, read_ledger
from planner.queries.policies import policy_for
from planner.queries.purchases import purchases_elsewhere
from planner.queries.reviews import latest_review, read_approvals, review_in_force
from planner.queries.waivers import read_waivers

_UNAPPROVED = frozenset({EventStatus.DRAFT, EventStatus.SUBMITTED, EventStatus.RETURNED})


def read_finances(event: Event) -> Finances:
    """The money of an event as it stands in this transaction."""
    return _finances(event, read_dossier(event), read_ledger(event))


def current_finances(event: Event) -> Finances:
    """The money of an event as last committed; for reading requests only."""
    return _finances(event, current_dossier(event), current_ledger(event))


def _finances(event: Event, dossier: Any, ledger: Ledger) -> Finances:
    passed = review_in_force(event.id)
    approvals = read_approvals(event.id)
    settled = latest_review(event.id, ReviewSubject.SETTLEMENT) if event.settled_at else None
    policy = policy_for(event.organisation_id, event.first_date or clock.today())
    return Finances(
        dossier=dossier,
        ledger=ledger,
        policy=policy,
        tax_number=db.session.scalar(select(Organisation.tax_number).where(Organisation.id == event.organisation_id))
        or "",
        approved_on=approvals.first_on,
        approver=approvals.approver,
        approved_number=approvals.number,
        approval_lapsed=_tell_lapse(event) if approvals.first_on else "",
        passed=from_json(passed.snapshot).full_budget if passed else None,
        passed_on=clock.local(passed.decided_at).date() if passed and passed.decided_at else None,
        reviewer=settled.decided_by.name if settled and settled.decided_by else "",
        settled_on=clock.local(event.settled_at).date() if event.settled_at else None,
        today=clock.today(),
        purchases_elsewhere=purchases_elsewhere(event, ledger, policy.split_days),
        waivers=read_waivers(event.id),
    )


def _tell_lapse(event: Event) -> str:
    """Why an approval that was given once does not stand any more; "" while it does."""
    if event.status not in _UNAPPROVED:
        return ""
    return event.reopened_because.rstrip("。") or "后来又改过"
