"""The page of feedback for its organiser: how it is counted, who said what, what is quoted, how more is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from planner.documents.feedback_sheets import FeedbackSheet
from planner.documents.glyphs import find_gaps, say_gaps
from planner.feedbackkinds import FeedbackAudience
from planner.models import Event, FeedbackDesk
from planner.people.feedback import FeedbackSummary, Voice, usual_end
from planner.permissions import Access, can_see_roster, can_work_on_event
from planner.views.links import qr_code
from planner.views.pager import Pager, read_pager
from planner.views.words import short_day

VOICES_A_PAGE = 30
UrlOf = Callable[[FeedbackAudience | None], str]
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
class VoiceList:
    """The voices of one page, as they were chosen; `wanted` is the choice."""

    filters: tuple[VoiceFilter, ...]
    wanted: str
    voices: tuple[Voice, ...]
    pager: Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPanel:
    """How feedback is asked for: until when, and where the code leads; `address` is "" while it leads nowhere."""

    is_begun: bool
    is_open: bool
    until: date
    address: str
    addresses: tuple[tuple[str, str], ...]
    code: str
    gaps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """The feedback of an event for one reader: `listed` for who sees voices, `ask` for who works on the event."""

    summary: FeedbackSummary
    is_begun: bool
    state: str
    listed: VoiceList | None
    ask: AskPanel | None


def feedback_page(
    event: Event,
    access: Access,
    desk: FeedbackDesk | None,
    summary: FeedbackSummary,
    voices: Sequence[Voice],
    *,
    ask: AskPanel,
    wanted: str = "",
) -> FeedbackPage:
    """The page; `wanted` is the filter that the address asks for."""
    return FeedbackPage(
        summary=summary,
        is_begun=desk is not None,
        state=_tell_state(desk, ask.is_open),
        listed=_list_voices(event, voices, wanted) if desk is not None and can_see_roster(access) else None,
        ask=ask if can_work_on_event(access) else None,
    )


def ask_panel(event: Event, desk: FeedbackDesk | None, url: UrlOf, *, today: date) -> AskPanel:
    """How feedback is asked for; `url` says where the code leads, for everybody or for one audience."""
    is_open = desk is not None and desk.takes_feedback and desk.link.is_open
    address = url(None)
    return AskPanel(
        is_begun=desk is not None,
        is_open=is_open,
        until=desk.ends_on if desk and is_open else usual_end(event.last_date, today),
        address=address,
        addresses=tuple((one.label, url(one)) for one in FeedbackAudience) if address else (),
        code=qr_code(address) if address else "",
        gaps=say_gaps(find_gaps(event.title, event.organisation.name)) if address else "",
    )


def _list_voices(event: Event, voices: Sequence[Voice], wanted: str) -> VoiceList:
    found = [voice for voice in voices if _is_wanted(wanted)(voice)]
    pager = read_pager(len(found), VOICES_A_PAGE, anchor="voices")
    begin = (pager.page - 1) * VOICES_A_PAGE
    return VoiceList(
        filters=_list_filters(event, voices, wanted),
        wanted=wanted,
        voices=tuple(found[begin : begin + VOICES_A_PAGE]),
        pager=pager,
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


def sheets_to_print(url: UrlOf) -> list[FeedbackSheet]:
    """A sheet for everybody, which asks who speaks, and one for each audience; `url` says what its code opens."""
    everybody = FeedbackSheet(_EVERYBODY.speaker, _EVERYBODY.sentence, url(None))
    return [everybody, *(FeedbackSheet(one.label, _SENTENCES[one], url(one)) for one in FeedbackAudience)]
