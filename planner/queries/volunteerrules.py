"""The rules for volunteers: those of the unit, else those of the nearest unit above."""

from datetime import date

from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, SessionTransaction

from planner import clock
from planner.extensions import db
from planner.models import Event, VolunteerPolicy
from planner.people.volunteerrules import VolunteerRules, rules_from_dict, rules_on
from planner.queries.datedpolicies import find_dated, list_dated, read_by_level
from planner.worksession import WorkSession

_READ = "volunteer_rules"


def find_volunteer_rules(unit_id: int, day: date) -> VolunteerRules:
    """The rules in force on a day in a unit or, where it has none of its own, in the nearest unit above.

    The usual ones, marked as to be confirmed, where no unit has any. One statement in a transaction, however often
    they are asked for.
    """
    levels: dict[int, list[list[VolunteerRules]]] = db.session.info.setdefault(_READ, {})
    if unit_id not in levels:
        levels[unit_id] = read_by_level(VolunteerPolicy, unit_id, rules_from_dict)
    found = (rules_on(day, kept) for kept in levels[unit_id])
    return next((rules for rules in found if rules is not None), VolunteerRules())


def find_rules_of_event(event: Event) -> VolunteerRules:
    """The rules that hold for an event: those of its unit on its first day, or today while that is not known."""
    return find_volunteer_rules(event.organisation_id, event.first_date or clock.today())


def list_volunteer_policies(unit_id: int) -> list[VolunteerPolicy]:
    """The unit's own rules, the newest first."""
    return list_dated(VolunteerPolicy, unit_id)


def find_volunteer_policy(unit_id: int, policy_id: int) -> VolunteerPolicy | None:
    """Rules of the unit itself, by their id."""
    return find_dated(VolunteerPolicy, unit_id, policy_id)


def forget_rules() -> None:
    """Read them anew: rules of a unit are others now."""
    db.session.info.pop(_READ, None)


@listens_for(WorkSession, "after_transaction_end")
def _forget_with_transaction(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(_READ, None)
