"""The limits of a unit: its own, else those of the nearest unit above."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select, union_all

from budgets import Policy, policy_from_dict, policy_on
from planner.extensions import db
from planner.models import FinancePolicy, SchoolCalendar, VolunteerPolicy
from planner.queries.datedpolicies import find_dated, list_dated, read_by_level

_STAMP = union_all(
    *(
        select(func.count(each.id), func.max(each.id), func.sum(each.version), func.max(each.edited_at))
        for each in (FinancePolicy, VolunteerPolicy)
    ),
    select(
        func.count(SchoolCalendar.id),
        func.max(SchoolCalendar.id),
        func.sum(SchoolCalendar.id),
        func.max(SchoolCalendar.added_at),
    ),
)


def policies_stamp() -> tuple[object, ...]:
    """What is another value as soon as any unit wrote, changed or deleted limits, rules or school days.

    One small statement.
    """
    return tuple(map(tuple, db.session.execute(_STAMP)))


def policy_for(organisation_id: int, day: date) -> Policy:
    """The policy in force on a day in a unit or, where it has none of its own, in the nearest unit above.

    The defaults of `budgets`, marked as to be confirmed, where no unit has any. One statement.
    """
    return policies_for([(organisation_id, day)])[organisation_id, day]


def policies_for(wanted: Iterable[tuple[int, date]]) -> dict[tuple[int, date], Policy]:
    """The same for several units and days; one statement a unit."""
    pairs = set(wanted)
    levels = {unit: read_by_level(FinancePolicy, unit, policy_from_dict) for unit in {unit for unit, _ in pairs}}
    return {(unit, day): _policy_in_force(levels[unit], day) for unit, day in pairs}


def _policy_in_force(levels: list[list[Policy]], day: date) -> Policy:
    found = (policy_on(day, policies) for policies in levels)
    return next((policy for policy in found if policy is not None), Policy())


def list_policies(organisation_id: int) -> list[FinancePolicy]:
    """The unit's own policies, the newest first."""
    return list_dated(FinancePolicy, organisation_id)


def find_policy(organisation_id: int, policy_id: int) -> FinancePolicy | None:
    """One of the unit's own policies."""
    return find_dated(FinancePolicy, organisation_id, policy_id)
