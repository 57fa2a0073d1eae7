"""The limits of a unit: its own, else those of the nearest unit above."""

import json
from datetime import date

from sqlalchemy import select

from budgets import Policy, policy_from_dict, policy_on
from planner.extensions import db
from planner.models import FinancePolicy
from planner.queries.tree import above


def policy_for(organisation_id: int, day: date) -> Policy:
    """The policy in force on a day in a unit or, where it has none of its own, in the nearest unit above.

    The defaults of `budgets`, marked as to be confirmed, where no unit has any. One statement.
    """
    tree = above(organisation_id, "upward")
    found = select(tree.c.level, FinancePolicy.data).join(tree, FinancePolicy.organisation_id == tree.c.id)
    by_level: dict[int, list[Policy]] = {}
    for level, data in db.session.execute(found):
        by_level.setdefault(level, []).append(policy_from_dict(json.loads(data)))
    for level in sorted(by_level):
        if (policy := policy_on(day, by_level[level])) is not None:
            return policy
    return Policy()


def list_policies(organisation_id: int) -> list[FinancePolicy]:
    """The unit's own policies, the newest first."""
    own = select(FinancePolicy).where(FinancePolicy.organisation_id == organisation_id)
    return list(db.session.scalars(own.order_by(FinancePolicy.effective_from.desc())))


def find_policy(organisation_id: int, policy_id: int) -> FinancePolicy | None:
    """One of the unit's own policies."""
    return db.session.scalar(
        select(FinancePolicy).where(FinancePolicy.organisation_id == organisation_id, FinancePolicy.id == policy_id)
    )
