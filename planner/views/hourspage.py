"""The page of hours for who settles them: whose wait, whom somebody has to look at, what is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner import clock
from planner.days import Day
from planner.models import Event, HoursCorrection, HoursRequest, IssuedCertificate, ServiceEvaluation
from planner.people import HoursRule, format_hours
from planner.people.evaluations import say_evaluation
from planner.people.hoursdue import say_due
from planner.people.servedshifts import HoursState, ServedShift
from planner.people.signingrules import tell_moment
from planner.permissions import Access, can_hand_out_records, can_take_steps
from planner.queries.excludedservice import read_excluded
from planner.queries.hours import Helper, list_corrections, read_helpers
from planner.queries.hourstotals import count_waiting, find_hours_due
from planner.queries.volunteerrules import find_rules_of_event
from planner.views.pager import Pager, read_pager
from planner.views.papergaps import tell_gaps_of_certificates
from planner.views.volunteernames import show_volunteer

PER_PAGE = 50
_TONES = {HoursState.APPROVED: "ok", HoursState.PROPOSED: "warn", HoursState.ABSENT: "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLine:
    """One shift of a volunteer as it is shown; `note` says when they came and went, and what has to be looked at."""

    sign_up: int
    when: str
    content: str
    hours: str
    state: str
    tone: str
    note: str
    needs_look: bool
    is_approved: bool
    excluded: bool
    may_correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperRow:
    """A volunteer in the list; `asks` says that they want something corrected."""

    id: int
    name: str
    lines: tuple[HoursLine, ...]
    total: str
    evaluation: str
    certificate: str
    asks: bool
    needs_look: bool
    may_approve: bool


@dataclass(frozen=True, slots=True)
class ServedPost:
    """A post at which somebody served; `because` says why its work is no voluntary service."""

    key: str
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPage:
    """All volunteers of an event, those whom somebody has to look at first; `plain` may be approved in one step."""

    headline: str
    due: str
    is_overdue: bool
    say: str
    plain: int
    look: int
    asks: int
    uncertified: int
    rows: tuple[HelperRow, ...]
    pager: Pager
    posts: tuple[ServedPost, ...]
    may_hand_out: bool


def hours_page(event: Event, access: Access) -> HoursPage:
    """The list for this reader."""
    helpers, rule = read_helpers(event), find_rules_of_event(event).hours
    waiting = [one for one in helpers if one.is_waiting]
    ordered = sorted(helpers, key=_order)
    pager = read_pager(len(ordered), PER_PAGE)
    shown = pager.cut(ordered, PER_PAGE)
    due = find_hours_due(event) if waiting else None
    return HoursPage(
        headline=_headline(helpers, waiting),
        due=say_due(due, clock.today().year) if due else "",
        is_overdue=due is not None and due.day < clock.today(),
        say=_say(helpers, rule),
        plain=sum(not one.needs_look for one in waiting),
        look=sum(one.needs_look for one in waiting),
        asks=sum(one.open_request is not None for one in helpers),
        uncertified=sum(one.wants_certificate for one in helpers),
        rows=tuple(_row(one, access) for one in shown),
        pager=pager,
        posts=list_posts(event, helpers),
        may_hand_out=can_hand_out_records(access) and any(one.approved for one in helpers),
    )


def tell_hours_due(event: Event, access: Access) -> str:
    """Whose hours are still to be approved and until when, for who does it; empty where nothing waits."""
    last = event.last_date or event.first_date
    if last is None or last >= clock.today() or not can_take_steps(access):
        return ""
    count, due = count_waiting([event.id]).get(event.id, 0), None
    if count:
        due = find_hours_due(event)
    return f"{count} 名志愿者的时长等核定，{say_due(due, clock.today().year)}" if due else ""


def _order(helper: Helper) -> tuple[bool, bool, bool]:
    """Who asks first, then who has to be looked at, then what waits."""
    return helper.open_request is None, not (helper.is_waiting and helper.needs_look), not helper.is_waiting


def _headline(helpers: Sequence[Helper], waiting: Sequence[Helper]) -> str:
    if waiting:
        return f"{len(waiting)} 人的时长等核定"
    return "时长都核定了" if any(one.approved for one in helpers) else "还没有要核定的时长"


def _say(helpers: Sequence[Helper], rule: HoursRule) -> str:
    """人数 and 人次 apart, the hours of all, and how they are counted."""
    done = [one for one in helpers if one.approved]
    times = sum(shift.state is HoursState.APPROVED and shift.minutes > 0 for one in done for shift in one.shifts)
    total = format_hours(sum(one.approved for one in done))
    known = f"已核定 {len(done)} 人、{times} 人次，共 {total} 小时。" if done else ""
    return f"{known}{rule.sentence}"


def list_posts(event: Event, helpers: Sequence[Helper]) -> tuple[ServedPost, ...]:
    """The posts at which somebody served or was to serve."""
    excluded = read_excluded(event)
    titles = {shift.post: shift.content for one in helpers for shift in one.shifts if shift.post}
    return tuple(ServedPost(key, title, excluded.get(key, "")) for key, title in titles.items())


def _row(helper: Helper, access: Access) -> HelperRow:
    judged, lines = helper.evaluation, tuple(show_line(shift) for shift in helper.shifts)
    return HelperRow(
        id=helper.volunteer.id,
        name=show_volunteer(helper.volunteer, access),
        lines=lines,
        total=format_hours(helper.approved + helper.waiting) if any(line.hours for line in lines) else "",
        evaluation=say_evaluation(judged.stars, "") or "有评语" if judged else "",
        certificate=tell_certificate(helper),
        asks=helper.open_request is not None,
        needs_look=helper.is_waiting and helper.needs_look,
        may_approve=helper.is_waiting,
    )


def tell_certificate(helper: Helper) -> str:
    """What became of their certificate."""
    newest = helper.last_certificate
    if newest is None:
        return ""
    if newest.erased_at is not None:
        return "已清除"
    if newest.withdrawn_at is not None:
        return "已撤销"
    return "时长改过，要重开" if newest.outdated_at is not None else newest.number


def show_line(shift: ServedShift) -> HoursLine:
    """One shift in words."""
    state = shift.state
    counts = state is HoursState.APPROVED or (state is HoursState.PROPOSED and shift.minutes > 0)
    return HoursLine(
        sign_up=shift.sign_up,
        when=" ".join(filter(None, (Day.of(shift.day).short if shift.day else "", shift.hours))) or "日期待定",
        content=shift.content,
        hours=format_hours(shift.minutes) if counts else "",
        state=state.value,
        tone=_TONES.get(state, ""),
        note="；".join(filter(None, (shift.noted, *shift.notes))),
        needs_look=shift.needs_look,
        is_approved=state is HoursState.APPROVED,
        excluded=state is HoursState.EXCLUDED,
        may_correct=state not in (HoursState.EXCLUDED, HoursState.AHEAD),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperPage:
    """One volunteer: their shifts, what they ask, how they were judged, their certificates, what was changed.

    `approved` is empty where nothing is. Whole names stand on certificates: `may_print` says who sees these.
    """

    row: HelperRow
    approved: str
    stars: int
    words: str
    request: HoursRequest | None
    requests: tuple[HoursRequest, ...]
    corrections: tuple[tuple[str, HoursCorrection], ...]
    evaluation: ServiceEvaluation | None
    certificates: tuple[IssuedCertificate, ...]
    may_certify: bool
    may_print: bool
    gaps: str
    is_erased: bool


def helper_page(helper: Helper, access: Access) -> HelperPage:
    """The page of one volunteer."""
    judged, is_erased = helper.evaluation, helper.volunteer.erased_at is not None
    return HelperPage(
        row=_row(helper, access),
        approved=format_hours(helper.approved) if helper.is_settled else "",
        stars=judged.stars if judged else 0,
        words=judged.words if judged else "",
        request=helper.open_request,
        requests=tuple(one for one in helper.requests if one.answered_at is not None),
        corrections=tuple((_say_correction(one), one) for one in list_corrections(helper.volunteer.id)),
        evaluation=judged,
        certificates=helper.certificates,
        may_certify=bool(helper.approved) and helper.certificate is None and not is_erased,
        may_print=can_hand_out_records(access),
        gaps=tell_gaps_of_certificates(helper.certificates),
        is_erased=is_erased,
    )


def _say_correction(one: HoursCorrection) -> str:
    """From what to what, by whom, when."""
    before = f"{format_hours(one.before)} → " if one.before is not None else ""
    return f"{before}{format_hours(one.after)} 小时，{one.by}，{tell_moment(clock.local(one.at))}"
