"""A certificate over several events and hours of one of them that are changed at the same moment."""

from planner.extensions import db
from planner.models import IssuedCertificate, ServiceHours, Volunteer
from planner.nouns import Aggregate
from planner.people.certificatefacts import read_facts
from planner.queries.changes import lock_aggregate
from planner.services.hours import outdate_certificates
from planner.services.jointcertificates import issue_joint_certificate
from tests.planner.conftest import World
from tests.planner.hourssteps import approved, served_elsewhere
from tests.planner.locks.steps import InApp, InOwnApp, Race
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import page_of_volunteer


def shorten(hours_id: int, event_id: int) -> None:
    """Half an hour is left of what was approved at the other event."""
    lock_aggregate(event_id, Aggregate.PEOPLE)
    hours = db.session.get_one(ServiceHours, hours_id)
    hours.minutes = 30
    outdate_certificates([hours.volunteer_id])


def certify(world: World, volunteer_id: int) -> IssuedCertificate:
    """Asked for by the volunteer on the page of this event."""
    volunteer = db.session.get_one(Volunteer, volunteer_id)
    return issue_joint_certificate(event_of(world), volunteer, actor=page_of_volunteer(volunteer))


def test_hours_that_are_changed_at_another_event_meanwhile_stand_on_it_as_they_are_then(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        volunteer_id = approved(world, "林知远").id
        elsewhere = served_elsewhere(world, db.session.get_one(Volunteer, volunteer_id))
        hours_id, event_id = elsewhere.id, elsewhere.event_id

    asked = in_own_app(lambda: event_of(world), lambda: certify(world, volunteer_id))
    race(lambda: shorten(hours_id, event_id), asked).result()

    with in_app():
        made = db.session.scalars(db.select(IssuedCertificate)).one()
        assert (made.is_good, [line.minutes for line in read_facts(made.facts).lines]) == (True, [30, 120])
