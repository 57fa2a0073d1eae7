"""Words that are masked wherever they stand in the texts of an event."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import select

from planner.extensions import db
from planner.models import Event
from planner.models.textcolumns import TOLD, TOLD_AS_JSON
from planner.nouns import Aggregate
from planner.people.hiddennames import SOMEBODY, spellings_of
from planner.scrubbing import Scrubber
from planner.services.changes import count_change


def mask_table(table_name: str, names: Sequence[str], event: Event, scrub: Callable[[str], str]) -> int:
    """Mask texts of one table that belong to the event; returns in how many rows."""
    table, changed = db.metadata.tables[table_name], 0
    of_event = table.c.id if table_name == "event" else table.c.event_id
    rows = db.session.execute(select(table.c.id, *(table.c[name] for name in names)).where(of_event == event.id))
    for row in rows.mappings().all():
        masked = {name: scrub(row[name]) for name in names if row[name]}
        values = {name: text for name, text in masked.items() if text != row[name]}
        if values:
            db.session.execute(table.update().where(table.c.id == row["id"]).values(values))
            changed += 1
    return changed


def settle_told(event: Event, names: Iterable[str]) -> None:
    """Write 某某 for these persons into what is told outside, also where they go without their surname.

    As long as they are on the roster they are hidden whenever it leaves the house; once they are erased nobody knows
    any more whom to hide.
    """
    words = {word: SOMEBODY for name in names for word in spellings_of(name)}
    if not words:
        return
    db.session.flush()
    scrubber = Scrubber(words)
    changed = sum(mask_table(table, columns, event, scrubber.scrub) for table, columns in TOLD.items())
    changed += sum(mask_table(table, columns, event, scrubber.scrub_json) for table, columns in TOLD_AS_JSON.items())
    if changed:
        count_change(event, Aggregate.REPORT)
        count_change(event, Aggregate.PHOTOS)
        db.session.expire_all()
