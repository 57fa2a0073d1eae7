"""The check-up of an event as last committed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from planner import clock
from planner.checkup import Context, Readiness, readiness
from planner.dossier import Dossier
from planner.findings import Finding
from planner.models import Event
from planner.nouns import Aggregate, tab_of
from planner.queries.cache import PerChange
from planner.queries.ledger import current_ledgers, read_ledger
from planner.queries.people import read_people, read_people_of
from planner.queries.policies import policies_for, policy_for

# A finding may depend on the day, so that what was found today is not told tomorrow.
CACHE: PerChange[Readiness] = PerChange(*Aggregate)


def current_readiness(event: Event, dossier: Dossier) -> Readiness:
    """What is prepared and what is left; judged once for each change of the event and each day."""
    return current_readiness_of([event], {event.id: dossier})[event.id]


def current_readiness_of(events: Sequence[Event], dossiers: Mapping[int, Dossier]) -> dict[int, Readiness]:
    """The same for several events, by id; as many statements as for one, as far as one unit plans them all."""
    today = clock.today()
    ready = {event.id: found for event in events if (found := CACHE.find(event, today)) is not None}
    missing = [event for event in events if event.id not in ready]
    contexts = _contexts(missing, dossiers, today) if missing else {}
    return ready | {event.id: CACHE.keep(event, readiness(contexts[event.id]), today) for event in missing}


def _contexts(events: Sequence[Event], dossiers: Mapping[int, Dossier], today: date) -> dict[int, Context]:
    people, ledgers = read_people_of([event.id for event in events]), current_ledgers(events)
    policies = policies_for((event.organisation_id, event.first_date or today) for event in events)
    return {
        event.id: Context(
            dossier=dossiers[event.id],
            people=people[event.id],
            money=ledgers[event.id],
            today=today,
            policy=policies[event.organisation_id, event.first_date or today],
        )
        for event in events
    }


def read_context(event: Event, dossier: Dossier) -> Context:
    """All that the check-up looks at: a plan of the event, of now or of once, with what is around it as it stands."""
    today = clock.today()
    return Context(
        dossier=dossier,
        people=read_people(event),
        money=read_ledger(event),
        today=today,
        policy=policy_for(event.organisation_id, event.first_date or today),
    )


def findings_of_tab(event: Event, dossier: Dossier, tab: str) -> list[Finding]:
    """What the check-up says of the things on one of the event's pages, the gravest first."""
    ready = current_readiness(event, dossier)
    return [f for f in (*ready.must, *ready.may) if tab_of(f.where) == tab]


def blocking_by_tab(event: Event, dossier: Dossier) -> Counter[str]:
    """How many findings block 提交, by the page where they are mended."""
    return Counter(tab_of(finding.where) for finding in current_readiness(event, dossier).must)
