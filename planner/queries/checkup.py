"""The check-up of an event as last committed."""

from collections import Counter

from planner.checkup import Readiness, readiness
from planner.dossier import Dossier
from planner.models import Event
from planner.nouns import NOUNS
from planner.queries.kept import PerChange

_kept: PerChange[Readiness] = PerChange()


def current_readiness(event: Event, dossier: Dossier) -> Readiness:
    """What is prepared and what is left; judged once for each change of the event."""
    return _kept.get(event, lambda: readiness(dossier))


def blocking_by_tab(event: Event, dossier: Dossier) -> Counter[str]:
    """How many findings block 提交, by the page where they are mended."""
    found: Counter[str] = Counter()
    for finding in current_readiness(event, dossier).must:
        name = finding.where.partition("/")[0]
        found[NOUNS[name].tab if name in NOUNS else "facts"] += 1
    return found
