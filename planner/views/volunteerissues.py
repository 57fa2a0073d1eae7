"""What only a person can settle about volunteers: who went, who asks to leave, who is in two places at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import url_for

from planner.days import Day
from planner.masking import show_name
from planner.models import Event
from planner.people.board import BoardShift, ShiftTone
from planner.people.overlaps import Overlap
from planner.people.signingrules import Refusal
from planner.people.volunteers import Slot
from planner.queries.volunteering import read_proofs
from planner.views.places import place_url, shift_url

MOST_OVERLAPS = 3


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to settle: what, why, and the verb that leads there. A `must` is more than a doubt."""

    words: str
    why: str
    verb: str
    href: str
    is_must: bool = True


def list_issues(
    event: Event,
    shifts: Sequence[BoardShift],
    overlaps: Sequence[Overlap],
    now: datetime,
    *,
    sees_names: bool,
    lacks_phone: bool,
) -> tuple[Issue, ...]:
    """All that is open, the most urgent kinds first; `lacks_phone` where a number was to be shown and there is none."""
    ahead = [shift for shift in shifts if shift.tone is not ShiftTone.PAST]
    busy = any(shift.tally.taken for shift in ahead)
    return (
        *(_left(event, shift, now) for shift in ahead if shift.tone is ShiftTone.GONE),
        *(_asked(event, shift, now) for shift in ahead if shift.tally.asked),
        *(_unanswered(event, shift) for shift in ahead if shift.tally.unanswered),
        *(_inexperienced(event, shift, lack) for shift in ahead if (lack := shift.lack)),
        *(_unproven(event, ahead) if busy else ()),
        *_overlapping(event, overlaps, ahead, sees_names),
        *([_phoneless(event)] if lacks_phone and ahead else []),
        *(_forgotten(event, shift) for shift in shifts if shift.tone is ShiftTone.PAST and shift.tally.forgotten),
    )


def _left(event: Event, shift: BoardShift, now: datetime) -> Issue:
    words = f"{shift.tally.left} 人刚退出{shift.slot.post.title}"
    href = url_for("volunteers.show", event_id=event.id, text="short") + "#say"
    return Issue(words, f"没有候补，{_until(shift.slot, now)}", "请人补", href)


def _asked(event: Event, shift: BoardShift, now: datetime) -> Issue:
    words = f"{shift.tally.asked} 人请假等你答"
    return Issue(
        words, f"{shift.slot.post.title}，{_until(shift.slot, now)}", "去答", shift_url(event.id, shift.slot.key)
    )


def _unanswered(event: Event, shift: BoardShift) -> Issue:
    words = f"{shift.tally.unanswered} 人没回变更"
    href = url_for("volunteers.show", event_id=event.id, text="change") + "#say"
    return Issue(words, shift.slot.label, "催一下", href, is_must=False)


def _inexperienced(event: Event, shift: BoardShift, lack: Refusal) -> Issue:
    wanted, _, now = lack.sentence.partition("，")
    words, why = f"{shift.slot.post.title}{wanted}", f"{shift.slot.day_label}，{now}"
    return Issue(words, why, "看人", shift_url(event.id, shift.slot.key))


def _phoneless(event: Event) -> Issue:
    why = "岗位的联系人、总负责人、本单位的联系人都没有号码"
    return Issue("报名页上没有电话", why, "去写", place_url(event.id, "duties"), is_must=False)


def _forgotten(event: Event, shift: BoardShift) -> Issue:
    words = f"{shift.tally.forgotten} 人忘了签退"
    href = url_for("attendance.show", event_id=event.id, shift=shift.slot.key)
    return Issue(words, f"{shift.slot.label}，能按班次补上", "去补", href, is_must=False)


def _unproven(event: Event, shifts: Sequence[BoardShift]) -> list[Issue]:
    """Shifts whose post asks for training or a record check that somebody of them doesn't have on its day."""
    asking = {shift.slot.key: shift for shift in shifts if shift.slot.post.trained or shift.slot.post.checked}
    if not asking:
        return []
    lacking: Counter[tuple[str, str]] = Counter()
    for proof in read_proofs(event.id, list(asking)):
        slot = asking[proof.shift].slot
        day = slot.begins.date() if slot.begins else date.min
        if slot.post.checked and (proof.checked_until is None or proof.checked_until < day):
            lacking[proof.shift, "没查无犯罪记录"] += 1
        if slot.post.trained and (proof.trained_until is None or proof.trained_until < day):
            lacking[proof.shift, "没有培训"] += 1
    return [_lacking(event, asking[key], count, what) for (key, what), count in lacking.items()]


def _lacking(event: Event, shift: BoardShift, count: int, what: str) -> Issue:
    words = f"{shift.slot.post.title} {count} 人{what}"
    return Issue(words, f"{shift.slot.day_label}前要有", "记上", shift_url(event.id, shift.slot.key))


def _overlapping(event: Event, overlaps: Sequence[Overlap], shifts: Sequence[BoardShift], names: bool) -> list[Issue]:
    """Shifts of people who are wanted elsewhere then; of many only some, the others stand in the list by person."""
    ahead = {shift.slot.key for shift in shifts}
    found = [overlap for overlap in overlaps if overlap.one.shift in ahead]
    said = [_overlap(event, overlap, names) for overlap in found[:MOST_OVERLAPS]]
    if len(found) > MOST_OVERLAPS:
        href = url_for("volunteers.show", event_id=event.id, view="people", only="overlap") + "#people"
        said.append(Issue(f"还有 {len(found) - MOST_OVERLAPS} 处重叠", "", "按人看", href, is_must=False))
    return said


def _overlap(event: Event, overlap: Overlap, names: bool) -> Issue:
    one, other = overlap.one, overlap.other
    name = show_name(one.name, whole=names)
    doubt = "" if overlap.is_sure else "可能"
    begins = f"{Day.of(one.begins).short} {max(one.begins, other.begins):%H:%M}"
    href = url_for("volunteering.show", event_id=event.id, sign_up_id=one.sign_up)
    if (other.event_id, other.shift) == (event.id, one.shift):
        return Issue(f"{name}{doubt}报了两次", f"{one.what}，{begins}", "看两处", href, is_must=False)
    where = other.what if other.event_id == event.id else f"“{other.event}”的{other.what}"
    return Issue(f"{name}{doubt}两处时间重叠", f"{one.what}和{where}，{begins}", "看两处", href, is_must=False)


def _until(slot: Slot, now: datetime) -> str:
    if slot.begins is None:
        return "时间待定"
    left = slot.begins - now
    days, hours = left.days, max(left // timedelta(hours=1), 0)
    return f"离开始 {days} 天" if days >= 1 else f"离开始 {hours} 小时"
