"""Pages on which the organiser chooses: proposed posts, who waits when places are fewer, what is done about one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from planner import clock
from planner.days import say_date
from planner.dossier import Dossier
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.forms.shifts import MOST_PLACES
from planner.models import Event, SignUp
from planner.people import Slot
from planner.people.board import BoardShift, ShiftTone
from planner.people.proposals import USUAL_PLACES, ProposedPost, ProposedShift, propose_posts
from planner.people.questions import GivenAnswer
from planner.people.volunteerrules import VolunteerRules
from planner.people.waitinglist import HAVING_A_PLACE
from planner.permissions import Access, can_ask_from_file, can_see_persons
from planner.queries.attendance import find_attendance
from planner.queries.volunteerfile import find_same
from planner.queries.volunteering import list_sign_ups
from planner.queries.volunteerrules import find_rules_of_event
from planner.views.attendancewords import is_present
from planner.views.guardianpaperpage import GuardianPaper, guardian_paper
from planner.views.shiftpanel import PersonRow, person_row


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed post as it stands in the form: whether it is chosen, and for how many people as typed."""

    number: int
    post: ProposedPost
    when: str
    is_chosen: bool
    places: str


@dataclass(frozen=True, slots=True)
class ProposePage:
    """All that is proposed, those from duties first."""

    proposals: tuple[Proposal, ...]


def propose_page(dossier: Dossier, typed: MultiDict[str, str]) -> ProposePage:
    """What may be added, with what was typed of it."""
    chosen = set(typed.getlist("post"))
    return ProposePage(
        tuple(
            Proposal(
                number,
                post,
                when="、".join(_when(shift) for shift in post.shifts) or "日期待定",
                is_chosen=post.title in chosen,
                places=typed.get(f"places-{number}", str(USUAL_PLACES)),
            )
            for number, post in enumerate(propose_posts(dossier), start=1)
        )
    )


def _when(shift: ProposedShift) -> str:
    hours = "—".join(f"{hour:%H:%M}" for hour in (shift.start, shift.end) if hour)
    return f"{shift.day.short if shift.day else '日期待定'} {hours}".strip()


def chosen_posts(page: ProposePage) -> list[tuple[ProposedPost, int]]:
    """The chosen ones with their places; raises BadInput for none, and for a number that none can be."""
    chosen = [(one.post, _read_places(one)) for one in page.proposals if one.is_chosen]
    if not chosen:
        raise BadInput("勾上要招志愿者的岗位，再加。")
    return chosen


def _read_places(proposal: Proposal) -> int:
    text = proposal.places.strip()
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PLACES:
        raise BadInput(f"“{proposal.post.title}”每班几人写 1 到 {MOST_PLACES:,} 的数，现在是“{text[:20]}”。")
    return int(text)


@dataclass(frozen=True, slots=True)
class LowerPage:
    """A shift with those who have a place; `chosen` are to wait, by the id of their sign-up."""

    shift: BoardShift
    people: tuple[PersonRow, ...]
    chosen: frozenset[int]


def lower_page(event: Event, access: Access, shift: BoardShift, chosen: Sequence[str]) -> LowerPage:
    """Who has a place in that shift, the last who came first: they are the likeliest to wait."""
    having = [one for one in list_sign_ups(event.id, shift.slot.key) if one.state in HAVING_A_PLACE]
    now, rules = clock.wall_now(), find_rules_of_event(event)
    people = tuple(person_row(one, shift.slot, access, now, rules) for one in reversed(having))
    return LowerPage(shift, people, frozenset(int(text) for text in chosen if text.isdecimal()))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One volunteer at one shift: what is known, and what may be done now."""

    row: PersonRow
    slot: Slot
    facts: tuple[tuple[str, str], ...]
    answers: tuple[GivenAnswer, ...]
    asks_leave: bool
    because: str
    may_confirm: bool
    is_invited: bool
    may_leave_out: bool
    guardian: GuardianPaper | None
    may_mark: bool
    is_absent: bool
    on_file: str


def person_page(
    event: Event, sign_up: SignUp, slot: Slot, access: Access, rules: VolunteerRules, answers: Sequence[GivenAnswer]
) -> PersonPage:
    """The page of one sign-up for who works on the event; what is private is left out where it may not be seen."""
    now, has_place = clock.wall_now(), sign_up.state in HAVING_A_PLACE
    noted = find_attendance(sign_up.id)
    row, sees_all = person_row(sign_up, slot, access, now, rules, noted), can_see_persons(access)
    return PersonPage(
        row=row,
        slot=slot,
        facts=_facts(sign_up) if sees_all else (),
        answers=tuple(answers),
        asks_leave=sign_up.leave_asked_at is not None,
        because=sign_up.leave_because if sees_all else "",
        may_confirm=sign_up.state in (SignUpState.WAITING, SignUpState.INVITED) or not sign_up.state.is_open,
        is_invited=sign_up.state is SignUpState.INVITED,
        may_leave_out=sign_up.state.is_open and not is_present(noted),
        guardian=guardian_paper(event, sign_up.volunteer, slot),
        may_mark=has_place and slot.begins is not None and slot.begins <= now and not is_present(noted),
        is_absent=bool(sign_up.absent_by),
        on_file=_tell_file(event, sign_up) if can_ask_from_file(access) else "",
    )


def _tell_file(event: Event, sign_up: SignUp) -> str:
    """What the unit's file knows of somebody that the event does not, in a line; "" where there is nothing."""
    person = sign_up.volunteer
    filed = find_same(event.organisation_id, name=person.name, phone=person.phone) if person.phone else None
    if filed is None:
        return ""
    known = {
        "培训": (filed.trained_until, person.trained_until),
        "查过记录": (filed.checked_until, person.checked_until),
    }
    parts = [
        f"{name}，到 {say_date(until)}"
        for name, (until, here) in known.items()
        if until is not None and (here is None or here < until)
    ]
    return "；".join(["老志愿者"] * (filed.experienced and not person.experienced) + parts)


def _facts(sign_up: SignUp) -> tuple[tuple[str, str], ...]:
    """What the volunteer said, as far as they did."""
    person = sign_up.volunteer
    said: Mapping[str, str] = {
        "单位、班级": person.unit,
        "会什么": person.skills,
        "出生年月": person.born_label,
        "监护人": " ".join(filter(None, (person.guardian_name, person.guardian_phone))),
        "紧急联系人": " ".join(filter(None, (person.emergency_name, person.emergency_phone))),
        "找回页面的口令": person.code,
    }
    return tuple((name, words) for name, words in said.items() if words)


def shift_choices(shifts: Sequence[BoardShift], besides: str = "") -> list[tuple[str, str]]:
    """The shifts that somebody may be put into, with how many places are free; full ones last, none is chosen first."""
    open_ones = [
        shift
        for shift in shifts
        if shift.slot.key != besides and shift.tone is not ShiftTone.PAST and shift.slot.begins is not None
    ]
    ordered = sorted(open_ones, key=lambda shift: shift.tone is ShiftTone.FULL)
    return [(shift.slot.key, f"{shift.slot.label}（{shift.word}）") for shift in ordered]
