"""The organiser's board of volunteers, as its reader may see it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner import clock
from planner.days import Day
from planner.dossier import Dossier, Shift
from planner.dossier.calling import public_callee
from planner.enums import EventStatus
from planner.models import Event, SignUpDesk
from planner.people import Slot, slots_of
from planner.people.board import (
    BoardShift,
    ShiftTone,
    VolunteerBoard,
    count_gap,
    day_of,
    describe_needs,
    draw_board,
    judge_shifts,
    keys_of_day,
)
from planner.people.overlaps import Overlap
from planner.people.signingrules import Refusal, SignUpReason, Window, judge_window
from planner.permissions import (
    Access,
    can_ask_from_file,
    can_edit_event,
    can_see_names,
    can_see_persons,
    can_see_roster,
    can_work_on_event,
)
from planner.queries.engagements import read_overlaps
from planner.queries.signups import current_slots, find_desk
from planner.queries.volunteering import read_tallies
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.lottery import has_opened
from planner.services.shiftplaces import window_of
from planner.views.lotterypage import tell_draw
from planner.views.papergaps import tell_gaps_of_volunteers
from planner.views.shiftpanel import ShiftPanel, shift_panel
from planner.views.volunteerissues import Issue, list_issues

GONE_POST = "已删掉的岗位"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteersPage:
    """The board. Who sees no roster sees counts and no `panel`; `may_work` are those who settle things on it.

    `listed` are the shifts that stand beneath it to be edited: all of them, of a large board those of its day, unless
    all are asked for. `say` is how sign-up stands; without a `desk` volunteers are not taken yet. `needs` says by the
    key of a post who may come, `titles` what it is called.
    """

    dossier: Dossier
    desk: SignUpDesk | None
    overlaps: Sequence[Overlap]
    is_closed: bool
    shifts: tuple[BoardShift, ...]
    board: VolunteerBoard | None
    listed: tuple[Shift, ...]
    gap: int
    headline: str
    say: str
    issues: tuple[Issue, ...]
    panel: ShiftPanel | None
    may_work: bool
    may_edit: bool
    may_draw: bool
    sees_people: bool
    sees_phones: bool
    uses_file: bool
    chosen: str
    needs: Mapping[str, str]
    titles: Mapping[str, str]
    gaps: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a shift by its key, with all of it chosen; a day, or that of a row; all rows."""

    shift: str = ""
    day: date | None = None
    is_all: bool = False
    row: str = ""
    lists_all: bool = False


def volunteers_page(event: Event, access: Access, dossier: Dossier, asked: Asked) -> VolunteersPage:
    """The board for this reader."""
    desk, slots, now = find_desk(event.id), slots_of(dossier), clock.wall_now()
    shifts = stand_shifts(event, desk, slots, now)
    chosen = next((shift for shift in shifts if shift.slot.key == asked.shift), None)
    board = _draw_board(shifts, asked)
    may_work, sees = can_work_on_event(access), can_see_roster(access)
    overlaps = read_overlaps(event, slots) if may_work else []
    gap = count_gap(shifts)
    return VolunteersPage(
        dossier=dossier,
        desk=desk,
        overlaps=overlaps,
        is_closed=desk is not None and desk.is_closed,
        shifts=shifts,
        board=board,
        listed=_list_shifts(dossier, shifts, None if asked.lists_all else board),
        gap=gap,
        headline=_headline(event, shifts, gap),
        say=_say(event, desk, shifts, now),
        issues=_issues(event, access, dossier, desk, shifts, overlaps) if may_work else (),
        panel=shift_panel(event, access, chosen, now, overlaps, is_all=asked.is_all) if chosen and sees else None,
        may_work=may_work,
        may_edit=can_edit_event(access),
        may_draw=desk is not None and (desk.lottery is not None or not has_opened(desk)),
        sees_people=sees,
        sees_phones=can_see_persons(access),
        uses_file=can_ask_from_file(access),
        chosen=chosen.slot.key if chosen else "",
        needs={post.key: describe_needs(post) for post in dossier.posts},
        titles=defaultdict(lambda: GONE_POST, {post.key: post.title for post in dossier.posts}),
        gaps=tell_gaps_of_volunteers(event, dossier, desk, sees_people=sees),
    )


def _issues(
    event: Event,
    access: Access,
    dossier: Dossier,
    desk: SignUpDesk | None,
    shifts: Sequence[BoardShift],
    overlaps: Sequence[Overlap],
) -> tuple[Issue, ...]:
    """What only a person can settle, for who works on the event."""
    lacks_phone = desk is not None and desk.shows_phone and public_callee(dossier) is None
    return list_issues(
        event, shifts, overlaps, clock.wall_now(), sees_names=can_see_names(access), lacks_phone=lacks_phone
    )


def _draw_board(shifts: Sequence[BoardShift], asked: Asked) -> VolunteerBoard | None:
    """The board on the day that is asked for: that of the chosen shift, of a row, or a day as such."""
    wanted = next((shift for shift in shifts if shift.slot.key == (asked.shift or asked.row)), None)
    day = day_of(wanted) if wanted else None
    return draw_board(shifts, day or asked.day) if shifts else None


def _list_shifts(dossier: Dossier, shifts: Sequence[BoardShift], board: VolunteerBoard | None) -> tuple[Shift, ...]:
    """The rows beneath the board, in their order; all of them without one."""
    if board is None:
        return dossier.shifts
    keys = keys_of_day(shifts, board, [shift.key for shift in dossier.shifts])
    return tuple(shift for shift in dossier.shifts if shift.key in keys)


def current_shifts(event: Event) -> tuple[BoardShift, ...]:
    """The shifts of the plan as last committed, as they stand now."""
    return stand_shifts(event, find_desk(event.id), current_slots(event), clock.wall_now())


def stand_shifts(event: Event, desk: SignUpDesk | None, slots: Sequence[Slot], now: datetime) -> tuple[BoardShift, ...]:
    """The shifts of an event as they stand; three statements at most, however many there are."""
    window = window_of(event, desk) if desk else Window()
    is_open = desk is not None and judge_window(Window(opens=window.opens), now) is None
    tallies, rules = read_tallies(event.id, slots), find_rules_of_event(event)
    return judge_shifts(
        slots,
        tallies,
        now=now,
        opens=window.opens,
        is_open=is_open,
        is_cancelled=event.status is EventStatus.CANCELLED,
        rules=rules,
    )


def _headline(event: Event, shifts: Sequence[BoardShift], gap: int) -> str:
    if event.status is EventStatus.CANCELLED:
        return "活动取消了"
    if not shifts:
        return "还没有班次"
    if all(shift.tone is ShiftTone.PAST for shift in shifts):
        return "班次都结束了"
    return f"还差 {gap} 人" if gap else "人都够了"


def _say(event: Event, desk: SignUpDesk | None, shifts: Sequence[BoardShift], now: datetime) -> str:
    """How many of the places are taken, and until when one may sign up."""
    ahead = [shift for shift in shifts if shift.tone is not ShiftTone.PAST]
    places, taken = sum(shift.slot.shift.places for shift in ahead), sum(shift.tally.taken for shift in ahead)
    words = f"{places} 个名额报了 {taken} 人。" if ahead else ""
    if desk is None:
        return f"{words}还没有开始招募。"
    if desk.coming_draw is not None:
        entered = sum(shift.tally.entered for shift in ahead)
        words = f"{places} 个名额，登记了 {entered} 人次，{tell_draw(desk.coming_draw)}。"
    hidden = count_gap(shift for shift in ahead if not shift.slot.post.public)
    words += f"还差的有 {hidden} 人在不公开的岗位，报名页上没有。" if hidden else ""
    window = window_of(event, desk)
    refusal = judge_window(window, now)
    if refusal is not None:
        return words + _tell_closed(window, refusal)
    if window.closes is None:
        return f"{words}报名到每一班开始为止。"
    left = (window.closes.date() - now.date()).days
    more = f"还有 {left} 天" if left else "今天截止"
    day = Day.of(window.closes).label(window.closes.year)
    return f"{words}报名到 {day}{window.closes:%H:%M}，{more}。"


def _tell_closed(window: Window, refusal: Refusal) -> str:
    """Why nobody can sign up just now, as the organiser is told it."""
    if window.is_closed:
        return "报名已经关了。"
    return "报名截止了。" if refusal.reason is SignUpReason.CLOSED else refusal.sentence
