"""What the public page of an event shows: who calls, and the shifts in three lists, each for one reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from planner import clock
from planner.days import Day
from planner.dossier import Dossier
from planner.dossier.calling import Callee, public_callee
from planner.enums import PartyRole, SignUpState
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.people import Candidate, Offer, Slot
from planner.people.signingrules import Refusal, SignUpReason, judge_person, judge_slot, judge_window, tell_moment
from planner.people.volunteerrules import VolunteerRules
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.shiftplaces import candidate_of, window_of
from planner.views.lotterypage import LotteryNote, lottery_note


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift in a list. `reason` stands in the place of its button; `is_swap` says that it can be had for another."""

    key: str
    day: str
    weekday: str
    title: str
    hours: str
    place: str
    label: str
    left: int
    places: int
    waiting: int
    reason: str = ""
    detail: str = ""
    note: str = ""
    is_swap: bool = False
    is_mine: bool = False
    entered: int = 0
    is_drawn: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody who signs up now has to wait: no place is free, or others wait already."""
        return not self.left or self.waiting > 0

    @property
    def verb(self) -> str:
        """What its button says."""
        return "候补" if self.waits else "报名"

    @property
    def queue_note(self) -> str:
        """Where whoever waits now would stand."""
        return f"前面 {self.waiting} 人" if self.waiting else "你排第 1"


@dataclass(frozen=True, slots=True)
class State:
    """What is said on top where signing up is not simply possible."""

    tone: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SigningPage:
    """The public page; `name` is that of somebody who is known here."""

    caller: str
    title: str
    when: str
    benefits: str
    contact: Callee | None
    closes: str
    needed: int
    owner: str
    name: str
    state: State | None
    lottery: LotteryNote | None
    free: tuple[ShiftLine, ...] = field(default=())
    full: tuple[ShiftLine, ...] = field(default=())
    refused: tuple[ShiftLine, ...] = field(default=())

    @property
    def free_title(self) -> str:
        """What stands over the list of what can be had."""
        return f"{self.name}，这 {len(self.free)} 个你有空" if self.name else "哪天有空就点哪个"

    @property
    def refused_title(self) -> str:
        """What stands over the list of what can't be had."""
        return "报过的和报不了的" if self.name else "现在还不能报"


def signing_page(
    event: Event,
    desk: SignUpDesk,
    dossier: Dossier,
    offers: Sequence[Offer],
    volunteer: Volunteer | None,
    sign_ups: Sequence[SignUp],
    positions: Mapping[int, int],
) -> SigningPage:
    """The page as it is for this volunteer, or for somebody who is not known."""
    now, window = clock.wall_now(), window_of(event, desk)
    contact = public_callee(dossier) if desk.shows_phone else None
    shown = [offer for offer in offers if offer.slot.post.public and not offer.slot.has_begun(now)]
    closed = judge_window(window, now)
    reader = _reader_of(event, desk, offers, volunteer, sign_ups, positions)
    lines = [_line(offer, _refuse(offer.slot, closed, now, reader), reader) for offer in shown]
    free = tuple(line for line in lines if not line.reason and not line.waiting and line.left)
    full = tuple(line for line in lines if not line.reason and (line.waiting or not line.left))
    is_over = closed is not None and closed.reason is not SignUpReason.NOT_YET
    return SigningPage(
        caller=caller_of(dossier),
        title=dossier.facts.title,
        when=_when(dossier, now),
        benefits=desk.benefits,
        contact=contact,
        closes=_closing(window.closes, now) if closed is None else "",
        needed=0 if is_over else sum(offer.left for offer in shown),
        owner=dossier.facts.owner,
        name=volunteer.name if volunteer else "",
        lottery=lottery_note(desk),
        state=_state(closed, window.closes, free, full, shown, contact),
        free=free,
        full=full,
        refused=() if is_over else tuple(line for line in lines if line.reason),
    )


def caller_of(dossier: Dossier) -> str:
    """Who calls: the host as the plan names it, else the unit whose event it is."""
    return next(iter(dossier.party_names(PartyRole.HOST)), dossier.facts.organisation)


def _when(dossier: Dossier, now: datetime) -> str:
    return "，".join(filter(None, (dossier.days_label(now.year), dossier.facts.place)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads the page: what is known of them, how they stand, by which rules, and whether places go by lot."""

    candidate: Candidate
    mine: Mapping[str, SignUp]
    positions: Mapping[int, int]
    rules: VolunteerRules
    draws_lots: bool


def _reader_of(
    event: Event,
    desk: SignUpDesk,
    offers: Sequence[Offer],
    volunteer: Volunteer | None,
    sign_ups: Sequence[SignUp],
    positions: Mapping[int, int],
) -> _Reader:
    candidate = candidate_of(volunteer, [offer.slot for offer in offers], sign_ups)
    mine = {one.shift: one for one in sign_ups if one.state.is_open}
    return _Reader(candidate, mine, positions, find_rules_of_event(event), draws_lots=desk.coming_draw is not None)


def _refuse(slot: Slot, closed: Refusal | None, now: datetime, reader: _Reader) -> Refusal | None:
    """Why this shift can't be had: what this person has already is said first."""
    unfit = judge_person(reader.candidate, slot, reader.rules)
    if any(slot.key == other.key for other in reader.candidate.taken):
        return unfit
    return closed or judge_slot(slot, now) or unfit


def tell_briefly(reason: SignUpReason, rules: VolunteerRules) -> str:
    """What stands in the place of the button where the label of the reason is not all there is to say."""
    words = {
        SignUpReason.NO_REST: f"要隔 {rules.rest_minutes / 60:g} 小时",
        SignUpReason.TOO_LONG: f"一天最多 {rules.most_minutes / 60:g} 小时",
        SignUpReason.TRAINING: "先问组织者",
        SignUpReason.RECORD: "先问组织者",
        SignUpReason.TOO_LATE: f"最晚 {rules.minors_until:%H:%M}",
    }
    return words.get(reason, "")


def _line(offer: Offer, refusal: Refusal | None, reader: _Reader) -> ShiftLine:
    slot, own, rules = offer.slot, reader.mine.get(offer.slot.key), reader.rules
    day, weekday = day_parts(slot)
    is_clash = refusal is not None and refusal.reason is SignUpReason.CLASHES
    return ShiftLine(
        key=slot.key,
        day=day,
        weekday=weekday,
        title=slot.post.title,
        hours="，".join(filter(None, (slot.shift.hours, _age(slot, rules)))),
        place=slot.post.meeting or slot.post.place,
        label=f"{day} {slot.post.title}",
        left=offer.left,
        places=slot.shift.places,
        waiting=offer.waiting,
        reason=tell_state(own, reader.positions) if own else refusal.reason.label if refusal else "",
        detail=tell_briefly(refusal.reason, rules) if refusal and not own else "",
        note=_note(refusal) if refusal and not own else "",
        is_swap=is_clash,
        is_mine=own is not None,
        entered=offer.entered,
        is_drawn=reader.draws_lots,
    )


def tell_state(sign_up: SignUp, positions: Mapping[int, int]) -> str:
    """How somebody stands for a shift, in few words."""
    if sign_up.state is SignUpState.WAITING:
        return f"候补第 {positions.get(sign_up.id, 1)} 位"
    if sign_up.state is SignUpState.INVITED:
        return "请你来，还没答"
    if sign_up.state is SignUpState.ENTERED:
        return f"已登记，号码 {sign_up.lot}"
    return "请假待同意" if sign_up.leave_asked_at and sign_up.state.is_open else sign_up.state.label


def day_parts(slot: Slot) -> tuple[str, str]:
    """The day and the day of the week, where they are known."""
    day, _, weekday = slot.day_label.partition(" ")
    return day, weekday


def _age(slot: Slot, rules: VolunteerRules) -> str:
    least = max(slot.post.least_age or 0, rules.least_age)
    return f"满 {least} 岁"


def _note(refusal: Refusal) -> str:
    """What stands in the way, where it is another shift."""
    return f"和{refusal.other.post.title}重叠" if refusal.reason is SignUpReason.CLASHES and refusal.other else ""


def _closing(closes: datetime | None, now: datetime) -> str:
    """报名到 7月30日（周五）18:00，还有 3 天."""
    if closes is None:
        return ""
    days = (closes.date() - now.date()).days
    rest = f"还有 {days} 天" if days else "今天截止"
    return f"报名到 {moment_label(closes, now)}，{rest}"


def moment_label(moment: datetime, now: datetime) -> str:
    """7月30日（周五）18:00; the year where it is another one."""
    return f"{Day.of(moment.date()).label(now.year)}{moment:%H:%M}"


def _state(
    closed: Refusal | None,
    closes: datetime | None,
    free: Sequence[ShiftLine],
    full: Sequence[ShiftLine],
    shown: Iterable[Offer],
    contact: Callee | None,
) -> State | None:
    if closed is not None:
        return _closed_state(closed, closes, contact)
    if free:
        return None
    if full:
        places = sum(offer.slot.shift.places for offer in shown)
        sentence = f"{len(full)} 个班次还能候补，有人退出就按先后补上。"
        return State("not", f"{places} 个名额都满了", sentence)
    return State("not", "现在没有能报的班次", "组织者加了新的班次，会在这里。")


def _closed_state(closed: Refusal, closes: datetime | None, contact: Callee | None) -> State:
    if closed.reason is SignUpReason.CANCELLED:
        return State("gone", "这个活动取消了", "报过名的不用管，不用来了。")
    if closed.reason is SignUpReason.NOT_YET:
        return State("not", closed.sentence.replace(" 开始报名。", " 开始报"), "先看看有哪些班次，想好哪天有空。")
    when = f"{tell_moment(closes)} 截止。" if closes else ""
    return State("not", "报名截止了", f"{when}还想来，{'打上面的电话问' if contact else '问把链接发给你的人'}。")
