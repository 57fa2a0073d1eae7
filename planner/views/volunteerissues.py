"""What only a person can settle about volunteers: who went, who asks to leave, who is in two places at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from planner.days import date_near
from planner.dossier import Dossier
from planner.models import Event
from planner.people.board import BoardShift, ShiftTone
from planner.people.signingrules import Refusal, overlap
from planner.people.volunteers import Slot
from planner.queries.volunteering import DoubleDuty, list_double_duties, list_double_shifts


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to settle: what, why, and the verb that leads there. A `must` is more than a doubt."""

    words: str
    why: str
    verb: str
    href: str
    is_must: bool = True


def list_issues(event: Event, dossier: Dossier, shifts: Sequence[BoardShift], now: datetime) -> tuple[Issue, ...]:
    """All that is open, the most urgent kinds first."""
    ahead = [shift for shift in shifts if shift.tone is not ShiftTone.PAST]
    busy = any(shift.tally.taken for shift in ahead)
    return (
        *(_left(event, shift, now) for shift in ahead if shift.tone is ShiftTone.GONE),
        *(_asked(event, shift, now) for shift in ahead if shift.tally.asked),
        *(_unanswered(event, shift) for shift in ahead if shift.tally.unanswered),
        *(_inexperienced(event, shift, lack) for shift in ahead if (lack := shift.lack)),
        *(_clashes(event, dossier, ahead) if busy else ()),
        *(_forgotten(event, shift) for shift in shifts if shift.tone is ShiftTone.PAST and shift.tally.forgotten),
    )


def _left(event: Event, shift: BoardShift, now: datetime) -> Issue:
    words = f"{shift.tally.left} 人刚退出{shift.slot.post.title}"
    href = url_for("volunteers.show", event_id=event.id, text="short") + "#say"
    return Issue(words, f"没有候补，{_until(shift.slot, now)}", "请人补", href)


def _asked(event: Event, shift: BoardShift, now: datetime) -> Issue:
    words = f"{shift.tally.asked} 人请假等你答"
    return Issue(words, f"{shift.slot.post.title}，{_until(shift.slot, now)}", "去答", _shift_url(event, shift))


def _unanswered(event: Event, shift: BoardShift) -> Issue:
    words = f"{shift.tally.unanswered} 人没回变更"
    href = url_for("volunteers.show", event_id=event.id, text="change") + "#say"
    return Issue(words, shift.slot.label, "催一下", href, is_must=False)


def _inexperienced(event: Event, shift: BoardShift, lack: Refusal) -> Issue:
    wanted, _, now = lack.sentence.partition("，")
    words, why = f"{shift.slot.post.title}{wanted}", f"{shift.slot.day_label}，{now}"
    return Issue(words, why, "看人", _shift_url(event, shift))


def _forgotten(event: Event, shift: BoardShift) -> Issue:
    words = f"{shift.tally.forgotten} 人忘了签退"
    href = url_for("attendance.show", event_id=event.id, shift=shift.slot.key)
    return Issue(words, f"{shift.slot.label}，能按班次补上", "去补", href, is_must=False)


def _clashes(event: Event, dossier: Dossier, shifts: Sequence[BoardShift]) -> list[Issue]:
    """Shifts of people who have something else to do then: a duty here, a duty or a shift at another event."""
    by_key = {shift.slot.key: shift for shift in shifts}
    found = []
    for duty in list_double_duties(event):
        shift = by_key.get(duty.shift)
        if shift is not None and _is_busy(event, dossier, duty, shift.slot):
            where = "这个活动" if duty.event.id == event.id else duty.event.title
            why = f"{shift.slot.label}，在{where}还有分工“{duty.role}”"
            found.append(Issue("有人两处时间重叠", why, "看人", _shift_url(event, shift), is_must=False))
    for double in list_double_shifts(event):
        shift = by_key.get(double.shift)
        if shift is not None and double.known.partition(" ")[0] == shift.slot.day_label.partition(" ")[0]:
            why = f"{shift.slot.label}，同一天还报了{double.event_title}"
            found.append(Issue("有人同一天在两个活动", why, "看人", _shift_url(event, shift), is_must=False))
    return found


def _is_busy(event: Event, dossier: Dossier, duty: DoubleDuty, slot: Slot) -> bool:
    """Whether a duty falls into the shift: here by the schedule, elsewhere by the days of the event."""
    if slot.begins is None or slot.ends is None:
        return False
    if duty.event.id != event.id:
        first, last = duty.event.first_date, duty.event.last_date or duty.event.first_date
        return first is not None and last is not None and first <= slot.begins.date() <= last
    items = (item for item in dossier.schedule if duty.duty in item.duties and item.day)
    return any(
        overlap(slot, Slot(slot.shift, slot.post, datetime.combine(day, item.start), datetime.combine(day, item.end)))
        for item in items
        if item.day and (day := date_near(item.day, dossier.facts.starts_on)) and item.start and item.end
    )


def _until(slot: Slot, now: datetime) -> str:
    if slot.begins is None:
        return "时间待定"
    left = slot.begins - now
    days, hours = left.days, max(left // timedelta(hours=1), 0)
    return f"离开始 {days} 天" if days >= 1 else f"离开始 {hours} 小时"


def _shift_url(event: Event, shift: BoardShift) -> str:
    return url_for("volunteers.show", event_id=event.id, shift=shift.slot.key) + "#shift"
