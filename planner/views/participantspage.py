"""The roster as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.dossier import Dossier
from planner.enums import GroupSide
from planner.masking import mask_name, mask_phone
from planner.people import Participant
from planner.permissions import Access, can_see_persons


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A child as it is shown; `called` names the row for screen readers."""

    participant: Participant
    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantsPage:
    """The roster, whole or masked; `planned` is how many are to come, if that is known.

    Who works on the event may have it shown whole, which is logged.
    """

    rows: tuple[ParticipantRow, ...]
    planned: int | None
    is_whole: bool
    may_see_whole: bool


def participants_page(
    people: Sequence[Participant], dossier: Dossier, access: Access, *, whole: bool
) -> ParticipantsPage:
    """The roster for this reader: names for the team, everything else only where it was asked for as a whole."""
    named = whole or access.team is not None
    return ParticipantsPage(
        rows=tuple(_row(person, named=named, whole=whole) for person in people),
        planned=dossier.head_count(GroupSide.CHILD),
        is_whole=whole,
        may_see_whole=can_see_persons(access),
    )


def _row(person: Participant, *, named: bool, whole: bool) -> ParticipantRow:
    name = person.name if named else mask_name(person.name)
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
