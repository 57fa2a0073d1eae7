"""What of an event is hidden from whom when it leaves the house: the one place where papers are masked."""

from dataclasses import replace

from planner.dossier import Dossier
from planner.masking import mask_phone, show_name
from planner.money.finances import Finances
from planner.people import Participant, People
from planner.permissions import Access, can_see_names, can_see_past_phones, can_see_phones, can_see_roster


def rights_of(access: Access) -> tuple[bool, ...]:
    """All that the masks below ask of a reader: readers who are alike in these get the same paper."""
    return can_see_phones(access), can_see_roster(access), can_see_names(access)


def mask_dossier(dossier: Dossier, access: Access) -> Dossier:
    """The plan with every phone masked, unless the reader may see phones."""
    return dossier if can_see_phones(access) else _hide_phones(dossier)


def mask_snapshot(dossier: Dossier, access: Access) -> Dossier:
    """A version that was handed in, with every phone masked for all who don't work on the event."""
    return dossier if can_see_past_phones(access) else _hide_phones(dossier)


def _hide_phones(dossier: Dossier) -> Dossier:
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

    Names are whole for who works on the event or was allowed to see them, masked for the others of team and
    organisation; there is no roster for anybody else. What is not named here does not leave the house.
    """
    if not can_see_roster(access):
        return People()
    shown = tuple(_mask_child(child, access) for child in people.participants)
    return People(participants=shown, erased=people.erased)


def _mask_child(child: Participant, access: Access) -> Participant:
    name = show_name(child.name, whole=can_see_names(access))
    return replace(child, name=name, guardian="", phone=mask_phone(child.phone), remark="")
