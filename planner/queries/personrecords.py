"""What is recorded of a person besides hours, at an event and in the file of its unit together."""

from dataclasses import dataclass

from sqlalchemy import select

from planner.extensions import db
from planner.models import FiledVolunteer, ServiceHours, Volunteer
from planner.people.personrecords import RecordEntries, read_entries


@dataclass(frozen=True, slots=True)
class RecordedPerson:
    """Where somebody lives, what they serve in, their trainings and awards, whoever of the two knows it."""

    area: str
    kinds: str
    entries: RecordEntries


def was_recognised(volunteer: Volunteer) -> bool:
    """Whether hours of a volunteer were approved: before that nobody has seen that they are who they say they are."""
    approved = (ServiceHours.approved_at.is_not(None), ServiceHours.minutes > 0)
    return (
        db.session.scalar(select(ServiceHours.id).where(ServiceHours.volunteer_id == volunteer.id, *approved).limit(1))
        is not None
    )


def read_person(volunteer: Volunteer, filed: FiledVolunteer | None) -> RecordedPerson:
    """What is known of a volunteer, with what the file knows of them; of whoever was erased nothing."""
    if filed is None:
        return RecordedPerson(volunteer.area, volunteer.kinds, read_entries(volunteer.record))
    return RecordedPerson(
        volunteer.area or filed.area, volunteer.kinds or filed.kinds, read_entries(volunteer.record, filed.record)
    )
