"""What becomes of a photo: how far it is, and whether it may leave the house."""

from typing import Protocol

from planner.enums import LabelledEnum


class PhotoState(LabelledEnum):
    """How far a photo is that was sent: its copies are made by a job."""

    WAITING = "waiting", "正在处理"
    READY = "ready", "收好"
    UNREADABLE = "unreadable", "打不开"


class Clearing(LabelledEnum):
    """Whether a photo may leave the house. Nobody has looked at one that is `UNCHECKED`."""

    UNCHECKED = "unchecked", "没核对"
    CLEARED = "cleared", "可对外"
    INSIDE = "inside", "只留校内"


class FaceSearch(LabelledEnum):
    """How far the house has looked for faces on a photo by itself."""

    NEVER = "never", "没找过"
    WAITING = "waiting", "正在找"
    DONE = "done", "找过一遍"
    CAREFUL = "careful", "仔细找过"
    FAILED = "failed", "找不了"


class BoxOrigin(LabelledEnum):
    """Who says that there is a face: the house, which may be wrong, or somebody who drew a box."""

    FOUND = "found", "找到的"
    DRAWN = "drawn", "画的"


class BoxVerdict(LabelledEnum):
    """What becomes of what a box is around. An `OPEN` one was found, and nobody has looked at it."""

    OPEN = "open", "要遮吗"
    HIDDEN = "hidden", "已遮"
    SHOWN = "shown", "不用遮"


class Leaving(Protocol):
    """What decides whether a photo may leave the house.

    `is_drawn`: its copies hide all that somebody wants hidden; they are made anew by a job.
    """

    @property
    def state(self) -> PhotoState: ...
    @property
    def clearing(self) -> Clearing: ...
    @property
    def is_drawn(self) -> bool: ...
    @property
    def is_removed(self) -> bool: ...


def may_leave(photo: Leaving) -> bool:
    """Whether a photo may be shown outside: somebody said so of it as it is; the twin of `queries.photos.LEAVES`."""
    is_seen = photo.state is PhotoState.READY and not photo.is_removed
    return is_seen and photo.is_drawn and photo.clearing is Clearing.CLEARED
