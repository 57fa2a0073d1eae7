"""What volunteers ask about their record, and the answer (民政部令第67号 art. 13); records that are handed out."""

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, HoursRequest, Volunteer
from planner.nouns import Aggregate
from planner.permissions import can_hand_out_records, can_take_steps
from planner.queries.changes import lock_aggregate
from planner.services.activity import LONG_NAME, record_reading
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event, guard_own_hours
from planner.services.hours import SERVICE
from planner.services.volunteerlog import record_volunteers

# What waits is read as one: more words are added to it, up to so many.
LONGEST_WORDS = 1000


def ask_correction(event: Event, volunteer: Volunteer, words: str, *, actor: Actor) -> HoursRequest:
    """Ask for the record to be corrected; what is asked while it still waits is added to it.

    Raises BadInput without words, and where more is added than anybody reads.
    """
    guard_own_hours(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    if not words.strip():
        raise BadInput("写一句哪里不对，比如“8月10日我 16:40 才走”。", field="words")
    open_ones = (HoursRequest.volunteer_id == volunteer.id, HoursRequest.answered_at.is_(None))
    row = db.session.scalar(select(HoursRequest).where(*open_ones))
    if row is None:
        row = HoursRequest(event_id=event.id, volunteer_id=volunteer.id, words="")
        db.session.add(row)
    asked = "\n".join(filter(None, (row.words, words.strip())))
    if len(asked) > LONGEST_WORDS:
        raise BadInput("写的够多了，等组织者回了再补。", field="words")
    row.words, row.asked_at = asked, clock.now()
    record_volunteers(event, actor, "请更正时长", SERVICE, after="1 人")
    return row


def answer_request(event: Event, request: HoursRequest, answer: str, *, actor: Actor) -> None:
    """Answer with a word that stands on their own page. Raises BadInput without one, NotFound once it is answered."""
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    db.session.refresh(request)
    refuse_forgotten(db.session.get_one(Volunteer, request.volunteer_id))
    if request.answered_at is not None:
        raise NotFound("已经有人回过了。")
    if not answer.strip():
        raise BadInput("写一句怎么定的，本人看得到，比如“按 16:40 改了”。", field="answer")
    request.answer, request.answered_at = answer.strip(), clock.now()
    request.answered_by = actor.name[:LONG_NAME]
    record_volunteers(event, actor, "回更正时长", SERVICE, after="1 人")


def hand_out_records(event: Event, *, because: str, actor: Actor) -> None:
    """Note that the whole record leaves the house, and what for; raises BadInput without a reason."""
    guard_event(event, actor, can_hand_out_records)
    if not because.strip():
        raise BadInput("写一句导出去做什么，比如“录入全国志愿服务信息系统”。", field="because")
    record_reading(event, actor=actor, subject=f"志愿服务记录，{because.strip()}")
