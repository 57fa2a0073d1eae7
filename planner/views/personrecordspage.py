"""What the record keeps of a person besides hours, as it is shown to them and to who settles hours."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_wtf import FlaskForm

from planner.days import say_date
from planner.forms.personrecords import AwardForm, PersonForm, TrainingForm
from planner.models import Event, Volunteer
from planner.people.hours import format_hours
from planner.people.identities import mask_identity
from planner.people.personrecords import RecordEntries
from planner.people.servicerecords import RecordedAward, RecordedTraining
from planner.queries.personrecords import read_person
from planner.queries.volunteerfile import filed_by_volunteer
from planner.queries.volunteerrules import find_rules_of_event


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A training or an award in words."""

    key: str
    title: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLists:
    """The trainings, with how long all of them were, and the awards."""

    trainings: tuple[EntryLine, ...]
    learned: str
    awards: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecordPage:
    """The record of one person at an event; a number is shown masked to everybody."""

    document: str
    area: str
    kinds: str
    asks_identity: bool
    entries: EntryLists


def person_record_page(event: Event, volunteer: Volunteer, *, is_known: bool = True) -> PersonRecordPage:
    """The record of a volunteer, with what the file of the unit knows of them where it `is_known` that it is they."""
    filed = filed_by_volunteer([volunteer.id]).get(volunteer.id) if is_known else None
    person = read_person(volunteer, filed)
    kind = volunteer.identity_kind.label if volunteer.identity_kind else ""
    return PersonRecordPage(
        document=" ".join(filter(None, (kind, mask_identity(volunteer.identity)))),
        area=person.area,
        kinds=person.kinds,
        asks_identity=find_rules_of_event(event).enters_officially,
        entries=list_entries(person.entries),
    )


def list_entries(entries: RecordEntries) -> EntryLists:
    """Trainings and awards in words."""
    return EntryLists(
        trainings=tuple(_tell_training(one) for one in entries.trainings),
        learned=f"{format_hours(entries.training_minutes)} 学时" if entries.trainings else "",
        awards=tuple(_tell_award(one) for one in entries.awards),
    )


def _tell_training(one: RecordedTraining) -> EntryLine:
    day = say_date(one.day) if one.day else ""
    about = "，".join(filter(None, (day, f"{format_hours(one.minutes)} 学时", one.organiser, one.content)))
    return EntryLine(one.key, one.name, about)


def _tell_award(one: RecordedAward) -> EntryLine:
    return EntryLine(one.key, one.name, "，".join(filter(None, (say_date(one.day) if one.day else "", one.grantor))))


def entry_forms(unit: str) -> dict[str, FlaskForm]:
    """The forms of a training and an award: mostly the unit itself held or gave them."""
    return {
        "training": TrainingForm(formdata=None, data={"organiser": unit}),
        "award": AwardForm(formdata=None, data={"grantor": unit}),
    }


def with_refused(forms: Mapping[str, FlaskForm], refused: FlaskForm | None) -> dict[str, FlaskForm]:
    """The forms of a page, in the place of one of them the same as it was sent and refused."""
    return {
        name: refused if refused is not None and type(refused) is type(form) else form for name, form in forms.items()
    }


def person_form(page: PersonRecordPage, volunteer: Volunteer, *, is_sent: bool) -> PersonForm:
    """The form of area, kinds and document: as it was sent, or with what is known."""
    form = PersonForm() if is_sent else PersonForm(formdata=None, data={"area": page.area, "kinds": page.kinds})
    if page.asks_identity:
        form.ask_identity(page.document)
    else:
        form.drop_identity()
    if not volunteer.identity:
        del form.forgets
    return form
