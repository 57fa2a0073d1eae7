"""The page of feedback for its organiser: how it is counted, who said what, what is quoted, how more is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from planner.documents.feedback_sheets import FeedbackSheet
from planner.feedbackkinds import FeedbackAudience
from planner.models import Event, FeedbackDesk
from planner.paging import count_pages
from planner.people.feedback import FeedbackSummary, Voice, usual_end
from planner.permissions import Access, can_see_roster, can_work_on_event
from planner.views.links import qr_code
from planner.views.pager import Pager, read_pager
from planner.views.words import short_day

VOICES_A_PAGE = 30
CRITICAL, WORDS, AWAY = "critical", "words", "away"
_EVERYBODY = FeedbackSheet("大家", "活动怎么样？扫码说两句", "")
_SENTENCES = {
    FeedbackAudience.CHILD: "你开心吗？扫一扫，点一张脸",
    FeedbackAudience.GUARDIAN: "孩子参加活动，满意吗？",
    FeedbackAudience.VOLUNTEER: "这次的安排怎么样？",
    FeedbackAudience.OTHER: "活动办得怎么样？",
}


@dataclass(frozen=True, slots=True)
class VoiceFilter:
    """A choice of voices, how many there are, and where it leads."""

    label: str
    count: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """The feedback of an event for one reader. `voices` are those of this page, none for who sees counts alone."""

    summary: FeedbackSummary
    desk: FeedbackDesk | None
    is_open: bool
    state: str
    until: date
    address: str
    code: str
    wanted: str
    filters: tuple[VoiceFilter, ...]
    voices: tuple[Voice, ...]
    pager: Pager
    sees_voices: bool
    may_work: bool
    chosen: str

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has asked for feedback yet."""
        return self.desk is None

    @property
    def lists_voices(self) -> bool:
        """Whether the voices stand beside their counts."""
        return self.sees_voices and self.desk is not None


def feedback_page(
    event: Event,
    access: Access,
    desk: FeedbackDesk | None,
    summary: FeedbackSummary,
    voices: Sequence[Voice],
    *,
    today: date,
    wanted: str = "",
    chosen: str = "",
    address: str = "",
) -> FeedbackPage:
    """The page; `wanted` is the filter that the address asks for, `chosen` the key of the voice being quoted."""
    sees = can_see_roster(access)
    filters = _list_filters(event, voices, wanted) if sees else ()
    found = [voice for voice in voices if _is_wanted(wanted)(voice)] if sees else []
    pager = read_pager(len(found), VOICES_A_PAGE)
    begin = (min(pager.page, count_pages(len(found), VOICES_A_PAGE)) - 1) * VOICES_A_PAGE
    is_open = desk is not None and desk.takes_feedback and desk.link.is_open
    return FeedbackPage(
        summary=summary,
        desk=desk,
        is_open=is_open,
        state=_tell_state(desk, is_open),
        until=desk.ends_on if desk and is_open else usual_end(event.last_date, today),
        address=address,
        code=qr_code(address) if address else "",
        wanted=wanted,
        filters=filters,
        voices=tuple(found[begin : begin + VOICES_A_PAGE]),
        pager=pager,
        sees_voices=sees,
        may_work=can_work_on_event(access),
        chosen=chosen,
    )


def _tell_state(desk: FeedbackDesk | None, is_open: bool) -> str:
    if desk is None:
        return "还没有开始收"
    if is_open:
        return f"收到 {short_day(desk.ends_on)}"
    return "已结束" if desk.is_closed else f"{short_day(desk.ends_on)}收完了"


def _is_wanted(wanted: str) -> Callable[[Voice], bool]:
    """Whether a voice is one of those; what was put away stands with nothing else."""
    if wanted == AWAY:
        return lambda voice: voice.is_put_away
    if wanted == CRITICAL:
        return lambda voice: not voice.is_put_away and voice.is_critical
    if wanted == WORDS:
        return lambda voice: not voice.is_put_away and (bool(voice.words) or voice.has_drawing)
    if wanted in set(FeedbackAudience):
        return lambda voice: not voice.is_put_away and voice.audience == wanted
    return lambda voice: not voice.is_put_away


def _list_filters(event: Event, voices: Sequence[Voice], wanted: str) -> tuple[VoiceFilter, ...]:
    """All of them with their counts; but for all voices, only those that find any, or that one is in."""
    labels = {
        "": "全部",
        **{audience.value: audience.label for audience in FeedbackAudience},
        WORDS: "有话的",
        CRITICAL: "要改的",
        AWAY: "收起的",
    }
    current = wanted if wanted in labels else ""
    counted = {name: sum(map(_is_wanted(name), voices)) for name in labels}
    return tuple(
        VoiceFilter(
            label=label,
            count=counted[name],
            href=url_for("feedback.show", event_id=event.id, only=name or None) + "#voices",
            is_current=name == current,
        )
        for name, label in labels.items()
        if counted[name] or name in ("", current)
    )


def sheets_to_print(url: Callable[[FeedbackAudience | None], str]) -> list[FeedbackSheet]:
    """A sheet for everybody, which asks who speaks, and one for each audience; `url` says what its code opens."""
    everybody = FeedbackSheet(_EVERYBODY.speaker, _EVERYBODY.sentence, url(None))
    return [everybody, *(FeedbackSheet(one.label, _SENTENCES[one], url(one)) for one in FeedbackAudience)]
