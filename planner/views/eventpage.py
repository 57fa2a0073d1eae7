"""What every page of an event shows around its own: title, grey line, tabs, findings, and what one may do here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template

from planner.checkup import Readiness
from planner.dossier import Dossier
from planner.enums import EventStatus
from planner.findings import Finding
from planner.models import Event
from planner.nouns import NOUNS, TABS
from planner.permissions import Access, can_change_rows, can_edit_event, can_see_phones, can_work_on_event
from planner.queries.checkup import current_readiness
from planner.views.places import tab_url

# While it is drafted, each tab says how much it still lacks.
DRAFTED = frozenset({EventStatus.DRAFT, EventStatus.RETURNED})


@dataclass(frozen=True, slots=True)
class TabLink:
    """A page in the tab bar; `blocking` findings on it stand before 提交."""

    label: str
    href: str
    is_current: bool
    blocking: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """The head of a page of an event, for one reader.

    `can_edit` is about the rows of the page, `can_edit_facts` about the event's own, `can_work` about the event as a
    whole, whatever its status.
    """

    event: Event
    can_edit: bool
    can_work: bool
    can_edit_facts: bool
    is_guest: bool
    sees_phones: bool
    tabs: tuple[TabLink, ...]
    findings_here: tuple[Finding, ...]


def render_event(
    template: str,
    event: Event,
    access: Access,
    *,
    noun: str = "",
    tab: str = "",
    dossier: Dossier | None = None,
    ready: Readiness | None = None,
    **values: Any,
) -> str:
    """A page of an event, with its `head`.

    `noun` says whose rows the page edits; without it, `can_edit` is that of the event. `tab` is the marked one where it
    is not the tab of the noun. Only with a `dossier` the page shows what the check-up says of its tabs; `ready` is that
    where the page has it already.
    """
    head = event_page(event, access, noun=noun, tab=tab, dossier=dossier, ready=ready)
    if dossier is not None:
        values["dossier"] = dossier
    return render_template(template, event=event, head=head, **values)


def event_page(
    event: Event,
    access: Access,
    *,
    noun: str = "",
    tab: str = "",
    dossier: Dossier | None = None,
    ready: Readiness | None = None,
) -> EventPage:
    """The head of a page of the event; the parameters are those of `render_event`."""
    can_edit = can_edit_rows(event, access, noun)
    here = tab or (NOUNS[noun].tab if noun else "")
    begins = can_edit and here in TABS and TABS[here].opens_with_findings
    counts = event.status in DRAFTED
    if ready is None and dossier is not None and (begins or counts):
        ready = current_readiness(event, dossier)
    return EventPage(
        event=event,
        can_edit=can_edit,
        can_work=can_work_on_event(access),
        can_edit_facts=can_edit_event(access),
        is_guest=access.is_guest,
        sees_phones=can_see_phones(access),
        tabs=list_tabs(event, here, ready.blocking_by_tab() if ready and counts else {}),
        findings_here=ready.of_tab(here) if ready and begins else (),
    )


def can_edit_rows(event: Event, access: Access, noun: str) -> bool:
    """Whether the rows of a noun can be changed: by this reader, and not once they are settled."""
    if not noun:
        return can_edit_event(access)
    return can_change_rows(NOUNS[noun])(access) and not (NOUNS[noun].settles and event.settled_at)


def list_tabs(event: Event, here: str, blocking: Mapping[str, int]) -> tuple[TabLink, ...]:
    """The tab bar; a page that is reached from another one is marked there."""
    marked = TABS[here].within or here if here in TABS else ""
    return tuple(
        TabLink(tab.label, tab_url(event.id, tab.name), tab.name == marked, blocking.get(tab.name, 0))
        for tab in TABS.values()
        if tab.label
    )
