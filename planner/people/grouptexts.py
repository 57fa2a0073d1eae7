"""Ready texts for the group chat, for each state of things; the link stands last, so that a phone shows it whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from planner.days import Day
from planner.people.board import BoardShift, ShiftTone, count_gap, day_of
from planner.people.signingrules import tell_moment
from planner.people.volunteers import Slot

MINOR_BELOW = 18
# Two characters that are one surname (百家姓).
DOUBLE_SURNAMES = frozenset("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 端木 长孙 宇文 轩辕".split())


class GroupText(Enum):
    """The kinds of texts; the value names one in addresses."""

    RECRUIT = "recruit", "招募"
    SHORT = "short", "还差"
    REMIND = "remind", "提醒"
    CHANGE = "change", "变更"
    THANKS = "thanks", "感谢"
    CANCEL = "cancel", "取消"

    def __init__(self, code: str, label: str) -> None:
        self.code, self.label = code, label


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What the texts tell of an event.

    `now`, `closes` and `draws`, the moment of a draw that is still to come, are in Shanghai; `benefits` and `bring` are
    the desk's own words.
    """

    title: str
    url: str
    now: datetime | None = None
    closes: datetime | None = None
    draws: datetime | None = None
    benefits: str = ""
    bring: str = ""


def write_recruiting(event: Announced, shifts: Sequence[BoardShift]) -> str:
    """Who is sought for public posts, a line a day with those that are not full."""
    sought = _sought(event, shifts)
    lines = [f"{event.title}，招志愿者 {count_gap(sought)} 人：", *_gap_lines(sought, "{title} {gap} 人")]
    lot = f"先报后报机会一样，{tell_moment(event.draws)} 抽签。" if event.draws else ""
    benefits = f"报名有：{event.benefits}" if event.benefits else ""
    return _join(lines, event, benefits, lot, _closing(event, "点开报名"))


def write_short(event: Announced, shifts: Sequence[BoardShift]) -> str:
    """Who is still missing at public posts, a line a day; that all have come where nobody is."""
    sought = _sought(event, shifts)
    gap = count_gap(sought)
    if not gap:
        return _join([f"{event.title}，志愿者都报满了，谢谢大家。"], event, "想候补的点开：")
    return _join(
        [f"{event.title}，还差 {gap} 人：", *_gap_lines(sought, "{title} 差 {gap}")],
        event,
        _closing(event, "点开选班次"),
    )


def write_reminder(event: Announced, shifts: Sequence[BoardShift], people: Mapping[str, Sequence[str]]) -> str:
    """Who comes on the next day on which anybody serves, by shift, where to and with what."""
    ahead = [
        shift for shift in shifts if shift.tone is not ShiftTone.PAST and day_of(shift) and people.get(shift.slot.key)
    ]
    if not ahead:
        return f"{event.title}，还没有人报上班次，先不用提醒。"
    first = min(day for shift in ahead if (day := day_of(shift)) is not None)
    lines = [f"{event.title}，{Day.of(first).short}请这些志愿者到场："]
    lines += [
        f"{_when_and_where(shift.slot)}：{'、'.join(people[shift.slot.key])}"
        for shift in ahead
        if day_of(shift) == first
    ]
    return _join(
        lines, event, f"请带：{event.bring}" if event.bring else "", "来不了请尽早在自己的页面请假。", url=False
    )


def write_change(event: Announced, changed: Iterable[tuple[Slot, Sequence[str]]]) -> str:
    """Which shifts are at another time or place than people agreed to, and who has not answered yet."""
    lines = [f"{_when(slot)}：{'、'.join(names)}" for slot, names in changed if names]
    if not lines:
        return f"{event.title}，没有等着回变更的人。"
    return _join(
        [f"{event.title}，这些班次改了时间或地点：", *lines],
        event,
        "请打开自己的页面，回一下还能来还是来不了。",
        url=False,
    )


def write_thanks(event: Announced, shifts: Sequence[BoardShift]) -> str:
    """Thanks to all, without a number that nobody has counted yet."""
    posts = list(dict.fromkeys(shift.slot.post.title for shift in shifts if shift.tally.taken))
    served = f"谢谢{'、'.join(posts)}的各位志愿者。" if posts else "谢谢各位志愿者。"
    return f"{event.title}结束了。{served}\n时长核定以后，在自己的页面能看到。"


def write_cancelling(event: Announced, shifts: Sequence[BoardShift]) -> str:
    """That nobody need come, on which days they were to; the link still says so to whoever opens it late."""
    days = dict.fromkeys(Day.of(day).short for shift in shifts if shift.tally.taken and (day := day_of(shift)))
    planned = f"原来报的 {'、'.join(days)} 的班次都不用来了，也不用请假。" if days else "不用来了，也不用请假。"
    return _join([f"{event.title}取消了。{planned}谢谢大家。"], event, "自己的页面上也写着：")


def call_politely(name: str, age: int | None) -> str:
    """How somebody is called where others read along: the surname, 同学 while under 18, else 老师.

    A name with a dot has no surname of one character; what stands before the dot is how its bearer is called.
    """
    first, dot, _ = name.partition("·")
    surname = first if dot else name[: 2 if name[:2] in DOUBLE_SURNAMES else 1]
    return f"{surname}{'同学' if age is not None and age < MINOR_BELOW else '老师'}"


def _sought(event: Announced, shifts: Sequence[BoardShift]) -> list[BoardShift]:
    """The shifts that anybody may still sign up for: the page behind the link has no others."""
    now = event.now
    return [s for s in shifts if s.slot.post.public and not (now is not None and s.slot.has_begun(now))]


def _gap_lines(shifts: Sequence[BoardShift], pattern: str) -> list[str]:
    """One line a day, only with posts that are not full."""
    short = [shift for shift in shifts if shift.gap]
    lines = []
    for day in sorted({day_of(shift) for shift in short}, key=lambda day: (day is None, day or date.min)):
        of_day: dict[str, int] = {}
        for shift in short:
            if day_of(shift) == day:
                of_day[shift.slot.post.title] = of_day.get(shift.slot.post.title, 0) + shift.gap
        said = "，".join(pattern.format(title=title, gap=gap) for title, gap in of_day.items())
        lines.append(f"{Day.of(day).short if day else '日期待定'} {said}")
    return lines


def _when(slot: Slot) -> str:
    return " ".join(filter(None, (slot.day_label, slot.shift.hours, slot.post.title)))


def _when_and_where(slot: Slot) -> str:
    place = slot.post.meeting or slot.post.place
    return " ".join(filter(None, (slot.shift.hours, slot.post.title))) + (f"（{place}）" if place else "")


def _closing(event: Announced, verb: str) -> str:
    if event.closes is None:
        return f"{verb}："
    if event.now is not None and event.closes <= event.now:
        return "报名已经截止，想来的直接找组织者。班次在这里："
    return f"{verb}，{Day.of(event.closes).label(event.closes.year)}{event.closes:%H:%M} 截止："


def _join(lines: Sequence[str], event: Announced, *more: str, url: bool = True) -> str:
    """The lines, and the link last."""
    return "\n".join(filter(None, (*lines, *more, event.url if url else "")))
