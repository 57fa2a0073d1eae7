"""What is recorded of a person besides hours, at an event and in the file of its unit together."""

from dataclasses import dataclass

from planner.models import FiledVolunteer, Volunteer
from planner.people.personrecords import RecordEntries, read_entries


@dataclass(frozen=True, slots=True)
class RecordedPerson:
    """Where somebody lives, what they serve in, their trainings and awards, whoever of the two knows it."""

    area: str
    kinds: str
    entries: RecordEntries


def read_person(volunteer: Volunteer, filed: FiledVolunteer | None) -> RecordedPerson:
    """What is known of a volunteer, with what the file knows of them; of whoever was erased nothing."""
    if filed is None:
        return RecordedPerson(volunteer.area, volunteer.kinds, read_entries(volunteer.record))
    return RecordedPerson(
        volunteer.area or filed.area, volunteer.kinds or filed.kinds, read_entries(volunteer.record, filed.record)
    )
