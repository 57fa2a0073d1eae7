"""What an evidence set is gathered from: an event as it may leave the house."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from planner import clock
from planner.dossier import Dossier
from planner.enums import Role, TeamRole
from planner.evidence import EvidencePart, LackingPart, SetFile, number_files
from planner.models import Event
from planner.money.finances import Finances
from planner.people.hiddennames import PersonHider
from planner.permissions import Access

Found = SetFile | LackingPart


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSource:
    """An event with its plan and its money, and what was asked for. `access` is that of who only reads it."""

    event: Event
    access: Access
    dossier: Dossier
    finances: Finances
    hider: PersonHider
    shows_names: bool
    takes_unchecked: bool

    @property
    def unit(self) -> str:
        """The unit of the event."""
        return self.dossier.facts.organisation

    def hide(self, text: str) -> str:
        """What somebody typed, without children, volunteers and numbers, unless names were asked for."""
        return text if self.shows_names else self.hider.hide(text)


Collect = Callable[[SetSource], Iterator[Found]]


def reader_of_set(event: Event, *, shows_names: bool) -> Access:
    """What of an event somebody sees who is handed the set: what its unit does, with names where they were asked for.

    Whoever asked may see more; phones never leave the house by a set.
    """
    team = TeamRole.READER if shows_names else None
    return Access(status=event.status, role=Role.READER, team=team, sees_names=shows_names)


def number_part(found: Iterable[Found]) -> Iterator[Found]:
    """The finds of one part, its files with numbers where there are several."""
    listed = list(found)
    files = [each for each in listed if isinstance(each, SetFile)]
    for file, name in zip(files, number_files(file.name for file in files), strict=True):
        yield SetFile(part=file.part, name=name, content=file.content, sha256=file.sha256)
    yield from (each for each in listed if isinstance(each, LackingPart))


def lack(part: EvidencePart, sentence: str) -> LackingPart:
    """What is missing, as a sentence."""
    return LackingPart(part, sentence)


def need_not(part: EvidencePart, sentence: str) -> LackingPart:
    """What this event needs none of."""
    return LackingPart(part, sentence, is_needless=True)


def tell_when(moment: datetime | None) -> str:
    """2027-06-01 14:30, by the clock on the wall."""
    return f"{clock.local(moment):%Y-%m-%d %H:%M}" if moment else ""
