"""Reading a whole text: cut it, find its facts, hold them against each other."""

from planner.intake.plans.facts.budget import find_budget
from planner.intake.plans.facts.contacts import find_contacts
from planner.intake.plans.facts.days import find_event_days
from planner.intake.plans.facts.head_counts import find_head_counts
from planner.intake.plans.facts.kind import find_kind
from planner.intake.plans.facts.parties import find_parties
from planner.intake.plans.facts.people import find_people
from planner.intake.plans.facts.phases import find_phases
from planner.intake.plans.facts.safety import find_safety
from planner.intake.plans.facts.schedule import find_schedule
from planner.intake.plans.facts.supplies import find_supplies
from planner.intake.plans.facts.title import find_theme, find_title
from planner.intake.plans.facts.venues import find_venues
from planner.intake.plans.plan import Plan, lay_out, with_days
from planner.intake.plans.reading import Fact, PlanReading

_FINDERS = (
    find_venues,
    find_parties,
    find_head_counts,
    find_schedule,
    find_phases,
    find_people,
    find_supplies,
    find_budget,
    find_contacts,
    find_safety,
)


def read_plan(text: str) -> PlanReading:
    """Everything that a text states about an event."""
    plan = lay_out(text)
    titles = find_title(plan)
    themes = find_theme(plan, titles)
    days, first, last = find_event_days(plan)
    plan = with_days(plan, first, last)
    facts = [*find_kind(plan, titles, themes), *titles, *themes, *days]
    found = {find: find(plan) for find in _FINDERS}
    found[find_schedule] = _without_stages(found[find_schedule], found[find_phases])
    facts += [fact for find in _FINDERS for fact in found[find]]
    return PlanReading(text, (), tuple(facts), (), ())


def _without_stages(steps: list[Fact], stages: list[Fact]) -> list[Fact]:
    """A stage with its days is no step as well."""
    taken = [span for stage in stages for span in stage.spans]
    return [step for step in steps if not any(one.start < other.end and other.start < one.end for one in step.spans for other in taken)]
