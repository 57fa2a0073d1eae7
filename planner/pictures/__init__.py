"""Photos of an event as plain data: which look the same, what they show by the time, in what order they stand."""

from planner.pictures.album import PhotoAlbum
from planner.pictures.boxes import FaceBox, FaceBoxes
from planner.pictures.doubles import Doubles, find_doubles
from planner.pictures.phoneclocks import ClockProposal, propose_clocks
from planner.pictures.photo import CameraClock, ClearedPhoto, Photo, tell_sender_apart
from planner.pictures.spans import ItemSpan, propose_item, spans_of
from planner.pictures.wall import Wall, WallDay, WallSection, arrange_wall

__all__ = [
    "CameraClock",
    "ClearedPhoto",
    "ClockProposal",
    "Doubles",
    "FaceBox",
    "FaceBoxes",
    "ItemSpan",
    "Photo",
    "PhotoAlbum",
    "Wall",
    "WallDay",
    "WallSection",
    "arrange_wall",
    "find_doubles",
    "propose_clocks",
    "propose_item",
    "spans_of",
    "tell_sender_apart",
]
