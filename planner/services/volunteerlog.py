"""The log of what is done about the volunteers of an event: how many, when, and nobody by name."""

from planner.actors import Actor
from planner.models import Event
from planner.nouns import Aggregate
from planner.people import Slot
from planner.services.activity import record_change


def record_volunteers(
    event: Event, actor: Actor, verb: str, subject: str, *, before: str = "", after: str = ""
) -> None:
    """One entry of the log, counted as a change of the people of the event.

    It stands there for ever and volunteers may be minors: `subject` is a shift or a thing, never a person.
    """
    record_change(
        event,
        actor=actor,
        verb=verb,
        subject=subject,
        where="volunteers",
        before=before,
        after=after,
        aggregate=Aggregate.PEOPLE,
    )


def name_shift(slot: Slot | None) -> str:
    """A shift as the log names it, also one that is gone."""
    return slot.label if slot else "已删掉的班次"
