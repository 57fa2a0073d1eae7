"""How the service of volunteers is judged: stars, words, or both (民政部令第67号 art. 10)."""

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Event, ServiceEvaluation, Volunteer
from planner.nouns import Aggregate
from planner.permissions import can_take_steps
from planner.queries.changes import lock_aggregate
from planner.services.activity import LONG_NAME
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event
from planner.services.hours import SERVICE, refuse_own
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
    if not 0 <= stars <= MOST_STARS:
        raise BadInput("星级是 1 到 5 颗星。", field="stars")
    if not stars and not words.strip():
        raise BadInput("选几颗星，或者写一句话。", field="words")
    row = db.session.scalar(select(ServiceEvaluation).where(ServiceEvaluation.volunteer_id == volunteer.id))
    if row is None:
        row = ServiceEvaluation(event_id=event.id, volunteer_id=volunteer.id)
        db.session.add(row)
    row.stars, row.words = stars, words.strip()
    row.given_on, row.given_by = clock.today(), actor.name[:LONG_NAME]
    record_volunteers(event, actor, "评价", SERVICE, after="1 人")
    return row
