"""The roster as its reader may see it."""

from dataclasses import dataclass, replace
from datetime import date

from planner.dossier import Dossier
from planner.enums import GroupSide
from planner.masking import mask_name, mask_phone, show_name
from planner.people import ErasedRoster, Participant, People
from planner.permissions import (
    Access,
    can_erase_children,
    can_manage_team,
    can_see_names,
    can_see_persons,
    can_see_roster,
)
from planner.retention import Retention


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A child as it is shown; `called` names the row for screen readers."""

    participant: Participant
    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantsPage:
    """The roster, whole or masked: `count` children, of whom who only may know their number sees no `rows`.

    `planned` is how many are to come, if that is known. Who works on the event may have it shown whole, which is
    logged. The data is kept as `retention` says; `is_over` once that day has passed; `erased` is what is left of an
    earlier roster.
    """

    count: int
    rows: tuple[ParticipantRow, ...]
    planned: int | None
    retention: Retention
    is_over: bool
    erased: ErasedRoster | None
    shows_rows: bool
    is_named: bool
    is_whole: bool
    may_see_whole: bool
    may_erase: bool
    may_set_day: bool


def participants_page(
    people: People, dossier: Dossier, access: Access, *, whole: bool, retention: Retention, today: date
) -> ParticipantsPage:
    """The roster for this reader; everything but the names only where it was asked for as a whole."""
    named, shown = whole or can_see_names(access), can_see_roster(access)
    return ParticipantsPage(
        count=people.count,
        rows=tuple(_row(child, named=named, whole=whole) for child in people.participants) if shown else (),
        planned=dossier.head_count(GroupSide.CHILD),
        retention=retention,
        is_over=retention.is_over(today),
        erased=people.erased,
        shows_rows=shown,
        is_named=named,
        is_whole=whole,
        may_see_whole=can_see_persons(access),
        may_erase=can_erase_children(access),
        may_set_day=can_manage_team(access),
    )


def _row(person: Participant, *, named: bool, whole: bool) -> ParticipantRow:
    name = show_name(person.name, whole=named)
    called = name if named else "这一行"
    if whole:
        return ParticipantRow(person, called)
    masked = replace(
        person,
        name=name,
        guardian=mask_name(person.guardian),
        phone=mask_phone(person.phone),
        remark="有备注" if person.remark else "",
    )
    return ParticipantRow(masked, called)
