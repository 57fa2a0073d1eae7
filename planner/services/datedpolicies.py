"""What a unit sets for itself, dated: kept under the lock of the unit, one a day, taken back, logged."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.queries.datedpolicies import Kept
from planner.services.locks import lock_unit
from planner.services.unitlog import record_unit_change


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedKind(Generic[Kept]):
    """One kind of what units set: where it is kept, what it is called whole and for short, what one that is gone is."""

    table: type[Kept]
    name: str
    short: str
    gone: str


def keep_dated(
    kind: DatedKind[Kept],
    unit_id: int,
    day: date | None,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    old: Kept | None,
    version: int,
) -> Kept:
    """Keep what holds from a day on, as a new row or in the place of `old`; whoever calls this has guarded it.

    Raises BadInput without a day or for one that another row of the unit has; LostUpdate when somebody saved `old` in
    between, NotFound when somebody deleted it.
    """
    if day is None:
        raise BadInput("写从哪一天起执行。", field="effective_from")
    lock_unit(unit_id)
    if old is not None:
        old = _look_again(kind, old)
    if old is not None and old.version != version:
        sentence = f"{old.edited_by or '别人'}刚才也改了这份{kind.short}，先看一遍再存。"
        raise LostUpdate(sentence, who=old.edited_by, version=old.version, theirs={})
    _check_day(kind, unit_id, day, old)
    kept = old or kind.table(organisation_id=unit_id, version=0)
    kept.effective_from = day
    kept.data = json.dumps(data, ensure_ascii=False, sort_keys=True)
    kept.version += 1
    kept.edited_by, kept.edited_at = actor.name, clock.now()
    db.session.add(kept)
    _record(kind, kept, "修改" if old else "新增", actor)
    return kept


def take_back_dated(kind: DatedKind[Kept], kept: Kept, *, actor: Actor) -> None:
    """Take a row back, as somebody may whom the caller has let pass; raises NotFound when somebody else has done so."""
    lock_unit(kept.organisation_id)
    db.session.delete(_look_again(kind, kept))
    _record(kind, kept, "删除", actor)


def _look_again(kind: DatedKind[Kept], old: Kept) -> Kept:
    """The row as whoever changed it before has left it."""
    found = db.session.get(kind.table, old.id, populate_existing=True)
    if found is None:
        raise NotFound(kind.gone)
    return found


def _check_day(kind: DatedKind[Kept], unit_id: int, day: date, old: Kept | None) -> None:
    table = kind.table
    taken = select(table.id).where(table.organisation_id == unit_id, table.effective_from == day)
    if old is not None:
        taken = taken.where(table.id != old.id)
    if db.session.scalar(taken) is not None:
        sentence = f"已经有一份从 {day.isoformat()} 起执行的{kind.short}，打开那一份来改。"
        raise BadInput(sentence, field="effective_from")


def _record(kind: DatedKind[Kept], kept: Kept, verb: str, actor: Actor) -> None:
    subject = f"从 {kept.effective_from.isoformat()} 起执行"
    record_unit_change(kept.organisation_id, actor=actor, verb=f"{verb}{kind.name}", subject=subject)
