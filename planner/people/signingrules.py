"""Why somebody can't have a shift: each rule is one function that gives a named reason, or None."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.days import Day
from planner.enums import LabelledEnum
from planner.people.volunteerrules import VolunteerRules
from planner.people.volunteers import Candidate, Offer, Slot, age_on


class SignUpReason(LabelledEnum):
    """Why a shift can't be had: the word that stands in the place of its button."""

    TAKEN = "taken", "已报过"
    CANCELLED = "cancelled", "活动取消了"
    NOT_YET = "not_yet", "未开始"
    CLOSED = "closed", "已截止"
    UNDATED = "undated", "时间待定"
    CLASHES = "clashes", "时间冲突"
    NO_REST = "no_rest", "休息时间不够"
    TOO_LONG = "too_long", "当天时间太长"
    TOO_LATE = "too_late", "结束太晚"
    AGE = "age", "年龄不符"
    TRAINING = "training", "需要培训"
    RECORD = "record", "需要查记录"
    INEXPERIENCED = "inexperienced", "缺老志愿者"
    FULL = "full", "已满"
    TOO_OFTEN = "too_often", "操作太频繁"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason and what to say of it; `other` is the shift that stands in the way."""

    reason: SignUpReason
    sentence: str
    other: Slot | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when one may sign up, in Shanghai; `is_closed` by hand, or cancelled with the event."""

    opens: datetime | None = None
    closes: datetime | None = None
    is_closed: bool = False
    is_cancelled: bool = False


Judge = Callable[[Candidate, Slot, VolunteerRules], Refusal | None]


def judge_window(window: Window, now: datetime) -> Refusal | None:
    """Why nobody can sign up at all just now."""
    if window.is_cancelled:
        return Refusal(SignUpReason.CANCELLED, "这个活动取消了，不用来了。")
    if window.opens and now < window.opens:
        return Refusal(SignUpReason.NOT_YET, f"{tell_moment(window.opens)} 开始报名。")
    if window.is_closed or (window.closes and now >= window.closes):
        return Refusal(SignUpReason.CLOSED, "报名截止了，要来请直接找组织者。")
    return None


def judge_slot(slot: Slot, now: datetime) -> Refusal | None:
    """Why nobody can have this shift any more, or not yet."""
    if slot.begins is None:
        return Refusal(SignUpReason.UNDATED, "这一班的时间还没定。")
    if slot.has_begun(now):
        return Refusal(SignUpReason.CLOSED, "这一班已经开始了。")
    return None


def judge_places(offer: Offer, count: int = 1) -> Refusal | None:
    """Why so many people together can't have a place each."""
    if offer.left >= count:
        return None
    return Refusal(SignUpReason.FULL, f"就差一步，{offer.slot.label} 满了。可以换一班，或者候补。")


def judge_person(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Why this person can't have a dated shift: the first rule that speaks."""
    return next(filter(None, (judge(candidate, slot, rules) for judge in JUDGES)), None)


def overlap(one: Slot, other: Slot) -> bool:
    """Whether somebody would have to be in two places at once; unknown where hours are."""
    if one.begins is None or one.ends is None or other.begins is None or other.ends is None:
        return False
    return one.begins < other.ends and other.begins < one.ends


def judge_twice(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Nobody has the same shift twice."""
    if any(other.key == slot.key for other in candidate.taken):
        return Refusal(SignUpReason.TAKEN, "这一班你已经报过了。", slot)
    return None


def judge_age(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Tasks are fit for age (志愿服务条例 art. 15): the post's own limit, never below that of the unit."""
    least = max(slot.post.least_age or 0, rules.least_age)
    if candidate.born is None or slot.begins is None or age_on(candidate.born, slot.begins.date()) >= least:
        return None
    return Refusal(SignUpReason.AGE, f"这个岗位要满 {least} 岁。")


def judge_hour(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Minors go home in time."""
    if candidate.born is None or slot.ends is None or not ends_late(slot, rules):
        return None
    if age_on(candidate.born, slot.ends.date()) >= rules.guardian_below:
        return None
    words = f"未满 {rules.guardian_below} 岁的志愿者最晚到 {rules.minors_until:%H:%M}，这一班 {slot.ends:%H:%M} 结束。"
    return Refusal(SignUpReason.TOO_LATE, words)


def ends_late(slot: Slot, rules: VolunteerRules) -> bool:
    """Whether a shift ends when minors have to be home."""
    return slot.ends is not None and slot.ends.time() > rules.minors_until


def judge_clash(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Nobody is in two places at once."""
    for other in candidate.taken:
        if overlap(other, slot):
            return Refusal(SignUpReason.CLASHES, f"和你的 {other.label} 时间重叠。", other)
    return None


def judge_rest(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Between shifts of two days there is a night's rest."""
    for other in candidate.taken:
        pause = _night_between(other, slot)
        if pause is not None and pause < timedelta(minutes=rules.rest_minutes):
            hours = f"{rules.rest_minutes / 60:g}"
            return Refusal(SignUpReason.NO_REST, f"和你的 {other.label} 之间要隔 {hours} 小时。", other)
    return None


def _night_between(one: Slot, other: Slot) -> timedelta | None:
    """The pause between shifts of two days; None for those of one day, or without a time."""
    if one.begins is None or one.ends is None or other.begins is None or other.ends is None:
        return None
    if one.begins.date() == other.begins.date():
        return None
    return max(one.begins - other.ends, other.begins - one.ends)


def judge_length(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Nobody serves longer on one day than the unit allows."""
    if slot.begins is None:
        return None
    same_day = [other for other in candidate.taken if other.begins and other.begins.date() == slot.begins.date()]
    if slot.minutes + sum(other.minutes for other in same_day) <= rules.most_minutes:
        return None
    hours = f"{rules.most_minutes / 60:g}"
    return Refusal(SignUpReason.TOO_LONG, f"一天最多 {hours} 小时，加上这一班就超过了。")


def judge_training(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Posts that ask for training take those who had it (志愿服务条例 art. 16)."""
    if not slot.post.trained or candidate.trained:
        return None
    return Refusal(SignUpReason.TRAINING, "这个岗位要先参加培训，请和组织者联系。")


def judge_record(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> Refusal | None:
    """Who is in close contact with children has a clean record (未成年人保护法 art. 62)."""
    if not slot.post.checked or candidate.checked:
        return None
    return Refusal(SignUpReason.RECORD, "这个岗位要先查无犯罪记录，请和组织者联系。")


def judge_team(slot: Slot, experienced: int, rules: VolunteerRules) -> Refusal | None:
    """In each shift there are people who have served before: as many as it asks for, never fewer than the unit does.

    It turns nobody away, for nobody knows of a stranger whether they have served before: the organiser is told.
    """
    least = count_wanted(slot, rules)
    if experienced >= least:
        return None
    return Refusal(SignUpReason.INEXPERIENCED, f"至少 {least} 名老志愿者，现在 {experienced} 名")


def count_wanted(slot: Slot, rules: VolunteerRules) -> int:
    """How many who have served before a shift is to have."""
    return max(slot.shift.experienced or 0, rules.experienced)


JUDGES: tuple[Judge, ...] = (
    judge_twice,
    judge_age,
    judge_hour,
    judge_clash,
    judge_rest,
    judge_length,
    judge_training,
    judge_record,
)


def needs_guardian(candidate: Candidate, slot: Slot, rules: VolunteerRules) -> bool:
    """Whether a guardian has to say yes before this person serves."""
    if candidate.born is None or slot.begins is None:
        return False
    return age_on(candidate.born, slot.begins.date()) < rules.guardian_below


def tell_moment(value: datetime) -> str:
    """7月30日 18:30, of a moment in Shanghai."""
    return f"{Day.of(value).short} {value:%H:%M}"
