"""Moments, days and kinds in words, lists with their ends folded away: as templates show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from flask import Flask

from planner import clock
from planner.eventkinds import KINDS
from planner.fields import display
from planner.filetypes import size_label
from planner.forms.refusals import list_faults
from planner.masking import show_phone
from planner.telling import UNKNOWN

T = TypeVar("T")


def init_words(app: Flask) -> None:
    """Give templates the filters that put values into words."""
    app.jinja_env.filters.update(
        display=display,
        fold=fold,
        kind_label=kind_label,
        list_faults=list_faults,
        moment=moment,
        short_day=short_day,
        show_phone=show_phone,
        size_label=size_label,
    )


@dataclass(frozen=True, slots=True)
class Folded(Generic[T]):
    """A list of which only the `first` are seen until one asks for the `rest`."""

    first: Sequence[T]
    rest: Sequence[T]


def fold(items: Sequence[T], most: int) -> Folded[T]:
    """The list, folded after `most` of its items."""
    return Folded(items[:most], items[most:])


def moment(value: datetime | None) -> str:
    """今天 10:12, 昨天 16:40, 7月6日 09:00; with the year when it is another one."""
    if value is None:
        return ""
    there, today = clock.local(value), clock.today()
    days = (today - there.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {there:%H:%M}"
    return f"{short_day(there.date())} {there:%H:%M}"


def short_day(value: date | None) -> str:
    """8月9日, with the year when it is another one; 待定 while it is not known."""
    if value is None:
        return UNKNOWN
    year = f"{value.year}年" if value.year != clock.today().year else ""
    return f"{year}{value.month}月{value.day}日"


def kind_label(code: str) -> str:
    """The Chinese name of a kind of event."""
    return KINDS.get(code, code)
