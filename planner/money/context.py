"""What the rules of `budgets` need to know about the event that a budget pays for."""

from budgets.context import Context, HeadGroup
from planner.dossier import Dossier
from planner.enums import GroupSide

# In a longer event (a winter of home visits) people go home in between: its days say nothing of meals and beds.
_AWAY_WITHIN = 14


def context_of(dossier: Dossier) -> Context:
    """What the rules of `budgets` need to know about an event, as far as its dossier tells."""
    facts, nights = dossier.facts, dossier.nights
    known = nights is not None and nights <= _AWAY_WITHIN
    return Context(
        kind=facts.kind,
        starts_on=facts.starts_on.date if known and facts.starts_on else None,
        ends_on=facts.ends_on.date if known and facts.ends_on else None,
        days=nights + 1 if known and nights is not None else None,
        nights=nights if known else None,
        groups=tuple(HeadGroup(h.group, h.count, h.side is GroupSide.CHILD) for h in dossier.head_counts),
        stated=facts.stated_total,
        moving=dossier.needs_vehicle,
        free_sites=tuple(stop.name for stop in dossier.stops if stop.free_entry),
        unit_name=facts.organisation,
    )
