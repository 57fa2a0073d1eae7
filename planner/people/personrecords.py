"""Trainings and awards of a volunteer (民政部令第67号 art. 8, 9) as text that can be kept, sealed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from planner.people.servicerecords import RecordedAward, RecordedTraining

RecordEntry = RecordedTraining | RecordedAward
# Of one person: more is typed by mistake, or by a machine.
MOST_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class RecordEntries:
    """The trainings and awards of a person, in the order of their days."""

    trainings: tuple[RecordedTraining, ...] = ()
    awards: tuple[RecordedAward, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.trainings) + len(self.awards)

    @property
    def training_minutes(self) -> int:
        """The time of all trainings."""
        return sum(one.minutes for one in self.trainings)

    def find(self, key: str) -> RecordEntry | None:
        """The entry of that key."""
        entries: tuple[RecordEntry, ...] = (*self.trainings, *self.awards)
        return next((one for one in entries if one.key == key), None)


def read_entries(*texts: str) -> RecordEntries:
    """What was kept, in one place or in several that know the same person: an entry that stands in two counts once."""
    trainings: dict[str, RecordedTraining] = {}
    awards: dict[str, RecordedAward] = {}
    for text in filter(None, texts):
        kept = json.loads(text)
        trainings |= {one["key"]: RecordedTraining(**_with_day(one)) for one in kept["trainings"]}
        awards |= {one["key"]: RecordedAward(**_with_day(one)) for one in kept["awards"]}
    return RecordEntries(
        tuple(sorted(trainings.values(), key=_order)),
        tuple(sorted(awards.values(), key=_order)),
    )


def _with_day(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {**kept, "day": date.fromisoformat(kept["day"]) if kept["day"] else None}


def _order(entry: RecordEntry) -> tuple[bool, date, str]:
    return entry.day is None, entry.day or date.min, entry.name


def write_entries(entries: RecordEntries) -> str:
    """Entries as they are kept; "" where there are none."""
    if not entries.count:
        return ""
    return json.dumps(asdict(entries), ensure_ascii=False, default=date.isoformat)


def merge_entries(*texts: str) -> str:
    """What two places know of the same person, as it is kept in one."""
    return write_entries(read_entries(*texts))


def add_entry(text: str, entry: RecordEntry) -> str:
    """What is kept once this entry is there as well; raises ValueError where there are as many as there may be."""
    entries = read_entries(text)
    if entries.count >= MOST_ENTRIES:
        raise ValueError(f"一个人最多记 {MOST_ENTRIES} 条培训和表彰。")
    if isinstance(entry, RecordedTraining):
        return write_entries(RecordEntries((*entries.trainings, entry), entries.awards))
    return write_entries(RecordEntries(entries.trainings, (*entries.awards, entry)))


def drop_entry(text: str, key: str) -> str:
    """What is kept without the entry of that key."""
    entries = read_entries(text)
    return write_entries(
        RecordEntries(
            tuple(one for one in entries.trainings if one.key != key),
            tuple(one for one in entries.awards if one.key != key),
        )
    )
