"""From the place that a finding or a log entry names to the address of its page."""

from flask import url_for

from planner.nouns import NOUNS
from planner.places import parse_place

_TAB_ENDPOINTS = {
    "facts": "events.facts",
    "plan": "plan.show",
    "schedule": "schedule.show",
    "duties": "duties.show",
    "supplies": "supplies.show",
    "budget": "budget.show",
    "expenses": "expenses.show",
    "handouts": "handouts.show",
    "safety": "safety.show",
    "roster": "roster.show",
    "attachments": "attachments.show",
    "team": "team.show",
}
_PAGES = {"settlement": "settlement.show", "approval": "approvals.submit"}


def tab_url(event_id: int, tab: str) -> str:
    """The address of one of the event's pages."""
    return url_for(_TAB_ENDPOINTS[tab], event_id=event_id)


def place_url(event_id: int, where: str) -> str:
    """The address where `where` (facts/place, duties/<key>, budget …) is mended; the event's page when it is unknown."""
    noun, key = parse_place(where)
    if noun in _PAGES:
        return url_for(_PAGES[noun], event_id=event_id)
    if noun == "sections" and key:
        return url_for("plan.show", event_id=event_id, section=key)
    if noun in ("facts", "team"):
        return tab_url(event_id, noun) + (f"#{key}" if key else "")
    if noun not in NOUNS:
        return url_for("events.show", event_id=event_id)
    address = tab_url(event_id, NOUNS[noun].tab)
    return f"{address}#row-{key}" if key else f"{address}#{noun}"
