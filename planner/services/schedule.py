"""The schedule: moving and stretching an item in time."""

from datetime import time

from planner.actors import Actor
from planner.days import Day, hours_label
from planner.errors import BadInput
from planner.models import Event, RowMixin
from planner.nights import ends_too_early
from planner.services.guard import guard_rows
from planner.services.rows import edit_row


def retime_item(
    event: Event, key: str, *, day: Day | None, start: time | None, end: time | None, version: int, actor: Actor
) -> RowMixin:
    """Put an item at another day and time.

    Raises BadInput when it would end before it starts, LostUpdate like `rows.edit_row`. An approval stays: only the
    days and hours of the event itself are material.
    """
    guard_rows(event, "schedule", actor)
    if ends_too_early(start, end):
        sentence = f"结束要晚于开始，现在是 {hours_label(start, end)}。过夜的事项分成两天写。"
        raise BadInput(sentence, field="end")
    return edit_row(event, "schedule", key, {"day": day, "start": start, "end": end}, version=version, actor=actor)
