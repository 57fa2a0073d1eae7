"""The organiser's board of volunteers, as its reader may see it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner import clock
from planner.dossier import Dossier
from planner.enums import SignUpState
from planner.masking import Phone, mask_name, show_phone
from planner.models import Attendance, Event, SignUp, SignUpDesk
from planner.people import Slot, age_on, slots_of
from planner.people.board import (
    BoardShift,
    ShiftTone,
    VolunteerBoard,
    count_gap,
    describe_needs,
    draw_board,
    judge_shifts,
)
from planner.people.signingrules import Window, judge_window
from planner.people.volunteerrules import VolunteerRules
from planner.people.waitinglist import HAVING_A_PLACE
from planner.permissions import (
    Access,
    can_edit_event,
    can_see_names,
    can_see_persons,
    can_see_roster,
    can_work_on_event,
)
from planner.queries.attendance import attendance_of
from planner.queries.signups import find_desk
from planner.queries.volunteering import list_sign_ups, read_tallies
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.lottery import has_opened
from planner.services.postcodes import code_of_post
from planner.services.shiftplaces import window_of
from planner.views.attendancewords import is_present, tell_presence
from planner.views.lotterypage import tell_draw
from planner.views.volunteerissues import Issue, list_issues
from planner.views.volunteerverbs import VolunteerStep, next_step

GONE_POST = "已删掉的岗位"


@dataclass(frozen=True, slots=True)
class Tag:
    """Something that must be known of a person; `tone` is its class."""

    words: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody of a shift, as the reader may see them; `verb` is the one thing to do next."""

    id: int
    name: str
    state: Tag
    tags: tuple[Tag, ...]
    phone: Phone
    waits: bool
    verb: VolunteerStep


@dataclass(frozen=True, slots=True)
class ShiftPanel:
    """The people of the chosen shift; from its day on `is_ticked` says that it is known who has come.

    `digits` are those of its sign on the day, for who works on the event.
    """

    shift: BoardShift
    title: str
    sub: str
    people: tuple[PersonRow, ...]
    is_ticked: bool
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteersPage:
    """The board. Who sees no roster sees counts and no `panel`; `may_work` are those who settle things on it.

    `say` is how sign-up stands; without a `desk` volunteers are not taken yet. `needs` says by the key of a post who
    may come, `titles` what it is called.
    """

    dossier: Dossier
    desk: SignUpDesk | None
    is_closed: bool
    shifts: tuple[BoardShift, ...]
    board: VolunteerBoard | None
    gap: int
    headline: str
    say: str
    issues: tuple[Issue, ...]
    panel: ShiftPanel | None
    may_work: bool
    may_edit: bool
    may_draw: bool
    sees_people: bool
    chosen: str
    needs: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a shift by its key, a day."""

    shift: str = ""
    day: date | None = None


def volunteers_page(event: Event, access: Access, dossier: Dossier, asked: Asked) -> VolunteersPage:
    """The board for this reader."""
    desk, slots, now = find_desk(event.id), slots_of(dossier), local_now()
    shifts = stand_shifts(event, desk, slots, now)
    chosen = next((shift for shift in shifts if shift.slot.key == asked.shift), None)
    day = chosen.slot.begins.date() if chosen and chosen.slot.begins else asked.day
    may_work, sees = can_work_on_event(access), can_see_roster(access)
    gap = count_gap(shifts)
    return VolunteersPage(
        dossier=dossier,
        desk=desk,
        is_closed=desk is not None and desk.is_closed,
        shifts=shifts,
        board=draw_board(shifts, day) if shifts else None,
        gap=gap,
        headline=_headline(shifts, gap),
        say=_say(event, desk, shifts, now),
        issues=list_issues(event, dossier, shifts, now) if may_work else (),
        panel=shift_panel(event, access, chosen, now) if chosen and sees else None,
        may_work=may_work,
        may_edit=can_edit_event(access),
        may_draw=desk is not None and (desk.lottery is not None or not has_opened(desk)),
        sees_people=sees,
        chosen=chosen.slot.key if chosen else "",
        needs={post.key: describe_needs(post) for post in dossier.posts},
        titles=defaultdict(lambda: GONE_POST, {post.key: post.title for post in dossier.posts}),
    )


def stand_shifts(event: Event, desk: SignUpDesk | None, slots: Sequence[Slot], now: datetime) -> tuple[BoardShift, ...]:
    """The shifts of an event as they stand; three statements at most, however many there are."""
    window = window_of(event, desk) if desk else Window()
    is_open = desk is not None and judge_window(Window(opens=window.opens), now) is None
    tallies, rules = read_tallies(event.id, slots), find_rules_of_event(event)
    return judge_shifts(slots, tallies, now=now, opens=window.opens, is_open=is_open, rules=rules)


def local_now() -> datetime:
    """The present moment in Shanghai, as slots count."""
    return clock.local(clock.now()).replace(tzinfo=None)


def _headline(shifts: Sequence[BoardShift], gap: int) -> str:
    if not shifts:
        return "还没有班次"
    return f"还差 {gap} 人" if gap else "人都够了"


def _say(event: Event, desk: SignUpDesk | None, shifts: Sequence[BoardShift], now: datetime) -> str:
    """How many of the places are taken, and until when one may sign up."""
    ahead = [shift for shift in shifts if shift.tone is not ShiftTone.PAST]
    places, taken = sum(shift.slot.shift.places for shift in ahead), sum(shift.tally.taken for shift in ahead)
    words = f"{places} 个名额报了 {taken} 人。" if ahead else ""
    if desk is None:
        return f"{words}还没有开始招募。"
    if desk.coming_draw is not None:
        entered = sum(shift.tally.entered for shift in ahead)
        words = f"{places} 个名额，登记了 {entered} 人次，{tell_draw(desk.coming_draw)}。"
    window = window_of(event, desk)
    refusal = judge_window(window, now)
    if refusal is not None:
        return words + (
            "报名已经关了。" if window.is_closed else refusal.sentence.replace("，要来请打电话给组织者", "")
        )
    if window.closes is None:
        return f"{words}报名到每一班开始为止。"
    left = (window.closes.date() - now.date()).days
    more = f"还有 {left} 天" if left else "今天截止"
    weekday = "一二三四五六日"[window.closes.weekday()]
    return f"{words}报名到 {window.closes.month}月{window.closes.day}日（周{weekday}）{window.closes:%H:%M}，{more}。"


def shift_panel(event: Event, access: Access, shift: BoardShift, now: datetime) -> ShiftPanel:
    """The people of a shift: those who have a place first, then those who wait; on its day who is missing on top."""
    slot = shift.slot
    rules = find_rules_of_event(event)
    is_ticked = slot.begins is not None and slot.begins.date() <= now.date()
    signed_up = list_sign_ups(event.id, slot.key)
    noted = attendance_of(one.id for one in signed_up) if is_ticked else {}
    listed = sorted(
        signed_up,
        key=lambda one: (one.state not in HAVING_A_PLACE, is_present(noted.get(one.id)), bool(one.absent_by)),
    )
    shows_digits = slot.begins is not None and slot.begins.date() == now.date() and can_work_on_event(access)
    day = f"{slot.begins.month}月{slot.begins.day}日 " if slot.begins else ""
    state = f"差 {shift.gap} 人" if shift.gap else f"{shift.tally.taken} 人"
    return ShiftPanel(
        shift,
        title=f"{day}{slot.post.title}，{state}",
        sub="，".join(filter(None, (slot.shift.hours, slot.post.meeting or slot.post.place))),
        people=tuple(person_row(one, slot, access, now, rules, noted.get(one.id)) for one in listed),
        is_ticked=is_ticked,
        digits=code_of_post(event, slot.post.key, now.date()) if shows_digits else "",
    )


def person_row(
    sign_up: SignUp,
    slot: Slot,
    access: Access,
    now: datetime,
    rules: VolunteerRules,
    noted: Attendance | None = None,
) -> PersonRow:
    """Somebody with their state, what must be known, and the next thing to do; `noted` is when they came and went."""
    person = sign_up.volunteer
    name = person.name if can_see_names(access) else mask_name(person.name)
    return PersonRow(
        id=sign_up.id,
        name=name or "已清除",
        state=state_tag(sign_up, slot, now, noted),
        tags=(
            *(Tag(one.doubt, "warn") for one in tell_presence(slot, noted, now) if one.doubt),
            *(_tags(sign_up, slot, now, rules) if can_see_names(access) else ()),
        ),
        phone=show_phone(person.phone, whole=can_see_persons(access)),
        waits=sign_up.state not in HAVING_A_PLACE,
        verb=next_step(sign_up, slot, now, has_come=is_present(noted)),
    )


def state_tag(sign_up: SignUp, slot: Slot, now: datetime, noted: Attendance | None) -> Tag:
    """How somebody stands, in the words of the board; of who came, when and who noted it."""
    came = tell_presence(slot, noted, now)
    if came and not sign_up.absent_by:
        return Tag("；".join(one.words for one in came), "ok")
    if sign_up.absent_by:
        return Tag(f"未到（{sign_up.absent_by}记的）", "bad")
    if sign_up.state not in HAVING_A_PLACE:
        return Tag(sign_up.state.label, "warn")
    if sign_up.leave_asked_at is not None:
        return Tag("请假等你答", "warn")
    if sign_up.known != slot.mark:
        return Tag("变更没回", "warn")
    if sign_up.state is SignUpState.HELD:
        return Tag("等监护人", "warn")
    is_today = slot.begins is not None and slot.begins.date() == now.date()
    return Tag("还没到", "warn") if is_today else Tag("确认", "ok")


def _tags(sign_up: SignUp, slot: Slot, now: datetime, rules: VolunteerRules) -> tuple[Tag, ...]:
    person = sign_up.volunteer
    day = slot.begins.date() if slot.begins else now.date()
    tags = [Tag("老志愿者" if person.experienced else "新人")]
    tags += _age_tags(sign_up, day, rules)
    for name, until, asked in (
        ("培训", person.trained_until, slot.post.trained),
        ("记录查询", person.checked_until, slot.post.checked),
    ):
        if until is not None:
            tags.append(Tag(f"{name}到 {until.year}年{until.month}月{until.day}日", "bad" if until < day else ""))
        elif asked:
            tags.append(Tag(f"没有{name}", "bad"))
    return (*tags, *(Tag(skill) for skill in person.skills.split("、") if skill))


def _age_tags(sign_up: SignUp, day: date, rules: VolunteerRules) -> list[Tag]:
    born = sign_up.volunteer.month_of_birth
    if born is None or (age := age_on(born, day)) >= rules.guardian_below:
        return []
    signed = sign_up.volunteer.guardian_at is not None
    return [Tag(f"{age} 岁，监护人{'已签' if signed else '没签'}", "" if signed else "bad")]
