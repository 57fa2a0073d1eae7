"""Reading what came of an event: all of its records, in a constant number of statements."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, select

from planner import clock
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Actual as ActualRow
from planner.models import Event, EventImpression, SignUp
from planner.money import Ledger
from planner.money.finances import Finances
from planner.nouns import Aggregate
from planner.people.servedshifts import HoursState, ServedShift
from planner.queries.dossier import current_dossier
from planner.queries.finances import current_finances
from planner.queries.hours import read_helpers
from planner.queries.people import read_people
from planner.queries.rows import read_aggregate
from planner.report import Actual, Actuals, Impression, Records, ServedHelpers, Turnout

# What came of an event is told while it goes on and until it is filed away.
_TELLING = frozenset({EventStatus.PUBLISHED, EventStatus.ONGOING, EventStatus.ENDED})
_BEGUN = frozenset({EventStatus.ONGOING, EventStatus.ENDED, EventStatus.ARCHIVED, EventStatus.CANCELLED})


def has_begun(event: Event, today: date) -> bool:
    """Whether there can be anything to tell: it goes on, is over or cancelled, by its status or by its day."""
    return event.status in _BEGUN or (event.first_date is not None and event.first_date <= today)


def is_told_of(event: Event, today: date) -> bool:
    """Whether it is time to say what happened: from the last day of the event on."""
    last = event.last_date or event.first_date
    return event.status in _TELLING and last is not None and last <= today


def events_with_actuals(event_ids: Iterable[int]) -> set[int]:
    """Those of these events of which anything was said; one statement."""
    wanted = select(ActualRow.event_id).where(ActualRow.event_id.in_(list(event_ids))).distinct()
    return set(db.session.scalars(wanted))


def read_records(event: Event, *, with_accounts: bool) -> Records:
    """The records of an event as last committed; for guests without its accounts, of which they see nothing."""
    people = read_people(event)
    return Records(
        finances=current_finances(event) if with_accounts else Finances(current_dossier(event), Ledger()),
        actuals=read_actuals(event),
        incidents=people.incidents,
        helpers=_count_helpers(event),
        roster=people.count,
        names=frozenset(child.name for child in people.participants),
    )


def read_actuals(event: Event) -> Actuals:
    """What people said of the event after it, as it stands in this transaction."""
    db.session.flush()
    rows = db.session.scalars(select(ActualRow).where(ActualRow.event_id == event.id).order_by(ActualRow.id))
    return Actuals.of(
        read_aggregate(Aggregate.REPORT, event.id),
        answers={row.place: _plain(row) for row in rows},
        impression=_read_impression(event),
    )


def _plain(row: ActualRow) -> Actual:
    return Actual(
        place=row.place,
        outcome=row.outcome,
        number=row.number,
        is_unsaid=row.is_unsaid,
        words=row.words,
        said_by=row.said_by,
        said_at=clock.on_the_wall(row.said_at),
        version=row.version,
    )


def _read_impression(event: Event) -> Impression:
    row = db.session.scalar(select(EventImpression).where(EventImpression.event_id == event.id))
    if row is None:
        return Impression()
    return Impression(
        well=tuple(filter(None, row.well.split("、"))),
        badly=tuple(filter(None, row.badly.split("、"))),
        sentence=row.sentence,
        said_by=row.said_by,
        version=row.version,
    )


def _count_helpers(event: Event) -> ServedHelpers | None:
    """The volunteers who came; None for an event that nobody signed up for by the house."""
    if not db.session.scalar(select(exists().where(SignUp.event_id == event.id))):
        return None
    helpers = read_helpers(event)
    served = [count for helper in helpers if (count := sum(map(_is_served, helper.shifts)))]
    return ServedHelpers(
        turnout=Turnout(persons=len(served), turns=sum(served)),
        minutes=sum(helper.approved for helper in helpers),
        waiting=sum(helper.is_waiting for helper in helpers),
    )


def _is_served(shift: ServedShift) -> bool:
    """Whether somebody was there: they came or went, or hours of it are approved."""
    if shift.state is HoursState.APPROVED:
        return bool(shift.minutes or shift.noted)
    return bool(shift.noted) and not shift.is_absent
