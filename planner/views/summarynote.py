"""What the first page of an event says of summaries: how far its own is, and what an earlier one teaches."""

from dataclasses import dataclass, replace

from flask import url_for

from planner import clock
from planner.days import Day
from planner.enums import EventStatus
from planner.models import Event
from planner.permissions import Access, can_edit_event, can_work_on_event
from planner.queries.report import is_told_of
from planner.queries.summary import find_summary_due, latest_filed, learned_before
from planner.views.eventpage import DRAFTED
from planner.views.places import place_url
from planner.views.summaryfiledpage import tell_version
from planner.views.words import short_day

_OVER = frozenset({EventStatus.ENDED, EventStatus.ARCHIVED, EventStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class LearnedLesson:
    """Something that an earlier event teaches, with the page of this one where it counts."""

    label: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryNote:
    """`stage` is what stands under 总结 in the stages; `sentence` with `href` leads to what is to be written or read.

    `lessons` are those of the earlier event `source`; `may_tell` says that it is time to say what happened.
    """

    stage: str = ""
    is_filed: bool = False
    sentence: str = ""
    href: str = ""
    source: str = ""
    lessons: tuple[LearnedLesson, ...] = ()
    may_tell: bool = False


NO_SUMMARY = SummaryNote()


def tell_summary(event: Event, access: Access) -> SummaryNote:
    """How far the summary of an event is, or, while it is drafted, what it can learn; two statements at most."""
    note = _tell(event, access)
    is_time = not note.is_filed and is_told_of(event, clock.today())
    return replace(note, may_tell=is_time and can_edit_event(access))


def _tell(event: Event, access: Access) -> SummaryNote:
    # What an earlier event teaches is for those who may read that one: the people of the unit.
    if event.status in DRAFTED and can_work_on_event(access) and access.role is not None:
        return _learn(event)
    if event.status not in _OVER:
        return NO_SUMMARY
    filed, href = latest_filed(event.id), url_for("summary.show", event_id=event.id)
    if filed is not None and filed.is_in_force:
        stage = f"第 {filed.number} 版，{short_day(clock.local(filed.filed_at).date())}"
        return SummaryNote(stage=stage, is_filed=True, sentence=f"总结{tell_version(filed)}。", href=href)
    if event.status is EventStatus.CANCELLED:
        sentence = "取消的活动，写两句就是总结：为什么取消，花了多少。" if can_work_on_event(access) else ""
        return SummaryNote(sentence=sentence, href=href)
    due = find_summary_due(event)
    return SummaryNote(stage=f"{Day.of(due).short}前" if due else "")


def _learn(event: Event) -> SummaryNote:
    """What the event before this one teaches."""
    found = learned_before(event)
    if found is None or not found[1].lessons:
        return NO_SUMMARY
    earlier, summary = found
    lessons = tuple(LearnedLesson(each.label, each.words, place_url(event.id, each.place)) for each in summary.lessons)
    return SummaryNote(source=earlier.title, lessons=lessons)
