"""Trainings and awards as they are kept: read back, merged, taken out, bounded."""

from datetime import date

import pytest

from planner.people.personrecords import (
    MOST_ENTRIES,
    RecordEntries,
    add_entry,
    drop_entry,
    merge_entries,
    read_entries,
    write_entries,
)
from planner.people.servicerecords import RecordedAward, RecordedTraining

FIRST = RecordedTraining("行前培训", "防溺水", 90, "县团委", date(2027, 8, 1), "a")
SECOND = RecordedTraining("急救", "包扎", 120, "红十字会", date(2027, 8, 3), "b")
AWARD = RecordedAward("优秀志愿者", "县团委", None, "c")


def test_entries_are_read_back_in_the_order_of_their_days() -> None:
    text = write_entries(RecordEntries((SECOND, FIRST), (AWARD,)))

    assert read_entries(text) == RecordEntries((FIRST, SECOND), (AWARD,))
    assert read_entries(text).training_minutes == 210


def test_what_two_places_know_counts_once() -> None:
    here, there = add_entry("", FIRST), add_entry(add_entry("", FIRST), SECOND)

    assert read_entries(merge_entries(here, there)) == RecordEntries((FIRST, SECOND), ())
    assert read_entries(here, "", there).count == 2


def test_nothing_is_kept_of_nobody() -> None:
    assert (write_entries(RecordEntries()), merge_entries("", ""), read_entries("")) == ("", "", RecordEntries())
    assert drop_entry(add_entry("", AWARD), "c") == ""


def test_entry_is_found_and_taken_out_by_its_key() -> None:
    text = add_entry(add_entry("", FIRST), AWARD)

    assert (read_entries(text).find("c"), read_entries(text).find("x")) == (AWARD, None)
    assert read_entries(drop_entry(text, "a")) == RecordEntries((), (AWARD,))


def test_nobody_has_more_entries_than_fit() -> None:
    text = write_entries(
        RecordEntries(
            tuple(RecordedTraining(f"第 {at} 次", "", 30, "", None, str(at)) for at in range(MOST_ENTRIES - 1))
        )
    )

    full = add_entry(text, FIRST)

    assert read_entries(full).count == MOST_ENTRIES
    with pytest.raises(ValueError, match=f"最多记 {MOST_ENTRIES} 条"):
        add_entry(full, AWARD)
