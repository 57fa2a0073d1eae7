"""What of an event is hidden from whom when it leaves the house: the one place where papers are masked."""

from dataclasses import replace

from planner.dossier import Dossier
from planner.masking import mask_name, mask_phone
from planner.money.finances import Finances
from planner.people import Participant, People
from planner.permissions import Access, can_see_phones


def can_see_roster(access: Access) -> bool:
    """Names of children stand on papers of the event's team and, masked, of its organisation; not further up."""
    return access.team is not None or access.role is not None


def rights_of(access: Access) -> tuple[bool, ...]:
    """All that the masks below ask of a reader: readers who are alike in these get the same paper."""
    return can_see_phones(access), can_see_roster(access), access.team is not None


def mask_dossier(dossier: Dossier, access: Access) -> Dossier:
    """The plan with every phone masked, unless the reader may see phones."""
    if can_see_phones(access):
        return dossier
    return replace(
        dossier,
        duties=tuple(replace(duty, phone=mask_phone(duty.phone)) for duty in dossier.duties),
        contacts=tuple(replace(contact, phone=mask_phone(contact.phone)) for contact in dossier.contacts),
    )


def mask_finances(finances: Finances, access: Access) -> Finances:
    """The money with its plan masked."""
    if can_see_phones(access):
        return finances
    return replace(finances, dossier=mask_dossier(finances.dossier, access))


def mask_people(people: People, access: Access) -> People:
    """The roster as papers may carry it: phones always masked, guardians and remarks left out.

    Names are whole for the team, masked for the organisation; there is no roster for anybody else. What is not named
    here does not leave the house.
    """
    if not can_see_roster(access):
        return People()
    return People(participants=tuple(_mask_child(child, access) for child in people.participants))


def _mask_child(child: Participant, access: Access) -> Participant:
    name = child.name if access.team else mask_name(child.name)
    return replace(child, name=name, guardian="", phone=mask_phone(child.phone), remark="")
