"""The public page of feedback: what each audience is asked, in its words."""

from dataclasses import dataclass

from planner.feedbackkinds import FeedbackAudience
from planner.models import Event, Feedback, FeedbackDesk
from planner.people.feedback import FACES, STAR_WORDS, STARS
from planner.views.words import short_day


@dataclass(frozen=True, slots=True)
class Wording:
    """What an audience is asked: how it was, and for a few words with a hint of what they may be about."""

    question: str
    words_label: str
    hint: str


_CHILD = Wording("开心吗？", "说一句话", "最喜欢什么，不喜欢什么")
_WORDINGS = {
    FeedbackAudience.CHILD: _CHILD,
    FeedbackAudience.GUARDIAN: Wording("孩子参加这次活动，满意吗？", "哪里好，哪里要改", "写一两句就够"),
    FeedbackAudience.VOLUNTEER: Wording("这次的安排怎么样？", "哪里顺手，哪里要改", "比如集合、分工、吃饭、培训"),
    FeedbackAudience.OTHER: Wording("这次活动办得怎么样？", "哪里好，哪里要改", "写一两句就够"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingPage:
    """The form of one audience. `choices` are what there is to tap, each with its words; children get faces."""

    event: Event
    audience: FeedbackAudience
    wording: Wording
    choices: tuple[tuple[int, str], ...]
    is_for_children: bool
    was_given: bool
    until: str


def giving_page(
    event: Event, desk: FeedbackDesk, audience: FeedbackAudience, *, given: Feedback | None = None
) -> GivingPage:
    """The form as this phone sees it: empty, or with what it said before."""
    is_for_children = audience is FeedbackAudience.CHILD
    words = FACES if is_for_children else STAR_WORDS
    return GivingPage(
        event=event,
        audience=audience,
        wording=_WORDINGS[audience],
        choices=tuple((stars, words[stars]) for stars in STARS),
        is_for_children=is_for_children,
        was_given=given is not None,
        until=short_day(desk.ends_on),
    )
