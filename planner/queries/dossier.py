"""Reading the plan of an event as a dossier: one statement for each noun, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import bindparam, inspect, select

from planner.dossier import Dossier, Facts
from planner.extensions import db
from planner.models import Event, Organisation, User
from planner.nouns import Aggregate
from planner.queries.cache import PerChange
from planner.queries.rows import Rows, read_aggregate, read_aggregate_of

_FACT_NAMES = tuple(f.name for f in fields(Facts) if f.name not in ("organisation", "owner"))
_NAMES = select(
    select(Organisation.name).where(Organisation.id == bindparam("organisation")).scalar_subquery(),
    select(User.name).where(User.id == bindparam("owner")).scalar_subquery(),
)
CACHE: PerChange[Rows] = PerChange(Aggregate.PLAN)


def read_dossier(event: Event) -> Dossier:
    """The plan as it stands in this transaction."""
    db.session.flush()
    return Dossier.of(read_facts(event), read_aggregate(Aggregate.PLAN, event.id))


def current_dossier(event: Event) -> Dossier:
    """The plan as last committed; rows are kept in memory until the plan changes.

    For reading requests only: a writing transaction could leave rows behind that are rolled back later.
    """
    return Dossier.of(read_facts(event), current_rows(event))


def current_rows(event: Event) -> Rows:
    """The rows of the plan as last committed, from memory until it changes; for reading requests only as well."""
    return CACHE.get(event, lambda: read_aggregate(Aggregate.PLAN, event.id))


def current_dossiers(events: Sequence[Event]) -> dict[int, Dossier]:
    """The plans of several events as last committed, by id: one statement a noun, whatever the number of events.

    Organisation and owner must be loaded. Those that `current_dossier` keeps in memory are not read again.
    """
    rows = {event.id: found for event in events if (found := CACHE.find(event)) is not None}
    missing = [event for event in events if event.id not in rows]
    if missing:
        read = read_aggregate_of(Aggregate.PLAN, [event.id for event in missing])
        rows |= {event.id: CACHE.keep(event, read[event.id]) for event in missing}
    return {event.id: Dossier.of(read_facts(event), rows[event.id]) for event in events}


def read_facts(event: Event) -> Facts:
    """The facts of an event, with the names of its organisation and owner."""
    unloaded = inspect(event).unloaded
    if "organisation" in unloaded or "owner" in unloaded:
        ids = {"organisation": event.organisation_id, "owner": event.owner_id}
        organisation, owner = db.session.execute(_NAMES, ids).one()
    else:
        organisation, owner = event.organisation.name, event.owner.name
    values = {name: getattr(event, name) for name in _FACT_NAMES}
    return Facts(**values, organisation=organisation, owner=owner)
