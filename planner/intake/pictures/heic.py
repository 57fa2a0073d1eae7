"""HEIC photos made small strip by strip: the decoder's picture and one of Pillow's would not fit into the memory."""

from PIL import Image
from pillow_heif import open_heif, set_orientation

from planner.intake.pictures.lean import LeanPicture, Sides

FORMAT = "HEIC"
# Rows of the small picture that are made at once.
STRIP = 32
# What resizing is left to do is done better from a picture twice as large.
_GAP = 2
_KEPT = ("exif", "icc_profile")


class HeicPicture(LeanPicture):
    """The main picture of a file, its colours in eight bits."""

    format = FORMAT
    format_description = "HEIC"

    def _open(self) -> None:
        self._file = open_heif(self.fp, convert_hdr_to_8bit=True)
        self._size, self._mode = self._file.size, self._file.mode
        self._factor = 1
        self.info = {name: self._file.info[name] for name in _KEPT if self._file.info.get(name)}
        # The decoder turns it already, so nobody may do so again.
        set_orientation(self.info)

    def fit(self, wanted: Sides) -> Sides:
        """A whole part of its own sides, rounded up."""
        width, height = self._file.size
        self._factor = max(1, min(width // wanted[0], height // wanted[1]) // _GAP)
        return -(-width // self._factor), -(-height // self._factor)

    def decode(self) -> Image.Image:
        """The picture in the sides that it has now."""
        pixels, stride = self._file.data, self._file.stride
        width, height = self._file.size
        small = Image.new(self.mode, self.size)
        for top in range(0, self.height, STRIP):
            first, rows = top * self._factor, min(STRIP * self._factor, height - top * self._factor)
            part = pixels[first * stride : (first + rows) * stride]
            strip = Image.frombuffer(self.mode, (width, rows), part, "raw", self.mode, stride, 1)
            small.paste(strip.reduce(self._factor), (0, top))
        return small


def can_open(prefix: bytes) -> bool:
    """Whether a file begins as one of this family does (ISO/IEC 14496-12, 4.3)."""
    return prefix[4:8] == b"ftyp"


def register() -> None:
    """Let Pillow open such files."""
    Image.register_open(FORMAT, HeicPicture, can_open)
