"""Reading a whole text: cut it, find its facts, hold them against each other."""

from planner.intake.plans.chapters import cut_sections
from planner.intake.plans.conflicts import find_conflicts
from planner.intake.plans.facts.budget import find_budget
from planner.intake.plans.facts.contacts import find_contacts
from planner.intake.plans.facts.days import find_event_days, find_hours, find_year
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
from planner.intake.plans.plan import lay_out, with_days
from planner.intake.plans.private import find_private
from planner.intake.plans.reading import Fact, PlanReading, TextSpan

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


# No plan is as long; what lies behind is said not to be read.
MOST_CHARACTERS = 60_000
_MOST_IN_A_LINE = 4_000
_TOO_LONG = "文字太长，只读了前 6 万字。"


def read_plan(text: str) -> PlanReading:
    """Everything that a text states about an event; never raises, whatever the text is.

    Tables stand in the text as lines with tabs or pipes. Spans are places in `text` as it was given.
    """
    notes = (_TOO_LONG,) if len(text) > MOST_CHARACTERS else ()
    plan = lay_out(_bounded(text))
    titles = find_title(plan)
    themes = find_theme(plan, titles)
    days, first, last = find_event_days(plan)
    plan = with_days(plan, first, last, find_year(plan))
    facts = [*find_kind(plan, titles, themes), *titles, *themes, *days, *find_hours(plan)]
    found = {find: find(plan) for find in _FINDERS}
    found[find_schedule] = _without_stages(found[find_schedule], found[find_phases])
    facts += [fact for find in _FINDERS for fact in found[find]]
    sections, conflicts = cut_sections(plan, text), find_conflicts(plan, facts)
    return PlanReading(text, sections, tuple(facts), conflicts, find_private(plan), notes)


def _bounded(text: str) -> str:
    """The part of the text that is read; a line that no person wrote is broken, so that no pattern runs for long."""
    lines = text[:MOST_CHARACTERS].splitlines(keepends=True)
    if all(len(line) <= _MOST_IN_A_LINE for line in lines):
        return "".join(lines)
    return "".join(line[:_MOST_IN_A_LINE].rstrip() + " " * (len(line) - _MOST_IN_A_LINE) for line in lines)


def _without_stages(steps: list[Fact], stages: list[Fact]) -> list[Fact]:
    """A stage with its days is no step as well."""
    taken = [span for stage in stages for span in stage.spans]
    return [step for step in steps if not any(_overlap(one, other) for one in step.spans for other in taken)]


def _overlap(one: TextSpan, other: TextSpan) -> bool:
    return one.start < other.end and other.start < one.end
