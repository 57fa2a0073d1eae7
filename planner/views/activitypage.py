"""The log of an event for one reader: phones masked for most, long texts cut to where they part and folded."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from planner.masking import mask_phones
from planner.models import Activity, Event
from planner.permissions import Access, can_see_past_phones
from planner.views.places import place_url

# From here on a text is folded to its head.
_LONG, _HEAD = 120, 60
# How much stands before the place where two texts part.
_LEAD = 16
# What services call it when something goes: there is nothing left to be looked at.
_GONE = "删除"
_COLOURS = "abcd"


@dataclass(frozen=True, slots=True)
class LogText:
    """A text of the log; a long one is folded to its `head`, which is "" for others."""

    text: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """Who did what to what; `href` leads there while it is there. `colour` is always the same for one person."""

    entry: Activity
    colour: str
    subject: str
    href: str
    before: LogText | None
    after: LogText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPage:
    """A page of the log, the newest entries first; nobody counts them all."""

    number: int
    rows: tuple[EntryRow, ...]
    newer_href: str
    older_href: str


def activity_page_of(
    event: Event, access: Access, entries: Sequence[Activity], *, number: int, has_older: bool
) -> ActivityPage:
    """The page of that number for this reader."""
    masks = not can_see_past_phones(access)
    return ActivityPage(
        number=number,
        rows=tuple(_row(event, entry, masks=masks) for entry in entries),
        newer_href=_page_url(event, number - 1) if number > 1 else "",
        older_href=_page_url(event, number + 1) if has_older else "",
    )


def _page_url(event: Event, number: int) -> str:
    return url_for("activity.show", event_id=event.id, page=number)


def _row(event: Event, entry: Activity, *, masks: bool) -> EntryRow:
    show = mask_phones if masks else str
    before, after = cut_to_difference(entry.before, entry.after)
    return EntryRow(
        entry=entry,
        colour=_COLOURS[len(entry.actor) % len(_COLOURS)],
        subject=show(entry.subject),
        href=place_url(event.id, entry.where) if entry.where and entry.verb != _GONE else "",
        before=_text(show(before)),
        after=_text(show(after)),
    )


def _text(text: str) -> LogText | None:
    return LogText(text, text[:_HEAD] if len(text) > _LONG else "") if text else None


def cut_to_difference(before: str, after: str) -> tuple[str, str]:
    """Both texts from a little before the place where they part, so that a change deep in a long text is seen."""
    if not before or not after or max(len(before), len(after)) <= _LONG:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    start = next((at for at, (old, new) in pairs if old != new), min(len(before), len(after))) - _LEAD
    return (f"……{before[start:]}", f"……{after[start:]}") if start > 0 else (before, after)
