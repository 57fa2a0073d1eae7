"""The hours of the volunteers of an event: proposed by the rule, and what was settled of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from planner import clock
from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.models import (
    Event,
    HoursCorrection,
    HoursRequest,
    IssuedCertificate,
    ServiceEvaluation,
    ServiceHours,
    SignUp,
    Volunteer,
)
from planner.people import CountedTime, ServiceStint, Slot, count_hours
from planner.people.attendance import tell_stay
from planner.people.servedshifts import HoursState, ServedShift, is_waiting, sum_approved, sum_waiting
from planner.queries.attendance import read_stints
from planner.queries.excludedservice import read_excluded
from planner.queries.signups import read_slots
from planner.queries.volunteerrules import find_rules_of_event


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """A volunteer with their shifts, what was said of them, what they ask, and their certificates, the newest first."""

    volunteer: Volunteer
    shifts: tuple[ServedShift, ...]
    evaluation: ServiceEvaluation | None = None
    requests: tuple[HoursRequest, ...] = ()
    certificates: tuple[IssuedCertificate, ...] = ()

    @property
    def approved(self) -> int:
        """The minutes that are approved."""
        return sum_approved(self.shifts)

    @property
    def waiting(self) -> int:
        """The minutes that wait to be approved."""
        return sum_waiting(self.shifts)

    @property
    def is_waiting(self) -> bool:
        """Whether anything of them waits to be approved, be it no minute."""
        return is_waiting(self.shifts)

    @property
    def has_served(self) -> bool:
        """Whether any time of theirs counts, approved or proposed; of others nobody knows whether they came."""
        return any(shift.minutes for shift in self.shifts)

    @property
    def is_settled(self) -> bool:
        """Whether any shift of theirs is approved, be it without a minute."""
        return any(shift.state is HoursState.APPROVED for shift in self.shifts)

    @property
    def open_request(self) -> HoursRequest | None:
        """What they ask and nobody has answered yet."""
        return next((one for one in self.requests if one.answered_at is None), None)

    @property
    def needs_look(self) -> bool:
        """Whether somebody has to look before their hours are approved."""
        return self.open_request is not None or any(shift.needs_look for shift in self.shifts)

    @property
    def last_certificate(self) -> IssuedCertificate | None:
        """The newest of this event alone, whatever became of it."""
        return next((one for one in self.certificates if not one.is_joint), None)

    @property
    def certificate(self) -> IssuedCertificate | None:
        """The one of this event alone that is good."""
        return next((one for one in self.certificates if one.is_good and not one.is_joint), None)

    @property
    def last_joint_certificate(self) -> IssuedCertificate | None:
        """The newest over several events of the unit that was asked for here, whatever became of it."""
        return next((one for one in self.certificates if one.is_joint), None)

    @property
    def wants_certificate(self) -> bool:
        """Whether one is to be issued when all are: hours are approved, and none is good or was withdrawn."""
        if not self.approved or self.volunteer.erased_at is not None:
            return False
        last = self.last_certificate
        return self.certificate is None and (last is None or last.withdrawn_at is None)


def read_helpers(event: Event, volunteer_id: int | None = None) -> tuple[Helper, ...]:
    """All who served or were to serve, in order of arrival, or one of them; the number of statements is constant."""
    found = _read_sign_ups(event, volunteer_id)
    shifts = _shifts_by_volunteer(event, found, read_stints(event, volunteer_id))
    evaluations = {one.volunteer_id: one for one in _of_event(ServiceEvaluation, event, volunteer_id)}
    requests = _by_volunteer(_of_event(HoursRequest, event, volunteer_id))
    certificates = _by_volunteer(_of_event(IssuedCertificate, event, volunteer_id))
    volunteers = {sign_up.volunteer_id: sign_up.volunteer for sign_up, _ in found}
    return tuple(
        Helper(
            volunteer=volunteer,
            shifts=tuple(shifts[id_]),
            evaluation=evaluations.get(id_),
            requests=tuple(requests.get(id_, ())),
            certificates=tuple(certificates.get(id_, ())),
        )
        for id_, volunteer in volunteers.items()
        if shifts.get(id_)
    )


def find_helper(event: Event, volunteer_id: int) -> Helper | None:
    """One of them; None for who is no volunteer of this event, or was never to serve."""
    return next(iter(read_helpers(event, volunteer_id)), None)


def list_helpers_of_shift(event: Event, shift: str) -> list[Helper]:
    """Those of one shift, by its key, with the shifts of it alone; where the key is empty, all with all of theirs."""
    helpers = read_helpers(event)
    if not shift:
        return list(helpers)
    wanted = select(SignUp.id).where(SignUp.event_id == event.id, SignUp.shift == shift)
    of_it = set(db.session.scalars(wanted))
    narrowed = (replace(one, shifts=tuple(s for s in one.shifts if s.sign_up in of_it)) for one in helpers)
    return [one for one in narrowed if one.shifts]


def _read_sign_ups(event: Event, volunteer_id: int | None) -> list[tuple[SignUp, ServiceHours | None]]:
    wanted = (
        select(SignUp, ServiceHours)
        .join(SignUp.volunteer)
        .outerjoin(ServiceHours, ServiceHours.sign_up_id == SignUp.id)
        .where(SignUp.event_id == event.id)
        .options(contains_eager(SignUp.volunteer))
        .order_by(SignUp.arrival)
    )
    if volunteer_id is not None:
        wanted = wanted.where(SignUp.volunteer_id == volunteer_id)
    return [(row[0], row[1]) for row in db.session.execute(wanted)]


def _of_event(model: Any, event: Event, volunteer_id: int | None) -> Sequence[Any]:
    """What is kept of the volunteers of an event in one of these tables, the newest first."""
    wanted = select(model).where(model.event_id == event.id).order_by(model.id.desc())
    if volunteer_id is not None:
        wanted = wanted.where(model.volunteer_id == volunteer_id)
    return db.session.scalars(wanted).all()


def _by_volunteer(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.volunteer_id].append(row)
    return found


def _shifts_by_volunteer(
    event: Event, found: Sequence[tuple[SignUp, ServiceHours | None]], stints: Mapping[int, ServiceStint]
) -> dict[int, list[ServedShift]]:
    slots = {slot.key: slot for slot in read_slots(event)}
    excluded = read_excluded(event)
    stands = set(slots) if event.status is not EventStatus.CANCELLED else set()
    served = [(one, hours) for one, hours in found if hours or _was_to_serve(one, stints.get(one.id), stands)]
    why_not = {one.id: _find_exclusion(one, slots.get(one.shift), excluded) for one, _ in served}
    counted = _count(event, [one for one, _ in served if not why_not[one.id]], stints)
    now = clock.wall_now()
    shifts: dict[int, list[ServedShift]] = defaultdict(list)
    for sign_up, hours in served:
        slot, stint = slots.get(sign_up.shift), stints.get(sign_up.id)
        time = counted.get(sign_up.id)
        shifts[sign_up.volunteer_id].append(_served(sign_up, hours, slot, stint, time, why_not[sign_up.id], now))
    for listed in shifts.values():
        listed.sort(key=lambda shift: (shift.day is None, shift.day, shift.hours))
    return shifts


def _was_to_serve(sign_up: SignUp, stint: ServiceStint | None, shifts: Collection[str]) -> bool:
    """Whether they came, or were to come to one of these shifts: those that stand of an event that isn't cancelled."""
    if stint is not None and (stint.arrived_at or stint.left_at):
        return True
    return sign_up.state is SignUpState.CONFIRMED and sign_up.shift in shifts


def _find_exclusion(sign_up: SignUp, slot: Slot | None, excluded: Mapping[str | int, str]) -> str:
    """Why this is no voluntary service; empty for what is. Such time takes nothing of what counts on the day."""
    return excluded.get(sign_up.id) or (excluded.get(slot.post.key, "") if slot else "")


def _count(event: Event, sign_ups: Sequence[SignUp], stints: Mapping[int, ServiceStint]) -> dict[int, CountedTime]:
    """What the rule of the unit gives for each sign-up; what one person did at two posts at once counts once."""
    by_person: dict[int, list[ServiceStint]] = defaultdict(list)
    for one in sign_ups:
        if one.id in stints:
            by_person[one.volunteer_id].append(stints[one.id])
    rule = find_rules_of_event(event).hours
    return {int(time.key): time for own in by_person.values() for time in count_hours(own, rule)}


def _served(
    sign_up: SignUp,
    hours: ServiceHours | None,
    slot: Slot | None,
    stint: ServiceStint | None,
    time: CountedTime | None,
    excluded: str,
    now: datetime,
) -> ServedShift:
    """A shift as it stands; what was approved says itself where and what it was."""
    is_approved = hours is not None and hours.approved_at is not None
    ends = stint.ends_at if stint else slot.ends if slot else None
    day = stint.day if stint else slot.day if slot else None
    return ServedShift(
        sign_up=sign_up.id,
        post=slot.post.key if slot else "",
        content=hours.content if hours and is_approved else slot.post.title if slot else "已删掉的岗位",
        place=hours.place if hours and is_approved else slot.post.place if slot else "",
        day=hours.day if hours and is_approved else day,
        hours=f"{stint.starts_at:%H:%M}—{stint.ends_at:%H:%M}" if stint else slot.shift.hours if slot else "",
        noted=tell_stay(stint.arrived_at, stint.left_at) if stint else "",
        counted=time,
        is_over=ends is None or ends <= now,
        is_absent=bool(sign_up.absent_by),
        excluded=excluded,
        settled=hours.minutes if hours else None,
        is_approved=is_approved,
    )


def list_corrections(volunteer_id: int) -> Sequence[HoursCorrection]:
    """How the hours of a volunteer were changed, the newest first."""
    wanted = select(HoursCorrection).where(HoursCorrection.volunteer_id == volunteer_id)
    return db.session.scalars(wanted.order_by(HoursCorrection.id.desc())).all()


def find_request(event: Event, request_id: int) -> HoursRequest | None:
    """What a volunteer of this event asked."""
    return db.session.scalar(
        select(HoursRequest).where(HoursRequest.event_id == event.id, HoursRequest.id == request_id)
    )
