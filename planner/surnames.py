"""Surnames: those of several characters, and how those are read that are read otherwise than elsewhere."""

import tomllib
from functools import cache
from importlib.resources import files

_LONGEST = 4


@cache
def _surnames() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("planner").joinpath("surnames.toml").read_text(encoding="utf-8"))


def compound_surname(name: str) -> str:
    """The surname of several characters that a name begins with; "" for most."""
    lengths = range(min(_LONGEST, len(name)), 1, -1)
    return next((name[:n] for n in lengths if name[:n] in _surnames()["compound"]), "")


def surname_sounds(surname: str) -> str:
    """How a surname is read, its syllables with tones and a blank between; "" where it is read as everywhere."""
    return _surnames()["compound"].get(surname) or _surnames()["single"].get(surname, "")
