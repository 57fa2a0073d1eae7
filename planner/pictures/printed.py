"""Photos as papers print them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPhoto:
    """A photo that may leave the house, as a JPEG: its caption, "" without one, and what is on it in words."""

    content: bytes
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPhotos:
    """The photos that somebody picked and that may leave the house, as they stand on the wall.

    `kept_back` are the others that were picked: nobody has cleared them, or they stay inside.
    """

    photos: tuple[PrintedPhoto, ...] = ()
    kept_back: int = 0
