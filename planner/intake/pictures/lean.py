"""Pictures that are made small while they are decoded, for formats of which Pillow decodes all of the picture first."""

from abc import abstractmethod
from typing import Any

from PIL import Image, ImageFile

Sides = tuple[int, int]


class LeanPicture(ImageFile.ImageFile):
    """A picture that Pillow opens like any other; `draft` says how large it is wanted, as it does for JPEG."""

    def draft(self, mode: str | None, size: Sides | None) -> tuple[str, tuple[int, int, float, float]] | None:
        """Decode it no larger than needed for those sides; returns what it will be."""
        if size is None or self._im is not None:
            return None
        self._size = self.fit(size)
        return self.mode, (0, 0, *self.size)

    def load(self) -> Any:
        """Decode it; raises OSError, or MemoryError where the memory doesn't hold it."""
        if self._im is None:
            self.im = self.decode().im
            self.fp = None
        return Image.Image.load(self)

    @abstractmethod
    def fit(self, wanted: Sides) -> Sides:
        """The sides, at least those, in which it can be decoded."""

    @abstractmethod
    def decode(self) -> Image.Image:
        """The picture in the sides that it has now."""
