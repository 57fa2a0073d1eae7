"""A row of a noun, as it is typed and as it is kept."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """A row as it is typed and kept; then one field of it anew: its name, what is typed, kept and logged."""

    typed: dict[str, str]
    kept: dict[str, Any]
    field: str
    new_typed: str
    new_kept: Any
    logged: tuple[str, str]
