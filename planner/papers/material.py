"""What papers are made of: the aggregates of an event, each masked for whoever asks as soon as it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from planner.dossier import Dossier
from planner.models import Event
from planner.money.finances import Finances
from planner.papers.masks import mask_dossier, mask_edition, mask_finances, mask_people
from planner.papers.photos import gather_photos
from planner.people import People
from planner.permissions import Access, can_see_roster
from planner.pictures.printed import PrintedPhotos
from planner.queries.bulletins import read_red_head
from planner.queries.dossier import current_dossier
from planner.queries.edition import read_edition
from planner.queries.finances import current_finances
from planner.queries.people import read_people
from planner.queries.story import read_story
from planner.report.bulletin import RedHead
from planner.report.edition import SummaryEdition
from planner.report.story import Story


@dataclass(frozen=True, slots=True)
class Material:
    """One event as its reader may see it, with the aggregates that the paper needs and none besides."""

    aggregates: Mapping[str, Any]
    event_id: int
    host: str
    changed_at: datetime
    sequence: int
    today: date
    options: Mapping[str, str]

    @property
    def dossier(self) -> Dossier:
        """The plan."""
        dossier: Dossier = self.aggregates["dossier"]
        return dossier

    @property
    def finances(self) -> Finances:
        """The money, with the plan it is held against."""
        finances: Finances = self.aggregates["finances"]
        return finances

    @property
    def people(self) -> People:
        """Who comes."""
        people: People = self.aggregates["people"]
        return people

    @property
    def summary(self) -> SummaryEdition:
        """What came of it: the version that was filed, or the draft of now."""
        summary: SummaryEdition = self.aggregates["summary"]
        return summary

    @property
    def photos(self) -> PrintedPhotos:
        """The picked photos that may leave the house."""
        photos: PrintedPhotos = self.aggregates["photos"]
        return photos

    @property
    def story(self) -> Story:
        """What is told of it outside."""
        story: Story = self.aggregates["story"]
        return story

    @property
    def red_head(self) -> RedHead:
        """The head of its newsletter."""
        head: RedHead = self.aggregates["red_head"]
        return head


def _gather_dossier(event: Event, access: Access) -> Dossier:
    return mask_dossier(current_dossier(event), access)


def _gather_finances(event: Event, access: Access) -> Finances:
    return mask_finances(current_finances(event), access)


def _gather_people(event: Event, access: Access) -> People:
    """What nobody may see is not even deciphered."""
    if not can_see_roster(access):
        return People()
    return mask_people(read_people(event), access)


def _gather_summary(event: Event, access: Access) -> SummaryEdition:
    """Papers of it are for whoever reads the accounts; no phone stands in it, and no child by the whole name."""
    return mask_edition(read_edition(event), [child.name for child in read_people(event).participants])


def _gather_photos(event: Event, access: Access) -> PrintedPhotos:
    """The same for everybody: whatever is among them may leave the house."""
    return gather_photos(event)


def _gather_story(event: Event, access: Access) -> Story:
    """The same for everybody: no child is named in it, no sum of money stands there."""
    return read_story(event)


def _gather_red_head(event: Event, access: Access) -> RedHead:
    return read_red_head(event)


AGGREGATES: dict[str, Callable[[Event, Access], Any]] = {
    "dossier": _gather_dossier,
    "finances": _gather_finances,
    "people": _gather_people,
    "summary": _gather_summary,
    "photos": _gather_photos,
    "story": _gather_story,
    "red_head": _gather_red_head,
}
"""How each aggregate that a paper may need is read for a reader."""
