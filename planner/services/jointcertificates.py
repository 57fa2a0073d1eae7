"""One certificate over all events of a unit at which somebody served, as they ask for it on their own page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import CertifiedVolunteer, Event, IssuedCertificate, ServiceEvaluation, ServiceHours, Volunteer
from planner.nouns import Aggregate
from planner.people.certificate import Certificate, CertificateLine
from planner.people.certificatefacts import read_facts
from planner.people.evaluations import say_evaluation
from planner.queries.changes import lock_aggregate
from planner.queries.dossier import current_dossier, current_dossiers
from planner.queries.hours import Helper, find_helper
from planner.queries.hourstotals import find_elsewhere, read_elsewhere
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.certificates import (
    NO_HOURS,
    PAPER,
    keep_certificate,
    name_handler,
    refuse_issuing,
    shows_phone_of,
    state_facts,
    state_organiser,
)
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_own_hours
from planner.services.hours import VOLUNTEER_GONE
from planner.services.volunteerlog import record_volunteers

ONE_EVENT = "别的活动还没有核定的时长，用这次活动的证明就行。"
Served = Sequence[tuple[Event, Volunteer, ServiceHours]]


def issue_joint_certificate(event: Event, volunteer: Volunteer, *, actor: Actor) -> IssuedCertificate:
    """Certify on one paper what was approved of a person at this event and at others of the unit, free of charge.

    A good one that says the same is the one that there is. Raises BadInput without approved hours here: before these
    nobody has seen that it is the same person; and where there are none elsewhere, or the last one was withdrawn.
    """
    guard_own_hours(event, volunteer, actor)
    locked = _lock_all_people(event, volunteer)
    refuse_forgotten(volunteer)
    helper = find_helper(event, volunteer.id)
    elsewhere = [served for served in read_elsewhere(event, volunteer) if served[0].id in locked]
    if helper is None:
        raise NotFound(VOLUNTEER_GONE)
    if not helper.approved:
        raise BadInput(NO_HOURS, "NO_HOURS")
    if not elsewhere:
        raise BadInput(ONE_EVENT, "ONE_EVENT")
    facts = _state(event, helper, elsewhere, name_handler(volunteer, actor))
    last = helper.last_joint_certificate
    if last is not None and last.is_good and read_facts(last.facts).lines == facts.lines:
        return last
    refuse_issuing(volunteer, last, actor)
    made = keep_certificate(event, volunteer, facts, is_joint=True)
    others = {person.id for _, person, _ in elsewhere}
    db.session.add_all(CertifiedVolunteer(certificate_id=made.id, volunteer_id=other) for other in sorted(others))
    record_volunteers(event, actor, "开证明", PAPER, after="1 张，几次活动")
    return made


def _lock_all_people(event: Event, volunteer: Volunteer) -> set[int]:
    """Let nobody change hours at any event of theirs meanwhile, always in the same order; returns the ids of these."""
    events = {event.id, *find_elsewhere(event, volunteer)}
    for event_id in sorted(events):
        lock_aggregate(event_id, Aggregate.PEOPLE)
    return events


def _state(event: Event, helper: Helper, elsewhere: Served, handler: str) -> Certificate:
    """What the paper says: of this event as ever, with the days, organisers, leaders and judgements of the others."""
    here = current_dossier(event)
    others = list({other.id: other for other, _, _ in elsewhere}.values())
    dossiers = [here, *current_dossiers(others).values()]
    facts = state_facts(event, here, helper, handler=handler, shows_phone=shows_phone_of(event))
    lines = [*facts.lines, *(_line(other, hours) for other, _, hours in elsewhere if hours.minutes)]
    rules = {find_rules_of_event(each).hours for each in (event, *others)}
    return replace(
        facts,
        lines=tuple(sorted(lines, key=lambda line: (line.day, line.event))),
        organiser=_join(state_organiser(dossier) for dossier in dossiers),
        leader=_join(dossier.facts.owner for dossier in dossiers),
        evaluation=_state_evaluations(event, helper, elsewhere),
        evaluated_on=None,
        rule=rules.pop() if len(rules) == 1 else None,
    )


def _line(event: Event, hours: ServiceHours) -> CertificateLine:
    return CertificateLine(hours.day, event.title, hours.place or event.place, hours.content, hours.minutes)


def _state_evaluations(event: Event, helper: Helper, elsewhere: Served) -> str:
    """《看见家乡》五星；《六一》做事细心: by events, where anybody judged."""
    titles = {person.id: other.title for other, person, _ in elsewhere} | {helper.volunteer.id: event.title}
    rows = select(ServiceEvaluation).where(ServiceEvaluation.volunteer_id.in_(titles)).order_by(ServiceEvaluation.id)
    judged = db.session.scalars(rows)
    return "；".join(f"《{titles[one.volunteer_id]}》{say_evaluation(one.stars, one.words)}" for one in judged)


def _join(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(filter(None, names)))
