"""Addresses of pages: by endpoint, and from the place that a finding or a log entry names."""

from functools import lru_cache
from typing import Any

from flask import request, url_for

from planner.nouns import NOUNS
from planner.places import APPROVAL, parse_place, place_of

# A page is the `show` of the blueprint of its name, but for this one.
_OTHER_ENDPOINTS = {"facts": "events.facts"}
# Who may submit finds that on the page of the event; all others find there how it stands.
_PAGES = {
    "evidence": "evidence.show",
    "feedback": "feedback.show",
    "settlement": "settlement.show",
    "summary": "summary.show",
    APPROVAL: "events.show",
    "volunteers": "volunteers.show",
    "sign_ups": "volunteers.show",
    "photos": "photos.show",
}
# Nouns of which each row has a page of its own: its endpoint, the parameter that names the row, and where on the page.
_ROW_PAGES = {
    "sections": ("sections.show", "section", ""),
    "volunteers": ("volunteers.lower", "shift", ""),
    # Of many shifts the page lists those of one day.
    "shifts": ("volunteers.show", "row", "#row-{}"),
    "sign_ups": ("volunteers.show", "shift", "#shift"),
    # Of many expenses the page lists 50.
    "expenses": ("expenses.show", "row", "#row-{}"),
}
# Nouns whose list has several pages: after a row is gone or many came, it is shown where that was.
PAGED = frozenset({"expenses"})


# What is always said the same way in an address; `True` and `1` would be one key, so no others are remembered.
_PLAIN = frozenset({str, int})
# What tells `url_for` how to say an address, and is no part of it.
_OPTIONS = frozenset({"_anchor", "_external", "_method", "_scheme"})


def page_url(endpoint: str, **values: Any) -> str:
    """As `url_for`, and remembered: a page of an event has some fifty addresses, most of them on every page."""
    if not (_PLAIN.issuperset(map(type, values.values())) and _OPTIONS.isdisjoint(values)):
        return url_for(endpoint, **values)
    if endpoint.startswith("."):
        endpoint = f"{request.blueprint}{endpoint}"
    return _page_url(request.script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=2048)
def _page_url(root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return url_for(endpoint, **dict(values))


def tab_endpoint(tab: str) -> str:
    """The endpoint of one of the event's pages."""
    return _OTHER_ENDPOINTS.get(tab, f"{tab}.show")


def tab_url(event_id: int, tab: str) -> str:
    """The address of one of the event's pages."""
    return page_url(tab_endpoint(tab), event_id=event_id)


def place_url(event_id: int, where: str) -> str:
    """The address where `where` (facts/place, duties/<key>, budget …) is mended; the event's page for any other."""
    noun, key = parse_place(where)
    if noun in _ROW_PAGES and key:
        endpoint, parameter, anchor = _ROW_PAGES[noun]
        return page_url(endpoint, event_id=event_id, **{parameter: key}) + anchor.format(key)
    if noun in _PAGES:
        return page_url(_PAGES[noun], event_id=event_id)
    if noun in ("facts", "team"):
        return tab_url(event_id, noun) + (f"#{key}" if key else "")
    if noun not in NOUNS:
        return page_url("events.show", event_id=event_id)
    tab = NOUNS[noun].tab
    address = tab_url(event_id, tab) if tab else page_url("rows.show", event_id=event_id, noun=noun)
    return f"{address}#row-{key}" if key else f"{address}#{noun}"


def shift_url(event_id: int, shift: str) -> str:
    """The address of a shift on the board of volunteers, with its people."""
    return place_url(event_id, place_of("sign_ups", shift))


def event_base() -> str:
    """The address of an event without its number, for pages that link to many."""
    return page_url("events.show", event_id=0).removesuffix("0")
