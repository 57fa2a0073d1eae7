"""Signing up those whose names stand in a list that somebody pasted: a chat list, a table."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from budgets.persons import plain_person
from planner import clock
from planner.actors import Actor
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, SignUp, Volunteer
from planner.people.applicants import Applicant
from planner.people.signingrules import Refusal
from planner.permissions import can_work_on_event
from planner.queries.signups import offers_of
from planner.services.attendance import refuse_present
from planner.services.guard import guard_event
from planner.services.shiftplaces import move_up
from planner.services.signups import (
    SigningRefused,
    add_volunteer,
    enter_volunteer,
    free_places,
    open_shift,
    record_sign_ups,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on a list; `is_another` when the organiser said that it is not the one of the same name."""

    applicant: Applicant
    is_another: bool = False


@dataclass(slots=True)
class ListedResult:
    """What became of a list, names in its order: who was signed up, who was already, who left or
    could not, whom a rule refused.
    """

    made: list[SignUp] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    stayed: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, Refusal]] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many of those who were signed up stand in line."""
        return sum(one.state is SignUpState.WAITING for one in self.made)


def sign_up_listed(
    event: Event, shift: str, listed: Sequence[Listed], leaving: Sequence[str] = (), *, actor: Actor
) -> ListedResult:
    """Sign up who isn't yet, in the order of the list, and let those go who say that they don't come.

    Somebody is the same by name, and by phone where both lists have one. Whom a rule refuses is told and left out, the
    others are signed up all the same.
    """
    guard_event(event, actor, can_work_on_event)
    desk, offer, slots = open_shift(event, shift, actor)
    here, known, result = _sign_ups_by_name(event, shift), _volunteers_by_name(event), ListedResult()
    for name in leaving:
        _let_go(name, here, result)
    if result.left:
        move_up(event, offer.slot)
    for one in listed:
        name = one.applicant.name
        if plain_person(name) in here and not one.is_another:
            result.already.append(name)
            continue
        same = None if one.is_another else _find_same(known, one.applicant)
        offer = offers_of([offer.slot], event.id)[0]
        try:
            volunteer = same or add_volunteer(event, one.applicant, None, actor)
            made = enter_volunteer(event, desk, offer, slots, volunteer, has_place=free_places(offer) > 0)
        except SigningRefused as refused:
            result.refused.append((name, refused.refusal))
            continue
        result.made.append(made)
        here[plain_person(name)] = made
        db.session.flush()
    if result.made or result.left:
        record_sign_ups(event, offer.slot, result.made, actor)
    return result


def _sign_ups_by_name(event: Event, shift: str) -> dict[str, SignUp]:
    """Who has a place or waits, by name as names are compared."""
    wanted = select(SignUp).where(SignUp.event_id == event.id, SignUp.shift == shift)
    found = db.session.scalars(wanted.options(joinedload(SignUp.volunteer)))
    return {plain_person(one.volunteer.name): one for one in found if one.state.is_open}


def _volunteers_by_name(event: Event) -> dict[str, list[Volunteer]]:
    found: dict[str, list[Volunteer]] = {}
    wanted = select(Volunteer).where(Volunteer.event_id == event.id, Volunteer.erased_at.is_(None))
    for one in db.session.scalars(wanted.order_by(Volunteer.id)):
        found.setdefault(plain_person(one.name), []).append(one)
    return found


def _find_same(known: dict[str, list[Volunteer]], applicant: Applicant) -> Volunteer | None:
    """The volunteer of that name, unless the phones say that they are two."""
    for one in known.get(plain_person(applicant.name), []):
        if not one.phone or not applicant.phone or one.phone == applicant.phone:
            return one
    return None


def _let_go(name: str, here: dict[str, SignUp], result: ListedResult) -> None:
    """Take somebody off the shift who is on it; whoever has come stays, and that is told."""
    sign_up = here.get(plain_person(name))
    if sign_up is None:
        return
    try:
        refuse_present(sign_up)
    except BadInput as present:
        result.stayed.append((name, present.sentence))
        return
    del here[plain_person(name)]
    sign_up.state, sign_up.left_at, sign_up.leave_asked_at = SignUpState.LEFT, clock.now(), None
    db.session.flush()
    result.left.append(name)
