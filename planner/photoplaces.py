"""A part of a photo, wherever it is spoken of: by people, in the database, to the process that draws it."""

from dataclasses import dataclass

WHOLE = 10_000
"""A side of the picture; a hundredth of it is a per cent."""
LEAST_SIDE = 50
# Two boxes that share so much of what both cover are around one face.
_SAME = 0.3


@dataclass(frozen=True, slots=True)
class BoxPlace:
    """A part of the picture, in ten-thousandths of its sides."""

    left: int
    top: int
    width: int
    height: int

    @classmethod
    def fit(cls, left: int, top: int, width: int, height: int) -> "BoxPlace":
        """The nearest such part that lies within the picture and is large enough to be seen."""
        width, height = (min(max(side, LEAST_SIDE), WHOLE) for side in (width, height))
        return cls(min(max(left, 0), WHOLE - width), min(max(top, 0), WHOLE - height), width, height)

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def area(self) -> int:
        return self.width * self.height

    def grow(self, share: float) -> "BoxPlace":
        """The same with so much more on the whole of each side; cut where the picture ends."""
        across, down = (round(side * share / 2) for side in (self.width, self.height))
        left, top = max(self.left - across, 0), max(self.top - down, 0)
        right, bottom = min(self.right + across, WHOLE), min(self.bottom + down, WHOLE)
        return BoxPlace.fit(left, top, right - left, bottom - top)

    def is_around_the_same(self, other: "BoxPlace") -> bool:
        """Whether both are around one face: they share a good part, or one lies in the other for the most part."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        if across <= 0 or down <= 0:
            return False
        shared = across * down
        return shared > _SAME * (self.area + other.area - shared) or 2 * shared > min(self.area, other.area)
