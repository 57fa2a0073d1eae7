"""What the paper says by which a guardian agrees, and how the organiser's page of a volunteer stands with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner import clock
from planner.documents.glyphs import find_gaps, say_gaps
from planner.dossier import Dossier
from planner.dossier.calling import callee_of_post
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.people import Candidate, Slot
from planner.people.agreements import CURRENT
from planner.people.guardianconsent import ConsentShift, GuardianConsent
from planner.people.signingrules import needs_guardian
from planner.queries.volunteerrules import find_rules_of_event
from planner.views.signingform import when_label
from planner.views.signingpage import caller_of


@dataclass(frozen=True, slots=True)
class GuardianPaper:
    """How a guardian's yes stands: `note` says it in words; it may be noted, or taken back, as a paper."""

    note: str
    may_note: bool
    may_take_back: bool
    gaps: str = ""


def guardian_paper(event: Event, volunteer: Volunteer, slot: Slot) -> GuardianPaper | None:
    """How it stands for a volunteer of that shift; None for whom no guardian has to agree."""
    candidate = Candidate(born=volunteer.month_of_birth)
    if volunteer.erased_at is not None or not needs_guardian(candidate, slot, find_rules_of_event(event)):
        return None
    if volunteer.guardian_at is None:
        promised = volunteer.paper_promised_at
        note = f"{clock.local(promised):%-m月%-d日}说好带签好字的纸来，还没收到。" if promised else "还没有同意。"
        printed = (volunteer.name, volunteer.guardian_name, event.title, slot.post)
        return GuardianPaper(note, may_note=True, may_take_back=False, gaps=say_gaps(find_gaps(printed)))
    day = f"{clock.local(volunteer.guardian_at):%-m月%-d日 %H:%M}"
    if volunteer.paper_noted_by:
        note = f"{volunteer.paper_noted_by} {day} 记的：收到签好字的纸。原件自己留好。"
        return GuardianPaper(note, may_note=False, may_take_back=True)
    return GuardianPaper(f"{day} 在手机上签了字。", may_note=False, may_take_back=False)


def make_consent(
    dossier: Dossier, desk: SignUpDesk, volunteer: Volunteer, sign_ups: Iterable[SignUp], slots: Iterable[Slot]
) -> GuardianConsent:
    """The paper for the shifts that somebody has or waits for."""
    mine = {one.shift for one in sign_ups if one.state.is_open}
    asked = [slot for slot in slots if slot.key in mine]
    found = [callee_of_post(dossier, slot.post, may_show_others=desk.shows_phone) for slot in asked]
    callee = next((one for one in found if one is not None and one.phone), None)
    return GuardianConsent(
        event=dossier.facts.title,
        organiser=caller_of(dossier),
        volunteer=volunteer.name,
        born=volunteer.born_label,
        shifts=tuple(_shift(slot) for slot in asked),
        risk=CURRENT.risk,
        guardian=volunteer.guardian_name,
        phone=volunteer.guardian_phone,
        responsible=dossier.facts.owner,
        call=f"{callee.holder} {callee.phone}" if callee else "",
    )


def _shift(slot: Slot) -> ConsentShift:
    return ConsentShift(when_label(slot), slot.post.title, slot.post.meeting or slot.post.place, slot.post.task)
