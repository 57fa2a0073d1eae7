"""What a rule of the check-up may look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from budgets import Policy
from planner.dossier import Dossier
from planner.findings import Finding
from planner.money.ledger import Ledger
from planner.people import People
from planner.people.staffing import Staffing
from planner.people.volunteerrules import VolunteerRules
from planner.schooldays import SchoolDays


@dataclass(frozen=True, slots=True)
class Context:
    """An event with everything around it, as plain data: what is left out is empty, and nothing is found in it.

    `today` None is an unknown day: rules that depend on the day then find nothing. Whoever keeps what the check-up
    found keeps it for one `today` only. `staffing` None says nothing of who signed up. `school_days` are those of the
    unit around the days of the event.
    """

    dossier: Dossier = field(default_factory=Dossier)
    people: People = field(default_factory=People)
    money: Ledger = field(default_factory=Ledger)
    today: date | None = None
    policy: Policy = field(default_factory=Policy)
    staffing: Staffing | None = None
    rules: VolunteerRules = field(default_factory=VolunteerRules)
    school_days: tuple[SchoolDays, ...] = ()


Rule = Callable[[Context], list[Finding]]


def apply_rules(rules: Iterable[Rule], context: Context) -> list[Finding]:
    """All that the rules find, in their order."""
    return [finding for rule in rules for finding in rule(context)]
