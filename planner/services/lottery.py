"""Places by lot: chosen before sign-up opens, drawn once, shown to everybody.

It holds for all posts of an event. Whoever signs up for a post by lot may not know until the draw whether they are free
at that time for one by order of arrival: with both side by side they would have to hold places that they may give back.
A shift with as many places as there are people gives each of them one, so the lot costs its volunteers nothing.
"""

import secrets
from datetime import datetime, timedelta

from planner import clock
from planner.actors import Actor
from planner.enums import EventStatus, SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, SignUp, SignUpDesk, SignUpLottery
from planner.nouns import Aggregate
from planner.people import LotteryTicket, Slot, commit_to_seed
from planner.people.lottery import ShiftDraw, draw_shift, write_draws
from planner.people.signingrules import tell_moment
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.lottery import list_draws_until
from planner.queries.signups import find_desk, list_entered, offers_of, read_slots
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.guard import guard_event
from planner.services.jobs import enqueue_job
from planner.services.shiftplaces import give_place, move_up
from planner.services.signupdesk import add_desk, lock_desk
from planner.services.volunteerlog import record_volunteers

LOTTERY_JOB = "lottery"
_PLACES = "志愿者名额"
_SEED_BYTES = 16
_LONGEST_WAIT = timedelta(hours=1)
# Draws further off than this are put in line by the job of a later day.
_AHEAD = timedelta(hours=26)


def choose_lottery(event: Event, *, opens_at: datetime, draws_at: datetime, actor: Actor) -> SignUpLottery:
    """Have places drawn by lot at a moment, and sign-up open at another one; begins to take volunteers where it must.

    Chosen again, both moments are others and the seed stays. Raises BadInput OPENED once sign-up has opened or anybody
    has signed up, and for moments that can't be.
    """
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    if (known := find_desk(event.id, anew=True)) is not None:
        _refuse_opened(known)
    _check_moments(event, opens_at, draws_at)
    desk = known or add_desk(event, opens_at=opens_at, actor=actor)
    lottery = desk.lottery
    if lottery is None:
        seed = secrets.token_hex(_SEED_BYTES)
        lottery = desk.lottery = SignUpLottery(seed=seed, commitment=commit_to_seed(seed), draws_at=draws_at)
    desk.opens_at, lottery.draws_at = opens_at, draws_at
    desk.version += 1
    db.session.flush()
    watch_draw(event.id, lottery)
    record_volunteers(
        event,
        actor,
        "定下抽签",
        _PLACES,
        after=f"{clock.on_the_wall(draws_at):%Y-%m-%d %H:%M} 抽，指纹 {lottery.commitment[:12]}",
    )
    return lottery


def give_up_lottery(event: Event, *, actor: Actor) -> None:
    """Have places go in order of arrival after all; raises BadInput OPENED once sign-up has opened."""
    guard_event(event, actor, can_work_on_event)
    desk = lock_desk(event)
    if desk.lottery is None:
        raise NotFound("没有定抽签，不用取消。")
    _refuse_opened(desk)
    desk.lottery = None
    record_volunteers(event, actor, "取消抽签", _PLACES, after="按先后报名")


def draw_lottery(event: Event, *, actor: Actor) -> int | None:
    """Draw once the moment has come: places to those who were drawn, a place in the line to the others.

    Returns how many got a place. None, and nothing is done, before the moment, a second time, for an event that was
    cancelled and for one without a lottery.
    """
    guard_event(event, actor, can_work_on_event)
    desk = lock_desk(event)
    lottery = desk.lottery
    if lottery is None or lottery.drawn_at is not None or event.status is EventStatus.CANCELLED:
        return None
    if clock.now() < lottery.draws_at:
        watch_draw(event.id, lottery)
        return None
    lottery.drawn_at = clock.now()
    slots = read_slots(event)
    draws = [draw for slot in slots if (draw := _draw_places(event, desk, slot, lottery.seed))]
    lottery.record = write_draws(draws)
    for slot in slots:
        move_up(event, slot)
    placed = sum(offer.taken for offer in offers_of(slots, event.id))
    tickets = sum(len(draw.tickets) for draw in draws)
    record_volunteers(event, actor, "抽签", _PLACES, after=f"{tickets} 份报名，{placed} 人有名额，种子 {lottery.seed}")
    return placed


def watch_draw(event_id: int, lottery: SignUpLottery) -> None:
    """Have the draw done at its moment, where that is near; the job of each day sees to those further off."""
    now = clock.now()
    if lottery.draws_at - now > _AHEAD:
        return
    wait = min(max(lottery.draws_at - now, timedelta()), _LONGEST_WAIT)
    key = f"{LOTTERY_JOB}:{event_id}:{lottery.draws_at:%Y%m%d%H%M}:{now:%Y%m%d%H%M}"
    enqueue_job(LOTTERY_JOB, key=key, wait=wait, event=event_id)


def watch_draws() -> int:
    """Put every draw of the day to come in line, and those that were missed; returns how many there are."""
    found = list_draws_until(clock.now() + _AHEAD)
    for event_id, lottery in found:
        watch_draw(event_id, lottery)
    return len(found)


def refuse_before_draw(desk: SignUpDesk, sign_up: SignUp) -> None:
    """Raise BadInput LOTTERY for somebody who waits for the draw: nobody gets a place past it."""
    if sign_up.state is SignUpState.ENTERED and desk.coming_draw is not None:
        raise BadInput(f"{tell_moment(clock.on_the_wall(desk.coming_draw.draws_at))} 抽签，抽完再定。", "LOTTERY")


def has_opened(desk: SignUpDesk) -> bool:
    """Whether anybody has signed up or may have: how places are given is fixed then."""
    return desk.arrivals > 0 or desk.opens_at is None or desk.opens_at <= clock.now()


def _refuse_opened(desk: SignUpDesk) -> None:
    if has_opened(desk):
        raise BadInput("报名已经开始了，抽签要在开始以前定：现在改，先报的人就白等了。", "OPENED")


def _check_moments(event: Event, opens_at: datetime, draws_at: datetime) -> None:
    if opens_at <= clock.now():
        raise BadInput("开始报名要在现在以后，先让大家看到规则。", field="opens_on")
    if draws_at <= opens_at:
        raise BadInput("抽签要晚于开始报名。", field="draws_on")
    there = clock.on_the_wall(draws_at)
    early = next((slot for slot in read_slots(event) if slot.begins is not None and slot.begins <= there), None)
    if early is not None:
        raise BadInput(f"{early.label} 在抽签以前就开始了，抽签定早一点。", field="draws_on")


def _draw_places(event: Event, desk: SignUpDesk, slot: Slot, seed: str) -> ShiftDraw | None:
    """Draw one shift; None where nobody takes part. Who waits stands in line in the order drawn."""
    groups: dict[str, list[SignUp]] = {}
    for one in list_entered(event.id, slot.key):
        groups.setdefault(one.lot, []).append(one)
    if not groups:
        return None
    places = offers_of([slot], event.id)[0].left
    tickets = [LotteryTicket(lot, len(people)) for lot, people in groups.items()]
    draw, rules = draw_shift(seed, slot.key, tickets, places), find_rules_of_event(event)
    for ticket in draw.tickets:
        for one in groups[ticket.number]:
            desk.arrivals += 1
            one.arrival, one.state = desk.arrivals, SignUpState.WAITING
            if ticket.number in draw.placed:
                give_place(one, slot, rules, clock.now())
    db.session.flush()
    return draw
