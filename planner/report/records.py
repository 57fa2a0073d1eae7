"""What a report is made of: all records of one event, as they stand at one moment."""

from dataclasses import dataclass, field

from planner.dossier import Dossier
from planner.money import Ledger
from planner.money.finances import Finances
from planner.people.incidents import Incident
from planner.report.actuals import Actuals
from planner.report.figures import Turnout


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedHelpers:
    """Volunteers who came: persons and turns, the minutes that are approved, and how many wait to be."""

    turnout: Turnout
    minutes: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The records of an event. `roster` is how many children are on it; `names` are theirs and stand in no proposal."""

    finances: Finances
    actuals: Actuals = field(default_factory=Actuals)
    incidents: tuple[Incident, ...] = ()
    helpers: ServedHelpers | None = None
    roster: int = 0
    names: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def dossier(self) -> Dossier:
        """The plan."""
        return self.finances.dossier

    @property
    def ledger(self) -> Ledger:
        """The accounts."""
        return self.finances.ledger
