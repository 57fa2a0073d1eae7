"""Pieces of a text that know where they stand in it, however blanks and widths were tidied."""

import re
import unicodedata
from dataclasses import dataclass

from planner.intake.plans.reading import TextSpan

_BLANK = " \t\u3000\u00a0\u2002\u2003\u2005\u2009\u200b\ufeff`"
# Full-width signs that would otherwise need every pattern twice.
_SIGNS = str.maketrans("（）：．；！？〔〕［］｛｝｜＝＊／～〜＋％＃", "():.；！？()(){}|=*/~~+%#")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of tidied text; `places` holds, for each of its characters, its place in the text as given."""

    text: str
    places: tuple[int, ...]

    def cut(self, start: int, end: int | None = None) -> "Part":
        """The piece between two of its own characters."""
        return Part(self.text[start:end], self.places[start:end])

    def strip(self, signs: str = _BLANK) -> "Part":
        """Without such signs at both ends."""
        start = len(self.text) - len(self.text.lstrip(signs))
        return self.cut(start, max(start, len(self.text.rstrip(signs))))

    def split(self, pattern: re.Pattern[str]) -> list["Part"]:
        """The pieces between matches of the pattern, without blanks at their ends; empty ones are left out."""
        pieces, at = [], 0
        for match in pattern.finditer(self.text):
            pieces.append(self.cut(at, match.start()))
            at = match.end()
        stripped = (piece.strip() for piece in [*pieces, self.cut(at)])
        return [piece for piece in stripped if piece.text]

    def join(self, other: "Part") -> "Part":
        """Both, one after the other."""
        return Part(self.text + other.text, self.places + other.places)

    def without(self, pattern: re.Pattern[str]) -> "Part":
        """Without what matches the pattern."""
        keep = [True] * len(self.text)
        for match in pattern.finditer(self.text):
            keep[match.start() : match.end()] = [False] * (match.end() - match.start())
        kept = [at for at, stays in enumerate(keep) if stays]
        return Part("".join(self.text[at] for at in kept), tuple(self.places[at] for at in kept))

    @property
    def span(self) -> TextSpan:
        """Where it stands in the text as given; nothing at the start where it is empty."""
        return TextSpan(self.places[0], self.places[-1] + 1) if self.places else TextSpan(0, 0)


def tidy(text: str, start: int) -> Part:
    """A line with half-width digits, letters and brackets and plain blanks; `start` is its place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text, start):
        for plain in _plain(letter):
            letters.append(plain)
            places.append(at)
    return Part("".join(letters), tuple(places)).strip(" ")


def _plain(letter: str) -> str:
    if letter in "\u200b\ufeff\u00ad`":
        return ""
    if letter != "\t" and (letter in _BLANK or unicodedata.category(letter) in ("Cc", "Zs", "Cs", "Cf")):
        return " "
    if "０" <= letter <= "９" or "Ａ" <= letter <= "Ｚ" or "ａ" <= letter <= "ｚ":
        return unicodedata.normalize("NFKC", letter)
    if "\u2f00" <= letter <= "\u2fdf":
        return unicodedata.normalize("NFKC", letter)
    return letter.translate(_SIGNS)
