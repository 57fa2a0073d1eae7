"""The check-up of an event as last committed."""

from collections import Counter

from planner import clock
from planner.checkup import Readiness, readiness
from planner.dossier import Dossier
from planner.findings import Finding
from planner.models import Event
from planner.nouns import Aggregate, tab_of
from planner.queries.cache import PerChange

# A finding may depend on the day, so that what was found today is not told tomorrow.
CACHE: PerChange[Readiness] = PerChange(*Aggregate)


def current_readiness(event: Event, dossier: Dossier) -> Readiness:
    """What is prepared and what is left; judged once for each change of the event and each day."""
    return CACHE.get(event, lambda: readiness(dossier), besides=clock.today())


def findings_of_tab(event: Event, dossier: Dossier, tab: str) -> list[Finding]:
    """What the check-up says of the things on one of the event's pages, the gravest first."""
    ready = current_readiness(event, dossier)
    return [f for f in (*ready.must, *ready.may) if tab_of(f.where) == tab]


def blocking_by_tab(event: Event, dossier: Dossier) -> Counter[str]:
    """How many findings block 提交, by the page where they are mended."""
    return Counter(tab_of(finding.where) for finding in current_readiness(event, dossier).must)
