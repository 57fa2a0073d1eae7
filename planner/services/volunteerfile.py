"""The volunteer file of a unit: who agrees is kept, who changes their mind goes at once, with the bytes."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete, select, update

from planner import clock
from planner.actors import Actor
from planner.enums import ErasureCause
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.models import Erasure, Event, FiledVolunteer, Filing, Volunteer
from planner.models.textcolumns import OF_THE_FILE
from planner.nouns import Aggregate
from planner.people import age_on
from planner.people.personrecords import merge_entries
from planner.people.volunteerfile import KEEPING_VERSION, KEPT_FROM_AGE, KEPT_MONTHS, RECORD_MONTHS, latest
from planner.queries.changes import lock_aggregate
from planner.queries.volunteerfile import filed_of, find_same
from planner.retention import add_months
from planner.services.activity import name_in_log
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_house, guard_volunteer, guard_volunteer_file
from planner.services.remains import Remains, read_sealed
from planner.services.unitlog import record_unit_change
from planner.services.volunteerlog import record_volunteers
from planner.services.wiping import wipe_after_commit

FILE = "志愿者档案"
FILED_GONE = "档案里没有这一位，可能本人已经取消。"
# What is erased of no event in particular is reported under this number.
NO_EVENT = 0
MOST_AT_ONCE = 500
_AS_SAID = ("phone", "unit", "skills", "area", "kinds")
# What is known of both, a volunteer of an event and one of the file, and holds until a day.
STANDING = ("trained_until", "checked_until")


def why_not_kept(volunteer: Volunteer, today: date) -> str:
    """Why somebody can't be kept in the file, as a sentence to themselves; "" for whoever can."""
    if not volunteer.phone:
        return "档案里要有手机号，先在“我的资料”里写上。"
    if volunteer.month_of_birth is None:
        return "不知道出生年月，没法留：请组织者补上。"
    if age_on(volunteer.month_of_birth, today) < KEPT_FROM_AGE:
        return f"未满 {KEPT_FROM_AGE} 岁，不留档案。"
    return ""


def file_volunteer(event: Event, volunteer: Volunteer) -> FiledVolunteer | None:
    """Enter a volunteer, who agreed, in the file of the event's unit, or renew what stands there of them.

    None for whoever can't be kept (`why_not_kept`): somebody who signs up is not held up by that.
    """
    if why_not_kept(volunteer, clock.today()):
        return None
    db.session.flush()
    filed = find_same(event.organisation_id, name=volunteer.name, phone=volunteer.phone)
    if filed is None:
        filed = FiledVolunteer(organisation_id=event.organisation_id, name=volunteer.name)
        db.session.add(filed)
    filed.agreement, filed.agreed_at = KEEPING_VERSION, clock.now()
    _take_over(filed, volunteer)
    db.session.flush()
    if db.session.get(Filing, volunteer.id) is None:
        filed.record = merge_entries(filed.record, volunteer.record)
        db.session.add(Filing(volunteer_id=volunteer.id, filed_id=filed.id))
        db.session.flush()
    return filed


def renew_filed(volunteer: Volunteer) -> None:
    """Let the file say what was changed of a volunteer who stands in it."""
    filed = filed_of(volunteer.id)
    if filed is not None:
        _take_over(filed, volunteer)


def _take_over(filed: FiledVolunteer, volunteer: Volunteer) -> None:
    """What is known of a volunteer, where it says anything; a training that holds for longer stays."""
    for name in _AS_SAID:
        setattr(filed, name, getattr(volunteer, name) or getattr(filed, name))
    filed.sex, filed.born = volunteer.sex or filed.sex, volunteer.born or filed.born
    filed.experienced = bool(filed.experienced or volunteer.experienced)
    for name in STANDING:
        setattr(filed, name, latest(getattr(filed, name), getattr(volunteer, name)))
    filed.renewed_at = clock.now()
    filed.version = (filed.version or 0) + 1


def keep_on_file(event: Event, volunteer: Volunteer, *, actor: Actor) -> FiledVolunteer:
    """Keep a volunteer, who says so on their own page, in the file of the unit; raises BadInput where that can't be."""
    guard_volunteer(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    if why := why_not_kept(volunteer, clock.today()):
        raise BadInput(why)
    filed = file_volunteer(event, volunteer)
    assert filed is not None, "whoever can be kept is"
    record_volunteers(event, actor, "留进", f"{FILE} 1 人")
    return filed


def leave_file(event: Event, volunteer: Volunteer, *, actor: Actor) -> Erasure:
    """Take a volunteer, who changed their mind, out of the file at once, whatever event they came by (PIPL art. 15).

    Raises NotFound for whoever does not stand in it.
    """
    guard_volunteer(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    report = forget_filed_of(event, volunteer, actor=actor)
    if report is None:
        raise NotFound("档案里没有你，不用再取消。")
    record_volunteers(event, actor, "退出", f"{FILE} 1 人")
    return report


def forget_filed_of(event: Event, volunteer: Volunteer, *, actor: Actor) -> Erasure | None:
    """Erase what the file holds of a volunteer; None where it holds nothing."""
    filed = filed_of(volunteer.id)
    return _forget([filed], cause=ErasureCause.REQUEST, actor=actor, event_id=event.id) if filed else None


def take_off_file(filed: FiledVolunteer, *, actor: Actor) -> Erasure:
    """Take somebody out of the file, as the unit that keeps it does."""
    guard_volunteer_file(filed.organisation_id, actor)
    lock_filed(filed)
    unit_id = filed.organisation_id
    report = _forget([filed], cause=ErasureCause.REQUEST, actor=actor, event_id=NO_EVENT)
    record_unit_change(unit_id, actor=actor, verb="删除", subject=f"{FILE} 1 人")
    return report


def note_filed(
    filed: FiledVolunteer,
    *,
    experienced: bool,
    trained_until: date | None,
    checked_on: date | None,
    checked_until: date | None,
    version: int,
    actor: Actor,
) -> None:
    """Note what the unit knows of somebody in its file; a record check holds for a year unless it is said otherwise.

    Raises LostUpdate when somebody else has changed it, BadInput for a record check of a day to come, or one that ends
    before it was made.
    """
    guard_volunteer_file(filed.organisation_id, actor)
    lock_filed(filed)
    if checked_on and checked_until is None:
        checked_until = add_months(checked_on, RECORD_MONTHS)
    values = {
        "experienced": experienced,
        "trained_until": trained_until,
        "checked_on": checked_on,
        "checked_until": checked_until,
    }
    if filed.version != version:
        theirs = {name: getattr(filed, name) for name in values}
        raise LostUpdate("别人刚才也改了这一位，两边的内容都在下面。", who="", version=filed.version, theirs=theirs)
    _check_days(checked_on, checked_until)
    for name, value in values.items():
        setattr(filed, name, value)
    filed.version += 1
    record_unit_change(filed.organisation_id, actor=actor, verb="记培训和查询", subject=f"{FILE} 1 人")


def _check_days(checked_on: date | None, checked_until: date | None) -> None:
    if checked_on and checked_on > clock.today():
        raise BadInput("查询的日子不能晚于今天。", field="checked_on")
    if checked_on and checked_until and checked_until < checked_on:
        raise BadInput("有效期不能早于查询的日子。", field="checked_until")


def merge_filed(filed: FiledVolunteer, other: FiledVolunteer, *, actor: Actor) -> None:
    """Say that two of a file are one person under two numbers: the one signed up last stays, with all that is known.

    Raises BadInput for two of different names or files.
    """
    guard_volunteer_file(filed.organisation_id, actor)
    is_same = filed.organisation_id == other.organisation_id and filed.name_index == other.name_index
    if filed.id == other.id or not is_same:
        raise BadInput("姓名不一样，不能合成一位。")
    lock_filed(filed, other)
    kept, gone = sorted((filed, other), key=lambda one: one.renewed_at, reverse=True)
    for name in (*_AS_SAID, "sex", "born"):
        setattr(kept, name, getattr(kept, name) or getattr(gone, name))
    kept.experienced = kept.experienced or gone.experienced
    for name in (*STANDING, "checked_on"):
        setattr(kept, name, latest(getattr(kept, name), getattr(gone, name)))
    kept.record = merge_entries(kept.record, gone.record)
    kept.version += 1
    db.session.execute(update(Filing).where(Filing.filed_id == gone.id).values(filed_id=kept.id))
    _forget([gone], cause=ErasureCause.REQUEST, actor=actor, event_id=NO_EVENT)
    record_unit_change(kept.organisation_id, actor=actor, verb="合并", subject=f"{FILE} 2 人成 1 人")


def lock_filed(*filed: FiledVolunteer) -> None:
    """See these as whoever changed them before has left them; raises NotFound where one is gone by now.

    Always in the same order, so that two who merge the same two don't wait for each other.
    """
    ids = sorted(one.id for one in filed)
    wanted = select(FiledVolunteer).where(FiledVolunteer.id.in_(ids)).order_by(FiledVolunteer.id).with_for_update()
    if len(db.session.scalars(wanted.execution_options(populate_existing=True)).all()) < len(ids):
        raise NotFound(FILED_GONE)


def list_old_filed() -> list[FiledVolunteer]:
    """Those who did not sign up again for so long that they are to be erased, of all units; no more than at once."""
    oldest = add_months(clock.today(), -KEPT_MONTHS)
    before = clock.local(clock.now()).replace(year=oldest.year, month=oldest.month, day=oldest.day)
    wanted = select(FiledVolunteer).where(FiledVolunteer.renewed_at < before).order_by(FiledVolunteer.id)
    return list(db.session.scalars(wanted.limit(MOST_AT_ONCE)))


def erase_old_filed(*, actor: Actor) -> list[Erasure]:
    """Erase those; the report, of numbers only, where there are any. What lies in the future counts as of now."""
    guard_house(actor)
    now: datetime = clock.now()
    db.session.execute(update(FiledVolunteer).where(FiledVolunteer.renewed_at > now).values(renewed_at=now))
    old = list_old_filed()
    return [_forget(old, cause=ErasureCause.DUE, actor=actor, event_id=NO_EVENT)] if old else []


def _forget(filed: Iterable[FiledVolunteer], *, cause: ErasureCause, actor: Actor, event_id: int) -> Erasure:
    """Erase these, and have the bytes wiped and looked for after the commit."""
    ids = [one.id for one in filed]
    db.session.flush()
    sealed = read_sealed(FiledVolunteer, OF_THE_FILE["filed_volunteer"], FiledVolunteer.id.in_(ids))
    db.session.execute(delete(Filing).where(Filing.filed_id.in_(ids)))
    db.session.execute(delete(FiledVolunteer).where(FiledVolunteer.id.in_(ids)))
    report = Erasure(event_id=event_id, at=clock.now(), cause=cause, actor=name_in_log(actor), rows=len(ids))
    db.session.add(report)
    wipe_after_commit(report, Remains(sealed=sealed))
    return report
