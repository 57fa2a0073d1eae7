"""By when summaries are wanted: the rules of the unit, else those of the nearest unit above."""

from datetime import date

from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, SessionTransaction

from planner.extensions import db
from planner.models import SummaryPolicy
from planner.queries.datedpolicies import find_dated, list_dated, read_by_level
from planner.report.deadlines import SummaryRules, summary_rules_from_dict, summary_rules_on
from planner.worksession import WorkSession

_READ = "summary_rules"


def find_summary_rules(unit_id: int, day: date) -> SummaryRules:
    """The rules in force on a day in a unit or, where it has none of its own, in the nearest unit above.

    The usual ones where no unit has any. One statement a unit in a transaction, however often they are asked for.
    """
    levels: dict[int, list[list[SummaryRules]]] = db.session.info.setdefault(_READ, {})
    if unit_id not in levels:
        levels[unit_id] = read_by_level(SummaryPolicy, unit_id, summary_rules_from_dict)
    found = (summary_rules_on(day, kept) for kept in levels[unit_id])
    return next((rules for rules in found if rules is not None), SummaryRules())


def list_summary_policies(unit_id: int) -> list[SummaryPolicy]:
    """The unit's own rules, the newest first."""
    return list_dated(SummaryPolicy, unit_id)


def find_summary_policy(unit_id: int, policy_id: int) -> SummaryPolicy | None:
    """Rules of the unit itself, by their id."""
    return find_dated(SummaryPolicy, unit_id, policy_id)


def forget_summary_rules() -> None:
    """Read them anew: rules of a unit are others now."""
    db.session.info.pop(_READ, None)


@listens_for(WorkSession, "after_transaction_end")
def _forget_with_transaction(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_READ, None)
