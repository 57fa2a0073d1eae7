"""志愿者报名表: who signed up for which shift, as far as the reader may see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner import clock
from planner.documents.signups import SignUpLine, build_sign_ups
from planner.dossier import Dossier
from planner.masking import mask_phone, show_name
from planner.models import Attendance, Event, SignUp
from planner.papers.paper import Paper, PrintedPaper
from planner.people import Slot, slots_of
from planner.people.attendance import tell_stay
from planner.people.questions import AnswerReader, answers_for
from planner.permissions import Access, can_see_names, can_see_persons
from planner.queries.attendance import attendance_of
from planner.queries.volunteering import list_sign_ups


@dataclass(frozen=True, slots=True)
class SignUpMaterial:
    """The lines of the table, and what stands above them."""

    title: str
    subtitle: str
    lines: Sequence[SignUpLine]


def _build(given: SignUpMaterial) -> bytes:
    return build_sign_ups(given.title, given.subtitle, given.lines)


PAPER: Paper[SignUpMaterial] = Paper(code="volunteers", label="志愿者报名表", extension="xlsx", build=_build)


def print_sign_ups(
    event: Event, access: Access, dossier: Dossier, reader_of: Callable[[Slot], AnswerReader]
) -> PrintedPaper:
    """All who have or await a place, by shift in the order of arrival; masked as the reader's rights ask.

    Of what they answered there is as much as the reader may read of those of a shift.
    """
    by_shift: dict[str, list[SignUp]] = {}
    signed_up = list_sign_ups(event.id)
    noted = attendance_of(one.id for one in signed_up)
    for one in signed_up:
        by_shift.setdefault(one.shift, []).append(one)
    slots = slots_of(dossier)
    lines = [
        _line(one, slot, access, reader_of(slot), noted.get(one.id))
        for slot in slots
        for one in by_shift.get(slot.key, ())
    ]
    hidden = "" if can_see_persons(access) else "电话和姓名已隐去。"
    given = SignUpMaterial(event.title, f"{len(lines)} 条报名。{hidden}", lines)
    return PAPER.print_given(given)


def _line(sign_up: SignUp, slot: Slot, access: Access, reader: AnswerReader, noted: Attendance | None) -> SignUpLine:
    person, whole = sign_up.volunteer, can_see_persons(access)
    stay = tell_stay(clock.on_the_wall(noted.arrived_at), clock.on_the_wall(noted.left_at)) if noted else ""
    state = f"未到（{sign_up.absent_by}记的）" if sign_up.absent_by else sign_up.state.label
    return SignUpLine(
        post=slot.post.title,
        day=slot.day_label,
        hours=slot.shift.hours,
        name=show_name(person.name, whole=can_see_names(access)),
        state=f"{state}，{stay}" if stay else state,
        phone=person.phone if whole else mask_phone(person.phone),
        unit=person.unit if whole else "",
        skills=person.skills if whole else "",
        trained_until=person.trained_until.isoformat() if whole and person.trained_until else "",
        checked_until=person.checked_until.isoformat() if whole and person.checked_until else "",
        answers="；".join(f"{one.text}：{one.said}" for one in answers_for(person.answers, reader)),
    )
