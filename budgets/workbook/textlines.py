"""How texts break in cells; whoever asks needs no writer of workbooks."""

from __future__ import annotations


def count_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width; a Chinese character is two columns wide."""
    wide = (sum(1 if sign.isascii() else 2 for sign in part) for part in text.split("\n"))
    return sum(max(1, int(-(-each // (width - 1)))) for each in wide)
