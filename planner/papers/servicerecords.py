"""志愿服务记录: all that the unit recorded of the volunteers of an event, to be entered into the official system."""

from dataclasses import dataclass

from planner.documents.service_records import build_service_records
from planner.dossier import Dossier
from planner.enums import PartyRole
from planner.models import Event
from planner.papers.paper import Paper, PrintedPaper
from planner.people.servedshifts import HoursState
from planner.people.servicerecords import RecordedEvaluation, RecordedService, ServiceRecord
from planner.queries.dossier import current_dossier
from planner.queries.hours import Helper, read_helpers


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
    """Everybody with approved hours, whole: whoever calls this asks what for, and logs it. Nothing is made up."""
    dossier = current_dossier(event)
    records = tuple(_record(one, dossier) for one in read_helpers(event) if one.approved)
    return PAPER.print_given(RecordMaterial(records, dossier.facts.organisation))


def _record(helper: Helper, dossier: Dossier) -> ServiceRecord:
    person, judged = helper.volunteer, helper.evaluation
    born, title = person.month_of_birth, dossier.facts.title
    return ServiceRecord(
        name=person.name or f"志愿者 {person.id}（资料已清除）",
        sex=person.sex.label if person.sex else "",
        born=f"{born[0]}-{born[1]:02d}" if born else "",
        phone=person.phone,
        skills=person.skills,
        services=_services(helper, dossier),
        evaluations=(RecordedEvaluation(title, judged.words, judged.stars, judged.given_on),) if judged else (),
    )


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
