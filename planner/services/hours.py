"""Hours of volunteers: approved by an account that is not theirs, corrected with a reason; no log names anybody."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import select, update

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Event, HoursCorrection, IssuedCertificate, ServiceHours, User, Volunteer
from planner.models.columns import index_candidates
from planner.nouns import Aggregate
from planner.people import format_hours
from planner.people.servedshifts import HoursState, ServedShift
from planner.permissions import can_take_steps
from planner.queries.certificates import states_hours_of
from planner.queries.changes import lock_aggregate
from planner.queries.hours import Helper, find_helper, read_helpers
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.activity import LONG_NAME
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event
from planner.services.volunteerlog import record_volunteers

MOST_MINUTES = 24 * 60
# What the log calls the hours, the judgement and the record of volunteers.
SERVICE = "志愿服务"
VOLUNTEER_GONE = "这位志愿者不在这里。"


def approve_hours(event: Event, volunteer: Volunteer, *, actor: Actor) -> int:
    """Approve all that waits of one volunteer; returns the minutes.

    Raises NotAllowed for one's own, BadInput where minutes or a day are not known yet, NotFound where nothing waits.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    helper = _find_helper(event, volunteer)
    refuse_own(volunteer, actor)
    waiting = [shift for shift in helper.shifts if shift.state is HoursState.PROPOSED]
    if not waiting:
        raise NotFound("没有等核定的时长，可能已经有人核定过了。")
    if unknown := next((one for one in waiting if one.counted is None and one.settled is None), None):
        raise BadInput(f"“{unknown.content}”这一班没有钟点，先写上小时数，再核定。", "UNKNOWN_HOURS")
    minutes = _approve(event, [(helper, shift) for shift in waiting], actor)
    record_volunteers(event, actor, "核定时长", SERVICE, after=f"1 人，{format_hours(minutes)} 小时")
    return minutes


def approve_plain_hours(event: Event, *, actor: Actor) -> int:
    """Approve of all in one step whatever needs no look; returns of how many. One's own are left to somebody else."""
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    waiting_ones = [one for one in read_helpers(event) if one.is_waiting and not one.needs_look]
    plain = without_own(waiting_ones, actor)
    waiting = [(one, shift) for one in plain for shift in one.shifts if shift.state is HoursState.PROPOSED]
    if not waiting:
        raise NotFound("没有能直接核定的，剩下的要一个一个看。")
    minutes = _approve(event, waiting, actor)
    record_volunteers(event, actor, "核定时长", SERVICE, after=f"{len(plain)} 人，{format_hours(minutes)} 小时")
    return len(plain)


def correct_hours(
    event: Event, volunteer: Volunteer, sign_up_id: int, minutes: int, *, because: str, actor: Actor
) -> None:
    """Set the minutes of one shift, for a reason; those that were approved stay so, by whoever corrects them.

    Who, when, why and what it was before are kept; a certificate that was issued says other hours from now on. Raises
    BadInput RULE for minutes that the unit's rule can't give: certificates state it.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    helper = _find_helper(event, volunteer)
    shift = find_shift(helper, sign_up_id)
    refuse_own(volunteer, actor)
    if shift.state in (HoursState.AHEAD, HoursState.EXCLUDED):
        raise BadInput("还没结束的、不计时长的班次改不了时长。", "NOT_COUNTED", field="hours")
    if not because.strip():
        raise BadInput("写一句为什么改，比如“14:30 才到，门岗记的”。", field="because")
    if not 0 <= minutes <= MOST_MINUTES:
        raise BadInput("一班是 0 到 24 小时。", field="hours")
    if sentence := find_rules_of_event(event).hours.refuse(minutes, _sum_besides(helper, shift)):
        raise BadInput(sentence, "RULE", field="hours")
    row = _settle(event, volunteer, shift, minutes, _read_rows(event))
    row.corrected = True
    if shift.is_approved:
        _mark_approved(row, actor)
        outdate_certificates([volunteer.id])
    before = shift.settled
    if before is None and shift.counted is not None:
        before = shift.counted.minutes
    _keep_correction(event, row, before, because.strip(), actor)


def _sum_besides(helper: Helper, shift: ServedShift) -> int:
    """The minutes of the other shifts of that day."""
    others = (one for one in helper.shifts if one.sign_up != shift.sign_up and one.day == shift.day)
    return sum(one.minutes for one in others) if shift.day else 0


def _keep_correction(event: Event, row: ServiceHours, before: int | None, because: str, actor: Actor) -> None:
    """Keep who changed the minutes, when and why; the log says how much, and not of whom."""
    kept = HoursCorrection(event_id=event.id, volunteer_id=row.volunteer_id, sign_up_id=row.sign_up_id)
    kept.before, kept.after, kept.because, kept.by = before, row.minutes, because, actor.name[:LONG_NAME]
    db.session.add(kept)
    known = f"{format_hours(before)} 小时" if before is not None else ""
    record_volunteers(event, actor, "更正时长", SERVICE, before=known, after=f"{format_hours(row.minutes)} 小时")


def outdate_certificates(volunteer_ids: Iterable[int]) -> None:
    """What was certified of these volunteers, alone or with other events, is not what is recorded any more."""
    good = (IssuedCertificate.withdrawn_at.is_(None), IssuedCertificate.outdated_at.is_(None))
    of_them = states_hours_of(list(volunteer_ids))
    db.session.execute(update(IssuedCertificate).where(of_them, *good).values(outdated_at=clock.now()))


def serves_themselves(volunteer: Volunteer, actor: Actor) -> bool:
    """Whether the account has the phone of the volunteer: nobody approves hours of their own."""
    return volunteer.phone_index in _own_phones(actor)


def without_own(helpers: Iterable[Helper], actor: Actor) -> list[Helper]:
    """These without whoever acts, should they have served themselves; one statement."""
    own = _own_phones(actor)
    return [one for one in helpers if one.volunteer.phone_index not in own]


def _own_phones(actor: Actor) -> Collection[str | None]:
    """The phone of an account, as volunteers are found by it; none of somebody without an account."""
    if actor.kind is not ActorKind.USER:
        return ()
    phone = db.session.scalar(select(User.phone).where(User.id == actor.id))
    return index_candidates(phone) if phone else ()


def refuse_own(volunteer: Volunteer, actor: Actor) -> None:
    """Raise NotAllowed for whoever is the volunteer."""
    if serves_themselves(volunteer, actor):
        raise NotAllowed("自己的时长、评价和表彰由别人来定，请另一位负责人来办。", "OWN_HOURS")


def find_shift(helper: Helper, sign_up_id: int) -> ServedShift:
    """One of the shifts of a volunteer; raises NotFound for that of somebody else."""
    shift = next((one for one in helper.shifts if one.sign_up == sign_up_id), None)
    if shift is None:
        raise NotFound("这一班不在这位志愿者的记录里。")
    return shift


def _find_helper(event: Event, volunteer: Volunteer) -> Helper:
    helper = find_helper(event, volunteer.id)
    if helper is None:
        raise NotFound(VOLUNTEER_GONE)
    return helper


def _approve(event: Event, waiting: Iterable[tuple[Helper, ServedShift]], actor: Actor) -> int:
    """Approve these as they stand; returns the minutes of all."""
    rows, minutes, volunteers = _read_rows(event), 0, set()
    for helper, shift in waiting:
        _mark_approved(_settle(event, helper.volunteer, shift, shift.minutes, rows), actor)
        minutes += shift.minutes
        volunteers.add(helper.volunteer.id)
    outdate_certificates(volunteers)
    return minutes


def _read_rows(event: Event) -> dict[int, ServiceHours]:
    """What was settled so far, by the sign-up."""
    wanted = select(ServiceHours).where(ServiceHours.event_id == event.id)
    return {row.sign_up_id: row for row in db.session.scalars(wanted)}


def _settle(
    event: Event, volunteer: Volunteer, shift: ServedShift, minutes: int, rows: Mapping[int, ServiceHours]
) -> ServiceHours:
    """Keep the minutes of a shift, with the day, the place and the work as they stand."""
    row = rows.get(shift.sign_up)
    if row is None:
        row = ServiceHours(event_id=event.id, volunteer_id=volunteer.id, sign_up_id=shift.sign_up)
        db.session.add(row)
    row.minutes = minutes
    row.day = _find_day(event, shift)
    row.content, row.place = shift.content, shift.place
    return row


def _find_day(event: Event, shift: ServedShift) -> date:
    """The day that is certified. Raises BadInput NO_DAY where neither the shift has one nor the event just one."""
    if shift.day:
        return shift.day
    if event.first_date is None or event.first_date != event.last_date:
        raise BadInput(f"“{shift.content}”这一班没有日期，先到志愿者页写上，再来核定。", "NO_DAY")
    return event.first_date


def _mark_approved(row: ServiceHours, actor: Actor) -> None:
    row.approved_at, row.approved_by = clock.now(), actor.name[:LONG_NAME]
