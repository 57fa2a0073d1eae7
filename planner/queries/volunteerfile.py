"""Reading the volunteer file of a unit: who stands in it, how often they served."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.models import Event, FiledVolunteer, Filing, ServiceHours, SignUp
from planner.models.columns import index_candidates
from planner.people.volunteerfile import FileFilters, FileStanding, ServiceCounts, is_meant
from planner.phones import parse_mobile
from planner.queries.signups import pick_by_name

PAGE = 50
_OVER = (EventStatus.ENDED, EventStatus.ARCHIVED)
# What was at an event that was deleted is not told of anybody.
_STANDS = and_(Event.id == SignUp.event_id, Event.deleted_at.is_(None))
# Those who had a place until the end, at events that are over.
_STAYED = and_(SignUp.state == SignUpState.CONFIRMED, Event.status.in_(_OVER))


def _of_filed(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether one of the file has a sign-up of that kind."""
    rows = select(Filing.filed_id).join(SignUp, SignUp.volunteer_id == Filing.volunteer_id)
    rows = rows.join(Event, _STANDS).where(Filing.filed_id == FiledVolunteer.id, condition)
    return exists(rows)


_HAS_SERVED = _of_filed(and_(_STAYED, SignUp.absent_by == ""))
_WAS_ABSENT = _of_filed(SignUp.absent_by != "")


def _narrow(unit_id: int, filters: FileFilters, today: date) -> list[ColumnElement[bool]]:
    standings = {
        FileStanding.EXPERIENCED: or_(FiledVolunteer.experienced, _HAS_SERVED),
        FileStanding.TRAINED: FiledVolunteer.trained_until >= today,
        FileStanding.CHECKED: FiledVolunteer.checked_until >= today,
        FileStanding.ABSENT: _WAS_ABSENT,
    }
    narrowed = [FiledVolunteer.organisation_id == unit_id]
    return [*narrowed, standings[filters.standing]] if filters.standing else narrowed


def find_in_file(unit_id: int, filters: FileFilters, today: date) -> list[int]:
    """The ids of those who are looked for, who signed up last first; one statement.

    Names are sealed: where a text is looked for, those of the unit are opened and compared one by one.
    """
    narrowed = _narrow(unit_id, filters, today)
    order = (FiledVolunteer.renewed_at.desc(), FiledVolunteer.id.desc())
    if not filters.text.strip():
        return list(db.session.scalars(select(FiledVolunteer.id).where(*narrowed).order_by(*order)))
    if phone := _read_phone(filters.text):
        has_phone = FiledVolunteer.phone_index.in_(index_candidates(phone))
        return list(db.session.scalars(select(FiledVolunteer.id).where(*narrowed, has_phone).order_by(*order)))
    columns = (FiledVolunteer.id, FiledVolunteer.name, FiledVolunteer.skills)
    rows = db.session.execute(select(*columns).where(*narrowed).order_by(*order))
    return [row.id for row in rows if is_meant(filters.text, row.name, row.skills)]


def _read_phone(text: str) -> str:
    try:
        return parse_mobile(text)
    except ValueError:
        return ""


def read_filed(unit_id: int, ids: Sequence[int]) -> list[FiledVolunteer]:
    """Those of the unit's file with these ids, in their order; one statement."""
    wanted = select(FiledVolunteer).where(FiledVolunteer.organisation_id == unit_id, FiledVolunteer.id.in_(ids))
    found = {one.id: one for one in db.session.scalars(wanted)}
    return [found[id_] for id_ in ids if id_ in found]


def find_filed(filed_id: int) -> FiledVolunteer | None:
    """One of a file, by id."""
    return db.session.get(FiledVolunteer, filed_id)


def find_same(unit_id: int, *, name: str, phone: str) -> FiledVolunteer | None:
    """Who stands in the file of a unit under that number by that name: a family may share a number."""
    wanted = select(FiledVolunteer).where(FiledVolunteer.organisation_id == unit_id)
    found = db.session.scalars(wanted.where(FiledVolunteer.phone_index.in_(index_candidates(phone))))
    return pick_by_name(found, name)


def filed_of(volunteer_id: int) -> FiledVolunteer | None:
    """Whom of the file a volunteer of an event is."""
    wanted = select(FiledVolunteer).join(Filing, Filing.filed_id == FiledVolunteer.id)
    return db.session.scalar(wanted.where(Filing.volunteer_id == volunteer_id))


def filed_by_volunteer(volunteer_ids: Collection[int], *, to_write: bool = False) -> dict[int, FiledVolunteer]:
    """Whom of the file these volunteers of events are, by their id; one statement.

    Who is about to write sees them as the last writer has left them, and others wait: always in the same order.
    """
    wanted = select(Filing.volunteer_id, FiledVolunteer).join(FiledVolunteer, FiledVolunteer.id == Filing.filed_id)
    wanted = wanted.where(Filing.volunteer_id.in_(volunteer_ids)).order_by(FiledVolunteer.id)
    if to_write:
        wanted = wanted.with_for_update(of=FiledVolunteer).execution_options(populate_existing=True)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def count_service(ids: Collection[int]) -> dict[int, ServiceCounts]:
    """How often these of the file served and did not come, by id; one statement."""
    served = and_(_STAYED, SignUp.absent_by == "")
    counted: Select[int, int, int, date | None, int] = select(
        Filing.filed_id,
        func.count(case((served, SignUp.event_id)).distinct()),
        func.count(case((SignUp.absent_by != "", 1))),
        func.max(case((served, func.coalesce(Event.last_date, Event.first_date)))),
        func.coalesce(func.sum(case((ServiceHours.approved_at.is_not(None), ServiceHours.minutes))), 0),
    )
    rows = counted.join(SignUp, SignUp.volunteer_id == Filing.volunteer_id).join(Event, _STANDS)
    rows = rows.outerjoin(ServiceHours, ServiceHours.sign_up_id == SignUp.id)
    found = db.session.execute(rows.where(Filing.filed_id.in_(ids)).group_by(Filing.filed_id))
    return {row[0]: ServiceCounts(row[1], row[2], row[3], int(row[4])) for row in found}


def count_namesakes(unit_id: int, filed: Collection[FiledVolunteer]) -> dict[int, int]:
    """Of these how many others of the file have the same name, by id, where there are any; one statement."""
    indexes = {one.name_index for one in filed if one.name_index}
    counted = select(FiledVolunteer.name_index, func.count()).where(FiledVolunteer.organisation_id == unit_id)
    rows = db.session.execute(counted.where(FiledVolunteer.name_index.in_(indexes)).group_by(FiledVolunteer.name_index))
    counts = {index: number - 1 for index, number in rows if number > 1}
    return {one.id: counts[one.name_index] for one in filed if one.name_index in counts}


def namesakes_of(filed: FiledVolunteer) -> list[FiledVolunteer]:
    """The others of the same file who have that name: perhaps the same person under another number."""
    wanted = select(FiledVolunteer).where(FiledVolunteer.organisation_id == filed.organisation_id)
    others = wanted.where(FiledVolunteer.name_index == filed.name_index, FiledVolunteer.id != filed.id)
    return list(db.session.scalars(others.order_by(FiledVolunteer.id)))


def events_of_filed(filed_id: int) -> list[tuple[Event, SignUp]]:
    """The sign-ups of one of the file with their events, the newest first."""
    rows = select(Event, SignUp).join(SignUp, SignUp.event_id == Event.id)
    rows = rows.join(Filing, Filing.volunteer_id == SignUp.volunteer_id).where(Filing.filed_id == filed_id)
    found = db.session.execute(rows.where(Event.deleted_at.is_(None)).order_by(SignUp.id.desc()))
    return [(event, sign_up) for event, sign_up in found]
