"""Posts and shifts out of what was proposed and chosen, as rows like all others."""

from collections.abc import Sequence
from typing import Any

from planner.actors import Actor
from planner.models import Event, RowMixin
from planner.people.proposals import ProposedPost
from planner.permissions import can_edit_event
from planner.services.guard import guard_event
from planner.services.rows import add_rows

Chosen = Sequence[tuple[ProposedPost, int]]


def add_proposed(event: Event, chosen: Chosen, *, actor: Actor) -> list[RowMixin]:
    """Add the chosen posts, each with its shifts for so many people; all or none, raises like `add_rows`."""
    guard_event(event, actor, can_edit_event)
    posts = add_rows(event, "posts", [post.values for post, _ in chosen], actor=actor)
    shifts: list[dict[str, Any]] = [
        {"post": row.key, "day": shift.day, "start": shift.start, "end": shift.end, "places": places}
        for row, (post, places) in zip(posts, chosen, strict=True)
        for shift in post.shifts
    ]
    if shifts:
        add_rows(event, "shifts", shifts, actor=actor)
    return posts
