"""How the service of volunteers is judged: stars, words, or both (民政部令第67号 art. 10)."""

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, ServiceEvaluation, Volunteer
from planner.nouns import Aggregate
from planner.permissions import can_take_steps
from planner.queries.changes import lock_aggregate
from planner.queries.hours import list_helpers_of_shift
from planner.services.activity import LONG_NAME
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event
from planner.services.hours import SERVICE, refuse_own, without_own
from planner.services.volunteerlog import record_volunteers

MOST_STARS = 5


def evaluate_service(event: Event, volunteer: Volunteer, *, stars: int, words: str, actor: Actor) -> ServiceEvaluation:
    """Say how somebody served; a second time it replaces what was said. Nobody judges themselves.

    Raises BadInput without stars and without words, and for more than five stars.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    refuse_own(volunteer, actor)
    _check(stars, words)
    row = db.session.scalar(select(ServiceEvaluation).where(ServiceEvaluation.volunteer_id == volunteer.id))
    if row is None:
        row = _begin(event, volunteer)
    _judge(row, stars, words, actor)
    record_volunteers(event, actor, "评价", SERVICE, after="1 人")
    return row


def evaluate_shift(event: Event, shift: str, *, stars: int, words: str, actor: Actor) -> int:
    """Say the same of everybody who served in a shift, of all shifts where it is ""; returns of how many.

    Whoever was judged before keeps that, and one's own service is left to somebody else. Raises BadInput like
    `evaluate_service`, NotFound where nobody is left to be judged.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    _check(stars, words)
    helpers = [one for one in list_helpers_of_shift(event, shift) if one.has_served and one.evaluation is None]
    wanted = [one for one in without_own(helpers, actor) if one.volunteer.erased_at is None]
    if not wanted:
        raise NotFound("没有要评价的人：还没有人服务过，或者都评价过了。")
    for one in wanted:
        _judge(_begin(event, one.volunteer), stars, words, actor)
    record_volunteers(event, actor, "评价", SERVICE, after=f"{len(wanted)} 人")
    return len(wanted)


def _check(stars: int, words: str) -> None:
    if not 0 <= stars <= MOST_STARS:
        raise BadInput("星级是 1 到 5 颗星。", field="stars")
    if not stars and not words.strip():
        raise BadInput("选几颗星，或者写一句话。", field="words")


def _begin(event: Event, volunteer: Volunteer) -> ServiceEvaluation:
    row = ServiceEvaluation(event_id=event.id, volunteer_id=volunteer.id)
    db.session.add(row)
    return row


def _judge(row: ServiceEvaluation, stars: int, words: str, actor: Actor) -> None:
    row.stars, row.words = stars, words.strip()
    row.given_on, row.given_by = clock.today(), actor.name[:LONG_NAME]
