"""志愿服务记录: all that the unit recorded of the volunteers of an event, to be entered into the official system."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.documents.service_records import build_service_records
from planner.dossier import Dossier
from planner.enums import PartyRole
from planner.models import Event, ServiceEvaluation, Volunteer
from planner.papers.paper import Paper, PrintedPaper
from planner.people.identities import IdentityKind, find_birth
from planner.people.servedshifts import HoursState
from planner.people.servicerecords import RecordedEvaluation, RecordedService, ServiceRecord
from planner.queries.dossier import current_dossier
from planner.queries.hours import Helper, read_helpers
from planner.queries.personrecords import RecordedPerson, read_person
from planner.queries.volunteerfile import filed_by_volunteer
from planner.queries.volunteerrules import find_rules_of_event


@dataclass(frozen=True, slots=True)
class RecordMaterial:
    """The records, and whose they are."""

    records: tuple[ServiceRecord, ...]
    unit: str


PAPER: Paper[RecordMaterial] = Paper(
    code="service-records",
    label="志愿服务记录",
    extension="xlsx",
    build=lambda given: build_service_records(given.records, unit=given.unit),
)


def print_records(event: Event) -> PrintedPaper:
    """Everybody with approved hours, a training or an award, whole: whoever calls this asks what for, and logs it."""
    dossier = current_dossier(event)
    records = gather_records(event, dossier, read_helpers(event))
    return PAPER.print_given(RecordMaterial(records, dossier.facts.organisation))


def gather_records(event: Event, dossier: Dossier, helpers: Sequence[Helper]) -> tuple[ServiceRecord, ...]:
    """The records of those with approved hours, a training or an award.

    Nothing is made up. What the file of the unit knows of those who are kept in it counts with what the event knows.
    """
    filed = filed_by_volunteer([one.volunteer.id for one in helpers])
    asks_identity = find_rules_of_event(event).enters_officially
    known = [(one, read_person(one.volunteer, filed.get(one.volunteer.id))) for one in helpers]
    return tuple(
        _record(one, person, dossier, asks_identity=asks_identity)
        for one, person in known
        if one.approved or person.entries.count
    )


def _record(helper: Helper, person: RecordedPerson, dossier: Dossier, *, asks_identity: bool) -> ServiceRecord:
    volunteer, judged = helper.volunteer, helper.evaluation
    has_identity = asks_identity and bool(volunteer.identity)
    return ServiceRecord(
        name=volunteer.name or f"志愿者 {volunteer.id}（资料已清除）",
        sex=volunteer.sex.label if volunteer.sex else "",
        born=_born(volunteer, has_identity=has_identity),
        identity_kind=volunteer.identity_kind.label if has_identity and volunteer.identity_kind else "",
        identity=volunteer.identity if has_identity else "",
        area=person.area,
        phone=volunteer.phone,
        skills=volunteer.skills,
        kinds=person.kinds,
        services=_services(helper, dossier),
        trainings=person.entries.trainings,
        awards=person.entries.awards,
        evaluations=_evaluations(dossier.facts.title, judged),
    )


def _evaluations(title: str, judged: ServiceEvaluation | None) -> tuple[RecordedEvaluation, ...]:
    return (RecordedEvaluation(title, judged.words, judged.stars, judged.given_on),) if judged else ()


def _born(volunteer: Volunteer, *, has_identity: bool) -> str:
    """The day where their document says it, else the month that they said (art. 5: 出生日期)."""
    is_resident = has_identity and volunteer.identity_kind is IdentityKind.RESIDENT
    day, month = find_birth(volunteer.identity) if is_resident else None, volunteer.month_of_birth
    if day is not None:
        return day.isoformat()
    return f"{month[0]}-{month[1]:02d}" if month else ""


def _services(helper: Helper, dossier: Dossier) -> tuple[RecordedService, ...]:
    organiser = "、".join(dossier.party_names(PartyRole.HOST)) or dossier.facts.organisation
    return tuple(
        RecordedService(
            event=dossier.facts.title,
            day=shift.day,
            place=shift.place or dossier.facts.place,
            content=shift.content,
            minutes=shift.minutes,
            organiser=organiser,
            leader=dossier.facts.owner,
        )
        for shift in helper.shifts
        if shift.state is HoursState.APPROVED and shift.minutes and shift.day is not None
    )
