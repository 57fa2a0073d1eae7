"""The words of plans, from one data file: what headings are about, roles, surnames, units, columns."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _tables() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return found


@cache
def patterns(table: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a table of the file by name, in its order."""
    return {name: re.compile(pattern) for name, pattern in _tables()[table].items()}


@cache
def word(table: str, name: str) -> str:
    """One pattern of the file as text, to be put into a longer one."""
    return _tables()[table][name]


@cache
def glued_words() -> tuple[str, ...]:
    """Headings after which a text may go on without any sign."""
    return tuple(_tables()["glued"]["words"])


@cache
def topic_of(heading: str) -> str:
    """What a heading is about, "" where it isn't known: when, where, who, schedule, budget, safety …"""
    if not 1 < len(heading) <= 16:
        return ""
    return next((name for name, pattern in patterns("topics").items() if pattern.fullmatch(heading)), "")


@cache
def column_of(heading: str) -> str:
    """What the column of a table holds, "" where its heading isn't known."""
    plain = re.sub(r"\s|\(.*?\)|/元$", "", heading)
    if not 0 < len(plain) <= 8:
        return ""
    return next((name for name, pattern in patterns("columns").items() if pattern.fullmatch(plain)), "")
