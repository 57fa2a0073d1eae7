"""A paper as somebody asks for it: tagged or printed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from planner import clock
from planner.models import Event
from planner.papers.masks import rights_of
from planner.papers.material import AGGREGATES, Material
from planner.papers.paper import EventPaper, PrintedPaper
from planner.permissions import Access
from planner.queries.changes import aggregates_of, change_key


@dataclass(frozen=True, slots=True)
class Order:
    """One paper of one event for one reader. `host` is what addresses and calendar entries carry.

    Made by `planner.papers.order_paper`, which refuses what the reader may not have.
    """

    paper: EventPaper
    event: Event
    access: Access
    host: str
    options: Mapping[str, str]

    @property
    def tag(self) -> str:
        """An ETag that changes with all that the bytes depend on; it costs no reading of rows."""
        event, paper = self.event, self.paper
        parts = (
            event.identity,
            paper.code,
            paper.revision,
            event.status,
            change_key(event, aggregates_of(paper.needs)),
            (event.organisation.name, event.owner.name),
            rights_of(self.access),
            paper.besides(event),
            self.host,
            sorted(self.options.items()),
            clock.today() if paper.of_day else "",
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    def print(self) -> PrintedPaper:
        """The finished file. Raises NotFound for an option that names what isn't there."""
        event, paper = self.event, self.paper
        return PrintedPaper(
            name=paper.file_name(event.title),
            plain_name=f"event-{event.id}-{paper.code}.{paper.extension}",
            mime=paper.mime,
            content=paper.build(self._gather()),
        )

    def lay_out(self) -> object:
        """What a PDF is set of; None for files that don't go by our fonts."""
        return self.paper.lay_out(self._gather())

    def _gather(self) -> Material:
        event = self.event
        return Material(
            aggregates={name: AGGREGATES[name](event, self.access) for name in self.paper.needs},
            event_id=event.id,
            host=self.host,
            changed_at=event.updated_at,
            sequence=event.change_number,
            today=clock.today(),
            options=self.options,
        )
