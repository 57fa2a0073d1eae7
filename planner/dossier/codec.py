"""Dossier values as JSON has them and back: days as ISO text, money as fen, decimals and finer prices as text."""

import types
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from budgets import Money, UnitPrice
from budgets.price import PER_FEN
from planner.days import Day


def to_plain(value: Any) -> Any:
    """Values as JSON has them: days as ISO text, money as fen, decimals and prices finer than a fen as text."""
    if isinstance(value, Day):
        return value.iso
    if isinstance(value, UnitPrice):
        return value.parts // PER_FEN if value.is_whole_fen else format(value.decimal(), "f")
    if isinstance(value, Money):
        return value.fen
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def from_plain(kind: Any, value: Any) -> Any:
    """The inverse of `to_plain` for a value of the annotated type `kind`."""
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return from_plain(next(a for a in get_args(kind) if a is not type(None)), value)
    if origin is tuple:
        return tuple(from_plain(get_args(kind)[0], v) for v in value)
    return _from_scalar(kind, value)


def _from_scalar(kind: Any, value: Any) -> Any:
    if kind is Day:
        return Day.parse(value)
    if kind is Money:
        return Money(value)
    if kind is UnitPrice:
        return UnitPrice.from_decimal(value) if isinstance(value, str) else UnitPrice.of(Money(value))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{k: from_plain(hints[k], v) for k, v in value.items() if k in hints})
    if kind is time:
        return time.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal:
        return Decimal(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value
