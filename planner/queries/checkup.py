"""The check-up of an event as last committed."""

from collections import Counter

from planner.checkup import Context, Readiness, readiness
from planner.dossier import Dossier
from planner.findings import Finding
from planner.models import Event
from planner.nouns import NOUNS
from planner.queries.cache import PerChange

_kept: PerChange[Readiness] = PerChange()


def current_readiness(event: Event, dossier: Dossier) -> Readiness:
    """What is prepared and what is left; judged once for each change of the event."""
    return _kept.get(event, lambda: readiness(Context(dossier)))


def findings_of_tab(event: Event, dossier: Dossier, tab: str) -> list[Finding]:
    """What the check-up says of the things on one of the event's pages, the gravest first."""
    ready = current_readiness(event, dossier)
    return [f for f in (*ready.must, *ready.may) if tab_of(f.where) == tab]


def tab_of(where: str) -> str:
    """The page on which `where` (facts/place, duties/<key> …) is mended."""
    name = where.partition("/")[0]
    return NOUNS[name].tab if name in NOUNS else "facts"


def blocking_by_tab(event: Event, dossier: Dossier) -> Counter[str]:
    """How many findings block 提交, by the page where they are mended."""
    return Counter(tab_of(finding.where) for finding in current_readiness(event, dossier).must)
