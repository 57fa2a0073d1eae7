"""What stands in a calendar file: its entries with their days, and why one of them could not be read."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An entry as it is written: what it is called and the spans of days (first, last) on which it is, in their order.

    One that repeats has several spans. `fault` says in a few words why its days are not known or not to be taken;
    `zone` is a time zone that nobody knows, so that its hours were taken as they are written.
    """

    title: str
    spans: tuple[Span, ...] = ()
    fault: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """All entries of a file, by their first day; `is_cut` where so many days were found that the rest was not read."""

    entries: tuple[CalendarEntry, ...]
    is_cut: bool = False


def pack_entries(file: CalendarFile) -> str:
    """The entries as one text, to be sent and to be kept in a form."""
    return json.dumps(asdict(file), ensure_ascii=False, default=date.isoformat, separators=(",", ":"))


def unpack_entries(text: str) -> CalendarFile:
    """The entries of such a text; raises ValueError for any other."""
    try:
        packed = json.loads(text)
        return CalendarFile(tuple(map(_unpack, packed["entries"])), bool(packed["is_cut"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no entries of a calendar") from error


def _unpack(entry: Any) -> CalendarEntry:
    spans = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in entry["spans"])
    title, fault, zone = (str(entry[name]) for name in ("title", "fault", "zone"))
    return CalendarEntry(title, tuple(span for span in spans if span[0] <= span[1]), fault, zone)
