"""What the sign of a post says on a day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostSign:
    """The sign of one post on one day; `address` is what its QR code opens, with the digits filled in."""

    post: str
    day: str
    digits: str
    address: str
    place: str = ""
    hours: str = ""
    contact: str = ""
