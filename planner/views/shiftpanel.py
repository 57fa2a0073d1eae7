"""The people of a shift as the reader of the board may see them: state, what must be known, the next thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.days import Day, say_date
from planner.enums import SignUpState
from planner.masking import Phone, show_phone
from planner.models import Attendance, Event, SignUp
from planner.people import Slot, age_on
from planner.people.board import BoardShift
from planner.people.overlaps import Overlap
from planner.people.volunteerrules import VolunteerRules
from planner.people.waitinglist import HAVING_A_PLACE
from planner.permissions import Access, can_see_names, can_see_persons, can_work_on_event
from planner.queries.attendance import attendance_of
from planner.queries.volunteering import list_sign_ups
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.postcodes import code_of_post
from planner.views.attendancewords import is_present, tell_presence
from planner.views.volunteernames import show_volunteer
from planner.views.volunteerverbs import VolunteerStep, next_step

OVERLAPPING = "时间重叠"


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
    is_all: bool = False

    @property
    def names_people(self) -> bool:
        """Whether anybody is shown."""
        return bool(self.people)


def shift_panel(
    event: Event, access: Access, shift: BoardShift, now: datetime, overlaps: Sequence[Overlap], *, is_all: bool
) -> ShiftPanel:
    """The people of a shift: those who have a place first, then those who wait; on its day who is missing on top.

    With `is_all` every one of them is chosen.
    """
    slot = shift.slot
    twice = {each.sign_up for overlap in overlaps for each in (overlap.one, overlap.other)}
    rules = find_rules_of_event(event)
    is_ticked = slot.begins is not None and slot.begins.date() <= now.date()
    signed_up = list_sign_ups(event.id, slot.key)
    noted = attendance_of(one.id for one in signed_up) if is_ticked else {}
    listed = sorted(
        signed_up,
        key=lambda one: (one.state not in HAVING_A_PLACE, is_present(noted.get(one.id)), bool(one.absent_by)),
    )
    shows_digits = slot.begins is not None and slot.begins.date() == now.date() and can_work_on_event(access)
    day = f"{Day.of(slot.begins).short} " if slot.begins else ""
    state = f"差 {shift.gap} 人" if shift.gap else f"{shift.tally.taken} 人"
    return ShiftPanel(
        shift,
        title=f"{day}{slot.post.title}，{state}",
        sub="，".join(filter(None, (slot.shift.hours, slot.post.meeting or slot.post.place))),
        people=tuple(
            mark_twice(person_row(one, slot, access, now, rules, noted.get(one.id)), is_twice=one.id in twice)
            for one in listed
        ),
        is_ticked=is_ticked,
        digits=code_of_post(event, slot.post.key, now.date()) if shows_digits else "",
        is_all=is_all,
    )


def mark_twice(row: PersonRow, *, is_twice: bool) -> PersonRow:
    """The row of somebody, marked where they are wanted elsewhere at that time."""
    return replace(row, tags=(*row.tags, Tag(OVERLAPPING, "bad"))) if is_twice else row


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
    return PersonRow(
        id=sign_up.id,
        name=show_volunteer(person, access),
        state=state_tag(sign_up, slot, now, noted),
        tags=(
            *(Tag(one.doubt, "warn") for one in tell_presence(slot, noted, now) if one.doubt),
            *(person_tags(sign_up, slot, now, rules) if can_see_names(access) else ()),
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
    if sign_up.state is SignUpState.INVITED:
        return Tag(sign_up.state.label, "warn")
    if sign_up.known != slot.mark:
        return Tag("变更没回", "warn")
    if sign_up.state is SignUpState.HELD:
        return Tag("等监护人", "warn")
    is_today = slot.begins is not None and slot.begins.date() == now.date()
    return Tag("还没到", "warn") if is_today else Tag("确认", "ok")


def person_tags(sign_up: SignUp, slot: Slot, now: datetime, rules: VolunteerRules) -> tuple[Tag, ...]:
    """What must be known of somebody: experience, age, training and record check, skills."""
    person = sign_up.volunteer
    day = slot.begins.date() if slot.begins else now.date()
    tags = [Tag("老志愿者" if person.experienced else "新人")]
    tags += _age_tags(sign_up, day, rules)
    for name, until, asked in (
        ("培训", person.trained_until, slot.post.trained),
        ("记录查询", person.checked_until, slot.post.checked),
    ):
        if until is not None:
            tags.append(Tag(f"{name}到 {say_date(until)}", "bad" if until < day else ""))
        elif asked:
            tags.append(Tag(f"没有{name}", "bad"))
    return (*tags, *(Tag(skill) for skill in person.skills.split("、") if skill))


def _age_tags(sign_up: SignUp, day: date, rules: VolunteerRules) -> list[Tag]:
    born = sign_up.volunteer.month_of_birth
    if born is None or (age := age_on(born, day)) >= rules.guardian_below:
        return []
    volunteer = sign_up.volunteer
    signed = "已签" if volunteer.guardian_at else "说好带纸来" if volunteer.paper_promised_at else "没签"
    signed += "在纸上" if volunteer.paper_noted_by else ""
    return [Tag(f"{age} 岁，监护人{signed}", "" if volunteer.guardian_at else "bad")]
