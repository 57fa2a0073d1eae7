"""The schedule: the versions of its items, and the part of it that a filter asks for."""

from dataclasses import dataclass

from sqlalchemy import select

from planner.dossier import Dossier, Duty, ScheduleItem
from planner.extensions import db
from planner.models import ScheduleItem as ScheduleRow
from planner.telling import split_names


@dataclass(frozen=True, slots=True)
class ScheduleFilters:
    """What the schedule is narrowed by; empty values narrow nothing."""

    mine: bool = False
    nobody: bool = False
    place: str = ""
    duty: str = ""

    @property
    def are_set(self) -> bool:
        """Whether anything is narrowed."""
        return self != NO_FILTERS


NO_FILTERS = ScheduleFilters()


def item_versions(event_id: int) -> dict[str, int]:
    """The version of every item by its key, in one statement: a dossier has none."""
    wanted = select(ScheduleRow.key, ScheduleRow.version).where(
        ScheduleRow.event_id == event_id, ScheduleRow.deleted_at.is_(None)
    )
    return {row.key: row.version for row in db.session.execute(wanted)}


def narrow_schedule(
    dossier: Dossier, filters: ScheduleFilters, *, name: str, phone: str | None
) -> tuple[ScheduleItem, ...]:
    """The items that all filters let through; `name` and `phone` say who 我 is."""
    mine = {duty.key for duty in dossier.duties if _is_mine(duty, name, phone)}
    known = {duty.key for duty in dossier.duties}
    return tuple(
        item
        for item in dossier.schedule
        if (not filters.mine or mine.intersection(item.duties))
        and (not filters.nobody or known.isdisjoint(item.duties))
        and (not filters.place or item.place == filters.place)
        and (not filters.duty or filters.duty in item.duties)
    )


def schedule_places(dossier: Dossier) -> tuple[str, ...]:
    """Every place that the schedule names, in the order of the schedule."""
    return tuple(dict.fromkeys(item.place for item in dossier.schedule if item.place))


def _is_mine(duty: Duty, name: str, phone: str | None) -> bool:
    if phone and duty.phone.replace(" ", "").replace("-", "") == phone:
        return True
    return not set(split_names(name)).isdisjoint(split_names(duty.name))
