"""One photo of an event as plain data."""

from dataclasses import dataclass
from datetime import datetime

from planner.photostates import Clearing, PhotoState

_MICROSECONDS, _SECONDS_A_DAY = 1_000_000, 86_400


@dataclass(frozen=True, slots=True)
class CameraClock:
    """What tells the time of photos: one camera in one person's hands. All its photos are wrong together, or none.

    `sender` is who sent them, in words; `by` tells two senders of one name apart.
    """

    by: str
    sender: str
    camera: str

    @property
    def label(self) -> str:
        """何同学的 HUAWEI P40; 何同学的手机 where the camera says nothing of itself."""
        return f"{self.sender}的 {self.camera}" if self.camera else f"{self.sender}的手机"


def tell_sender_apart(user_id: int | None, link_id: int | None, phone: str) -> str:
    """Another text for every other person, and for every other phone of those who came by one link."""
    return f"u{user_id}" if user_id else f"l{link_id or ''}{phone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo as its event keeps it.

    `number` is the order in which photos came, `arrived` when, by the clock on the wall. `taken` is what its camera
    says, put right by `clock_shift_minutes`, or None. `position` says where somebody has put it; without one it stands
    where its time puts it. `item` is the key of the schedule item that somebody has confirmed. Photos that somebody
    wants to keep beside each other share `kept_with`. A photo that could not be read says why in `fault` (what is
    wrong) and `sentence`. `boxes_number` rises with every change of its boxes, of which so many are `undecided` and
    `hidden`; `drawn_number` is the one that its copies show.
    """

    key: str
    number: int
    name: str
    sha256: str
    size: int
    arrived: datetime
    clock: CameraClock
    state: PhotoState = PhotoState.READY
    fault: str = ""
    sentence: str = ""
    width: int = 0
    height: int = 0
    taken: datetime | None = None
    dhash: int | None = None
    kept_with: str = ""
    position: int | None = None
    caption: str = ""
    item: str = ""
    is_cover: bool = False
    is_picked: bool = False
    clearing: Clearing = Clearing.UNCHECKED
    boxes_number: int = 0
    drawn_number: int = 0
    undecided: int = 0
    hidden: int = 0
    is_removed: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether there are copies of it to be seen."""
        return self.state is PhotoState.READY

    @property
    def is_drawn(self) -> bool:
        """Whether its copies hide all that is to be hidden."""
        return self.drawn_number == self.boxes_number

    @property
    def order(self) -> int:
        """Where it stands among others of its day: microseconds of a clock on the wall, or where somebody put it."""
        return order_of(self.taken or self.arrived) if self.position is None else self.position

    @property
    def hour(self) -> str:
        """08:41; nothing where the time isn't known."""
        return f"{self.taken:%H:%M}" if self.taken else ""

    @property
    def title(self) -> str:
        """08:41 南门集合: what stands under it."""
        return " ".join(filter(None, (self.hour, self.caption))) or self.name


@dataclass(frozen=True, slots=True)
class ClearedPhoto:
    """A photo that may leave the house, with the file of its large copy that every program opens: a JPEG."""

    photo: Photo
    sha256: str


def order_of(moment: datetime) -> int:
    """The place that a time of the clock on the wall gives a photo."""
    seconds = moment.toordinal() * _SECONDS_A_DAY + moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds * _MICROSECONDS + moment.microsecond
