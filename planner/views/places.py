"""Addresses of pages: from the place that a finding or a log entry names, and of those without parameters."""

from functools import cache

from flask import request, url_for

from planner.nouns import NOUNS
from planner.places import parse_place

# A page is the `show` of the blueprint of its name, but for this one.
_OTHER_ENDPOINTS = {"facts": "events.facts"}
_PAGES = {"settlement": "settlement.show", "approval": "approvals.submit"}
# Nouns of which each row has a page of its own: its endpoint, and the parameter that names the row.
_ROW_PAGES = {"sections": ("sections.show", "section")}


def tab_endpoint(tab: str) -> str:
    """The endpoint of one of the event's pages."""
    return _OTHER_ENDPOINTS.get(tab, f"{tab}.show")


def tab_url(event_id: int, tab: str) -> str:
    """The address of one of the event's pages."""
    return url_for(tab_endpoint(tab), event_id=event_id)


def place_url(event_id: int, where: str) -> str:
    """The address where `where` (facts/place, duties/<key>, budget …) is mended; the event's page for any other."""
    noun, key = parse_place(where)
    if noun in _PAGES:
        return url_for(_PAGES[noun], event_id=event_id)
    if noun in _ROW_PAGES and key:
        endpoint, parameter = _ROW_PAGES[noun]
        return url_for(endpoint, event_id=event_id, **{parameter: key})
    if noun in ("facts", "team"):
        return tab_url(event_id, noun) + (f"#{key}" if key else "")
    if noun not in NOUNS:
        return url_for("events.show", event_id=event_id)
    tab = NOUNS[noun].tab
    address = tab_url(event_id, tab) if tab else url_for("rows.show", event_id=event_id, noun=noun)
    return f"{address}#row-{key}" if key else f"{address}#{noun}"


def fixed_url(endpoint: str) -> str:
    """The address of a page without parameters; made once, for it stands on every page."""
    return _fixed_url(endpoint, request.script_root)


@cache
def _fixed_url(endpoint: str, root: str) -> str:
    return url_for(endpoint)


def event_base() -> str:
    """The address of an event without its number, for pages that link to many."""
    return url_for("events.show", event_id=0).removesuffix("0")
