"""The limits of a unit: dated, each with the document that sets it."""

import json
from datetime import date

from sqlalchemy import select

from budgets import Policy, policy_to_dict
from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import FinancePolicy, Organisation
from planner.permissions import can_set_policy
from planner.services.guard import guard_unit
from planner.services.locks import lock_unit
from planner.services.unitlog import record_unit_change

POLICY_GONE = "这份制度不在这里，可能已经删掉。"


def save_policy(
    organisation: Organisation, policy: Policy, *, actor: Actor, old: FinancePolicy | None = None, version: int = 0
) -> FinancePolicy:
    """Keep a policy from its day on, as a new one or in the place of `old`.

    Raises BadInput without a day or for one that another policy of the unit has; LostUpdate when somebody saved `old`
    in between, NotFound when somebody deleted it.
    """
    guard_unit(organisation.id, actor, can_set_policy)
    if policy.effective_from is None:
        raise BadInput("写从哪一天起执行。", field="effective_from")
    lock_unit(organisation.id)
    if old is not None:
        old = _look_again(old)
    if old is not None and old.version != version:
        raise LostUpdate(
            f"{old.edited_by or '别人'}刚才也改了这份制度，先看一遍再存。",
            who=old.edited_by,
            version=old.version,
            theirs={},
        )
    _check_day(organisation, policy.effective_from, old)
    kept = old or FinancePolicy(organisation_id=organisation.id, version=0)
    kept.effective_from = policy.effective_from
    kept.data = json.dumps(policy_to_dict(policy), ensure_ascii=False, sort_keys=True)
    kept.version += 1
    kept.edited_by, kept.edited_at = actor.name, clock.now()
    db.session.add(kept)
    _record(kept, "修改经费制度" if old else "新增经费制度", actor)
    return kept


def _look_again(old: FinancePolicy) -> FinancePolicy:
    """The policy as whoever changed it before has left it."""
    found = db.session.get(FinancePolicy, old.id, populate_existing=True)
    if found is None:
        raise NotFound(POLICY_GONE)
    return found


def _check_day(organisation: Organisation, day: date, old: FinancePolicy | None) -> None:
    taken = select(FinancePolicy.id).where(
        FinancePolicy.organisation_id == organisation.id, FinancePolicy.effective_from == day
    )
    if old is not None:
        taken = taken.where(FinancePolicy.id != old.id)
    if db.session.scalar(taken) is not None:
        sentence = f"已经有一份从 {day.isoformat()} 起执行的制度，打开那一份来改。"
        raise BadInput(sentence, field="effective_from")


def delete_policy(policy: FinancePolicy, *, actor: Actor) -> None:
    """Take a policy back; budgets already passed stay passed. Raises NotFound when somebody else has done so."""
    guard_unit(policy.organisation_id, actor, can_set_policy)
    lock_unit(policy.organisation_id)
    db.session.delete(_look_again(policy))
    _record(policy, "删除经费制度", actor)


def _record(policy: FinancePolicy, verb: str, actor: Actor) -> None:
    subject = f"从 {policy.effective_from.isoformat()} 起执行"
    record_unit_change(policy.organisation_id, actor=actor, verb=verb, subject=subject)
