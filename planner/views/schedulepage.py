"""What the schedule shows: the board and the rows below it, what clashes, and the choices that narrow both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from planner.checkup import clashes_by_item, find_clashes
from planner.days import Day
from planner.dossier import Dossier, ScheduleItem
from planner.drawing.daycolumns import Board, day_columns, length_label
from planner.enums import ItemKind
from planner.findings import Finding, Severity
from planner.models import Event
from planner.queries.schedule import ScheduleFilters, item_versions, schedule_places

# What the form of places and duties carries on besides its own.
_CARRIED = ("view", "mine", "nobody")


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One way to look at the schedule, as an address."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ItemClash:
    """What an item clashes with."""

    findings: tuple[Finding, ...]

    @property
    def must_be_mended(self) -> bool:
        """Whether it stands before 提交; else there may be a reason for it."""
        return any(finding.is_error for finding in self.findings)

    @property
    def label(self) -> str:
        """How sure it is."""
        return "重叠" if self.must_be_mended else "可能重叠"

    @property
    def severity(self) -> Severity:
        """The gravest of its findings."""
        return Severity.ERROR if self.must_be_mended else Severity.WARNING


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """An item with what stands beside it on the page."""

    item: ScheduleItem
    who: str
    length: str
    version: int
    clash: ItemClash | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulePage:
    """The schedule as far as its filters let through; `rows` holds every item by its key.

    `address` is what the filters are in the address of the page.
    """

    board: Board
    rows: Mapping[str, ScheduleRow]
    days: tuple[tuple[Day | None, tuple[ScheduleRow, ...]], ...]
    clashes: tuple[Finding, ...]
    filters: ScheduleFilters
    address: Mapping[str, str]
    looks: tuple[FilterChoice, ...]
    persons: tuple[FilterChoice, ...]
    all_href: str
    places: tuple[str, ...]
    kinds: tuple[ItemKind, ...] = tuple(ItemKind)

    @property
    def is_list(self) -> bool:
        """Whether the board is left out."""
        return self.address.get("view") == "list"

    @property
    def must_count(self) -> int:
        """How many clashes stand before 提交."""
        return sum(finding.is_error for finding in self.clashes)

    @property
    def shown_count(self) -> int:
        """How many items the filters let through."""
        return sum(len(rows) for _, rows in self.days)

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """What the form of places and duties carries on."""
        return tuple((name, self.address[name]) for name in _CARRIED if name in self.address)


def schedule_page(
    event: Event,
    dossier: Dossier,
    shown: tuple[ScheduleItem, ...],
    *,
    filters: ScheduleFilters,
    address: Mapping[str, str],
) -> SchedulePage:
    """The page of the items that the filters let through."""
    rows = make_rows(dossier, item_versions(event.id))
    days = replace(dossier, schedule=shown).schedule_by_day()
    return SchedulePage(
        board=day_columns(dossier, shown),
        rows=rows,
        days=tuple((day, tuple(rows[item.key] for item in items)) for day, items in days),
        clashes=tuple(find_clashes(dossier)),
        filters=filters,
        address=address,
        looks=_looks(event.id, address),
        persons=_persons(event.id, address, filters),
        all_href=_href(event.id, address, mine=None, nobody=None, place=None, duty=None),
        places=schedule_places(dossier),
    )


def make_rows(dossier: Dossier, versions: Mapping[str, int]) -> dict[str, ScheduleRow]:
    """Every item by its key with who is responsible, how long it lasts and what it clashes with."""
    names, clashing = dossier.names_by_item(), clashes_by_item(dossier)
    return {
        item.key: ScheduleRow(
            item,
            who="、".join(names[item.key]),
            length=length_label(item),
            version=versions.get(item.key, 0),
            clash=ItemClash(tuple(clashing[item.key])) if item.key in clashing else None,
        )
        for item in dossier.schedule
    }


def _looks(event_id: int, address: Mapping[str, str]) -> tuple[FilterChoice, ...]:
    is_list = address.get("view") == "list"
    return (
        FilterChoice("按天", _href(event_id, address, view=None), not is_list),
        FilterChoice("列表", _href(event_id, address, view="list"), is_list),
    )


def _persons(event_id: int, address: Mapping[str, str], filters: ScheduleFilters) -> tuple[FilterChoice, ...]:
    anybody = not (filters.mine or filters.nobody)
    return (
        FilterChoice("全部", _href(event_id, address, mine=None, nobody=None), anybody),
        FilterChoice("只看我的", _href(event_id, address, mine=1, nobody=None), filters.mine),
        FilterChoice("没有负责人", _href(event_id, address, mine=None, nobody=1), filters.nobody),
    )


def _href(event_id: int, address: Mapping[str, str], **changes: Any) -> str:
    """The address of the page with other filters; None takes one away."""
    return url_for("schedule.show", event_id=event_id, **{**address, **changes})
