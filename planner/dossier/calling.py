"""Whom volunteers call: the contact of the post, else who leads the event, else the contact of its unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.dossier.dossier import Dossier
from planner.dossier.leading import leaders
from planner.dossier.rows import Contact, Duty, Post
from planner.enums import PartyRole


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody to ask; without a `phone` they can only be named."""

    name: str
    role: str = ""
    phone: str = ""

    @property
    def holder(self) -> str:
        """Who it is, or the role while the post is still empty."""
        return self.name or self.role


def public_callee(dossier: Dossier) -> Callee | None:
    """Whom a stranger may call: the first contact of a public post with a number, else the first of the others."""
    posts = (post for post in dossier.posts if post.public)
    contacts = filter(None, (_contact_of(dossier, post) for post in posts))
    return _first_with_phone((*contacts, *_others(dossier)))


def callee_of_post(dossier: Dossier, post: Post, *, may_show_others: bool) -> Callee | None:
    """Whom a volunteer of that post calls; its contact without a number is named where nobody else has one.

    Contacts of posts know that volunteers call them; others are shown only where the organiser said that they agreed.
    """
    own = _contact_of(dossier, post)
    asked = [*([own] if own else []), *(_others(dossier) if may_show_others else ())]
    return _first_with_phone(asked) or own


def _contact_of(dossier: Dossier, post: Post) -> Callee | None:
    duty = dossier.duty(post.duty) if post.duty else None
    return _from_duty(duty) if duty else None


def _others(dossier: Dossier) -> Iterator[Callee]:
    """Those who answer for the event as a whole: who leads it, then the contacts of the unit that calls for it."""
    yield from map(_from_duty, leaders(dossier))
    units = {dossier.facts.organisation, *dossier.party_names(PartyRole.HOST)} - {""}
    yield from (_from_contact(one) for one in dossier.contacts if one.organisation in units)


def _first_with_phone(asked: Iterable[Callee]) -> Callee | None:
    return next((one for one in asked if one.phone), None)


def _from_duty(duty: Duty) -> Callee:
    return Callee(duty.name, duty.role, duty.phone)


def _from_contact(contact: Contact) -> Callee:
    return Callee(contact.name, contact.role, contact.phone)
