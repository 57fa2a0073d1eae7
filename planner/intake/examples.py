"""One invented row of each noun that is read from tables."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def examples() -> Mapping[str, Mapping[str, str]]:
    """What one would type, by noun and field."""
    return tomllib.loads(files(__package__).joinpath("examples.toml").read_text(encoding="utf-8"))
