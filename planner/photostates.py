"""What becomes of a photo: how far it is, and whether it may leave the house."""

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
