"""What stands around the form of one shift: what it is about, how many places are left, why it was refused."""

from dataclasses import dataclass

from planner import clock
from planner.days import Day
from planner.dossier import SignUpQuestion
from planner.dossier.calling import Callee
from planner.errors import NotAllowed, NotFound
from planner.forms.signing import GroupForm, SignUpForm
from planner.models import SignUpLottery
from planner.people import Offer, Slot
from planner.people.questions import questions_for
from planner.people.signingrules import SignUpReason, judge_slot, judge_window
from planner.queries.signups import offers_of
from planner.services.shiftplaces import window_of
from planner.services.signups import SHIFT_GONE, SigningRefused
from planner.views.lotterypage import tell_draw
from planner.views.visitors import Desk

# Whoever types a name and a number may not be that person: of their other shifts nothing is said.
IN_THE_WAY = "和以前报过的一班时间冲突或者离得太近。用你的链接或口令打开自己的页面，能换班。"
FULL_ALONE = "最后一个名额给了别人。填过的都在：换一班，还是候补？"


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """Why the form was refused; `can_wait` where a place in the line can be had instead."""

    title: str
    sentence: str
    can_wait: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """The page of the form."""

    shift: str
    title: str
    when: str
    place: str
    task: str
    left: str
    contact: Callee | None
    dock: str
    day: str
    is_group: bool
    is_waiting: bool
    owner: str
    answer: FormAnswer | None
    question_count: int

    @property
    def verb(self) -> str:
        """What the button does."""
        return "候补" if self.is_waiting else "报名"


def find_questions(desk: Desk, shift: str) -> tuple[SignUpQuestion, ...]:
    """The organiser's own questions to whoever signs up for that shift, of any age."""
    slot = next((slot for slot in desk.slots if slot.key == shift), None)
    return questions_for(desk.questions, [slot.post.key] if slot else [])


def cannot_be_had(desk: Desk, shift: str) -> bool:
    """Whether nobody can sign up for that shift just now: the list says why, before a form is filled in for nothing."""
    now, slot = clock.wall_now(), next((slot for slot in desk.slots if slot.key == shift), None)
    return slot is not None and bool(judge_window(window_of(desk.event, desk.row), now) or judge_slot(slot, now))


def form_page(
    desk: Desk, shift: str, form: SignUpForm | GroupForm, refused: SigningRefused | NotAllowed | None
) -> FormPage:
    """The page for one shift; raises NotFound where it is gone or not for everybody."""
    slot = next((slot for slot in desk.slots if slot.key == shift and slot.post.public), None)
    if slot is None:
        raise NotFound(SHIFT_GONE)
    [offer] = offers_of([slot], desk.event.id)
    return FormPage(
        shift=shift,
        title=slot.post.title,
        when=when_label(slot),
        place="，".join(filter(None, (slot.post.place, slot.post.meeting))),
        task=slot.post.task,
        left=_tell_left(offer, desk.row.coming_draw),
        contact=desk.callee(slot.post),
        dock=f"{slot.day_label.partition(' ')[0]} {slot.post.title}",
        day=slot.begins.date().isoformat() if slot.begins else "",
        is_group=isinstance(form, GroupForm),
        is_waiting=form.may_wait or offer.is_full,
        owner=desk.dossier.facts.owner,
        answer=_answer(offer, form, refused),
        question_count=len(find_questions(desk, shift)),
    )


def _tell_left(offer: Offer, draw: SignUpLottery | None) -> str:
    """How many places there are still, or how they are given."""
    if draw is not None:
        return f"{offer.slot.shift.places} 个名额，登记了 {offer.entered} 人，{tell_draw(draw)}"
    if not offer.is_full:
        return f"剩 {offer.left} / {offer.slot.shift.places}"
    return f"满了，前面 {offer.waiting} 人" if offer.waiting else "满了，你排第 1"


def when_label(slot: Slot) -> str:
    """8月10日（周二）14:00—16:30."""
    day = Day.of(slot.begins.date()).label(slot.begins.year) if slot.begins else slot.day_label
    return f"{day}{slot.shift.hours}" if day.endswith("）") else f"{day} {slot.shift.hours}".strip()


def _answer(
    offer: Offer, form: SignUpForm | GroupForm, refused: SigningRefused | NotAllowed | None
) -> FormAnswer | None:
    if refused is None:
        return None
    if not isinstance(refused, SigningRefused):
        return FormAnswer(SignUpReason.TOO_OFTEN.label, refused.sentence)
    refusal = refused.refusal
    if refusal.reason is not SignUpReason.FULL:
        return FormAnswer(refusal.reason.label, IN_THE_WAY if refusal.other else refusal.sentence)
    if isinstance(form, GroupForm):
        return FormAnswer("就差一步，满了", tell_split(len(form.members), offer), can_wait=True)
    return FormAnswer("就差一步，满了", FULL_ALONE, can_wait=True)


def tell_split(count: int, offer: Offer) -> str:
    """写了 4 人，剩 2 个名额：前 2 人报上，后 2 人候补。"""
    left = 0 if offer.is_full else offer.left
    if not left:
        return f"写了 {count} 人，名额满了：{count} 人都候补。"
    return f"写了 {count} 人，剩 {left} 个名额：前 {left} 人报上，后 {count - left} 人候补。"
