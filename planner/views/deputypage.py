"""What pages show of deputies: who decides for whom, where, through which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner import clock
from planner.models import Deputy
from planner.queries.deputies import StandIn
from planner.views.whodecides import tell_stand_in
from planner.views.words import short_day


class DeputyRow(NamedTuple):
    """A deputy in a list; `state` says whether the days have come."""

    id: int
    name: str
    absent: str
    note: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyPage:
    """Whom somebody asked to decide for them, and for whom they decide."""

    named: tuple[DeputyRow, ...]
    stand_ins: tuple[str, ...]
    can_name: bool


def deputy_page(*, named: Sequence[Deputy], stand_ins: Sequence[StandIn], can_name: bool) -> DeputyPage:
    """The page of somebody who decides, or decides for others."""
    return DeputyPage(named=list_deputies(named), stand_ins=tuple(map(tell_stand_in, stand_ins)), can_name=can_name)


def list_deputies(deputies: Sequence[Deputy]) -> tuple[DeputyRow, ...]:
    """Rows of deputies, each with its unit, what it is for, and its days."""
    return tuple(_row_of(deputy) for deputy in deputies)


def _row_of(deputy: Deputy) -> DeputyRow:
    days = f"{short_day(deputy.first_day)}—{short_day(deputy.last_day)}"
    state = "正在代" if deputy.first_day <= clock.today() else "还没开始"
    return DeputyRow(
        id=deputy.id,
        name=deputy.deputy.name,
        absent=deputy.absent.name,
        note=f"{deputy.unit.name}，{deputy.role.label}，{days}",
        state=state,
    )
