"""The check-up of an event as last committed."""

from collections import Counter

from planner import clock
from planner.checkup import Context, Readiness, readiness
from planner.dossier import Dossier
from planner.findings import Finding
from planner.models import Event
from planner.nouns import Aggregate, tab_of
from planner.queries.cache import PerChange
from planner.queries.ledger import read_ledger
from planner.queries.people import read_people
from planner.queries.policies import policy_for

# A finding may depend on the day, so that what was found today is not told tomorrow.
CACHE: PerChange[Readiness] = PerChange(*Aggregate)


def current_readiness(event: Event, dossier: Dossier) -> Readiness:
    """What is prepared and what is left; judged once for each change of the event and each day."""
    return CACHE.get(event, lambda: readiness(read_context(event, dossier)), besides=clock.today())


def read_context(event: Event, dossier: Dossier) -> Context:
    """All that the check-up looks at: a plan of the event, of now or of once, and what is around it today."""
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
