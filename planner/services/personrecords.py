"""What the record keeps of a person besides hours (民政部令第67号 art. 5, 8, 9), at an event and in the unit's file.

It is the volunteer's own: the row of the event holds it and goes with it. Whoever agreed to be kept has all but the
number of their identity document in the file of the unit as well, for the records of events to come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, FiledVolunteer, Volunteer
from planner.models.row import new_key
from planner.nouns import Aggregate
from planner.people.identities import IdentityKind, find_birth, parse_identity
from planner.people.personrecords import RecordEntry, add_entry, drop_entry, read_entries
from planner.people.servicerecords import RecordedAward
from planner.permissions import can_take_steps
from planner.queries.changes import lock_aggregate
from planner.queries.hours import list_helpers_of_shift
from planner.queries.personrecords import was_recognised
from planner.queries.volunteerfile import filed_by_volunteer
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event, guard_own_hours, guard_volunteer_file
from planner.services.hours import refuse_own
from planner.services.unitlog import record_unit_change
from planner.services.volunteerfile import FILE, lock_filed
from planner.services.volunteerlog import record_volunteers

RECORD = "志愿服务记录"
ENTRY_GONE = "这一条不在记录里，可能已经有人删掉了。"
Holder = Volunteer | FiledVolunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What is said of a person. `identity` None leaves the number that is kept as it is, "" takes it out."""

    area: str
    kinds: str
    identity_kind: IdentityKind | None = None
    identity: str | None = None


def keep_details(event: Event, volunteer: Volunteer, details: PersonDetails, *, actor: Actor) -> None:
    """Keep where a volunteer lives, what they serve in, and the number of their identity document.

    The volunteer does this on their own page, or whoever settles hours. Raises BadInput for a number that can't be one,
    or not theirs by their month of birth, and where the unit does not ask for any. What the file knows is emptied only
    by who was shown it.
    """
    guard_own_hours(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    if details.identity is not None:
        _keep_identity(event, volunteer, details)
    is_known = actor.kind is not ActorKind.VISITOR or was_recognised(volunteer)
    for holder in _find_holders([volunteer])[0]:
        shown = is_known or holder is volunteer
        holder.area = details.area if shown else details.area or holder.area
        holder.kinds = details.kinds if shown else details.kinds or holder.kinds
    record_volunteers(event, actor, "登记", RECORD, after="1 人")


def _keep_identity(event: Event, volunteer: Volunteer, details: PersonDetails) -> None:
    if not details.identity:
        volunteer.identity_kind, volunteer.identity = None, ""
        return
    if not find_rules_of_event(event).enters_officially:
        raise BadInput("本单位不把记录录入全国系统，不用填证件号码。", "NOT_ASKED", field="identity")
    kind = details.identity_kind or IdentityKind.RESIDENT
    try:
        number = parse_identity(kind, details.identity)
    except ValueError as error:
        raise BadInput(str(error), field="identity") from None
    birth, known = find_birth(number), volunteer.month_of_birth
    if kind is IdentityKind.RESIDENT and birth and known and (birth.year, birth.month) != known:
        raise BadInput("身份证号里的出生年月和报名时写的不一样，看看哪个写错了。", "OTHER_BIRTH", field="identity")
    volunteer.identity_kind, volunteer.identity = kind, number


def record_entry(event: Event, volunteer: Volunteer, entry: RecordEntry, *, actor: Actor) -> None:
    """Note a training or an award of one volunteer; nobody gives an award to themselves.

    Raises BadInput for a day to come, and for more than anybody has.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    if isinstance(entry, RecordedAward):
        refuse_own(volunteer, actor)
    _check_day(entry)
    _add_to_all(_find_holders([volunteer])[0], replace(entry, key=new_key()))
    record_volunteers(event, actor, "登记", RECORD, after="1 人")


def record_for_shift(event: Event, shift: str, entry: RecordEntry, *, actor: Actor) -> int:
    """Note a training of everybody who has a place in a shift, in any where it is ""; returns of how many.

    Raises BadInput like `record_entry`, NotFound where nobody has a place.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    _check_day(entry)
    people = [one.volunteer for one in list_helpers_of_shift(event, shift) if one.volunteer.erased_at is None]
    if not people:
        raise NotFound("这一班还没有人。")
    for holders in _find_holders(people):
        _add_to_all(holders, replace(entry, key=new_key()))
    record_volunteers(event, actor, "登记", RECORD, after=f"{len(people)} 人")
    return len(people)


def remove_entry(event: Event, volunteer: Volunteer, key: str, *, actor: Actor) -> None:
    """Take a training or an award out of the record, of the event and of the file; NotFound where there is none."""
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    holders = [one for one in _find_holders([volunteer])[0] if read_entries(one.record).find(key)]
    if not holders:
        raise NotFound(ENTRY_GONE)
    for holder in holders:
        holder.record = drop_entry(holder.record, key)
    record_volunteers(event, actor, "删除登记", RECORD, after="1 人")


def record_in_file(filed: FiledVolunteer, entry: RecordEntry, *, actor: Actor) -> None:
    """Note a training or an award that belongs to no event, of somebody in the file; raises BadInput likewise."""
    guard_volunteer_file(filed.organisation_id, actor)
    lock_filed(filed)
    _check_day(entry)
    _add_to_all([filed], replace(entry, key=new_key()))
    record_unit_change(filed.organisation_id, actor=actor, verb="登记培训和表彰", subject=f"{FILE} 1 人")


def remove_from_file(filed: FiledVolunteer, key: str, *, actor: Actor) -> None:
    """Take a training or an award out of the file; what an event recorded itself stays with the event."""
    guard_volunteer_file(filed.organisation_id, actor)
    lock_filed(filed)
    if read_entries(filed.record).find(key) is None:
        raise NotFound(ENTRY_GONE)
    filed.record = drop_entry(filed.record, key)
    record_unit_change(filed.organisation_id, actor=actor, verb="删除培训和表彰", subject=f"{FILE} 1 人")


def _find_holders(volunteers: Sequence[Volunteer]) -> list[list[Holder]]:
    """Of each of these the volunteer of the event and, locked, whoever they are in the file; one statement."""
    filed = filed_by_volunteer([one.id for one in volunteers], to_write=True)
    return [[one, filed[one.id]] if one.id in filed else [one] for one in volunteers]


def _add_to_all(holders: Iterable[Holder], entry: RecordEntry) -> None:
    for holder in holders:
        try:
            holder.record = add_entry(holder.record, entry)
        except ValueError as error:
            raise BadInput(str(error), "TOO_MANY") from None
    db.session.flush()


def _check_day(entry: RecordEntry) -> None:
    if entry.day is not None and entry.day > clock.today():
        raise BadInput("日期不能晚于今天，办完再记。", field="day")
