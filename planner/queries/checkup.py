"""The check-up of an event as last committed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from planner import clock
from planner.checkup import Context, Readiness, readiness
from planner.dossier import Dossier
from planner.models import Event
from planner.nouns import Aggregate
from planner.people.staffing import Staffing
from planner.queries.cache import PerChange
from planner.queries.ledger import current_ledgers, read_ledger
from planner.queries.people import read_people, read_people_of
from planner.queries.policies import policies_for, policies_stamp, policy_for
from planner.queries.schoolcalendar import read_days_of_units
from planner.queries.staffing import read_staffing_of
from planner.queries.volunteerrules import find_rules_of_event

# A finding may depend on the day and on the limits of the unit as well, so that neither what was found today is told
# tomorrow nor what the old limits forbade under the new ones.
CACHE: PerChange[Readiness] = PerChange(*Aggregate)


def current_readiness(event: Event, dossier: Dossier) -> Readiness:
    """What is prepared and what is left; judged once for each change of the event or of limits, and each day."""
    return current_readiness_of([event], {event.id: dossier})[event.id]


def current_readiness_of(events: Sequence[Event], dossiers: Mapping[int, Dossier]) -> dict[int, Readiness]:
    """The same for several events, by id; as many statements as for one, as far as one unit plans them all."""
    today = clock.today()
    besides = (today, policies_stamp())
    ready = {event.id: found for event in events if (found := CACHE.find(event, besides)) is not None}
    missing = [event for event in events if event.id not in ready]
    contexts = _contexts(missing, dossiers, today) if missing else {}
    return ready | {event.id: CACHE.keep(event, readiness(contexts[event.id]), besides) for event in missing}


def _policy_key(event: Event, today: date) -> tuple[int, date]:
    """Whose limits hold for the event, and those of which day."""
    return event.organisation_id, event.first_date or today


def _contexts(events: Sequence[Event], dossiers: Mapping[int, Dossier], today: date) -> dict[int, Context]:
    people, ledgers = read_people_of([event.id for event in events]), current_ledgers(events)
    policies = policies_for(_policy_key(event, today) for event in events)
    staffing = _staffing_of(dossiers, [event.id for event in events])
    school_days = read_days_of_units(_days_by_unit(events))
    return {
        event.id: Context(
            dossier=dossiers[event.id],
            people=people[event.id],
            money=ledgers[event.id],
            today=today,
            policy=policies[_policy_key(event, today)],
            staffing=staffing.get(event.id),
            rules=find_rules_of_event(event),
            school_days=school_days.get(event.organisation_id, ()),
        )
        for event in events
    }


def _days_by_unit(events: Iterable[Event]) -> dict[int, tuple[date, date]]:
    """The units of these events, each with the first and the last day of all that it has among them."""
    found: dict[int, tuple[date, date]] = {}
    for event in events:
        if event.first_date is not None and event.last_date is not None:
            first, last = found.get(event.organisation_id, (event.first_date, event.last_date))
            found[event.organisation_id] = min(first, event.first_date), max(last, event.last_date)
    return found


def _staffing_of(dossiers: Mapping[int, Dossier], event_ids: Sequence[int]) -> dict[int, Staffing]:
    """Who serves at those of the events that ask for volunteers; nothing is read where none of them does."""
    asking = [event_id for event_id in event_ids if dossiers[event_id].shifts]
    return read_staffing_of(asking) if asking else {}


def read_context(event: Event, dossier: Dossier) -> Context:
    """All that the check-up looks at: a plan of the event, of now or of once, with what is around it as it stands."""
    today = clock.today()
    return Context(
        dossier=dossier,
        people=read_people(event),
        money=read_ledger(event),
        today=today,
        policy=policy_for(*_policy_key(event, today)),
        staffing=_staffing_of({event.id: dossier}, [event.id]).get(event.id),
        rules=find_rules_of_event(event),
        school_days=read_days_of_units(_days_by_unit([event])).get(event.organisation_id, ()),
    )
