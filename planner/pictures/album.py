"""All photos of an event together: what is looked at, what waits, what looks wrong."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from planner.photostates import Clearing, PhotoState, may_leave
from planner.pictures.doubles import Doubles, find_doubles
from planner.pictures.phoneclocks import ClockProposal, propose_clocks
from planner.pictures.photo import CameraClock, Photo
from planner.pictures.spans import ItemSpan
from planner.pictures.wall import Wall, arrange_wall


@dataclass(frozen=True)
class PhotoAlbum:
    """The photos of an event, removed ones too as long as they can be taken back, and when its schedule items were.

    What is reckoned from them is reckoned once.
    """

    all_photos: tuple[Photo, ...]
    spans: tuple[ItemSpan, ...] = ()

    @cached_property
    def photos(self) -> tuple[Photo, ...]:
        """Those that nobody has removed."""
        return tuple(photo for photo in self.all_photos if not photo.is_removed)

    @cached_property
    def removed(self) -> tuple[Photo, ...]:
        """Those that can be taken back."""
        return tuple(photo for photo in self.all_photos if photo.is_removed)

    @cached_property
    def ready(self) -> tuple[Photo, ...]:
        """Those that can be seen."""
        return self._in_state(PhotoState.READY)

    @cached_property
    def waiting(self) -> tuple[Photo, ...]:
        """Those whose copies are still to be made."""
        return self._in_state(PhotoState.WAITING)

    @cached_property
    def unreadable(self) -> tuple[Photo, ...]:
        """Those that can't be seen."""
        return self._in_state(PhotoState.UNREADABLE)

    def _in_state(self, state: PhotoState) -> tuple[Photo, ...]:
        return tuple(photo for photo in self.photos if photo.state is state)

    @cached_property
    def picked(self) -> tuple[Photo, ...]:
        """Those that somebody has picked for the summary, as they stand on the wall."""
        return tuple(photo for photo in self.ordered if photo.is_picked)

    @cached_property
    def ordered(self) -> tuple[Photo, ...]:
        """All that can be seen, as they stand on the wall."""
        return tuple(photo for day in self.wall.days for section in day.sections for photo in section.photos)

    @cached_property
    def by_clearing(self) -> Counter[Clearing]:
        """How many that can be seen are in each state."""
        return Counter(photo.clearing for photo in self.ready)

    @cached_property
    def leaving(self) -> tuple[Photo, ...]:
        """Those that may leave the house, as they stand on the wall."""
        return tuple(photo for photo in self.ordered if may_leave(photo))

    @cached_property
    def wall(self) -> Wall:
        """All that can be seen by day and item."""
        return arrange_wall(self.photos, self.spans)

    @cached_property
    def doubles(self) -> tuple[Doubles, ...]:
        """Photos that look the same."""
        return find_doubles(self.photos)

    @cached_property
    def clock_proposals(self) -> tuple[ClockProposal, ...]:
        """Cameras whose clock seems to be wrong."""
        return propose_clocks(self.ready, self.spans)

    @cached_property
    def clocks(self) -> tuple[CameraClock, ...]:
        """The cameras that have told a time, in the order of their first photo."""
        return tuple(dict.fromkeys(photo.clock for photo in self.ready if photo.taken))

    def find(self, key: str) -> Photo | None:
        """The photo of that key, unless it was removed."""
        return next((photo for photo in self.photos if photo.key == key), None)
