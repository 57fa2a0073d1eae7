"""The organiser's own questions on the page of a volunteer, and what was answered for whoever may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_login import current_user

from planner.dossier import Dossier, SignUpQuestion
from planner.enums import TeamRole
from planner.models import SignUp
from planner.models.columns import index_number
from planner.people import Candidate, Slot
from planner.people.questions import AnswerReader, GivenAnswer, answers_for, find_unanswered, questions_for
from planner.people.signingrules import needs_guardian
from planner.permissions import Access, can_work_on_event
from planner.queries.volunteerrules import find_rules_of_event
from planner.views.visitors import OwnPage


def asked_on_page(own: OwnPage, sign_ups: Sequence[SignUp]) -> tuple[SignUpQuestion, ...]:
    """What this volunteer is asked for the shifts that they have or wait for."""
    open_ones = {one.shift for one in sign_ups if one.state.is_open}
    slots = [slot for slot in own.slots if slot.key in open_ones]
    if not own.dossier.questions or not slots:
        return ()
    candidate, rules = Candidate(born=own.volunteer.month_of_birth), find_rules_of_event(own.event)
    is_minor = any(needs_guardian(candidate, slot, rules) for slot in slots)
    return questions_for(own.dossier.questions, [slot.post.key for slot in slots], is_minor=is_minor)


@dataclass(frozen=True, slots=True)
class OwnQuestions:
    """How a volunteer stands with the questions that they are asked."""

    count: int = 0
    left: int = 0
    must: int = 0

    @property
    def call(self) -> str:
        """What is asked of them now; "" where nothing that must be answered waits."""
        return f"有 {self.must} 个要答的问题还没答" if self.must else ""

    @property
    def reminder(self) -> str:
        """What is still to be answered, be it only wanted; "" where nothing is."""
        return self.call or (f"组织者还问了 {self.left} 个问题" if self.left else "")

    @property
    def note(self) -> str:
        """How far they are answered."""
        return self.call or (f"还有 {self.left} 个可以答" if self.left else "都答过了，可以改")


def own_questions(own: OwnPage, sign_ups: Sequence[SignUp]) -> OwnQuestions:
    """How many questions this volunteer is asked, and how many wait for an answer."""
    asked = asked_on_page(own, sign_ups)
    left = find_unanswered(asked, own.volunteer.answers)
    return OwnQuestions(len(asked), len(left), sum(question.required for question in left))


def answers_shown(sign_up: SignUp, slot: Slot, dossier: Dossier, access: Access) -> tuple[GivenAnswer, ...]:
    """What a volunteer answered, as far as whoever is signed in may read it."""
    return answers_for(sign_up.volunteer.answers, reader_of(slot, dossier, access))


def reader_of(slot: Slot, dossier: Dossier, access: Access) -> AnswerReader:
    """What whoever is signed in is to the volunteers of a shift."""
    contact = dossier.duty(slot.post.duty) if slot.post.duty else None
    own = index_number(getattr(current_user, "phone", ""))
    return AnswerReader(
        organises=can_work_on_event(access),
        owns=access.team is TeamRole.OWNER,
        # However the number is typed in the plan, it is the same one.
        is_contact=own is not None and contact is not None and index_number(contact.phone) == own,
    )
