"""What those who work on an event note of who came and went, several at once: the first counts, nobody's is lost."""

from planner import clock
from planner.actors import Actor
from planner.attendancekinds import AttendanceMark
from planner.days import Day
from planner.errors import BadInput, LostUpdate, NotFound
from planner.models import Attendance, Event, SignUp
from planner.people.attendance import arrival_by_hand, departure_by_hand, tell_stay
from planner.people.waitinglist import HAVING_A_PLACE
from planner.permissions import can_work_on_event
from planner.queries.attendance import attendance_of
from planner.queries.signups import read_slots
from planner.queries.volunteering import list_sign_ups
from planner.services.activity import LONG_NAME
from planner.services.attendance import AtShift, lock_shift, log_attendance, stand_at_shift
from planner.services.guard import guard_event
from planner.services.signupdesk import lock_desk


def tick_arrival(event: Event, sign_up: SignUp, *, actor: Actor) -> bool:
    """Note that somebody has come, and that they are not absent; False when that was noted before.

    After the shift they came when it began. Raises BadInput before its day, and of whoever has no place.
    """
    guard_event(event, actor, can_work_on_event)
    here = _lock(event, sign_up)
    if here.noted is not None and here.noted.arrived_at is not None:
        return False
    noted = here.note()
    noted.arrived_at = clock.off_the_wall(arrival_by_hand(here.span, clock.wall_now()))
    noted.arrived_by, noted.arrived_sent_at, noted.arrived_place = actor.name[:LONG_NAME], None, None
    sign_up.absent_by, sign_up.leave_asked_at = "", None
    log_attendance(here, "签到", noted.arrived_at, actor)
    return True


def tick_departure(event: Event, sign_up: SignUp, *, actor: Actor) -> bool:
    """Note that somebody has gone; False when that was noted before. Long after the shift they went when it ended.

    Raises BadInput before the shift has begun, unless they had come.
    """
    guard_event(event, actor, can_work_on_event)
    here = _lock(event, sign_up)
    if here.noted is not None and here.noted.left_at is not None:
        return False
    now, arrived_at = clock.wall_now(), here.noted.arrived_at if here.noted else None
    if arrived_at is None and now < here.span.begins:
        raise BadInput("这一班还没开始，人到了先勾到了。", "NOT_YET")
    left_at = clock.off_the_wall(departure_by_hand(here.span, now))
    noted = here.note()
    noted.left_at = max(left_at, arrived_at) if arrived_at else left_at
    noted.left_by, noted.left_sent_at, noted.left_place = actor.name[:LONG_NAME], None, None
    sign_up.absent_by = ""
    log_attendance(here, "签退", noted.left_at, actor)
    return True


def take_back_mark(event: Event, sign_up: SignUp, mark: AttendanceMark, *, version: int, actor: Actor) -> None:
    """Take back what was noted last of somebody, as it was seen.

    Raises LostUpdate, with both, when somebody has noted something else meanwhile; NotFound when it is taken back.
    """
    guard_event(event, actor, can_work_on_event)
    here = _lock(event, sign_up)
    noted = here.noted
    if noted is None or (noted.arrived_at is None and noted.left_at is None):
        raise NotFound("已经有人撤回了。")
    if noted.version != version or mark is not last_mark(noted):
        _refuse_unseen(noted, mark)
    here.note()
    at = noted.left_at if mark is AttendanceMark.LEFT else noted.arrived_at
    if mark is AttendanceMark.LEFT:
        noted.left_at, noted.left_by, noted.left_sent_at, noted.left_place = None, "", None, None
    else:
        noted.arrived_at, noted.arrived_by, noted.arrived_sent_at, noted.arrived_place = None, "", None, None
    log_attendance(here, f"撤回{mark.label}", at, actor)


def _refuse_unseen(noted: Attendance, mark: AttendanceMark) -> None:
    stay = tell_stay(clock.on_the_wall(noted.arrived_at), clock.on_the_wall(noted.left_at))
    who = (noted.left_by if noted.left_at else noted.arrived_by) or "本人"
    sentence = f"你要撤回{mark.label}，可{who}刚才记了“{stay}”。看一眼，要撤再点一次。"
    raise LostUpdate(sentence, who=who, version=noted.version, theirs={"stay": stay})


def last_mark(noted: Attendance) -> AttendanceMark:
    """What was noted last, which is taken back first."""
    return AttendanceMark.LEFT if noted.left_at else AttendanceMark.ARRIVED


def take_proposed_ends(event: Event, shift: str, *, actor: Actor) -> int:
    """Let all who forgot to check out have gone when the shift ended; returns how many. Who is marked absent stays so.

    Raises BadInput before the shift is over.
    """
    guard_event(event, actor, can_work_on_event)
    desk, slots = lock_desk(event), read_slots(event)
    found = {one.id: one for one in list_sign_ups(event.id, shift) if not one.absent_by}
    noted_ones = [noted for noted in attendance_of(found).values() if noted.arrived_at and not noted.left_at]
    forgotten = [stand_at_shift(event, desk, found[one.sign_up_id], slots, one) for one in noted_ones]
    for here in forgotten:
        if clock.wall_now() < here.span.ends:
            raise BadInput(f"这一班 {here.span.ends:%H:%M} 才结束，结束以后再补。", "NOT_YET")
        noted, ends = here.note(), clock.off_the_wall(here.span.ends)
        noted.left_at = max(ends, noted.arrived_at or ends)
        noted.left_by = actor.name[:LONG_NAME]
    if forgotten:
        log_attendance(
            forgotten[0], "按班次签退", clock.off_the_wall(forgotten[0].span.ends), actor, count=len(forgotten)
        )
    return len(forgotten)


def _lock(event: Event, sign_up: SignUp) -> AtShift:
    """The sign-up under the lock, on the day of its shift or later; raises BadInput earlier and without a place."""
    here = lock_shift(event, sign_up)
    if sign_up.state not in HAVING_A_PLACE and here.noted is None:
        raise BadInput("先补上名额，再勾到没到。", "NO_PLACE")
    if clock.wall_now().date() < here.span.begins.date():
        raise BadInput(f"这一班是 {Day.of(here.span.begins).short}，到那天再勾。", "NOT_YET")
    return here
